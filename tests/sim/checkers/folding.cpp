#include "tests/sim/checkers/folding.h"

#include <algorithm>

#include "tests/sim/surroundings.h"

namespace foyer::sim {

bool isApplied(const LoggedChange& logged) {
  return logged.change &&
         (logged.row.outcome == store::LogOutcome::kApplied || logged.row.outcome == store::LogOutcome::kConflict);
}

std::optional<Id16> targetOf(const FinalView& view, const record::RecordWrite& write) {
  if (!write.recordId.isNil()) return write.recordId;
  for (const LoggedChange& logged : view.log) {
    if (!isApplied(logged) || logged.change->body().slipId != write.slipId) continue;
    for (const record::RecordWrite& made : logged.change->body().records)
      if (made.type == write.type && !made.recordId.isNil()) return made.recordId;
  }
  return std::nullopt;
}

bool ExpectedField::isEnded(const Written& write, const schema::FieldRule& rule) const {
  const record::ChangeBody& body = write.logged->change->body();
  const auto values = record::wireValues(write.field->wire);
  const bool isFinal = values.ok() && !values->empty() && values->back().isVarint &&
                       rule.finalValues.count(static_cast<int32_t>(values->back().number)) > 0;
  if (isFinal) return false;
  return ended.count(write.logged->change->dot()) > 0 ||
         (!body.slipId.isNil() && ended.count(record::Dot{body.slipId, 0}) > 0);
}

Expected expectedOf(const FinalView& view) {
  Expected expected;
  for (const LoggedChange& logged : view.log) {
    if (!isApplied(logged)) continue;
    for (const record::RecordWrite& write : logged.change->body().records) {
      const auto target = targetOf(view, write);
      const schema::RecordType* type = Rules::get().schema.type(write.type);
      if (!target || !type) continue;
      for (const record::FieldWrite& field : write.fields) {
        const schema::FieldRule* rule = type->field(field.field);
        const bool isServers = logged.change->body().authorKind == record::AuthorKind::AUTHOR_KIND_SERVER;
        if (!rule || (rule->merge == MERGE_SERVER && !isServers)) continue;
        ExpectedField& into = expected[{*target, field.field}];
        into.writes.push_back({&logged, &field});
        const bool ends = rule->merge != MERGE_APPEND &&
                          (rule->merge != MERGE_IMMUTABLE || logged.change->body().isDecision);
        if (ends) into.ended.insert(field.seen.begin(), field.seen.end());
      }
    }
  }
  return expected;
}

const schema::FieldRule* ruleOf(const FinalView& view, const Id16& record, uint32_t field) {
  const auto state = view.records.find(record);
  if (state == view.records.end()) return nullptr;
  const schema::RecordType* type = Rules::get().schema.type(state->second.type);
  return type ? type->field(field) : nullptr;
}

}  // namespace foyer::sim
