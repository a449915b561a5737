#include "sync-server/rpc/desk.h"

#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "sync-server/fleet/authority.h"

namespace foyer::rpc {
namespace {

template <typename T, typename Ask>
Result<T> readOne(const store::Store& store, Ask ask) {
  std::optional<T> answer;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(auto value, ask(reader));
    answer.emplace(std::move(value));
    return okStatus();
  }));
  return std::move(*answer);
}

foyer::sync::v1::Entry wholeEntry(sync::Entry&& entry) {
  foyer::sync::v1::Entry whole;
  whole.set_seq(entry.seq);
  whole.set_change_id(entry.changeId.str());
  whole.set_data_key_id(entry.content.dataKeyId.str());
  whole.set_sealed(std::move(entry.content.sealed));
  whole.set_schema_version(entry.schemaVersion);
  if (entry.origin) {
    whole.set_origin_incarnation(entry.origin->incarnation.str());
    whole.set_origin_seq(entry.origin->seq);
  }
  return whole;
}

Status keepHello(store::Writer& writer, const Id16& device, const Id16& incarnation,
                 const foyer::sync::v1::Hello& hello, int64_t nowMs) {
  FOYER_ASSIGN(auto kiosk, writer.kiosk(device));
  if (!kiosk) return okStatus();
  kiosk->lastContactMs = nowMs;
  kiosk->clockErrorMs = hello.wall_ms() - nowMs;
  kiosk->unsent = hello.unsent();
  kiosk->diskFreeBytes = hello.disk_free_bytes();
  kiosk->programVersion = hello.program_version();
  FOYER_TRY(writer.putKiosk(*kiosk));
  FOYER_ASSIGN(auto known, writer.incarnation(incarnation));
  if (!known) {
    // Known with nothing in it: how much the kiosk holds is seen before any of it arrives.
    known = store::IncarnationRow{incarnation, device, 0, std::string(sync::asBytes(seal::chainStart(incarnation))), 0};
  }
  if (known->device != device || known->lastSeqSaid >= hello.last_seq()) return okStatus();
  known->lastSeqSaid = hello.last_seq();
  return writer.putIncarnation(*known);
}

}  // namespace

Result<store::KioskRow> Desk::kioskOf(std::string_view certificatePem) const {
  FOYER_ASSIGN(auto fingerprint, fleet::certificateFingerprint(certificatePem));
  FOYER_ASSIGN(auto kiosk, readOne<std::optional<store::KioskRow>>(m_parts.store, [&](const store::Reader& reader) {
                 return reader.kioskByCertificate(fingerprint);
               }));
  if (!kiosk) {
    return Error(Code::kUnauthenticated, "This kiosk is not enrolled at this server; enrol it with foyer-server admin enrol-kiosk.");
  }
  if (kiosk->isRevoked) {
    return Error(Code::kPermissionDenied, "This kiosk was revoked; enrol it anew if it is to be used again.");
  }
  return std::move(*kiosk);
}

Result<std::optional<sync::KnownJournal>> Desk::knownJournal(const Id16& device, const Id16& incarnation) const {
  FOYER_ASSIGN(auto row, readOne<std::optional<store::IncarnationRow>>(m_parts.store, [&](const store::Reader& reader) {
                 return reader.incarnation(incarnation);
               }));
  if (!row) return std::optional<sync::KnownJournal>();
  if (row->device != device) {
    return Error(Code::kPermissionDenied, "This journal belongs to another kiosk; enrol this one anew with an empty journal.");
  }
  sync::KnownJournal known;
  known.ackedSeq = row->ackedSeq;
  known.chainHead = sync::asHash(row->chainHead).value_or(seal::chainStart(incarnation));
  return std::optional(known);
}

Result<sync::ServerFacts> Desk::facts() const {
  FOYER_ASSIGN(auto head, readOne<int64_t>(m_parts.store, [](const store::Reader& reader) {
                 return reader.catalogueHead();
               }));
  sync::ServerFacts facts;
  facts.epoch = m_parts.epoch;
  facts.wallMs = m_parts.clock.wallMs();
  facts.sealingKey = m_parts.sealingKey;
  facts.catalogueHead = static_cast<uint64_t>(head);
  facts.lamport = m_parts.ingest.lamport();
  return facts;
}

void Desk::noteHello(const Id16& device, const sync::HelloArrived& arrived) const {
  const int64_t nowMs = m_parts.clock.wallMs();
  const Status posted = m_parts.writer.post(
      [device, incarnation = arrived.incarnation, hello = arrived.hello, nowMs](store::Writer& writer) {
        return keepHello(writer, device, incarnation, hello, nowMs);
      },
      {});
  if (!posted.ok()) logWarning(Event("contact of a kiosk not noted").with("kiosk", device).with("why", posted.error()));
}

void Desk::noteContact(std::vector<Id16> devices) const {
  const int64_t nowMs = m_parts.clock.wallMs();
  const Status posted = m_parts.writer.post(
      [devices = std::move(devices), nowMs](store::Writer& writer) -> Status {
        for (const Id16& device : devices) {
          FOYER_ASSIGN(auto kiosk, writer.kiosk(device));
          if (!kiosk) continue;
          kiosk->lastContactMs = nowMs;
          FOYER_TRY(writer.putKiosk(*kiosk));
        }
        return okStatus();
      },
      {});
  if (!posted.ok()) logWarning(Event("contact of kiosks not noted").with("why", posted.error()));
}

Result<std::vector<Id16>> Desk::missingChanges(const std::vector<Id16>& ids) const {
  return readOne<std::vector<Id16>>(m_parts.store, [&](const store::Reader& reader) -> Result<std::vector<Id16>> {
    std::vector<Id16> missing;
    for (const Id16& id : ids) {
      FOYER_ASSIGN(auto row, reader.findChange(id));
      if (!row) missing.push_back(id);
    }
    return missing;
  });
}

Result<std::optional<CataloguePage>> Desk::catalogueAfter(uint64_t cursor) const {
  // One more than fits, to know whether this is the last page.
  FOYER_ASSIGN(auto rows, readOne<std::vector<store::CatalogueRow>>(m_parts.store, [&](const store::Reader& reader) {
                 return reader.catalogueAfter(static_cast<int64_t>(cursor), sync::kCatalogueBatchItemsMax + 1);
               }));
  if (rows.empty()) return std::optional<CataloguePage>();
  CataloguePage page;
  page.cursor = cursor;
  size_t bytes = 0;
  size_t taken = 0;
  for (const store::CatalogueRow& row : rows) {
    bytes += row.item.size();
    // At least one, else a large item would stop the feed for ever.
    if (taken > 0 && (bytes > sync::kCatalogueBatchBytes || taken >= sync::kCatalogueBatchItemsMax)) break;
    ++taken;
    page.cursor = static_cast<uint64_t>(row.sequence);
    foyer::catalogue::v1::Item item;
    if (row.item.size() < sync::kMessageBytesMax / 2 && item.ParseFromString(row.item)) {
      item.set_sequence(page.cursor);
      page.items.push_back(std::move(item));
    } else {
      logError(Event("an item of the catalogue is too large or damaged and was left out").with("sequence", row.sequence));
    }
  }
  page.part = taken == rows.size() ? sync::CataloguePart::kLast : sync::CataloguePart::kMoreFollows;
  return std::optional(std::move(page));
}

Status Desk::submit(const store::KioskRow& kiosk, sync::BatchArrived&& arrived,
                    std::function<void(const Result<ingest::SubmissionReceipt>&)> done) const {
  ingest::Submission submission;
  submission.device = kiosk.device;
  submission.incarnation = arrived.incarnation;
  submission.signingPublicKey = kiosk.signingPublicKey;
  for (sync::Key& key : arrived.batch.keys) {
    submission.keys.push_back({key.sealed.id, kiosk.device, key.incarnation, key.sealed.sealingKeyId,
                               std::move(key.sealed.box), std::move(key.sealed.signature)});
  }
  for (sync::Entry& entry : arrived.batch.entries) submission.entries.push_back(wholeEntry(std::move(entry)));
  submission.chainBefore = std::string(sync::asBytes(arrived.batch.headBefore));
  submission.chainHead = std::string(sync::asBytes(arrived.batch.headAfter));
  return m_parts.ingest.submit(std::move(submission), std::move(done));
}

}  // namespace foyer::rpc
