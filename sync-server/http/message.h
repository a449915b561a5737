// A request and a response as plain values, and what turns one into the other.
//
// Place: server.cpp makes a Request from the wire and writes the Response; everything else in this folder
// (router, static files, Connect services, metrics) is a `Respond`. Ownership: values. Threads: a Respond
// runs on a worker thread, several at a time: it must be safe for that. Errors: a Response with a status;
// an exception that escapes becomes a plain 500. Does not: stream; bodies are whole.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foyer::http {

struct Request {
  std::string method;  // upper case, as sent
  std::string path;    // percent-decoded, begins with '/', without NUL
  std::string query;   // raw, without '?'
  std::map<std::string, std::string, std::less<>> headers;  // lower-case names; repeated ones joined by ", "
  std::map<std::string, std::string, std::less<>> cookies;  // the first of each name
  std::string body;
  std::string peerAddress;  // numeric, no port
  bool isEncrypted = false;

  // The value of a header, or an empty text.
  std::string_view header(std::string_view lowerCaseName) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  bool hasHeader(std::string_view name) const;
  Response& with(std::string name, std::string value);
};

using Respond = std::function<Response(const Request&)>;

// text/plain with one sentence; for everything that is not a Connect call.
Response plainText(int status, std::string_view sentence);
// 405 with the header Allow.
Response methodNotAllowed(std::string_view allowed);
// The text behind the number, such as "Not Found".
std::string_view reasonPhrase(int status);

// "%41" -> "A"; nothing for a broken escape or an escaped NUL. '+' stays '+'.
std::optional<std::string> percentDecode(std::string_view text);
// "a=1; b=2"; pieces without '=' are left out.
std::map<std::string, std::string, std::less<>> parseCookies(std::string_view header);
// ASCII only, since header names are.
std::string lowerCase(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
// "application/json; charset=utf-8" -> "application/json"
std::string mediaType(std::string_view contentType);
// A JSON string literal with its quotes; bytes that are not ASCII are passed as they are (UTF-8).
std::string jsonString(std::string_view text);
// IMF-fixdate of RFC 9110 for the header Date.
std::string httpDate(int64_t wallMs);

}  // namespace foyer::http
