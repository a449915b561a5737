#include "sync-server/rpc/desk.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "sync-server/fleet/authority.h"

namespace foyer::rpc {
namespace {

// A kiosk that has more incidents than this since it last said the same is looked at by people anyway.
constexpr size_t kIncidentsLookedAt = 200;

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

bool isIncident(foyer::sync::v1::IncarnationCause cause) {
  return cause >= foyer::sync::v1::INCARNATION_CAUSE_ROLLED_BACK && cause <= foyer::sync::v1::INCARNATION_CAUSE_DAMAGED;
}

Status keepIncident(store::Writer& writer, const Id16& device, const Id16& incarnation,
                    foyer::sync::v1::IncarnationCause cause, int64_t nowMs) {
  const auto kind = static_cast<store::IncidentKind>(cause);
  FOYER_ASSIGN(const auto known, writer.incidentsOf(device, kIncidentsLookedAt));
  const bool isKnown = std::any_of(known.begin(), known.end(), [&](const store::IncidentRow& row) {
    return row.kind == kind && row.incarnation == incarnation;
  });
  if (isKnown) return okStatus();
  FOYER_TRY(writer.addIncident({0, device, kind, incarnation, nowMs}));
  if (kind != store::IncidentKind::kRolledBack && kind != store::IncidentKind::kCopied) return okStatus();
  FOYER_ASSIGN(auto kiosk, writer.kiosk(device));
  if (!kiosk || kiosk->flaggedMs != 0) return okStatus();
  kiosk->flaggedMs = std::max<int64_t>(nowMs, 1);
  return writer.putKiosk(*kiosk);
}

// The place of an incarnation in its device's row of them, and what it says of the one before. One that comes
// back after a later one was there is a copy of the disk, or an old one put in again.
Status keepPlace(store::Writer& writer, const foyer::sync::v1::Hello& hello, store::IncarnationRow& row, int64_t nowMs) {
  FOYER_ASSIGN(const auto all, writer.incarnationsOf(row.device));
  uint32_t highest = 0;
  for (const store::IncarnationRow& other : all) highest = std::max(highest, other.place);
  if (row.place == 0) {
    row.place = highest + 1;
    const auto before = Id16::fromBytes(hello.incarnation_before());
    if (!before || !isIncident(hello.incarnation_cause())) return okStatus();
    return keepIncident(writer, row.device, *before, hello.incarnation_cause(), nowMs);
  }
  if (row.place == highest) return okStatus();
  return keepIncident(writer, row.device, row.incarnation, foyer::sync::v1::INCARNATION_CAUSE_COPIED, nowMs);
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
  if (known->device != device) return okStatus();
  FOYER_TRY(keepPlace(writer, hello, *known, nowMs));
  known->lastSeqSaid = std::max<uint64_t>(known->lastSeqSaid, hello.last_seq());
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
  facts.assetPort = m_parts.assetPort;
  return facts;
}

Status Desk::noteHello(const Id16& device, const sync::HelloArrived& arrived,
                       std::function<void(const Status&)> done) const {
  const int64_t nowMs = m_parts.clock.wallMs();
  return m_parts.writer.post(
      [device, incarnation = arrived.incarnation, hello = arrived.hello, nowMs](store::Writer& writer) {
        return keepHello(writer, device, incarnation, hello, nowMs);
      },
      std::move(done));
}

void Desk::noteIncident(const Id16& device, const Id16& incarnation,
                        foyer::sync::v1::IncarnationCause cause) const {
  logWarning(Event("the journal of a kiosk is not what was acknowledged of it")
                 .with("kiosk", device)
                 .with("cause", static_cast<int64_t>(cause)));
  const Status posted = m_parts.writer.post(
      [=, nowMs = m_parts.clock.wallMs()](store::Writer& writer) {
        return keepIncident(writer, device, incarnation, cause, nowMs);
      },
      {});
  if (!posted.ok()) logWarning(Event("what happened to a kiosk was not noted").with("why", posted.error()));
}

Result<Desk::OutcomePage> Desk::outcomesAfter(const Id16& device, uint64_t cursor) const {
  return readOne<OutcomePage>(m_parts.store, [&](const store::Reader& reader) -> Result<OutcomePage> {
    OutcomePage page;
    FOYER_ASSIGN(const auto rows,
                 reader.outcomesAfter(device, static_cast<int64_t>(cursor), sync::kOutcomesPerReportMax));
    for (const store::OutcomeRow& row : rows)
      page.outcomes.push_back({row.changeId, static_cast<foyer::sync::v1::Outcome>(static_cast<int>(row.outcome))});
    FOYER_ASSIGN(const int64_t head, reader.outcomeHead());
    // A full page ends at its last row; else all up to the head was looked at.
    page.cursor = static_cast<uint64_t>(rows.size() < sync::kOutcomesPerReportMax ? head : rows.back().n);
    page.cursor = std::max(page.cursor, cursor);
    return page;
  });
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

void Desk::sweepSeats() const {
  const auto complain = [](const Status& status) {
    if (!status.ok()) logWarning(Event("the seats were not looked after").with("why", status.error()));
  };
  if (const Status posted = m_parts.ingest.sweepSeats(complain); !posted.ok()) complain(posted);
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
