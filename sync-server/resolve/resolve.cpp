#include "sync-server/resolve/resolve.h"

#include <algorithm>

#include "shared/merge/merge.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::resolve {

namespace {

// Whether the record holds all of these values, of fields that never change.
bool holds(const record::RecordState& state, const std::vector<record::FieldWrite>& values) {
  return std::all_of(values.begin(), values.end(), [&](const record::FieldWrite& wanted) {
    const record::FieldState* field = state.field(wanted.field);
    return field && std::any_of(field->versions.begin(), field->versions.end(),
                                [&](const record::Version& version) { return version.wire == wanted.wire; });
  });
}

bool writesAnyOf(const record::RecordWrite& write, const std::vector<uint32_t>& fields) {
  return std::any_of(write.fields.begin(), write.fields.end(), [&](const record::FieldWrite& field) {
    return std::binary_search(fields.begin(), fields.end(), field.field);
  });
}

// The one that this record belongs to is made by the same change: it has withdrawn nothing yet. So almost all
// records are spared a look at their person.
bool isOwnVisit(const record::Change& change, const schema::RecordType* type, const record::RecordState& state) {
  const Id16 owner = ownerOf(type, state);
  const record::ChangeBody& body = change.body();
  const auto& writes = body.records;
  return owner.isNil() || std::any_of(writes.begin(), writes.end(), [&](const record::RecordWrite& write) {
           return write.recordId == owner && (write.isNew || !body.slipId.isNil());
         });
}

// A write to one record and nothing beside it is judged before anything is written: there is nothing to take back.
bool isOneStep(const record::ChangeBody& body) {
  return body.records.size() == 1 && !body.records.front().recordId.isNil() && body.slipId.isNil() &&
         body.closesCase.isNil() && !body.settlement;
}

}  // namespace

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
    const auto foldIt = [&]() -> Status {
      FOYER_ASSIGN(outcome, fold(writer, *change, {row.n, row.receivedMs, changedN}));
      return okStatus();
    };
    const Status folded = isOneStep(change->body()) ? foldIt() : writer.attempt(foldIt);
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

Result<std::optional<std::vector<Id16>>> Resolver::targets(store::Reader& reader, const record::RecordWrite& write) const {
  std::vector<Id16> ids;
  if (!write.recordId.isNil()) return std::optional(std::vector{write.recordId});
  FOYER_ASSIGN(const auto known, reader.slip(write.slipId));
  if (known.empty()) return std::optional<std::vector<Id16>>();
  for (const store::SlipTarget& each : known) {
    if (each.type != write.type) continue;
    if (!write.matching.empty()) {
      FOYER_ASSIGN(const auto row, reader.record(each.recordId));
      if (!row) continue;
      FOYER_ASSIGN(const auto state, record::decodeState(row->state));
      // Of a tombstone nobody knows what it held: the write goes there and comes to nothing.
      if (!state.isErased && !holds(state, write.matching)) continue;
    }
    ids.push_back(each.recordId);
  }
  return std::optional(std::move(ids));
}

Result<store::LogOutcome> Resolver::fold(store::Writer& writer, const record::Change& change,
                                         const Arrival& arrival) const {
  const record::ChangeBody& body = change.body();
  std::vector<std::vector<Id16>> targetsOf;
  bool fitsNone = !body.records.empty();
  for (const record::RecordWrite& write : body.records) {
    // A visit that waits for another visit could wait in circles.
    if (write.recordId.isNil() && !body.slipId.isNil())
      return Error(Code::kInvalidArgument, "The change uses a slip and gives one out; a kiosk writes these as two changes.");
    FOYER_ASSIGN(auto found, targets(writer, write));
    if (!found) {
      FOYER_ASSIGN(const bool isErased, writer.isErased(store::erasedMark(write.slipId)));
      // The visit was erased, and this server knows no more of it.
      if (isErased) FOYER_TRY(writer.addRedactionDue(arrival.logN));
      if (isErased) return store::LogOutcome::kApplied;
      // The kiosk that gave the slip has not been heard of yet: wait for it, whole.
      for (const record::RecordWrite& each : body.records) FOYER_TRY(m_rights.noteWaiting(writer, each));
      FOYER_TRY(writer.hold(write.slipId, arrival.logN));
      return store::LogOutcome::kHeld;
    }
    fitsNone = fitsNone && found->empty();
    targetsOf.push_back(std::move(*found));
  }
  // A kiosk that does not know the visit says what it means of every type that may be there.
  if (fitsNone)
    return Error(Code::kInvalidArgument, "The visit of this slip made no record of this kind; ask the visitor what was meant.");
  bool isConflict = false;
  for (size_t i = 0; i < body.records.size(); ++i) {
    for (const Id16& target : targetsOf[i]) {
      FOYER_ASSIGN(const bool opened, foldRecord(writer, change, body.records[i], target, arrival));
      isConflict = isConflict || opened;
    }
  }
  // After all of the change: what its other consents still hold up stays.
  for (size_t i = 0; i < body.records.size(); ++i) {
    const schema::RecordType* type = m_schema.type(body.records[i].type);
    if (!type || !type->fieldWithRight(RIGHT_ANSWER)) continue;
    for (const Id16& target : targetsOf[i]) FOYER_TRY(m_rights.followWithdrawal(writer, target, body.id, arrival));
  }
  if (!body.slipId.isNil()) FOYER_TRY(registerSlip(writer, change, arrival));
  if (!body.closesCase.isNil()) FOYER_TRY(closeCase(writer, body.closesCase, arrival));
  if (body.settlement) FOYER_TRY(settleOther(writer, *body.settlement, arrival));
  if (m_folding == Folding::kAsItArrives) FOYER_TRY(repeatWithdrawals(writer, change, arrival));
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
  if (!state.isErased && state.type != write.type)
    return Error(Code::kInvalidArgument, "A record of another type has this id; its author mixed two records up.");
  FOYER_TRY(writer.addHistory({arrival.logN, recordId}));
  // Erasure wins, for ever, also over what an older backup brings back.
  FOYER_ASSIGN(const bool wasErased, writer.isErased(store::erasedMark(recordId)));
  if (wasErased || state.isErased || write.isErasure) {
    FOYER_TRY(m_rights.erase(writer, recordId, arrival));
    return false;
  }
  merge::apply(state, type, change, write);
  const std::vector<uint32_t> purged = state.purged;
  if (!isOwnVisit(change, type, state)) FOYER_TRY(m_rights.inherit(writer, state));
  if (purged != state.purged || writesAnyOf(write, state.purged)) FOYER_TRY(writer.addRedactionDue(arrival.logN));
  FOYER_TRY(writer.putRecord({recordId, state.type, record::encodeState(state), arrival.changedN}, references(type, state)));
  // What comes first contradicts nothing, and no case is about it.
  if (!stored) return false;
  FOYER_ASSIGN(const auto cases, writer.casesOf(recordId));
  return settleCases(writer, change, state, write, arrival, cases);
}

Status Resolver::closeCase(store::Writer& writer, const Id16& id, const Arrival& arrival) const {
  FOYER_ASSIGN(auto row, writer.findCase(id));
  if (!row || row->closedMs != 0) return okStatus();
  row->closedMs = std::max<int64_t>(arrival.receivedMs, 1);
  row->closedByN = arrival.logN;
  return writer.putCase(*row);
}

Result<bool> Resolver::settleCases(store::Writer& writer, const record::Change& change,
                                   const record::RecordState& state, const record::RecordWrite& write,
                                   const Arrival& arrival, const std::vector<store::CaseRow>& cases) const {
  const schema::RecordType* type = m_schema.type(write.type);
  if (!type) return false;
  bool anyConflict = false;
  for (const record::FieldWrite& fieldWrite : write.fields) {
    const schema::FieldRule* rule = type->field(fieldWrite.field);
    const record::FieldState* field = state.field(fieldWrite.field);
    if (!rule || !field || (rule->merge != MERGE_REVIEW && rule->merge != MERGE_IMMUTABLE)) continue;
    const bool isConflict = merge::resolve(*field, *rule).isConflict;
    anyConflict = anyConflict || isConflict;
    const auto open = std::find_if(cases.begin(), cases.end(), [&](const store::CaseRow& row) {
      return row.field == fieldWrite.field && row.closedMs == 0;
    });
    if (isConflict && open == cases.end()) {
      store::CaseRow row;
      row.id = caseId(state.id, fieldWrite.field, change.body().id);
      row.recordId = state.id;
      row.recordType = state.type;
      row.field = fieldWrite.field;
      row.logN = arrival.logN;
      row.openedMs = arrival.receivedMs;
      FOYER_TRY(writer.putCase(row));
    } else if (!isConflict && open != cases.end()) {
      store::CaseRow closed = *open;
      closed.closedMs = std::max<int64_t>(arrival.receivedMs, 1);
      closed.closedByN = arrival.logN;
      FOYER_TRY(writer.putCase(closed));
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
    FOYER_TRY(writer.noteOutcome(row->device, row->changeId, outcome));
  }
  return okStatus();
}

}  // namespace foyer::resolve
