#include "sync-server/resolve/resolve.h"

#include <algorithm>

#include "shared/merge/merge.h"
#include "shared/seal/seal.h"

namespace foyer::resolve {

namespace {

// The records that this one refers to now.
std::vector<Id16> references(const schema::RecordType* type, const record::RecordState& state) {
  std::vector<Id16> ids;
  if (!type) return ids;
  for (const record::FieldState& field : state.fields) {
    const schema::FieldRule* rule = type->field(field.field);
    if (!rule || !rule->isReference) continue;
    const auto values = record::wireValues(merge::resolve(field, *rule).wire);
    if (!values.ok()) continue;
    for (const record::WireValue& value : *values)
      if (const auto id = Id16::fromBytes(value.bytes)) ids.push_back(*id);
  }
  return ids;
}

}  // namespace

Id16 caseId(const Id16& recordId, uint32_t field, const Id16& changeId) {
  const seal::Hash32 hash =
      seal::hash("foyer case v1" + recordId.str() + std::to_string(field) + ":" + changeId.str());
  Id16 id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Result<store::LogOutcome> Resolver::fold(store::Writer& writer, const record::Change& change,
                                         const Arrival& arrival) const {
  const record::ChangeBody& body = change.body();
  std::vector<Id16> targets;
  for (const record::RecordWrite& write : body.records) {
    if (!write.recordId.isNil()) {
      targets.push_back(write.recordId);
      continue;
    }
    FOYER_ASSIGN(const auto known, writer.slip(write.slipId));
    const auto target =
        std::find_if(known.begin(), known.end(), [&](const store::SlipTarget& t) { return t.type == write.type; });
    if (target == known.end()) {
      // The kiosk that gave the slip has not been heard of yet: wait for it, whole.
      FOYER_TRY(writer.hold(write.slipId, arrival.logN));
      return store::LogOutcome::kHeld;
    }
    targets.push_back(target->recordId);
  }
  bool isConflict = false;
  for (size_t i = 0; i < body.records.size(); ++i) {
    FOYER_ASSIGN(const bool opened, foldRecord(writer, change, body.records[i], targets[i], arrival));
    isConflict = isConflict || opened;
  }
  if (!body.slipId.isNil()) FOYER_TRY(registerSlip(writer, change));
  return isConflict ? store::LogOutcome::kConflict : store::LogOutcome::kApplied;
}

Result<bool> Resolver::foldRecord(store::Writer& writer, const record::Change& change,
                                  const record::RecordWrite& write, const Id16& recordId,
                                  const Arrival& arrival) const {
  const schema::RecordType* type = m_schema.type(write.type);
  FOYER_ASSIGN(const auto stored, writer.record(recordId));
  record::RecordState state;
  if (stored) {
    FOYER_ASSIGN(state, record::decodeState(stored->state));
  } else {
    state.id = recordId;
    state.type = write.type;
  }
  FOYER_TRY(writer.addHistory({arrival.logN, recordId}));
  if (state.isErased) return false;  // erasure wins, for ever
  merge::apply(state, type, change, write);
  FOYER_TRY(writer.putRecord({recordId, state.type, record::encodeState(state), arrival.logN}, references(type, state)));
  return settleCases(writer, change, state, write, arrival);
}

Result<bool> Resolver::settleCases(store::Writer& writer, const record::Change& change,
                                   const record::RecordState& state, const record::RecordWrite& write,
                                   const Arrival& arrival) const {
  const schema::RecordType* type = m_schema.type(write.type);
  if (!type) return false;
  bool anyConflict = false;
  for (const record::FieldWrite& fieldWrite : write.fields) {
    const schema::FieldRule* rule = type->field(fieldWrite.field);
    const record::FieldState* field = state.field(fieldWrite.field);
    if (!rule || !field || (rule->merge != MERGE_REVIEW && rule->merge != MERGE_IMMUTABLE)) continue;
    const bool isConflict = merge::resolve(*field, *rule).isConflict;
    anyConflict = anyConflict || isConflict;
    FOYER_ASSIGN(auto open, writer.openCase(state.id, fieldWrite.field));
    if (isConflict && !open) {
      store::CaseRow row;
      row.id = caseId(state.id, fieldWrite.field, change.body().id);
      row.recordId = state.id;
      row.recordType = state.type;
      row.field = fieldWrite.field;
      row.logN = arrival.logN;
      row.openedMs = arrival.receivedMs;
      FOYER_TRY(writer.putCase(row));
    } else if (!isConflict && open) {
      open->closedMs = std::max<int64_t>(arrival.receivedMs, 1);
      open->closedByN = arrival.logN;
      FOYER_TRY(writer.putCase(*open));
    }
  }
  return anyConflict;
}

Status Resolver::registerSlip(store::Writer& writer, const record::Change& change) const {
  const record::ChangeBody& body = change.body();
  FOYER_ASSIGN(auto targets, writer.slip(body.slipId));
  for (const record::RecordWrite& write : body.records) {
    if (write.recordId.isNil()) continue;
    const bool isKnown = std::any_of(targets.begin(), targets.end(),
                                     [&](const store::SlipTarget& t) { return t.recordId == write.recordId; });
    if (!isKnown) targets.push_back({write.type, write.recordId});
  }
  FOYER_TRY(writer.putSlip(body.slipId, targets));
  return releaseHeld(writer, body.slipId);
}

Status Resolver::releaseHeld(store::Writer& writer, const Id16& slipId) const {
  FOYER_ASSIGN(const auto waiting, writer.heldFor(slipId));
  if (waiting.empty()) return okStatus();
  FOYER_TRY(writer.release(slipId));
  for (const int64_t n : waiting) {
    FOYER_ASSIGN(const auto row, writer.logRow(n));
    FOYER_ASSERT(row);
    FOYER_ASSIGN(const record::Change change, m_reopen(writer, *row));
    FOYER_ASSIGN(const store::LogOutcome outcome, fold(writer, change, {row->n, row->receivedMs}));
    FOYER_TRY(writer.setLogOutcome(n, outcome));
  }
  return okStatus();
}

Status Resolver::quarantine(store::Writer& writer, const store::LogRow& row, std::string reason) const {
  store::CaseRow open;
  open.id = caseId(row.author, static_cast<uint32_t>(row.seq), row.changeId);
  open.kind = store::CaseKind::kQuarantine;
  open.logN = row.n;
  open.openedMs = row.receivedMs;
  open.reason = std::move(reason);
  return writer.putCase(open);
}

}  // namespace foyer::resolve
