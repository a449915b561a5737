#include "shared/sync/kiosk_session.h"

#include <algorithm>

#include "shared/sync/limits.h"

namespace foyer::sync {

namespace {

Error broken(const char* what) {
  return Error(Code::kFailedPrecondition, std::string("The server broke the rules of the stream: ") + what +
                                              "; update the kiosk or the server.");
}

Code codeOf(uint32_t number) {
  return number >= 1 && number <= 16 ? static_cast<Code>(number) : Code::kUnknown;
}

}  // namespace

KioskSession::KioskSession(v1::Hello hello, Id16 device, JournalPort& journal)
    : m_hello(std::move(hello)),
      m_device(device),
      m_incarnation(Id16::fromBytes(m_hello.incarnation()).value_or(Id16{})),
      m_journal(journal) {
  FOYER_ASSERT(!m_incarnation.isNil());
  v1::SyncRequest request;
  *request.mutable_hello() = m_hello;
  request.mutable_hello()->set_protocol(kProtocol);
  m_messages.push_back(std::move(request));
}

Status KioskSession::onMessage(v1::SyncResponse&& message) {
  if (m_state == State::kEnded) return okStatus();
  switch (message.message_case()) {
    case v1::SyncResponse::kWelcome:
      return onWelcome(message.welcome());
    case v1::SyncResponse::kAck:
      return onAck(message.ack());
    case v1::SyncResponse::kCatalogue:
      return onCatalogue(std::move(*message.mutable_catalogue()));
    case v1::SyncResponse::kWanted:
      return onWanted(message.wanted());
    case v1::SyncResponse::kOutcomes:
      return onOutcomes(message.outcomes());
    case v1::SyncResponse::kSeatLeases:
      return onSeatLeases(std::move(*message.mutable_seat_leases()));
    case v1::SyncResponse::kRefusal:
      onRefusal(message.refusal());
      return okStatus();
    // A newer server may say what an older kiosk does not know; it is not needed for what this one does.
    case v1::SyncResponse::MESSAGE_NOT_SET:
      return okStatus();
  }
  return okStatus();
}

Status KioskSession::onWelcome(const v1::Welcome& welcome) {
  if (m_state != State::kHello) return broken("it welcomed twice");
  if (!Id16::fromBytes(welcome.server_epoch()) || !asHash(welcome.chain_head()) ||
      welcome.sealing_key().size() != 32)
    return broken("its welcome lacks the epoch, the chain or the key");
  m_welcome = welcome;
  m_windowEntries = std::clamp<uint32_t>(welcome.window_entries(), 1, kWindowEntries);
  m_batchBytesMax = std::clamp<size_t>(welcome.batch_bytes_max(), 1, kBatchBytesMax);
  switch (welcome.order()) {
    case v1::ORDER_NEW_INCARNATION:
      orderNewIncarnation(welcome.acked_seq() > m_hello.last_seq() ? v1::INCARNATION_CAUSE_ROLLED_BACK
                                                                   : v1::INCARNATION_CAUSE_COPIED,
                          "the server knows this journal further, or otherwise, than it is");
      return okStatus();
    case v1::ORDER_RE_OFFER:
      m_state = State::kOffering;
      return sendOffer();
    case v1::ORDER_NONE:
      if (welcome.acked_seq() < m_hello.acked_seq()) return broken("it forgot what it had acknowledged");
      return settle();
    default:
      return broken("it gave an order that this kiosk does not know");
  }
}

Status KioskSession::sendOffer() {
  FOYER_ASSIGN(const auto chunk, m_journal.changeIdsAfter(m_offerPosition, kOfferIdsMax));
  m_offerPosition = chunk.next;
  m_isLastOffer = chunk.isLast;
  v1::SyncRequest request;
  for (const Id16& id : chunk.ids) request.mutable_offer()->add_change_ids(id.str());
  request.mutable_offer()->set_complete(chunk.isLast);
  m_messages.push_back(std::move(request));
  return okStatus();
}

Status KioskSession::onWanted(const v1::Wanted& wanted) {
  if (m_state != State::kOffering) return broken("it wants what was not offered");
  for (const std::string& bytes : wanted.change_ids()) {
    const auto id = Id16::fromBytes(bytes);
    if (!id || m_wanted.size() >= kWantedIdsMax) return broken("it wants what was not offered");
    m_wanted.push_back(*id);
  }
  return m_isLastOffer ? settle() : sendOffer();
}

Status KioskSession::settle() {
  const uint64_t acked = m_welcome.acked_seq();
  // Also where nothing is wanted: this disk may be older than the server's backup, too, and the numbers that
  // follow may have named other changes.
  if (m_state == State::kOffering) {
    // Where nothing was missing, nobody has to look at it.
    orderNewIncarnation(m_wanted.empty() ? v1::INCARNATION_CAUSE_UNSPECIFIED : v1::INCARNATION_CAUSE_SERVER_RESTORED,
                        "the server was restored from a backup");
    return okStatus();
  }
  if (acked < m_hello.acked_seq() || acked > m_hello.last_seq()) {
    orderNewIncarnation(acked > m_hello.last_seq() ? v1::INCARNATION_CAUSE_ROLLED_BACK
                                                   : v1::INCARNATION_CAUSE_SERVER_RESTORED,
                        "the server knows another length of this journal");
    return okStatus();
  }
  FOYER_ASSIGN(const auto head, m_journal.chainAt(acked));
  if (!head || *head != *asHash(m_welcome.chain_head())) {
    orderNewIncarnation(v1::INCARNATION_CAUSE_COPIED, "the server knows another content of this journal");
    return okStatus();
  }
  m_state = State::kOpen;
  m_ackedSeq = m_sentSeq = acked;
  m_sentHead = *head;
  m_events.push_back(Welcomed{*Id16::fromBytes(m_welcome.server_epoch()), acked, m_welcome.wall_ms(),
                              m_welcome.sealing_key(), m_welcome.catalogue_head(), m_welcome.lamport(),

                              m_welcome.asset_port() <= 65'535 ? static_cast<uint16_t>(m_welcome.asset_port()) : uint16_t{0},
                              m_welcome.lends_seats()});
  return pump();
}

void KioskSession::orderNewIncarnation(v1::IncarnationCause cause, std::string reason) {
  m_state = State::kEnded;
  m_events.push_back(NewIncarnationOrdered{std::exchange(m_wanted, {}),
                                           *Id16::fromBytes(m_welcome.server_epoch()), std::move(reason), cause});
}

Status KioskSession::pump() {
  while (m_state == State::kOpen) {
    uint32_t entries = 0;
    size_t bytes = 0;
    for (const SentBatch& sent : m_unacked) entries += sent.entries, bytes += sent.bytes;
    if (entries >= m_windowEntries || bytes + m_batchBytesMax > kWindowBytes) return okStatus();
    FOYER_ASSIGN(Batch batch,
                 m_journal.entriesAfter(m_sentSeq, std::min(kBatchEntriesMax, m_windowEntries - entries),
                                        m_batchBytesMax));
    if (batch.entries.empty()) return okStatus();
    // The server would refuse it, and the journal promises better.
    FOYER_ASSERT(batch.entries.front().seq == m_sentSeq + 1 && batch.headBefore == m_sentHead);
    std::erase_if(batch.keys, [this](const Key& key) { return key.sealed.id == m_sentKey; });
    v1::SyncRequest request;
    *request.mutable_batch() = toMessage(batch, m_incarnation);
    m_unacked.push_back(
        {batch.lastSeq(), static_cast<uint32_t>(batch.entries.size()), request.ByteSizeLong()});
    m_messages.push_back(std::move(request));
    m_sentSeq = batch.lastSeq();
    m_sentHead = batch.headAfter;
    m_sentKey = batch.entries.back().content.dataKeyId;
  }
  return okStatus();
}

Status KioskSession::onAck(const v1::Ack& ack) {
  if (m_state != State::kOpen) return broken("it acknowledged before its welcome");
  if (ack.seq() > m_sentSeq) return broken("it acknowledged what was not sent");
  if (ack.seq() <= m_ackedSeq) return okStatus();  // said before
  Acked acked{ack.seq(), {}};
  for (const v1::EntryOutcome& outcome : ack.outcomes()) {
    if (outcome.seq() <= m_ackedSeq || outcome.seq() > ack.seq())
      return broken("it judged what it does not acknowledge");
    acked.outcomes.push_back({outcome.seq(), outcome.outcome()});
  }
  m_ackedSeq = ack.seq();
  while (!m_unacked.empty() && m_unacked.front().lastSeq <= m_ackedSeq) m_unacked.pop_front();
  m_events.push_back(std::move(acked));
  return okStatus();
}

Status KioskSession::onCatalogue(v1::CatalogueBatch&& batch) {
  if (m_state == State::kHello) return broken("it sent its catalogue before its welcome");
  CatalogueArrived arrived{{}, batch.cursor(), batch.complete()};
  arrived.items.reserve(static_cast<size_t>(batch.items_size()));
  for (auto& item : *batch.mutable_items()) arrived.items.push_back(std::move(item));
  m_events.push_back(std::move(arrived));
  return okStatus();
}

Status KioskSession::onOutcomes(const v1::OutcomeReport& report) {
  if (m_state == State::kHello) return broken("it reported outcomes before its welcome");
  if (report.changes_size() > static_cast<int>(kOutcomesPerReportMax)) return broken("it reported too much at once");
  OutcomesArrived arrived{{}, report.cursor()};
  for (const v1::ChangeOutcome& change : report.changes()) {
    const auto id = Id16::fromBytes(change.change_id());
    if (!id) return broken("it reported on a change whose id is not 16 bytes long");
    arrived.changes.push_back({*id, change.outcome()});
  }
  m_events.push_back(std::move(arrived));
  return okStatus();
}

void KioskSession::onCatalogueApplied(uint64_t cursor) {
  if (m_state == State::kEnded) return;
  v1::SyncRequest request;
  request.mutable_catalogue_applied()->set_cursor(cursor);
  m_messages.push_back(std::move(request));
}

void KioskSession::sendSeatReport(v1::SeatReport report) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(takesSeatReport());
  m_isSeatReportOpen = true;
  v1::SyncRequest request;
  *request.mutable_seat_report() = std::move(report);
  m_messages.push_back(std::move(request));
}

Status KioskSession::onSeatLeases(v1::SeatLeases&& leases) {
  if (!m_isSeatReportOpen) return broken("it lent seats that nobody asked for");
  for (const v1::SeatLease& lease : leases.leases())
    if (!Id16::fromBytes(lease.id())) return broken("a lease of seats has no id");
  m_isSeatReportOpen = false;
  m_events.push_back(SeatsLent{std::move(leases)});
  return okStatus();
}

void KioskSession::onRefusal(const v1::Refusal& refusal) {
  m_state = State::kEnded;
  const int64_t wait = std::min<int64_t>(refusal.retry_after_ms(), kRetryAfterMaxMs);
  m_events.push_back(Refused{Error(codeOf(refusal.code()), refusal.reason().substr(0, 500)), wait});
}

}  // namespace foyer::sync
