// The session cookie's form: `__Host-` prefix, Secure, HttpOnly, SameSite=Strict.
//
// Place: the login call sets it through Call::responseHeaders; the access check reads it. A browser takes a
// `__Host-` cookie only over TLS, for exactly this host and the path /. Threads: any; pure functions.
// Errors: a name or value that would need quoting is a broken promise (tokens are hex or base64url).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync-server/http/message.h"

namespace foyer::http {

// The header {"Set-Cookie", ...}; lives until the browser closes or maxAgeSeconds are over.
std::pair<std::string, std::string> makeCookie(std::string_view name, std::string_view value, int64_t maxAgeSeconds);
// The header that makes a browser forget the cookie.
std::pair<std::string, std::string> clearCookie(std::string_view name);
std::optional<std::string> readCookie(const Request& request, std::string_view name);

}  // namespace foyer::http
