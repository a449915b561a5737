#include "sync-server/retention/redaction.h"

#include <algorithm>

namespace foyer::retention {

namespace {

bool clear(record::RecordWrite& write) {
  if (write.fields.empty() && write.matching.empty()) return false;
  write.fields.clear();
  write.matching.clear();
  return true;
}

// Set to nothing, under the same name and having seen the same: it ends what it ended.
bool empty(record::FieldWrite& field) {
  if (field.wire.empty()) return false;
  field.wire.clear();
  return true;
}

bool isPurgedOfAll(const std::vector<Fate>& fates, uint32_t field) {
  return std::all_of(fates.begin(), fates.end(), [&](const Fate& fate) {
    return fate.isErased || std::binary_search(fate.purged.begin(), fate.purged.end(), field);
  });
}

}  // namespace

Result<Redacted> redact(const record::ChangeBody& change, const FatesOf& fatesOf) {
  Redacted result{change, false, !change.records.empty()};
  for (record::RecordWrite& write : result.body.records) {
    FOYER_ASSIGN(const auto fates, fatesOf(write));
    const bool isErased =
        !fates.empty() && std::all_of(fates.begin(), fates.end(), [](const Fate& fate) { return fate.isErased; });
    result.isWhollyErased = result.isWhollyErased && isErased && !write.isErasure;
    if (isErased) {
      result.isChanged = clear(write) || result.isChanged;
      continue;
    }
    for (record::FieldWrite& field : write.fields) {
      if (!fates.empty() && isPurgedOfAll(fates, field.field)) result.isChanged = empty(field) || result.isChanged;
    }
  }
  result.body.isRedacted = result.body.isRedacted || result.isChanged;
  return result;
}

}  // namespace foyer::retention
