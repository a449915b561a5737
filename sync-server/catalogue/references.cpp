#include "sync-server/catalogue/references.h"

namespace foyer::catalogue {
namespace {

// "offer" -> "an offer", "topic:topic" -> "an entry of the list \"topic\"".
std::string inWords(const std::string& target) {
  const size_t colon = target.find(':');
  if (colon != std::string::npos) return "an entry of the list \"" + target.substr(colon + 1) + "\"";
  const bool vowel = std::string("aeio").find(target[0]) != std::string::npos;
  return (vowel ? "an " : "a ") + target;
}

}  // namespace

void References::define(const std::string& target, const std::string& id, const std::string& file, int line) {
  m_definitions.push_back({target, id, file, line});
}

void References::refer(const std::string& target, const std::string& id, const std::string& file, int line) {
  m_uses.push_back({target, id, file, line});
}

void References::settle(Problems& problems) const {
  std::map<std::string, const Use*> first;
  std::map<std::string, std::set<std::string>> ids;
  for (const Use& item : m_definitions) {
    const auto [known, isNew] = first.emplace(item.id, &item);
    if (!isNew) {
      problems.add(item.file, item.line,
                   "The id " + inQuotes(item.id) + " is taken by " + inWords(known->second->target) + " (" +
                       known->second->file + ":" + std::to_string(known->second->line) +
                       "); each id may stand once in the whole catalogue, choose another.");
    }
    ids[item.target].insert(item.id);
  }
  for (const Use& use : m_uses) {
    const std::set<std::string>& known = ids[use.target];
    if (known.count(use.id)) continue;
    problems.add(
        use.file, use.line,
        inQuotes(use.id) + " is not the id of " + inWords(use.target) + "; " + suggestion(use.id, known));
  }
}

}  // namespace foyer::catalogue
