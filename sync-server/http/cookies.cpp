#include "sync-server/http/cookies.h"

#include <algorithm>
#include <cctype>

#include "shared/base/result.h"

namespace foyer::http {

namespace {
constexpr std::string_view kHostPrefix = "__Host-";

bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}
}  // namespace

std::pair<std::string, std::string> makeCookie(std::string_view name, std::string_view value, int64_t maxAgeSeconds) {
  FOYER_ASSERT(!name.empty() && isPlain(name) && isPlain(value));
  std::string text(kHostPrefix);
  text += name;
  text += '=';
  text += value;
  text += "; Path=/; Max-Age=" + std::to_string(maxAgeSeconds) + "; Secure; HttpOnly; SameSite=Strict";
  return {"Set-Cookie", text};
}

std::pair<std::string, std::string> clearCookie(std::string_view name) { return makeCookie(name, "", 0); }

std::optional<std::string> readCookie(const Request& request, std::string_view name) {
  const auto found = request.cookies.find(std::string(kHostPrefix) + std::string(name));
  if (found == request.cookies.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

}  // namespace foyer::http
