#include "tests/sync-server/world/kiosk.h"

#include <algorithm>
#include <future>

#include "shared/validate/validate.h"

namespace foyer::testworld {

namespace {

std::string asBytes(const seal::Hash32& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

}  // namespace

Kiosk::Kiosk(KioskParts parts, store::KioskRow row, seal::SigningKeyPair signing, std::string sealingKey)
    : m_parts(std::move(parts)),
      m_row(std::move(row)),
      m_incarnation(newRandomId(m_parts.random)),
      m_sealer(m_row.device, m_incarnation, std::move(sealingKey), std::move(signing.secretKey), m_parts.clock,
               m_parts.random),
      m_head(seal::chainStart(m_incarnation)) {}

Slip Kiosk::visit(const Visit& visit) {
  Slip slip;
  slip.code = record::newSlipCode(m_parts.random);
  slip.id = seal::slipId(slip.code);
  slip.contact = newUuidV7(m_parts.clock.wallMs(), m_parts.random);
  slip.enquiry = newUuidV7(m_parts.clock.wallMs(), m_parts.random);
  const std::string created = std::to_string(visit.createdMs);
  Writing contact{"Contact", {{"names", {visit.names}}, {"site", {m_row.site}}, {"created_ms", {created}}}, slip.contact, {}};
  if (!visit.phone.empty()) contact.values["phone"] = {visit.phone};
  if (!visit.language.empty()) contact.values["language"] = {visit.language};
  Writing enquiry{"Enquiry",
                  {{"text", {visit.text}},
                   {"topics", visit.topics},
                   {"contact", {slip.contact.uuid()}},
                   {"site", {m_row.site}},
                   {"created_ms", {created}},
                   {"status", {visit.status}}},
                  slip.enquiry,
                  {}};
  slip.change = write({contact, enquiry}, slip.id);
  return slip;
}

Id16 Kiosk::changeBySlip(const Id16& slipId, const std::string& type, const Values& values, Checking checking) {
  return write({Writing{type, values, {}, slipId}}, {}, checking);
}

record::ChangeBody Kiosk::bodyOf(const std::vector<Writing>& writings, const Id16& slipId) {
  record::ChangeBody body;
  body.id = newUuidV7(m_parts.clock.wallMs(), m_parts.random);
  body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
  body.author = m_incarnation;
  body.seq = lastSeq() + 1;
  body.lamport = ++m_lamport;
  body.wallMs = m_parts.clock.wallMs();
  body.slipId = slipId;
  body.schemaVersion = schema::kSchemaVersion;
  for (const Writing& writing : writings) {
    const schema::RecordType* type = m_parts.schema.typeNamed(writing.type);
    FOYER_ASSERT(type);
    record::RecordWrite write;
    write.type = type->number;
    write.slipId = writing.slipId;
    if (writing.slipId.isNil())
      write.recordId = writing.recordId.isNil() ? newUuidV7(m_parts.clock.wallMs(), m_parts.random) : writing.recordId;
    for (const schema::FieldRule& rule : type->fields) {
      const auto values = writing.values.find(rule.name);
      if (values == writing.values.end()) continue;
      auto wire = record::wireFromText(rule, values->second);
      FOYER_ASSERT(wire.ok());
      record::FieldWrite field{rule.number, std::move(*wire), {}};
      if (!writing.slipId.isNil()) field.seen.push_back(record::Dot{writing.slipId, 0});
      write.fields.push_back(std::move(field));
    }
    FOYER_ASSERT(write.fields.size() == writing.values.size());
    body.records.push_back(std::move(write));
  }
  return body;
}

Id16 Kiosk::write(std::vector<Writing> writings, const Id16& slipId, Checking checking) {
  return write(bodyOf(writings, slipId), checking);
}

Id16 Kiosk::write(record::ChangeBody body, Checking checking) {
  if (checking == Checking::kAsAtKiosk) {
    auto checked = validate::Validator(m_parts.schema).check(std::move(body));
    const auto* change = std::get_if<record::Change>(&checked);
    FOYER_ASSERT(change);
    return seal(change->body().id, record::encodeChange(change->body()));
  }
  return seal(body.id, record::encodeChange(body));
}

Id16 Kiosk::writeBytes(std::string_view bytes) {
  return seal(newUuidV7(m_parts.clock.wallMs(), m_parts.random), bytes);
}

Id16 Kiosk::seal(const Id16& changeId, std::string_view bytes) {
  const seal::EntryHeader header{m_row.device, m_incarnation, lastSeq() + 1, schema::kSchemaVersion, changeId};
  auto sealed = m_sealer.seal(header, bytes);
  FOYER_ASSERT(sealed.ok());
  m_head = seal::chainNext(m_head, header, sealed->entry);
  Outgoing out;
  out.entry.set_seq(header.seq);
  out.entry.set_change_id(changeId.str());
  out.entry.set_data_key_id(sealed->entry.dataKeyId.str());
  out.entry.set_sealed(sealed->entry.sealed);
  out.entry.set_schema_version(header.schemaVersion);
  if (sealed->newKey) {
    const seal::SealedDataKey& key = *sealed->newKey;
    out.key = store::DataKeyRow{key.id, m_row.device, m_incarnation, key.sealingKeyId, key.box, key.signature};
  }
  out.headAfter = asBytes(m_head);
  m_written.push_back(std::move(out));
  return changeId;
}

Result<ingest::SubmissionReceipt> Kiosk::sync() {
  const uint64_t from = m_sent + 1;
  m_sent = lastSeq();
  return send(from, m_sent);
}

Result<ingest::SubmissionReceipt> Kiosk::send(uint64_t from, uint64_t until) {
  std::promise<Result<ingest::SubmissionReceipt>> told;
  auto answer = told.get_future();
  post(from, until, [&](const Result<ingest::SubmissionReceipt>& receipt) { told.set_value(receipt); });
  return answer.get();
}

void Kiosk::post(uint64_t from, uint64_t until, std::function<void(const Result<ingest::SubmissionReceipt>&)> done) {
  FOYER_ASSERT(until <= lastSeq());
  ingest::Submission submission;
  submission.device = m_row.device;
  submission.incarnation = m_incarnation;
  submission.signingPublicKey = m_row.signingPublicKey;
  for (uint64_t seq = from; seq <= until; ++seq) {
    const Outgoing& out = m_written[seq - 1];
    if (out.key) submission.keys.push_back(*out.key);
    submission.entries.push_back(out.entry);
    submission.chainHead = out.headAfter;
  }
  FOYER_ASSERT(m_parts.ingest.submit(std::move(submission), std::move(done)).ok());
}

std::vector<foyer::sync::v1::Outcome> outcomes(const Result<ingest::SubmissionReceipt>& receipt) {
  std::vector<foyer::sync::v1::Outcome> all;
  if (!receipt.ok()) return all;
  for (const auto& [seq, outcome] : receipt->outcomes) all.push_back(outcome);
  return all;
}

}  // namespace foyer::testworld
