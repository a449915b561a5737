// Withdrawals outlive backups: what the list of erasures remembers, and a restored server has lost, it says again by a
// change of its own in its log.
//
// Everything about that change follows from the consent's id: said on two servers, or twice, it is the same change.
#include <algorithm>

#include "shared/seal/seal.h"
#include "shared/validate/validate.h"
#include "sync-server/resolve/resolve.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::resolve {

namespace {

constexpr size_t kPage = 1'000;  // records in memory at a time

Id16 named(const std::string& what, const Id16& consentId) {
  const seal::Hash32 hash = seal::hash(what + consentId.str());
  Id16 id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Result<std::string> withdrawingWire(const schema::FieldRule& answer) {
  std::vector<std::string> name;
  for (const schema::EnumValue& value : answer.enumValues)
    if (value.number == answer.withdrawing) name = {value.name};
  return record::wireFromText(answer, name);
}

}  // namespace

Status Rights::noteWaiting(store::Writer& writer, const record::RecordWrite& write) const {
  const schema::RecordType* type = m_schema.type(write.type);
  const schema::FieldRule* answer = type ? type->fieldWithRight(RIGHT_ANSWER) : nullptr;
  const schema::FieldRule* purpose = type ? type->fieldWithRight(RIGHT_PURPOSE) : nullptr;
  if (!answer || !purpose) return okStatus();
  FOYER_ASSIGN(const std::string withdrawing, withdrawingWire(*answer));
  const bool withdraws = std::any_of(write.fields.begin(), write.fields.end(), [&](const record::FieldWrite& field) {
    return field.field == answer->number && field.wire == withdrawing;
  });
  if (!withdraws) return okStatus();
  for (const record::FieldWrite& wanted : write.matching)
    if (wanted.field == purpose->number)
      for (const std::string& name : record::textValues(*purpose, wanted.wire))
        FOYER_TRY(writer.addErased(store::withdrawnMark(write.slipId, name)));
  return okStatus();
}

Result<std::optional<record::RecordWrite>> Rights::lostWithdrawal(const store::Reader& reader,
                                                                  const Id16& consentId) const {
  using Lost = std::optional<record::RecordWrite>;
  FOYER_ASSIGN(const auto row, reader.record(consentId));
  if (!row) return Lost();
  FOYER_ASSIGN(const auto consent, record::decodeState(row->state));
  const auto answer = answerOf(consent);
  if (!answer || answer->isWithdrawn) return Lost();
  FOYER_ASSIGN(bool isRemembered, reader.isErased(store::withdrawnMark(answer->person, answer->purpose)));
  for (const Id16& slip : answer->slips) {
    if (isRemembered) break;
    FOYER_ASSIGN(isRemembered, reader.isErased(store::withdrawnMark(slip, answer->purpose)));
  }
  if (!isRemembered) return Lost();
  // Where the person has withdrawn it already, whatever this record says has no effect.
  FOYER_ASSIGN(const auto owner, reader.record(answer->person));
  if (owner) {
    FOYER_ASSIGN(const auto person, record::decodeState(owner->state));
    if (person.isErased || std::binary_search(person.withdrawn.begin(), person.withdrawn.end(), answer->purpose))
      return Lost();
  }
  record::RecordWrite write;
  write.recordId = consentId;
  write.type = consent.type;
  const schema::FieldRule* rule = m_schema.type(consent.type)->fieldWithRight(RIGHT_ANSWER);
  FOYER_ASSIGN(std::string wire, withdrawingWire(*rule));
  write.fields.push_back({rule->number, std::move(wire), {}});
  return Lost(std::move(write));
}

Status Resolver::repeatWithdrawal(store::Writer& writer, const Id16& consentId, const Arrival& arrival) const {
  FOYER_ASSIGN(auto lost, m_rights.lostWithdrawal(writer, consentId));
  if (!lost) return okStatus();
  record::ChangeBody body;
  body.id = named("foyer repeated withdrawal v1", consentId);
  body.author = named("foyer repeated withdrawal author v1", consentId);
  body.seq = 1;
  body.authorKind = record::AuthorKind::AUTHOR_KIND_SERVER;
  body.lamport = 1;
  body.wallMs = arrival.receivedMs;
  body.schemaVersion = schema::kSchemaVersion;
  body.records.push_back(std::move(*lost));
  const auto checked = validate::Validator(m_schema).check(std::move(body));
  const auto* change = std::get_if<record::Change>(&checked);
  // What the server says by itself is right, or its program is wrong.
  FOYER_ASSERT(change);
  store::LogRow row;
  row.changeId = change->body().id;
  row.author = change->body().author;
  row.seq = change->body().seq;
  row.schemaVersion = schema::kSchemaVersion;
  row.content = record::encodeChange(change->body());
  row.receivedMs = arrival.receivedMs;
  const auto appended = writer.appendLog(row);
  if (!appended.ok()) return appended.error().code() == Code::kAlreadyExists ? okStatus() : Status(appended.error());
  FOYER_ASSIGN(const auto outcome, fold(writer, *change, {*appended, row.receivedMs, *appended}));
  return outcome == row.outcome ? okStatus() : writer.setLogOutcome(*appended, outcome);
}

Status Resolver::repeatWithdrawals(store::Writer& writer, const record::Change& change, const Arrival& arrival) const {
  for (const record::RecordWrite& write : change.body().records) {
    const schema::RecordType* type = m_schema.type(write.type);
    if (write.recordId.isNil() || !type || !type->fieldWithRight(RIGHT_ANSWER)) continue;
    FOYER_TRY(repeatWithdrawal(writer, write.recordId, arrival));
  }
  return okStatus();
}

Status Resolver::repeatAllWithdrawals(store::Writer& writer, int64_t receivedMs) const {
  for (const schema::RecordType& type : m_schema.types()) {
    if (!type.fieldWithRight(RIGHT_ANSWER)) continue;
    for (Id16 after;;) {
      FOYER_ASSIGN(const auto rows, writer.recordsOfType(type.number, after, kPage));
      if (rows.empty()) break;
      for (const store::RecordRow& row : rows) FOYER_TRY(repeatWithdrawal(writer, row.id, {0, receivedMs, 0}));
      after = rows.back().id;
    }
  }
  return okStatus();
}

}  // namespace foyer::resolve
