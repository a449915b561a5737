// Keeps the journal and the server in step: opens a line, runs a session on it, and opens the next line when
// it ends, for ever, with growing waits. There is no state in which something is pending and nothing is due.
//
// Place: inside the engine; journal <-> session <-> line. Ownership: the engine's. Threads: the engine thread
// alone; what gRPC says is posted to it. Errors: none to the caller; state() says in a sentence what is
// wrong. Does not: own the journal, wait (nextDueMs says when onTime is to be called), or know a UI.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/catalogue/seat_book.h"
#include "kiosk/journal/journal.h"
#include "kiosk/sync/identity.h"
#include "kiosk/sync/line.h"
#include "kiosk/sync/mailbox.h"
#include "shared/sync/backoff.h"
#include "shared/sync/kiosk_session.h"

namespace foyer::uplink {

// The kiosk's copy of the catalogue, as the uplink needs it. Both on the engine thread.
struct CatalogueIntake {
  // Where the copy is; the server sends what is newer.
  std::function<uint64_t()> cursor;
  // The server's catalogue counts under this epoch, durably noted: another one than before begins at 0, and
  // what is not sent again goes when the new catalogue is complete. Called before the journal knows the epoch.
  std::function<Status(const Id16& serverEpoch)> onEpoch;
  // Stores what came, durably. After an error it comes again.
  std::function<Status(const sync::CatalogueArrived&)> onArrived;
};

struct LinkState {
  bool isOnline = false;
  int64_t lastContactMs = 0;  // wall clock; 0: never since start
  uint16_t assetPort = 0;     // where the server has the catalogue's pictures; 0: none, or no line
  // What is wrong, in one sentence; empty when online. Names no visitor.
  std::string trouble;
};

class Uplink {
 public:
  // All outlive it.
  Uplink(const Identity& identity, OpenLine openLine, journal::Journal& journal, const Clock& clock,
         Random random, std::shared_ptr<Mailbox> mailbox, CatalogueIntake catalogue,
         std::string programVersion, catalogue::SeatBook* seats = nullptr);

  // Something was appended.
  void wake();
  // The network may be back: try at once if there is no line.
  void hint();
  // Deals with whatever is due.
  void onTime();
  // Boot clock.
  int64_t nextDueMs() const;
  // Somebody else (the courier) is about to draw a new incarnation: the session of the present one ends, and the
  // next begins as usual.
  void onRenumbering();
  // No more tries. gRPC's last words may still come; until then hasLines().
  void close();
  bool hasLines() const { return m_openLines > 0; }
  const LinkState& state() const { return m_state; }

 private:
  void connect();
  void onMessage(uint64_t lineNumber, sync::v1::SyncResponse&& message);
  void onClosed(uint64_t lineNumber, const Error& error);
  // Sends and does what the session wants; `outcome` is of the call before.
  void follow(const Status& outcome);
  void act(sync::Welcomed&& event);
  void act(sync::Acked&& event);
  void act(sync::NewIncarnationOrdered&& event);
  void act(sync::CatalogueArrived&& event);
  void act(sync::SeatsLent&& event);
  void act(sync::OutcomesArrived&& event);
  void act(sync::Refused&& event);
  void noteWelcome();
  void noteAck();
  void noteOutcomes();
  void giveUpCatalogue(const Error& error);
  // Tells the server of the seats that were lent, if it is time.
  void reportSeats();
  Status followEpoch(const Id16& serverEpoch);
  void startIncarnation(const sync::NewIncarnationOrdered& order);
  // Gives the line up; the next try is after a wait.
  void drop(const Error& error, int64_t retryAfterMs = 0);

  const Identity& m_identity;
  const OpenLine m_openLine;
  journal::Journal& m_journal;
  const Clock& m_clock;
  const std::shared_ptr<Mailbox> m_mailbox;
  const CatalogueIntake m_catalogue;
  const std::string m_programVersion;
  catalogue::SeatBook* const m_seats;  // null: this kiosk is lent none
  sync::Backoff m_backoff;

  LinkState m_state;
  // While there is a line, there is a session. Numbers tell late words of earlier lines.
  std::shared_ptr<Line> m_line;
  uint64_t m_lineNumber = 0;
  int m_openLines = 0;
  std::optional<sync::KioskSession> m_session;
  int64_t m_begunMs = 0;
  int64_t m_welcomedMs = 0;  // 0: not yet
  int64_t m_lastWordMs = 0;
  bool m_wasWaiting = false;
  int64_t m_nextTryMs = 0;
  int64_t m_nextSeatReportMs = 0;
  // What the server said, and the disk could not take yet.
  std::optional<sync::Welcomed> m_welcomeToNote;
  std::optional<sync::Acked> m_ackToNote;
  // All reports since the first that was not kept: the cursor of a later one would leave that one out for ever.
  std::optional<sync::OutcomesArrived> m_outcomesToNote;
  int64_t m_nextNoteMs = 0;
  // When the next line asks for the catalogue that this one could not store; nothing: it is well.
  std::optional<int64_t> m_catalogueRetryMs;
};

}  // namespace foyer::uplink
