#include "sync-server/http/router.h"

#include <utility>

namespace foyer::http {

Router& Router::at(std::string path, Respond respond) {
  m_exact[std::move(path)] = std::move(respond);
  return *this;
}

Router& Router::under(std::string prefix, Respond respond) {
  m_prefixes[std::move(prefix)] = std::move(respond);
  return *this;
}

Router& Router::otherwise(Respond respond) {
  m_otherwise = std::move(respond);
  return *this;
}

Response Router::operator()(const Request& request) const {
  if (const auto exact = m_exact.find(request.path); exact != m_exact.end()) return exact->second(request);
  // Sorted, so that among the matching ones the last is the longest.
  for (auto prefix = m_prefixes.rbegin(); prefix != m_prefixes.rend(); ++prefix) {
    if (request.path.starts_with(prefix->first)) return prefix->second(request);
  }
  if (m_otherwise) return m_otherwise(request);
  return plainText(404, "There is nothing at this address.");
}

}  // namespace foyer::http
