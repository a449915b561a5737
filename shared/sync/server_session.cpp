#include "shared/sync/server_session.h"

#include <algorithm>
#include <limits>

#include "shared/sync/limits.h"

namespace foyer::sync {

namespace {

// Numbers live in SQLite's signed integers.
constexpr uint64_t kSeqMax = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());

const char* faultOf(const v1::Hello& hello) {
  const auto incarnation = Id16::fromBytes(hello.incarnation());
  if (!incarnation || incarnation->isNil()) return "Its incarnation is not 16 bytes long.";
  const auto head = asHash(hello.chain_head());
  if (!head) return "Its chain hash is not 32 bytes long.";
  if (!hello.server_epoch().empty() && !Id16::fromBytes(hello.server_epoch()))
    return "Its server epoch is not 16 bytes long.";
  if (hello.last_seq() > kSeqMax || hello.acked_seq() > hello.last_seq())
    return "Its sequence numbers contradict.";
  if (hello.last_seq() == 0 && *head != seal::chainStart(*incarnation))
    return "Its empty journal has a wrong chain.";
  if (!hello.incarnation_before().empty() && !Id16::fromBytes(hello.incarnation_before()))
    return "Its incarnation before is not 16 bytes long.";
  if (hello.outcome_cursor() > kSeqMax) return "Its outcome cursor is out of range.";
  if (hello.boot_id().size() > kHelloTextBytesMax || hello.program_version().size() > kHelloTextBytesMax)
    return "What it says of itself is too long.";
  return nullptr;
}

v1::Order orderFor(const v1::Hello& hello, const std::optional<KnownJournal>& known, const Id16& epoch) {
  const uint64_t here = known ? known->ackedSeq : 0;
  const bool isOtherEpoch = !hello.server_epoch().empty() && hello.server_epoch() != epoch.view();
  // What was acknowledged before a restore may be missing; only ids tell, since acknowledged entries also
  // stand under earlier incarnations.
  if (isOtherEpoch || hello.acked_seq() > here) return v1::ORDER_RE_OFFER;
  if (hello.last_seq() < here) return v1::ORDER_NEW_INCARNATION;
  if (hello.last_seq() == here && known && hello.chain_head() != asBytes(known->chainHead))
    return v1::ORDER_NEW_INCARNATION;
  return v1::ORDER_NONE;
}

const char* faultOf(const v1::SeatReport& report) {
  if (report.holdings_size() > static_cast<int>(kSeatHoldingsMax) || report.wishes_size() > static_cast<int>(kSeatWishesMax))
    return "The kiosk reports more seats than is allowed.";
  if (report.boot_id().size() > kHelloTextBytesMax) return "What the kiosk says of its seats is too long.";
  for (const v1::SeatHolding& holding : report.holdings()) {
    if (!Id16::fromBytes(holding.lease_id())) return "The id of a lease is not 16 bytes long.";
    if (holding.session().size() > kSessionIdBytesMax) return "What the kiosk says of its seats is too long.";
  }
  for (const v1::SeatWish& wish : report.wishes())
    if (wish.session().size() > kSessionIdBytesMax) return "What the kiosk says of its seats is too long.";
  return nullptr;
}

}  // namespace

void ServerSession::onMessage(v1::SyncRequest&& message) {
  if (m_state == State::kEnded) return;
  const size_t bytes = message.ByteSizeLong();
  if (bytes > kMessageBytesMax)
    return breakOff(Code::kResourceExhausted, "A message of the kiosk is larger than 1 MiB.");
  switch (message.message_case()) {
    case v1::SyncRequest::kHello:
      return onHello(std::move(*message.mutable_hello()));
    case v1::SyncRequest::kBatch:
      return onBatch(std::move(*message.mutable_batch()), bytes);
    case v1::SyncRequest::kCatalogueApplied:
      return onCatalogueApplied(message.catalogue_applied().cursor());
    case v1::SyncRequest::kOffer:
      return onOffer(message.offer());
    case v1::SyncRequest::kSeatReport:
      return onSeatReport(std::move(*message.mutable_seat_report()));
    case v1::SyncRequest::MESSAGE_NOT_SET:
      return breakOff(Code::kUnimplemented,
                      "The kiosk sent a message that this server does not know; update the server.");
  }
}

void ServerSession::onHello(v1::Hello&& hello) {
  if (m_state != State::kHello)
    return breakOff(Code::kInvalidArgument, "The kiosk said Hello twice on one stream.");
  if (hello.protocol() < kProtocolOldest)
    return breakOff(Code::kUnimplemented, "The kiosk speaks a protocol that is too old; update the kiosk.");
  if (const char* fault = faultOf(hello)) return breakOff(Code::kInvalidArgument, fault);
  m_incarnation = *Id16::fromBytes(hello.incarnation());
  m_hello = std::move(hello);
  m_state = State::kHelloAnswer;
  m_events.push_back(HelloArrived{m_hello, m_incarnation});
}

void ServerSession::welcome(const std::optional<KnownJournal>& known, const ServerFacts& facts) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(m_state == State::kHelloAnswer && facts.sealingKey.size() == 32);
  m_receivedSeq = m_ackedSeq = known ? known->ackedSeq : 0;
  m_receivedHead = known ? known->chainHead : seal::chainStart(m_incarnation);
  const bool isSameEpoch = m_hello.server_epoch() == facts.epoch.view();
  // A cursor of another epoch counts other numbers; one beyond the head is none of ours.
  const bool isCursorOurs = isSameEpoch && m_hello.catalogue_cursor() <= facts.catalogueHead;
  m_catalogueCursor = isCursorOurs ? m_hello.catalogue_cursor() : 0;
  m_outcomeCursor = isSameEpoch ? m_hello.outcome_cursor() : 0;

  v1::SyncResponse response;
  v1::Welcome& welcome = *response.mutable_welcome();
  welcome.set_order(orderFor(m_hello, known, facts.epoch));
  welcome.set_acked_seq(m_ackedSeq);
  welcome.set_chain_head(std::string(asBytes(m_receivedHead)));
  welcome.set_server_epoch(facts.epoch.str());
  welcome.set_wall_ms(facts.wallMs);
  welcome.set_sealing_key(facts.sealingKey);
  welcome.set_sealing_key_id(seal::sealingKeyId(facts.sealingKey).str());
  welcome.set_window_entries(kWindowEntries);
  welcome.set_batch_bytes_max(kBatchBytesMax);
  welcome.set_catalogue_head(facts.catalogueHead);
  welcome.set_lamport(facts.lamport);
  welcome.set_lends_seats(true);
  welcome.set_asset_port(facts.assetPort);
  m_messages.push_back(std::move(response));
  const v1::Order order = m_messages.back().welcome().order();
  if (order == v1::ORDER_NEW_INCARNATION) {
    m_state = State::kEnded;
    m_events.push_back(JournalDiffers{m_hello.last_seq() < m_ackedSeq ? v1::INCARNATION_CAUSE_ROLLED_BACK
                                                                      : v1::INCARNATION_CAUSE_COPIED});
    m_events.push_back(SessionEnded{Error(Code::kAborted, "The kiosk was told to draw a new incarnation.")});
    return;
  }
  m_state = order == v1::ORDER_RE_OFFER ? State::kOffering : State::kOpen;
}

void ServerSession::onOffer(const v1::Offer& offer) {
  if (m_state != State::kOffering)
    return breakOff(Code::kInvalidArgument, "The kiosk offers what nobody asked for.");
  if (offer.change_ids_size() > static_cast<int>(kOfferIdsMax))
    return breakOff(Code::kInvalidArgument, "The kiosk offers more at once than is allowed.");
  OfferArrived arrived;
  for (const std::string& bytes : offer.change_ids()) {
    const auto id = Id16::fromBytes(bytes);
    if (!id) return breakOff(Code::kInvalidArgument, "An offered change id is not 16 bytes long.");
    arrived.changeIds.push_back(*id);
  }
  m_isLastOffer = offer.complete();
  m_state = State::kOfferAnswer;
  m_events.push_back(std::move(arrived));
}

void ServerSession::onLookedUp(const std::vector<Id16>& missing) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(m_state == State::kOfferAnswer);
  v1::SyncResponse response;
  response.mutable_wanted();
  for (const Id16& id : missing) response.mutable_wanted()->add_change_ids(id.str());
  m_messages.push_back(std::move(response));
  m_state = m_isLastOffer ? State::kOpen : State::kOffering;
}

void ServerSession::onBatch(v1::Batch&& message, size_t messageBytes) {
  if (m_state != State::kOpen)
    return breakOff(Code::kInvalidArgument, "The kiosk sent entries before it was welcomed.");
  size_t waiting = messageBytes;
  for (const ReceivedBatch& received : m_uncommitted) waiting += received.bytes;
  // One message of room, since a batch of one large entry may be longer than it was filled to.
  if (waiting > kWindowBytes + kMessageBytesMax)
    return breakOff(Code::kResourceExhausted, "The kiosk sent more than its window allows.");
  auto batch = fromMessage(std::move(message), m_incarnation);
  if (!batch.ok()) return refuse(batch.error());
  if (!fits(*batch)) return;
  if (batch->entries.empty()) {
    // All of it was here; the kiosk has missed the ack.
    if (m_receivedSeq != m_ackedSeq) return;  // it comes with the commit
    v1::SyncResponse response;
    response.mutable_ack()->set_seq(m_ackedSeq);
    m_messages.push_back(std::move(response));
    return;
  }
  m_receivedSeq = batch->lastSeq();
  m_receivedHead = batch->headAfter;
  m_uncommitted.push_back({m_receivedSeq, messageBytes});
  m_events.push_back(BatchArrived{std::move(*batch), m_incarnation});
}

bool ServerSession::fits(Batch& batch) {
  const auto fail = [this](Code code, const char* reason) {
    breakOff(code, reason);
    return false;
  };
  for (const Entry& entry : batch.entries) {
    const auto isItsKey = [&](const Key& key) { return key.sealed.id == entry.content.dataKeyId; };
    if (entry.content.dataKeyId != m_receivedKey &&
        std::none_of(batch.keys.begin(), batch.keys.end(), isItsKey))
      return fail(Code::kInvalidArgument, "An entry came without its data key.");
  }
  m_receivedKey = batch.entries.back().content.dataKeyId;
  std::erase_if(batch.entries, [this](const Entry& entry) { return entry.seq <= m_receivedSeq; });
  if (batch.entries.empty()) return true;
  if (batch.entries.front().seq != m_receivedSeq + 1)
    return fail(Code::kInvalidArgument,
                "The kiosk left out entries; it must send those after the last acknowledged one.");
  if (batch.lastSeq() > kSeqMax) return fail(Code::kInvalidArgument, "A sequence number is out of range.");
  if (batch.lastSeq() - m_ackedSeq > kWindowEntries)
    return fail(Code::kResourceExhausted, "The kiosk sent more entries than its window allows.");
  batch.headBefore = m_receivedHead;
  if (chainAfter(m_receivedHead, batch.entries, m_device, m_incarnation) != batch.headAfter)
    return fail(Code::kAborted, "The entries do not continue the chain of this journal.");
  return true;
}

void ServerSession::onCommitted(uint64_t seq, const std::vector<CommittedOutcome>& outcomes) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(m_state == State::kOpen && seq > m_ackedSeq && seq <= m_receivedSeq);
  v1::SyncResponse response;
  response.mutable_ack()->set_seq(seq);
  for (const CommittedOutcome& outcome : outcomes) {
    FOYER_ASSERT(outcome.seq > m_ackedSeq && outcome.seq <= seq);
    if (outcome.outcome == v1::OUTCOME_APPLIED) continue;
    v1::EntryOutcome& out = *response.mutable_ack()->add_outcomes();
    out.set_seq(outcome.seq);
    out.set_outcome(outcome.outcome);
  }
  m_ackedSeq = seq;
  while (!m_uncommitted.empty() && m_uncommitted.front().lastSeq <= seq) m_uncommitted.pop_front();
  m_messages.push_back(std::move(response));
}

bool ServerSession::wantsCatalogue() const {
  return m_state == State::kOpen && m_unappliedCursors.size() < kCatalogueBatchesUnapplied;
}

void ServerSession::sendCatalogue(std::vector<foyer::catalogue::v1::Item> items, uint64_t cursor,
                                  CataloguePart part) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(wantsCatalogue() && cursor >= m_catalogueCursor);
  v1::SyncResponse response;
  v1::CatalogueBatch& batch = *response.mutable_catalogue();
  for (auto& item : items) *batch.add_items() = std::move(item);
  batch.set_cursor(cursor);
  batch.set_complete(part == CataloguePart::kLast);
  m_catalogueCursor = cursor;
  m_unappliedCursors.push_back(cursor);
  m_messages.push_back(std::move(response));
}

void ServerSession::sendOutcomes(const std::vector<LaterOutcome>& outcomes, uint64_t cursor) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(m_state == State::kOpen && cursor >= m_outcomeCursor && outcomes.size() <= kOutcomesPerReportMax);
  m_outcomeCursor = cursor;
  v1::SyncResponse response;
  v1::OutcomeReport& report = *response.mutable_outcomes();
  report.set_cursor(cursor);
  for (const LaterOutcome& outcome : outcomes) {
    v1::ChangeOutcome& change = *report.add_changes();
    change.set_change_id(outcome.changeId.str());
    change.set_outcome(outcome.outcome);
  }
  m_messages.push_back(std::move(response));
}

void ServerSession::onCatalogueApplied(uint64_t cursor) {
  if (m_state != State::kOpen)
    return breakOff(Code::kInvalidArgument, "The kiosk applied a catalogue before it had any.");
  if (m_unappliedCursors.empty() || cursor > m_unappliedCursors.back())
    return breakOff(Code::kInvalidArgument, "The kiosk applied a catalogue that was not sent.");
  while (!m_unappliedCursors.empty() && m_unappliedCursors.front() <= cursor) m_unappliedCursors.pop_front();
  m_events.push_back(CatalogueAppliedAt{cursor});
}

void ServerSession::onSeatReport(v1::SeatReport&& report) {
  if (m_state != State::kOpen)
    return breakOff(Code::kInvalidArgument, "The kiosk reported seats before it was welcomed.");
  if (m_isSeatReportOpen)
    return breakOff(Code::kResourceExhausted, "The kiosk reported seats before its last report was answered.");
  if (const char* fault = faultOf(report)) return breakOff(Code::kInvalidArgument, fault);
  m_isSeatReportOpen = true;
  m_events.push_back(SeatReportArrived{std::move(report), m_incarnation});
}

void ServerSession::sendSeatLeases(v1::SeatLeases leases) {
  if (m_state == State::kEnded) return;
  FOYER_ASSERT(m_isSeatReportOpen);
  m_isSeatReportOpen = false;
  v1::SyncResponse response;
  *response.mutable_seat_leases() = std::move(leases);
  m_messages.push_back(std::move(response));
}

void ServerSession::breakOff(Code code, const char* reason) { refuse(Error(code, reason)); }

void ServerSession::supersede() { refuse(Error(Code::kAborted, "Another stream of this kiosk took over.")); }

void ServerSession::refuse(const Error& error, int64_t retryAfterMs) {
  if (m_state == State::kEnded) return;
  m_state = State::kEnded;
  v1::SyncResponse response;
  v1::Refusal& refusal = *response.mutable_refusal();
  refusal.set_code(static_cast<uint32_t>(error.code()));
  refusal.set_reason(error.message());
  refusal.set_retry_after_ms(static_cast<uint32_t>(std::clamp<int64_t>(retryAfterMs, 0, kRetryAfterMaxMs)));
  m_messages.push_back(std::move(response));
  m_events.push_back(SessionEnded{error});
}

}  // namespace foyer::sync
