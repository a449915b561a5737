// What protects the browser that shows the console: response headers and the same-origin rule.
//
// Place: the server adds the headers to every answer; connect.cpp asks checkSameOrigin before each call.
// Together with SameSite=Strict cookies and the content types application/json and application/proto
// (which no HTML form can send) this is the defence against cross-site requests. Threads: any; pure.
#pragma once

#include "shared/base/result.h"
#include "sync-server/http/message.h"

namespace foyer::http {

// Adds what the response does not set itself: content security policy, nosniff, no referrer, no framing,
// no-store unless a Cache-Control is there, and on TLS strict transport security.
void addSecurityHeaders(const Request& request, Response& response);

// kPermissionDenied when a browser says that another site sent this request. A request without
// `Sec-Fetch-Site` and `Origin` comes from no browser page and passes.
Status checkSameOrigin(const Request& request);

}  // namespace foyer::http
