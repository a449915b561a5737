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
    // The values are views into the bytes that hold now.
    const merge::Resolved now = merge::resolve(field, *rule);
    const auto values = record::wireValues(now.wire);
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

Result<store::LogOutcome> Resolver::settle(store::Writer& writer, const store::LogRow& row,
                                           const Result<record::Change>& change) const {
  return settleAt(writer, row, change, row.n);
}

Result<store::LogOutcome> Resolver::settleAt(store::Writer& writer, const store::LogRow& row,
                                             const Result<record::Change>& change, int64_t changedN) const {
  const auto isOfTheChange = [](const Error& error) {
    return error.code() == Code::kInvalidArgument || error.code() == Code::kDataLoss;
  };
  std::optional<Error> error;
  store::LogOutcome outcome = store::LogOutcome::kQuarantined;
  if (change.ok()) {
    const Status folded = writer.attempt([&]() -> Status {
      FOYER_ASSIGN(outcome, fold(writer, *change, {row.n, row.receivedMs, changedN}));
      return okStatus();
    });
    if (folded.ok()) return outcome;
    error = folded.error();
  } else {
    error = change.error();
  }
  // A full disk or a line to the database that broke: the whole submission goes back and comes again.
  if (!isOfTheChange(*error)) return *error;
  FOYER_TRY(quarantine(writer, row, error->message()));
  return store::LogOutcome::kQuarantined;
}

// The record that is written to; nothing while its slip is not known.
Result<std::optional<Id16>> Resolver::target(store::Reader& reader, const record::RecordWrite& write) const {
  if (!write.recordId.isNil()) return std::optional(write.recordId);
  FOYER_ASSIGN(const auto known, reader.slip(write.slipId));
  if (known.empty()) return std::optional<Id16>();
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const store::SlipTarget& each) { return each.type == write.type; });
  if (found == known.end())
    return Error(Code::kInvalidArgument, "The visit of this slip made no record of this type; ask the visitor what was meant.");
  return std::optional(found->recordId);
}

Result<store::LogOutcome> Resolver::fold(store::Writer& writer, const record::Change& change,
                                         const Arrival& arrival) const {
  const record::ChangeBody& body = change.body();
  std::vector<Id16> targets;
  for (const record::RecordWrite& write : body.records) {
    // A visit that waits for another visit could wait in circles.
    if (write.recordId.isNil() && !body.slipId.isNil())
      return Error(Code::kInvalidArgument, "The change uses a slip and gives one out; a kiosk writes these as two changes.");
    FOYER_ASSIGN(const auto found, target(writer, write));
    if (!found) {
      // The kiosk that gave the slip has not been heard of yet: wait for it, whole.
      FOYER_TRY(writer.hold(write.slipId, arrival.logN));
      return store::LogOutcome::kHeld;
    }
    targets.push_back(*found);
  }
  bool isConflict = false;
  for (size_t i = 0; i < body.records.size(); ++i) {
    FOYER_ASSIGN(const bool opened, foldRecord(writer, change, body.records[i], targets[i], arrival));
    isConflict = isConflict || opened;
  }
  if (!body.slipId.isNil()) FOYER_TRY(registerSlip(writer, change, arrival));
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
  if (state.type != write.type)
    return Error(Code::kInvalidArgument, "A record of another type has this id; its author mixed two records up.");
  FOYER_TRY(writer.addHistory({arrival.logN, recordId}));
  if (state.isErased) return false;  // erasure wins, for ever
  merge::apply(state, type, change, write);
  FOYER_TRY(writer.putRecord({recordId, state.type, record::encodeState(state), arrival.changedN}, references(type, state)));
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

Status Resolver::registerSlip(store::Writer& writer, const record::Change& change, const Arrival& arrival) const {
  const record::ChangeBody& body = change.body();
  FOYER_ASSIGN(auto targets, writer.slip(body.slipId));
  for (const record::RecordWrite& write : body.records) {
    if (write.recordId.isNil()) continue;
    const bool isKnown = std::any_of(targets.begin(), targets.end(),
                                     [&](const store::SlipTarget& t) { return t.recordId == write.recordId; });
    if (!isKnown) targets.push_back({write.type, write.recordId});
  }
  FOYER_TRY(writer.putSlip(body.slipId, targets));
  return releaseHeld(writer, body.slipId, arrival);
}

Status Resolver::releaseHeld(store::Writer& writer, const Id16& slipId, const Arrival& arrival) const {
  FOYER_ASSIGN(const auto waiting, writer.heldFor(slipId));
  if (waiting.empty()) return okStatus();
  FOYER_TRY(writer.release(slipId));
  for (const int64_t n : waiting) {
    FOYER_ASSIGN(const auto row, writer.logRow(n));
    FOYER_ASSERT(row);
    // Of its own: what is wrong with it is not wrong with the visit.
    FOYER_ASSIGN(const auto outcome, settleAt(writer, *row, m_reopen(writer, *row), arrival.changedN));
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
