// Which Respond answers which address.
//
// Place: foyer-server builds one at start and hands it to Server::start. Exact paths win over prefixes, a
// longer prefix wins over a shorter one, the rest goes to otherwise(). Ownership: copies of what is bound.
// Threads: built by one thread, then read by all workers. Errors: an address nobody has gets 404.
#pragma once

#include <map>
#include <string>

#include "sync-server/http/message.h"

namespace foyer::http {

class Router {
 public:
  Router& at(std::string path, Respond respond);
  Router& under(std::string prefix, Respond respond);
  Router& otherwise(Respond respond);
  Response operator()(const Request& request) const;

 private:
  std::map<std::string, Respond, std::less<>> m_exact;
  std::map<std::string, Respond, std::less<>> m_prefixes;
  Respond m_otherwise;
};

}  // namespace foyer::http
