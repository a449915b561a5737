#include "kiosk/sync/uplink.h"

#include <algorithm>
#include <limits>

#include "shared/base/log.h"
#include "shared/schema/schema.h"
#include "shared/sync/limits.h"

namespace foyer::uplink {

namespace {

// How often an acknowledgement is tried again that the disk had no room for.
constexpr int64_t kNoteRetryMs = 5'000;
// Outcomes that wait for the disk: some reports, 100 kB. More come again with the next line.
constexpr size_t kOutcomesWaitingMax = 4 * sync::kOutcomesPerReportMax;
// How long the line stays that cannot bring the catalogue onto a full disk: what visitors confirmed goes on being
// sent, and a new line a few times an hour costs nothing.
constexpr int64_t kCatalogueRetryMs = 5 * 60 * 1000;

}  // namespace

Uplink::Uplink(const Identity& identity, OpenLine openLine, journal::Journal& journal, const Clock& clock,
               Random random, std::shared_ptr<Mailbox> mailbox, CatalogueIntake catalogue,
               std::string programVersion, catalogue::SeatBook* seats)
    : m_identity(identity),
      m_openLine(std::move(openLine)),
      m_journal(journal),
      m_clock(clock),
      m_mailbox(std::move(mailbox)),
      m_catalogue(std::move(catalogue)),
      m_programVersion(std::move(programVersion)),
      m_seats(seats),
      m_backoff(std::move(random)),
      m_nextTryMs(clock.bootMs()) {
  m_state.trouble = "The server was not reached yet.";
}

void Uplink::close() {
  if (m_line) m_line->close();
  m_line.reset();
  m_session.reset();
  m_nextTryMs = std::numeric_limits<int64_t>::max();
}

void Uplink::connect() {
  sync::v1::Hello hello = m_journal.hello();
  hello.set_schema_version(schema::kSchemaVersion);
  hello.set_catalogue_cursor(m_catalogue.cursor ? m_catalogue.cursor() : 0);
  hello.set_wall_ms(m_clock.wallMs());
  hello.set_boot_ms(m_clock.bootMs());
  hello.set_boot_id(m_clock.bootId().substr(0, sync::kHelloTextBytesMax));
  hello.set_program_version(m_programVersion.substr(0, sync::kHelloTextBytesMax));
  m_session.emplace(std::move(hello), m_identity.device, m_journal);
  m_begunMs = m_lastWordMs = m_clock.bootMs();
  m_welcomedMs = 0;
  m_wasWaiting = true;
  ++m_openLines;

  const uint64_t number = ++m_lineNumber;
  const auto mailbox = m_mailbox;
  LineEvents events;
  events.onMessage = [this, number, mailbox](sync::v1::SyncResponse&& message) {
    // Posted tasks run on the engine thread while the uplink lives; after that the mailbox is closed.
    const auto shared = std::make_shared<sync::v1::SyncResponse>(std::move(message));
    mailbox->post([this, number, shared] { onMessage(number, std::move(*shared)); });
  };
  events.onClosed = [this, number, mailbox](const Error& error, std::shared_ptr<Line> line) {
    mailbox->post([this, number, error, kept = std::move(line)] { onClosed(number, error); });
  };
  m_line = m_openLine(std::move(events));
  follow(okStatus());
}

void Uplink::onMessage(uint64_t lineNumber, sync::v1::SyncResponse&& message) {
  if (!m_line || lineNumber != m_lineNumber) return;
  m_lastWordMs = m_clock.bootMs();
  m_state.lastContactMs = m_clock.wallMs();
  follow(m_session->onMessage(std::move(message)));
  if (m_line) m_line->readNext();
}

void Uplink::onClosed(uint64_t lineNumber, const Error& error) {
  --m_openLines;
  if (m_line && lineNumber == m_lineNumber) drop(error);
}

void Uplink::follow(const Status& outcome) {
  Status status = outcome;
  if (status.ok()) status = m_session->pump();
  for (sync::KioskEvent& event : m_session->takeEvents()) {
    std::visit([this](auto&& one) { act(std::move(one)); }, std::move(event));
    if (!m_line) return;
  }
  if (!status.ok()) {
    if (status.error().code() == Code::kDataLoss) {
      startIncarnation({{}, Id16{}, "the disk has damaged an entry of the journal", sync::v1::INCARNATION_CAUSE_DAMAGED});
    }
    return drop(status.error());
  }
  // Acknowledgements have opened the window.
  status = m_session->pump();
  if (!status.ok()) return drop(status.error());
  reportSeats();
  for (sync::v1::SyncRequest& message : m_session->takeMessages()) m_line->send(std::move(message));
  // The server's time to answer begins with the question, not with its last word before a quiet hour.
  if (!m_wasWaiting && m_session->isWaiting()) m_lastWordMs = m_clock.bootMs();
  m_wasWaiting = m_session->isWaiting();
}

void Uplink::act(sync::Welcomed&& event) {
  m_welcomedMs = m_nextSeatReportMs = m_clock.bootMs();
  m_state.isOnline = true;
  m_state.assetPort = event.assetPort;
  m_state.trouble.clear();
  m_catalogueRetryMs.reset();
  if (const Status followed = followEpoch(event.serverEpoch); !followed.ok()) {
    giveUpCatalogue(followed.error());
    // The journal must not know it before the catalogue does.
    event.serverEpoch = Id16{};
  }
  m_welcomeToNote = std::move(event);
  noteWelcome();
}

void Uplink::noteWelcome() {
  if (!m_welcomeToNote) return;
  const Status kept = m_journal.onWelcomed(*m_welcomeToNote);
  if (kept.ok()) return m_welcomeToNote.reset();
  m_nextNoteMs = m_clock.bootMs() + kNoteRetryMs;
  logWarning(Event("what the server said could not be kept yet").with("error", kept.error()));
}

void Uplink::act(sync::Acked&& event) {
  m_backoff.reset();
  if (m_ackToNote) {
    auto& outcomes = m_ackToNote->outcomes;
    event.outcomes.insert(event.outcomes.begin(), outcomes.begin(), outcomes.end());
  }
  m_ackToNote = std::move(event);
  noteAck();
}

void Uplink::noteAck() {
  if (!m_ackToNote) return;
  const Status noted = m_journal.markAcked(m_ackToNote->seq, m_ackToNote->outcomes);
  if (noted.ok()) return m_ackToNote.reset();
  m_nextNoteMs = m_clock.bootMs() + kNoteRetryMs;
  logWarning(Event("an acknowledgement could not be noted yet").with("error", noted.error()));
}

void Uplink::act(sync::NewIncarnationOrdered&& event) {
  startIncarnation(event);
  drop(Error(Code::kAborted, "The journal was numbered anew; it is sent at once."));
}

void Uplink::startIncarnation(const sync::NewIncarnationOrdered& order) {
  // Seqs of the incarnation that ends; the new one's acknowledgements come with its own numbers.
  m_welcomeToNote.reset();
  m_ackToNote.reset();
  if (const Status followed = followEpoch(order.serverEpoch); !followed.ok())
    return logError(Event("the catalogue could not be begun anew").with("error", followed.error()));
  if (m_seats) {
    // The server lets them run out, since a copy of this disk may spend from them too.
    if (const Status ended = m_seats->endAll(); !ended.ok())
      logWarning(Event("the seats that were lent could not be ended").with("error", ended.error()));
  }
  const Status started = m_journal.startIncarnation(order.wanted, order.serverEpoch, order.cause);
  if (!started.ok())
    return logError(Event("no new incarnation could be begun").with("error", started.error()));
  logWarning(Event("a new incarnation of the journal was begun")
                 .with("incarnation", m_journal.incarnation())
                 .with("reason", Safe(order.reason)));
}

// The catalogue first: a crash in between repeats it, while a journal that knows the new epoch alone would
// make the server go on from the old cursor.
Status Uplink::followEpoch(const Id16& serverEpoch) {
  if (serverEpoch.isNil() || !m_catalogue.onEpoch) return okStatus();
  return m_catalogue.onEpoch(serverEpoch);
}

void Uplink::act(sync::OutcomesArrived&& event) {
  if (!m_outcomesToNote) {
    m_outcomesToNote = std::move(event);
    return noteOutcomes();
  }
  auto& waiting = m_outcomesToNote->changes;
  if (waiting.size() + event.changes.size() > kOutcomesWaitingMax)
    return drop(Error(Code::kResourceExhausted, "The disk had no room for what became of changes; the server is asked again."));
  waiting.insert(waiting.end(), event.changes.begin(), event.changes.end());
  m_outcomesToNote->cursor = std::max(m_outcomesToNote->cursor, event.cursor);
  noteOutcomes();
}

void Uplink::noteOutcomes() {
  if (!m_outcomesToNote) return;
  const Status kept = m_journal.noteOutcomes(*m_outcomesToNote);
  if (kept.ok()) return m_outcomesToNote.reset();
  m_nextNoteMs = m_clock.bootMs() + kNoteRetryMs;
  logWarning(Event("outcomes could not be kept yet").with("error", kept.error()));
}

void Uplink::onRenumbering() {
  m_welcomeToNote.reset();
  m_ackToNote.reset();
  drop(Error(Code::kAborted, "The journal is numbered anew; it is sent at once."));
}

void Uplink::act(sync::CatalogueArrived&& event) {
  if (m_catalogueRetryMs) return;
  const Status stored = m_catalogue.onArrived ? m_catalogue.onArrived(event) : okStatus();
  if (!stored.ok()) return giveUpCatalogue(stored.error());
  m_session->onCatalogueApplied(event.cursor);
}

// A full disk keeps the old catalogue, and the line for what is pending. It comes again with the next line.
void Uplink::giveUpCatalogue(const Error& error) {
  logError(Event("the catalogue could not be stored").with("error", error));
  m_catalogueRetryMs = m_clock.bootMs() + kCatalogueRetryMs;
}

void Uplink::reportSeats() {
  if (!m_seats || !m_session->takesSeatReport()) return;
  if (!m_seats->hasNews() && m_clock.bootMs() < m_nextSeatReportMs) return;
  m_nextSeatReportMs = m_clock.bootMs() + sync::kSeatReportMs;
  auto report = m_seats->report();
  // What could not be written is not said; with the next report all of it is.
  if (!report.ok()) return logWarning(Event("seats could not be reported").with("error", report.error()));
  m_session->sendSeatReport(std::move(*report));
}

void Uplink::act(sync::SeatsLent&& event) {
  const Status kept = m_seats->apply(event.leases);
  if (!kept.ok()) logWarning(Event("seats that were lent could not be kept").with("error", kept.error()));
  const Status heard = m_journal.hearLamport(event.leases.lamport());
  if (!heard.ok()) logWarning(Event("what the server said could not be kept").with("error", heard.error()));
}

void Uplink::act(sync::Refused&& event) {
  logWarning(Event("the server refused the stream").with("reason", event.error));
  drop(event.error, event.retryAfterMs);
}

void Uplink::drop(const Error& error, int64_t retryAfterMs) {
  if (!m_line) return;
  m_line->close();
  m_line.reset();
  m_session.reset();
  // They come again with the next line, from the cursor that the journal has.
  m_outcomesToNote.reset();
  const int64_t now = m_clock.bootMs();
  if (m_welcomedMs != 0 && now - m_welcomedMs >= sync::kStableStreamMs) m_backoff.reset();
  m_nextTryMs = now + std::max(m_backoff.nextDelayMs(), std::min(retryAfterMs, sync::kRetryAfterMaxMs));
  m_state.isOnline = false;
  m_state.assetPort = 0;
  if (m_state.trouble != error.message()) logInfo(Event("no line to the server").with("reason", error));
  m_state.trouble = error.message();
}

void Uplink::wake() {
  if (m_session) follow(okStatus());
}

void Uplink::hint() {
  if (!m_line) m_nextTryMs = std::min(m_nextTryMs, m_clock.bootMs());
}

void Uplink::onTime() {
  const int64_t now = m_clock.bootMs();
  if (now >= m_nextNoteMs) {
    noteWelcome();
    noteAck();
    noteOutcomes();
  }
  if (!m_line) {
    if (now >= m_nextTryMs) connect();
    return;
  }
  if (m_welcomedMs == 0 && now - m_begunMs >= sync::kHelloDeadlineMs)
    return drop(Error(Code::kDeadlineExceeded, "The server " + m_identity.server + " does not answer."));
  if (m_session->isWaiting() && now - m_lastWordMs >= sync::kAckDeadlineMs)
    return drop(Error(Code::kDeadlineExceeded, "The server " + m_identity.server + " stopped answering."));
  if (m_catalogueRetryMs && now >= *m_catalogueRetryMs && !m_session->isWaiting())
    return drop(Error(Code::kResourceExhausted, "The catalogue is asked for again; the disk had no room for it."));
  if (m_seats && m_session->takesSeatReport() && (m_seats->hasNews() || now >= m_nextSeatReportMs)) follow(okStatus());
}

int64_t Uplink::nextDueMs() const {
  int64_t due = std::numeric_limits<int64_t>::max();
  if (m_ackToNote || m_welcomeToNote || m_outcomesToNote) due = m_nextNoteMs;
  if (!m_line) return std::min(due, m_nextTryMs);
  if (m_welcomedMs == 0) due = std::min(due, m_begunMs + sync::kHelloDeadlineMs);
  if (m_session->isWaiting()) due = std::min(due, m_lastWordMs + sync::kAckDeadlineMs);
  if (m_seats && m_session->takesSeatReport()) due = std::min(due, m_nextSeatReportMs);
  if (m_catalogueRetryMs && !m_session->isWaiting()) due = std::min(due, *m_catalogueRetryMs);
  return due;
}

}  // namespace foyer::uplink
