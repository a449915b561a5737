// What the log says that must stand, computed from the changes alone, in the simplest way there is.
//
// Place: checkNoLostUpdate and checkCases compare it with the stored records. Ownership: a value. Threads: any.
// Errors: none. Does not: use shared/merge, which is what it judges.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "shared/schema/schema.h"
#include "tests/sim/checkers/final_view.h"

namespace foyer::sim {

// A write of one field, and the change it belongs to.
struct Written {
  const LoggedChange* logged = nullptr;
  const record::FieldWrite* field = nullptr;
};

struct ExpectedField {
  std::vector<Written> writes;
  std::set<record::Dot> ended;
  bool isEnded(const Written& write, const schema::FieldRule& rule) const;
};

// By record and field number.
using Expected = std::map<std::pair<Id16, uint32_t>, ExpectedField>;

// Changes that were applied: opened, and neither in quarantine nor waiting.
bool isApplied(const LoggedChange& logged);
// The record that a write is about; nothing if its visit is not in the log.
std::optional<Id16> targetOf(const FinalView& view, const record::RecordWrite& write);
Expected expectedOf(const FinalView& view);
const schema::FieldRule* ruleOf(const FinalView& view, const Id16& record, uint32_t field);

}  // namespace foyer::sim
