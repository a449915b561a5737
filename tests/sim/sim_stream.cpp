#include "tests/sim/sim_stream.h"

#include "sync-server/rpc/limits.h"

namespace foyer::sim {

namespace {

constexpr size_t kCasesLookedAt = 100'000;  // more than a run opens

}  // namespace

void SimStream::onMessage(SyncRequest&& message) {
  if (m_isGone) return;
  m_session.onMessage(std::move(message));
  pump();
  m_server.afterStep();
}

void SimStream::act(sync::HelloArrived&& arrived) {
  m_incarnation = arrived.incarnation;
  auto& current = m_server.m_byDevice[m_kiosk.device];
  const auto older = current.lock();
  current = weak_from_this();
  if (older && older.get() != this) older->supersede();
  auto known = desk().knownJournal(m_kiosk.device, arrived.incarnation);
  if (!known.ok()) return m_session.refuse(known.error(), rpc::kRetryAfterBusyMs);
  auto facts = desk().facts();
  if (!facts.ok()) return m_session.refuse(facts.error(), rpc::kRetryAfterBusyMs);
  lookForDivergence(arrived.hello);
  if (m_line->isOpen()) m_server.m_helloMs[m_line->kiosk()] = m_server.m_surroundings.agenda.nowMs();
  m_session.welcome(*known, *facts);
  const std::weak_ptr<SimStream> weak = weak_from_this();
  const Status taken = desk().noteHello(m_kiosk.device, arrived, [weak](const Status& noted) {
    if (const auto self = weak.lock(); self && !noted.ok()) self->onHelloLost(noted.error());
  });
  if (!taken.ok()) m_session.refuse(taken.error(), rpc::kRetryAfterBusyMs);
}

void SimStream::onHelloLost(const Error& why) {
  if (m_isGone || m_session.isEnded() || m_server.m_disk.isDown()) return;
  m_session.refuse(why, rpc::kRetryAfterBusyMs);
  pump();
}

void SimStream::act(sync::BatchArrived&& arrived) {
  const uint64_t lastSeq = arrived.batch.lastSeq();
  const uint64_t firstSeq = arrived.batch.entries.front().seq;
  std::vector<Id16> ids;
  for (const sync::Entry& entry : arrived.batch.entries) {
    const Promise* promise = m_server.m_surroundings.ledger.find(entry.changeId);
    m_hasPoison = m_hasPoison || (promise != nullptr && (promise->isPoison || promise->isRotten));
    ids.push_back(entry.changeId);
    m_sent.push_back(entry.changeId);
  }
  const std::weak_ptr<SimStream> weak = weak_from_this();
  const Status taken = desk().submit(m_kiosk, std::move(arrived),
                                     [&server = m_server, incarnation = m_incarnation, weak, firstSeq, ids, lastSeq,
                                      sent = m_sent.size()](const auto& receipt) {
                                       // Also where the stream has ended meanwhile: the next Welcome says so.
                                       if (receipt.ok() && !server.m_disk.isDown())
                                         server.noteCommitted(incarnation, firstSeq, ids);
                                       if (const auto self = weak.lock()) self->onCommitted(lastSeq, sent, receipt);
                                     });
  if (!taken.ok()) m_session.refuse(taken.error(), rpc::kRetryAfterBusyMs);
}

void SimStream::onCommitted(uint64_t lastSeq, size_t sent, const Result<ingest::SubmissionReceipt>& receipt) {
  // A server that was struck says nothing more.
  if (m_server.m_disk.isDown()) return;
  if (m_isGone || m_session.isEnded()) return;
  if (!receipt.ok()) {
    if (receipt.error().code() == Code::kFailedPrecondition) {
      m_session.supersede();
    } else {
      if (m_server.m_disk.isHealthy()) lookAtSync(m_sent.size());
      m_session.refuse(receipt.error(), rpc::kRetryAfterBusyMs);
    }
    return pump();
  }
  std::vector<sync::CommittedOutcome> outcomes;
  for (const auto& [seq, outcome] : receipt->outcomes) {
    m_hasPoison = m_hasPoison || outcome == sync::v1::OUTCOME_QUARANTINED;
    outcomes.push_back({seq, outcome});
  }
  lookAtSync(sent);
  m_session.onCommitted(lastSeq, outcomes);
  pump();
}

void SimStream::act(sync::OfferArrived&& arrived) {
  auto missing = desk().missingChanges(arrived.changeIds);
  if (!missing.ok()) return m_session.refuse(missing.error(), rpc::kRetryAfterBusyMs);
  m_session.onLookedUp(*missing);
}

void SimStream::act(sync::JournalDiffers&& arrived) {
  m_server.m_surroundings.ledger.chronicle().tell(kServerLane, Mark::kCase, "sees that the journal of this kiosk is not what was acknowledged");
  desk().noteIncident(m_kiosk.device, m_incarnation, arrived.cause);
}

void SimStream::act(sync::SeatReportArrived&& arrived) {
  const std::weak_ptr<SimStream> weak = weak_from_this();
  const Status taken = desk().meetSeats({m_kiosk.device, arrived.incarnation, std::move(arrived.report)},
                                        [weak](const Result<sync::v1::SeatLeases>& leases) {
                                          if (const auto self = weak.lock()) self->onSeatsMet(leases);
                                        });
  if (!taken.ok()) m_session.refuse(taken.error(), rpc::kRetryAfterBusyMs);
}

void SimStream::onSeatsMet(const Result<sync::v1::SeatLeases>& leases) {
  if (m_isGone || m_session.isEnded() || m_server.m_disk.isDown()) return;
  if (leases.ok()) {
    m_session.sendSeatLeases(*leases);
  } else {
    m_session.refuse(leases.error(), rpc::kRetryAfterBusyMs);
  }
  pump();
}

void SimStream::act(sync::SessionEnded&& ended) { m_lastWord = ended.error; }

void SimStream::supersede() {
  if (m_isGone) return;
  m_session.supersede();
  pump();
}

void SimStream::feed() {
  if (!m_isGone) pump();
}

void SimStream::lose() {
  m_isGone = true;
  m_line.reset();
}

void SimStream::pump() {
  for (auto events = m_session.takeEvents(); !events.empty(); events = m_session.takeEvents())
    for (auto& event : events) std::visit([this](auto&& one) { act(std::move(one)); }, std::move(event));
  fillCatalogue();
  fillOutcomes();
  for (auto& event : m_session.takeEvents())
    std::visit([this](auto&& one) { act(std::move(one)); }, std::move(event));
  if (m_server.m_disk.isDown() || !m_line) return;
  for (const SyncResponse& message : m_session.takeMessages()) {
    noteAnswer(message);
    m_line->answer(message);
  }
  if (!m_lastWord || m_isGone) return;
  m_isGone = true;
  m_line->finish(*m_lastWord);
}

// A kiosk whose journal is not what this server has acknowledged of it: seen from beside both.
void SimStream::lookForDivergence(const sync::v1::Hello& hello) {
  Ledger& ledger = m_server.m_surroundings.ledger;
  const uint64_t acked = ledger.acks.highest(m_server.m_epoch, m_incarnation);
  // After a restore, and where an old stream comes once more, there is no journal to compare with.
  if (acked == 0 || hello.server_epoch() != m_server.m_epoch.view() || !m_line->isOpen()) return;
  ledger.diverged.said({m_line->kiosk(), m_kiosk.device, m_incarnation, hello.last_seq(), acked,
                        m_server.m_surroundings.suspectEntries(m_line->kiosk())},
                       ledger.names);
}

void SimStream::lookAtSync(size_t sent) {
  if (!m_hasPoison) return;
  Ledger& ledger = m_server.m_surroundings.ledger;
  const std::vector<Sent> sync = sentOf(sent);
  const std::string who = laneName(static_cast<int>(m_line->kiosk()));
  ledger.judge("no head-of-line blocking", checkNotBlocked(who, sync));
  ledger.judge("staff see what cannot be applied within one sync", checkTold(who, sync));
}

// As staff would see it now. Nothing where the disk does not let them.
std::vector<Sent> SimStream::sentOf(size_t count) {
  std::vector<Sent> sync;
  const Status read = m_server.look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto cases, reader.listCases(static_cast<int>(store::CaseKind::kQuarantine), false, kCasesLookedAt, 0));
    for (size_t i = 0; i < count; ++i) {
      const Promise* promise = m_server.m_surroundings.ledger.find(m_sent[i]);
      FOYER_ASSIGN(const auto row, reader.findChange(m_sent[i]));
      Sent sent{promise ? promise->what : "a change", promise && (promise->isPoison || promise->isRotten), promise != nullptr,
                row ? std::optional(row->outcome) : std::nullopt, false};
      for (const store::CaseRow& each : cases) sent.isInList = sent.isInList || (row && each.logN == row->n);
      sync.push_back(std::move(sent));
    }
    return okStatus();
  });
  return read.ok() ? sync : std::vector<Sent>();
}

// What a server may say: what is on the medium.
void SimStream::noteAnswer(const SyncResponse& message) {
  if (!message.has_ack()) return;
  Ledger& ledger = m_server.m_surroundings.ledger;
  // What was told before was on the medium then; what awaits a sync now is a later try that failed.
  const bool isNew = message.ack().seq() > ledger.acks.highest(m_server.m_epoch, m_incarnation);
  ledger.judge("ack implies durable",
               checkAckDurable(isNew && !m_server.isDurable() ? Medium::kAwaitsSync : Medium::kHasIt));
  ledger.chronicle().tell(static_cast<int>(m_line->kiosk()), Mark::kAck,
                          "the server acknowledges its entries up to " + std::to_string(message.ack().seq()));
}

void SimStream::fillCatalogue() {
  while (m_session.wantsCatalogue()) {
    auto page = desk().catalogueAfter(m_session.catalogueCursor());
    if (!page.ok()) return m_session.refuse(page.error(), rpc::kRetryAfterBusyMs);
    if (!*page) return;
    m_session.sendCatalogue(std::move((*page)->items), (*page)->cursor, (*page)->part);
  }
}

void SimStream::fillOutcomes() {
  if (!m_session.wantsOutcomes(desk().outcomeHead())) return;
  auto page = desk().outcomesAfter(m_kiosk.device, m_session.outcomeCursor());
  if (page.ok()) m_session.sendOutcomes(page->outcomes, page->cursor);
}

}  // namespace foyer::sim
