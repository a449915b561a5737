#include "sync-server/rpc/sync_stream.h"

#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "sync-server/rpc/limits.h"

namespace foyer::rpc {
namespace {

grpc::Status asGrpc(const Error& error) {
  return grpc::Status(static_cast<grpc::StatusCode>(error.code()), error.message());
}

// Faults of the server itself: the kiosk comes back after a moment instead of at once.
bool isOurFault(const Error& error) {
  return error.code() == Code::kResourceExhausted || error.code() == Code::kUnavailable ||
         error.code() == Code::kInternal || error.code() == Code::kDataLoss;
}

}  // namespace

Error noMessage() {
  return Error(Code::kInvalidArgument, "What the kiosk sent is no message of this protocol; update the kiosk.");
}

template <typename Act>
void SyncStream::postSelf(Act act) {
  m_thread->post([self = shared_from_this(), act = std::move(act)] { act(*self); });
}

void SyncStream::begin(std::string certificatePem) {
  m_self = shared_from_this();
  m_begunBootMs = m_desk.bootMs();
  auto kiosk = m_desk.kioskOf(certificatePem);
  if (!kiosk.ok()) {
    logWarning(Event("a stream was refused").with("why", kiosk.error()));
    return finish(asGrpc(kiosk.error()));
  }
  m_kiosk = std::move(*kiosk);
  m_session.emplace(m_kiosk.device);
  readNext();
}

void SyncStream::turnAway(const Error& error) {
  m_self = shared_from_this();
  finish(asGrpc(error));
}

void SyncStream::readNext() {
  if (m_isFinished || m_isReading || m_lastWord) return;
  m_isReading = true;
  m_incoming.Clear();
  m_received.Clear();
  StartRead(&m_received);
}

void SyncStream::OnReadDone(bool ok) {
  using Traits = grpc::SerializationTraits<foyer::sync::v1::SyncRequest>;
  const Incoming incoming = !ok                                                 ? Incoming::kEnd
                            : Traits::Deserialize(&m_received, &m_incoming).ok() ? Incoming::kMessage
                                                                                : Incoming::kNoMessage;
  postSelf([incoming](SyncStream& stream) {
    stream.m_isReading = false;
    stream.onRead(incoming);
  });
}

void SyncStream::onRead(Incoming incoming) {
  if (m_isFinished) return;
  switch (incoming) {
    case Incoming::kMessage: m_session->onMessage(std::move(m_incoming)); break;
    case Incoming::kNoMessage: {
      logWarning(Event("a message could not be read").with("kiosk", m_kiosk.device));
      m_session->refuse(noMessage(), 0);
      break;
    }
    case Incoming::kEnd:
      // The kiosk has closed its side, and still hears what there is to say; or it is gone, and OnCancel comes.
      if (!m_lastWord) m_lastWord = grpc::Status::OK;
      return writeNext();
  }
  pump();
  readNext();
}

void SyncStream::act(sync::HelloArrived&& arrived) {
  m_isGreeted = true;
  m_incarnation = arrived.incarnation;
  m_notedBootMs = m_desk.bootMs();
  m_owner.onHello(*this, m_kiosk.device);
  auto known = m_desk.knownJournal(m_kiosk.device, arrived.incarnation);
  if (!known.ok()) return m_session->refuse(known.error(), isOurFault(known.error()) ? kRetryAfterBusyMs : 0);
  auto facts = m_desk.facts();
  if (!facts.ok()) return m_session->refuse(facts.error(), kRetryAfterBusyMs);
  m_session->welcome(*known, *facts);
  const std::weak_ptr<SyncStream> weak = weak_from_this();
  const Status taken = m_desk.noteHello(m_kiosk.device, arrived, [weak, thread = m_thread](const Status& noted) {
    if (noted.ok()) return;
    thread->post([weak, noted] {
      if (const auto stream = weak.lock()) stream->onHelloLost(noted.error());
    });
  });
  if (!taken.ok()) m_session->refuse(taken.error(), kRetryAfterBusyMs);
}

void SyncStream::onHelloLost(const Error& why) {
  logWarning(Event("what a kiosk said of itself was not noted").with("kiosk", m_kiosk.device).with("why", why));
  endBecause(why, kRetryAfterBusyMs);
}

void SyncStream::act(sync::BatchArrived&& arrived) {
  const uint64_t lastSeq = arrived.batch.lastSeq();
  const std::weak_ptr<SyncStream> weak = weak_from_this();
  const Status taken = m_desk.submit(
      m_kiosk, std::move(arrived), [weak, lastSeq, thread = m_thread](const Result<ingest::SubmissionReceipt>& receipt) {
        thread->post([weak, lastSeq, receipt] {
          if (const auto stream = weak.lock()) stream->onCommitted(lastSeq, receipt);
        });
      });
  if (!taken.ok()) m_session->refuse(taken.error(), kRetryAfterBusyMs);
}

void SyncStream::onCommitted(uint64_t lastSeq, const Result<ingest::SubmissionReceipt>& receipt) {
  if (m_isFinished || m_session->isEnded()) return;
  if (!receipt.ok()) {
    logWarning(Event("a batch was not taken").with("kiosk", m_kiosk.device).with("why", receipt.error()));
    // It no longer fits what is known: an older stream of this kiosk was faster.
    if (receipt.error().code() == Code::kFailedPrecondition) {
      m_session->supersede();
    } else {
      m_session->refuse(receipt.error(), isOurFault(receipt.error()) ? kRetryAfterBusyMs : 0);
    }
    return pump();
  }
  std::vector<sync::CommittedOutcome> outcomes;
  for (const auto& [seq, outcome] : receipt->outcomes) outcomes.push_back({seq, outcome});
  m_owner.onEntriesCommitted(outcomes.size());
  m_session->onCommitted(lastSeq, outcomes);
  pump();
}

void SyncStream::act(sync::OfferArrived&& arrived) {
  auto missing = m_desk.missingChanges(arrived.changeIds);
  if (!missing.ok()) return m_session->refuse(missing.error(), kRetryAfterBusyMs);
  m_session->onLookedUp(*missing);
}

void SyncStream::act(sync::CatalogueAppliedAt&&) {}  // what follows is fed by pump()

void SyncStream::act(sync::JournalDiffers&& differs) {
  m_desk.noteIncident(m_kiosk.device, m_incarnation, differs.cause);
}

void SyncStream::act(sync::SeatReportArrived&& arrived) {
  const std::weak_ptr<SyncStream> weak = weak_from_this();
  const Status taken = m_desk.meetSeats(
      {m_kiosk.device, arrived.incarnation, std::move(arrived.report)},
      [weak, thread = m_thread](const Result<foyer::sync::v1::SeatLeases>& leases) {
        thread->post([weak, leases] {
          if (const auto stream = weak.lock()) stream->onSeatsMet(leases);
        });
      });
  if (!taken.ok()) m_session->refuse(taken.error(), kRetryAfterBusyMs);
}

void SyncStream::onSeatsMet(const Result<foyer::sync::v1::SeatLeases>& leases) {
  if (m_isFinished || m_session->isEnded()) return;
  if (leases.ok()) {
    m_session->sendSeatLeases(*leases);
  } else {
    logWarning(Event("a report of seats was not taken").with("kiosk", m_kiosk.device).with("why", leases.error()));
    m_session->refuse(leases.error(), kRetryAfterBusyMs);
  }
  pump();
}

void SyncStream::act(sync::SessionEnded&& ended) { m_lastWord = asGrpc(ended.error); }

void SyncStream::feedCatalogue() {
  if (!m_isFinished && m_session) pump();
}

void SyncStream::feedOutcomes() {
  if (!m_isFinished && m_session && m_session->wantsOutcomes(m_desk.outcomeHead())) pump();
}

void SyncStream::pump() {
  // Acting on an event may bring up another, such as the end.
  for (auto events = m_session->takeEvents(); !events.empty(); events = m_session->takeEvents()) {
    for (auto& event : events) std::visit([this](auto&& one) { act(std::move(one)); }, std::move(event));
  }
  fillCatalogue();
  fillOutcomes();
  for (auto& event : m_session->takeEvents()) {
    std::visit([this](auto&& one) { act(std::move(one)); }, std::move(event));
  }
  for (auto& message : m_session->takeMessages()) m_outgoing.push_back(std::move(message));
  writeNext();
}

void SyncStream::fillCatalogue() {
  while (m_session->wantsCatalogue()) {
    auto page = m_desk.catalogueAfter(m_session->catalogueCursor());
    if (!page.ok()) return m_session->refuse(page.error(), kRetryAfterBusyMs);
    if (!*page) return;
    m_session->sendCatalogue(std::move((*page)->items), (*page)->cursor, (*page)->part);
  }
}

void SyncStream::fillOutcomes() {
  // One report at a time: the next one follows when this one was taken.
  if (!m_outgoing.empty() || !m_session->wantsOutcomes(m_desk.outcomeHead())) return;
  auto page = m_desk.outcomesAfter(m_kiosk.device, m_session->outcomeCursor());
  if (!page.ok()) {
    logWarning(Event("outcomes could not be read").with("kiosk", m_kiosk.device).with("why", page.error()));
    return;
  }
  if (page->cursor > m_session->outcomeCursor()) m_session->sendOutcomes(page->outcomes, page->cursor);
}

void SyncStream::writeNext() {
  if (m_isFinished || m_isWriting) return;
  if (!m_outgoing.empty()) {
    m_isWriting = true;
    bool ownsBytes = false;
    m_written.Clear();
    grpc::SerializationTraits<foyer::sync::v1::SyncResponse>::Serialize(m_outgoing.front(), &m_written, &ownsBytes);
    StartWrite(&m_written);
  } else if (m_lastWord) {
    finish(*m_lastWord);
  }
}

void SyncStream::OnWriteDone(bool ok) {
  postSelf([ok](SyncStream& stream) {
    stream.m_isWriting = false;
    if (!stream.m_outgoing.empty()) stream.m_outgoing.pop_front();
    if (!ok) return stream.finish(grpc::Status::CANCELLED);
    if (stream.m_outgoing.empty()) stream.feedOutcomes();
    stream.writeNext();
  });
}

void SyncStream::OnCancel() {
  postSelf([](SyncStream& stream) { stream.finish(grpc::Status::CANCELLED); });
}

void SyncStream::OnDone() {
  postSelf([](SyncStream& stream) {
    stream.m_owner.onDone(stream);
    stream.m_self.reset();
  });
}

void SyncStream::supersede() {
  if (m_isFinished || !m_session) return;
  m_session->supersede();
  pump();
}

void SyncStream::endBecause(const Error& error, int64_t retryAfterMs) {
  if (m_isFinished || !m_session) return;
  m_session->refuse(error, retryAfterMs);
  pump();
}

void SyncStream::checkHelloDeadline() {
  if (m_isGreeted || m_desk.bootMs() - m_begunBootMs < sync::kHelloDeadlineMs) return;
  endBecause(Error(Code::kDeadlineExceeded, "The kiosk did not say Hello in time."), 0);
}

std::optional<Id16> SyncStream::dueForNote() {
  if (!m_isGreeted || m_isFinished || m_desk.bootMs() - m_notedBootMs < sync::kHeartbeatMs) return std::nullopt;
  m_notedBootMs = m_desk.bootMs();
  return m_kiosk.device;
}

void SyncStream::finish(const grpc::Status& status) {
  if (m_isFinished) return;
  m_isFinished = true;
  Finish(status);
}

}  // namespace foyer::rpc
