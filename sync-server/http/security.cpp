#include "sync-server/http/security.h"

namespace foyer::http {

namespace {
// Everything from ourselves; no inline script, no plug-ins, no frames. Images may also be data: and blob:,
// since slips are drawn as QR codes in the browser.
constexpr const char* kContentSecurityPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// One year, as browsers' preload lists expect.
constexpr const char* kStrictTransport = "max-age=31536000";

void addUnlessSet(Response& response, const char* name, const char* value) {
  if (!response.hasHeader(name)) response.with(name, value);
}

std::string_view withoutDefaultPort(std::string_view host, std::string_view port) {
  return host.ends_with(port) ? host.substr(0, host.size() - port.size()) : host;
}
}  // namespace

void addSecurityHeaders(const Request& request, Response& response) {
  addUnlessSet(response, "Content-Security-Policy", kContentSecurityPolicy);
  addUnlessSet(response, "X-Content-Type-Options", "nosniff");
  addUnlessSet(response, "Referrer-Policy", "no-referrer");
  addUnlessSet(response, "X-Frame-Options", "DENY");
  addUnlessSet(response, "Cross-Origin-Opener-Policy", "same-origin");
  addUnlessSet(response, "Cross-Origin-Resource-Policy", "same-origin");
  addUnlessSet(response, "Cache-Control", "no-store");
  if (request.isEncrypted) addUnlessSet(response, "Strict-Transport-Security", kStrictTransport);
}

Status checkSameOrigin(const Request& request) {
  const Error refusal(Code::kPermissionDenied,
                      "This request was sent by a page of another site; open the console at its own address and "
                      "try again.");
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return refusal;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return okStatus();
  const std::string_view scheme = request.isEncrypted ? "https://" : "http://";
  const std::string_view port = request.isEncrypted ? ":443" : ":80";
  if (!origin.starts_with(scheme)) return refusal;
  const std::string_view from = withoutDefaultPort(origin.substr(scheme.size()), port);
  const std::string_view here = withoutDefaultPort(request.header("host"), port);
  return !here.empty() && equalsIgnoringCase(from, here) ? okStatus() : Status(refusal);
}

}  // namespace foyer::http
