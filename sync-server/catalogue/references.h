// Ids that items give themselves, and ids by which they name each other.
//
// Place: the filler notes both while it reads; when all files are read `settle` adds a problem for each id
// that stands twice and for each reference that leads nowhere.
// Ownership: one per load, on the loading thread. Errors: Problems. Does not: change items.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync-server/catalogue/problems.h"

namespace foyer::catalogue {

class References {
 public:
  // `target`: the kind of item, "offer"; of an entry of a code list, "topic:reach".
  void define(const std::string& target, const std::string& id, const std::string& file, int line);
  void refer(const std::string& target, const std::string& id, const std::string& file, int line);
  void settle(Problems& problems) const;

 private:
  struct Use {
    std::string target;
    std::string id;
    std::string file;
    int line;
  };
  std::vector<Use> m_definitions;
  std::vector<Use> m_uses;
};

}  // namespace foyer::catalogue
