#include "sync-server/resolve/rights.h"

#include <algorithm>

#include "shared/merge/merge.h"
#include "shared/seal/seal.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::resolve {

namespace {

Status closeCases(store::Writer& writer, const Id16& recordId, const std::vector<uint32_t>* onlyFields,
                  const Arrival& arrival) {
  FOYER_ASSIGN(const auto cases, writer.casesOf(recordId));
  for (store::CaseRow row : cases) {
    const bool isMeant = !onlyFields || (row.kind == store::CaseKind::kConflict &&
                                         std::find(onlyFields->begin(), onlyFields->end(), row.field) != onlyFields->end());
    if (row.closedMs != 0 || !isMeant) continue;
    row.closedMs = std::max<int64_t>(arrival.receivedMs, 1);
    row.closedByN = arrival.logN;
    FOYER_TRY(writer.putCase(row));
  }
  return okStatus();
}

// Everything that was written to it is looked through by retention, and no list shows its words any more: lists
// make their rows again when somebody looks.
Status takeOut(store::Writer& writer, const Id16& recordId) {
  FOYER_ASSIGN(const auto lines, writer.history(recordId));
  for (const store::HistoryRow& line : lines) FOYER_TRY(writer.addRedactionDue(line.logN));
  FOYER_TRY(writer.dropInbox(recordId));
  FOYER_ASSIGN(const auto referring, writer.referringTo(recordId));
  for (const Id16& id : referring) FOYER_TRY(writer.dropInbox(id));
  return okStatus();
}

const record::FieldState* fieldWith(const schema::RecordType& type, const record::RecordState& state, Right right,
                                    const schema::FieldRule*& rule) {
  rule = type.fieldWithRight(right);
  return rule ? state.field(rule->number) : nullptr;
}

Result<std::optional<record::RecordState>> load(const store::Reader& reader, const Id16& id) {
  FOYER_ASSIGN(const auto row, reader.record(id));
  if (!row) return std::optional<record::RecordState>();
  FOYER_ASSIGN(auto state, record::decodeState(row->state));
  return std::optional(std::move(state));
}

}  // namespace

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

Id16 ownerOf(const schema::RecordType* type, const record::RecordState& state) {
  const schema::FieldRule* rule = nullptr;
  const record::FieldState* field = type ? fieldWith(*type, state, RIGHT_BELONGS_TO, rule) : nullptr;
  if (!field) return {};
  const merge::Resolved now = merge::resolve(*field, *rule);
  const auto values = record::wireValues(now.wire);
  if (!values.ok() || values->empty()) return {};
  return Id16::fromBytes(values->front().bytes).value_or(Id16{});
}

Id16 caseId(const Id16& recordId, uint32_t field, const Id16& changeId) {
  const seal::Hash32 hash =
      seal::hash("foyer case v1" + recordId.str() + std::to_string(field) + ":" + changeId.str());
  Id16 id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Status Rights::erase(store::Writer& writer, const Id16& recordId, const Arrival& arrival) const {
  FOYER_TRY(writer.addErased(store::erasedMark(recordId)));
  FOYER_TRY(writer.addRedactionDue(arrival.logN));
  FOYER_ASSIGN(auto state, load(writer, recordId));
  if (state && state->isErased) return okStatus();
  FOYER_TRY(takeOut(writer, recordId));
  FOYER_TRY(closeCases(writer, recordId, nullptr, arrival));
  record::RecordState tombstone;
  tombstone.id = recordId;
  merge::erase(tombstone);
  return writer.putRecord({recordId, 0, record::encodeState(tombstone), arrival.changedN}, {});
}

std::optional<Rights::Answer> Rights::answerOf(const record::RecordState& state) const {
  const schema::RecordType* type = m_schema.type(state.type);
  if (!type) return std::nullopt;
  const schema::FieldRule *answerRule = nullptr, *purposeRule = nullptr;
  const record::FieldState* answer = fieldWith(*type, state, RIGHT_ANSWER, answerRule);
  const record::FieldState* purpose = fieldWith(*type, state, RIGHT_PURPOSE, purposeRule);
  if (!answer || !purpose) return std::nullopt;
  Answer found;
  found.person = ownerOf(type, state);
  const schema::FieldRule* owner = type->fieldWithRight(RIGHT_BELONGS_TO);
  if (found.person.isNil() || !owner || owner->referenceTypes.empty()) return std::nullopt;
  found.personType = *owner->referenceTypes.begin();
  const auto purposes = record::textValues(*purposeRule, merge::resolve(*purpose, *purposeRule).wire);
  const merge::Resolved now = merge::resolve(*answer, *answerRule);
  const auto values = record::wireValues(now.wire);
  if (purposes.empty() || !values.ok() || values->empty()) return std::nullopt;
  found.purpose = purposes.front();
  found.field = answerRule->number;
  found.agrees = static_cast<int32_t>(values->back().number) == answerRule->agreeing;
  found.isWithdrawn = static_cast<int32_t>(values->back().number) == answerRule->withdrawing;
  for (const record::Version& version : purpose->versions)
    if (!version.slipId.isNil()) found.slips.push_back(version.slipId);
  return found;
}

Result<std::set<std::string>> Rights::agreedBy(const store::Reader& reader, const record::RecordState& person) const {
  std::set<std::string> agreed;
  FOYER_ASSIGN(const auto referring, reader.referringTo(person.id));
  for (const Id16& id : referring) {
    FOYER_ASSIGN(const auto state, load(reader, id));
    const auto answer = state ? answerOf(*state) : std::nullopt;
    const bool isWithdrawn = answer && std::binary_search(person.withdrawn.begin(), person.withdrawn.end(), answer->purpose);
    if (answer && answer->agrees && answer->person == person.id && !isWithdrawn) agreed.insert(answer->purpose);
  }
  return agreed;
}

std::vector<uint32_t> Rights::fieldsToPurge(uint32_t typeNumber, const std::vector<std::string>& withdrawn,
                                            const std::set<std::string>& agreed) const {
  std::vector<uint32_t> fields;
  const schema::RecordType* type = m_schema.type(typeNumber);
  if (!type) return fields;
  for (const schema::FieldRule& rule : type->fields) {
    bool wasKeptForIt = false;
    bool isKeptForAnother = false;
    for (const std::string& purpose : rule.needsConsent) {
      wasKeptForIt = wasKeptForIt || std::binary_search(withdrawn.begin(), withdrawn.end(), purpose);
      isKeptForAnother = isKeptForAnother || agreed.count(purpose) > 0;
    }
    if (wasKeptForIt && !isKeptForAnother) fields.push_back(rule.number);
  }
  return fields;
}

Status Rights::inherit(store::Writer& writer, record::RecordState& state) const {
  const schema::RecordType* type = m_schema.type(state.type);
  Id16 personId = ownerOf(type, state);
  std::optional<record::RecordState> person;
  for (int depth = 0; depth < kBelongingDepthMax && !personId.isNil(); ++depth) {
    FOYER_ASSIGN(person, load(writer, personId));
    if (!person) return okStatus();
    const Id16 above = ownerOf(m_schema.type(person->type), *person);
    if (above.isNil()) break;
    personId = above;
  }
  if (!person || person->withdrawn.empty()) return okStatus();
  FOYER_ASSIGN(const auto agreed, agreedBy(writer, *person));
  merge::purge(state, fieldsToPurge(state.type, person->withdrawn, agreed));
  return okStatus();
}

Status Rights::purgeRecord(store::Writer& writer, record::RecordState state, const std::vector<uint32_t>& fields,
                           const Arrival& arrival, std::vector<std::string>& takenOut) const {
  const schema::RecordType* type = m_schema.type(state.type);
  for (const uint32_t field : merge::purge(state, fields)) {
    const std::string name = type->name + "." + type->field(field)->name;
    if (std::find(takenOut.begin(), takenOut.end(), name) == takenOut.end()) takenOut.push_back(name);
  }
  FOYER_TRY(takeOut(writer, state.id));
  FOYER_TRY(closeCases(writer, state.id, &fields, arrival));
  return writer.putRecord({state.id, state.type, record::encodeState(state), arrival.changedN}, references(type, state));
}

Status Rights::purgeTree(store::Writer& writer, const Id16& recordId, const record::RecordState& person,
                         const std::set<std::string>& agreed, const Arrival& arrival, int depth,
                         std::vector<std::string>& takenOut) const {
  FOYER_ASSIGN(const auto state, load(writer, recordId));
  if (!state || state->isErased) return okStatus();
  const auto fields = fieldsToPurge(state->type, person.withdrawn, agreed);
  const bool isNew = std::any_of(fields.begin(), fields.end(), [&](uint32_t field) {
    return !std::binary_search(state->purged.begin(), state->purged.end(), field);
  });
  if (isNew) FOYER_TRY(purgeRecord(writer, *state, fields, arrival, takenOut));
  if (depth >= kBelongingDepthMax) return okStatus();
  FOYER_ASSIGN(const auto referring, writer.referringTo(recordId));
  for (const Id16& id : referring) {
    FOYER_ASSIGN(const auto other, load(writer, id));
    if (!other || ownerOf(m_schema.type(other->type), *other) != recordId) continue;
    FOYER_TRY(purgeTree(writer, id, person, agreed, arrival, depth + 1, takenOut));
  }
  return okStatus();
}

Status Rights::followWithdrawal(store::Writer& writer, const Id16& recordId, const Id16& changeId,
                                const Arrival& arrival) const {
  FOYER_ASSIGN(const auto consent, load(writer, recordId));
  const auto answer = consent ? answerOf(*consent) : std::nullopt;
  if (!answer || !answer->isWithdrawn) return okStatus();
  FOYER_ASSIGN(auto person, load(writer, answer->person));
  if (!person) {
    // It has not arrived yet: the mark waits for it.
    person.emplace();
    person->id = answer->person;
    person->type = answer->personType;
  }
  if (!merge::addWithdrawn(*person, answer->purpose)) return okStatus();
  FOYER_TRY(writer.addErased(store::withdrawnMark(person->id, answer->purpose)));
  FOYER_TRY(writer.putRecord({person->id, person->type, record::encodeState(*person), arrival.changedN},
                             references(m_schema.type(person->type), *person)));
  FOYER_ASSIGN(const auto agreed, agreedBy(writer, *person));
  std::vector<std::string> takenOut;
  FOYER_TRY(purgeTree(writer, person->id, *person, agreed, arrival, 0, takenOut));
  std::sort(takenOut.begin(), takenOut.end());
  store::CaseRow proof;
  proof.id = caseId(recordId, answer->field, changeId);
  proof.kind = store::CaseKind::kWithdrawal;
  proof.recordId = recordId;
  proof.recordType = consent->type;
  proof.field = answer->field;
  proof.logN = arrival.logN;
  proof.openedMs = arrival.receivedMs;
  proof.reason = "The consent for the purpose \"" + answer->purpose + "\" was withdrawn by row " +
                 std::to_string(arrival.logN) + " of the log. Taken out: ";
  if (takenOut.empty()) proof.reason += "nothing, since nothing was kept for this purpose alone";
  for (size_t i = 0; i < takenOut.size(); ++i) proof.reason += (i ? ", " : "") + takenOut[i];
  proof.reason += ". Stop using what was passed on for it.";
  return writer.putCase(proof);
}

}  // namespace foyer::resolve
