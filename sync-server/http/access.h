// From a session cookie and (foyer.access) to a yes or no: the Authorize of the staff API.
//
// Place: foyer-server hands sessionAuthorize() to its ConnectService and asks checkAccessOptions() at start.
// Ownership: copies of what is handed in. Threads: any worker. Errors: kUnauthenticated without a living
// session, kPermissionDenied without a fitting role; a method without (foyer.access) lets nobody in.
#pragma once

#include <functional>
#include <string_view>

#include "sync-server/http/connect.h"

namespace foyer::http {

// makeCookie(kSessionCookie, token, ...), readCookie(request, kSessionCookie)
inline constexpr std::string_view kSessionCookie = "session";

// Finds who a session token belongs to: Accounts::identify.
using Identify = std::function<Result<Identity>(std::string_view token)>;

Authorize sessionAuthorize(Identify identify);
// An error that names the first method without (foyer.access), or with one that lets nobody in.
Status checkAccessOptions(const google::protobuf::ServiceDescriptor& service);

}  // namespace foyer::http
