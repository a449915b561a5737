// The kiosk's end of one stream, as a pure state machine: messages in, messages and events out.
//
// Place: between the journal (through JournalPort) and the channel; the uplink's engine thread owns one for
// the life of one stream and throws it away with the stream. What is not acknowledged comes again with the
// next one; nothing here has to be saved.
//   KioskSession session(hello, device, journal);
//   send(session.takeMessages());                          // Hello
//   for each message that arrives: session.onMessage(m);   // an error: end the stream, try again later
//   whenever something arrived or was appended: session.pump();
//   after each of these: send(session.takeMessages()), act on session.takeEvents()
// Threads: one. Errors: kFailedPrecondition for a server that breaks the legal orders of sync.proto; errors
// of the journal as they are. Does not: wait, retry, read clocks, write the journal.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/sync/entry.h"

namespace foyer::sync {

// What a session reads of the journal; always of the present incarnation.
class JournalPort {
 public:
  virtual ~JournalPort() = default;
  // The chain hash after this entry; 0 is the start. Nothing: not written, or purged.
  virtual Result<std::optional<seal::Hash32>> chainAt(uint64_t seq) = 0;
  // The entries after this one, with their keys and heads; at least one if there is any, else empty.
  // kDataLoss if the disk has damaged them.
  virtual Result<Batch> entriesAfter(uint64_t seq, uint32_t entriesMax, size_t bytesMax) = 0;
  // Ids of all changes within the horizon, oldest first, of all incarnations. `after` and `next` are
  // positions; 0 is the start.
  struct ChangeIds {
    std::vector<Id16> ids;
    uint64_t next = 0;
    bool isLast = false;
  };
  virtual Result<ChangeIds> changeIdsAfter(uint64_t position, uint32_t idsMax) = 0;
};

// --- what a session tells ---

// The stream is open and both ends agree on what is there. To be kept: the epoch, the Lamport number
// (changes made from now on come after it), and that everything up to ackedSeq is acknowledged.
struct Welcomed {
  Id16 serverEpoch;
  uint64_t ackedSeq = 0;
  int64_t serverWallMs = 0;
  std::string sealingKey;
  uint64_t catalogueHead = 0;
  uint64_t lamport = 0;
  uint16_t assetPort = 0;
  bool lendsSeats = false;
};
struct EntryOutcome {
  uint64_t seq = 0;
  v1::Outcome outcome = v1::OUTCOME_APPLIED;
};
struct Acked {
  uint64_t seq = 0;
  std::vector<EntryOutcome> outcomes;  // only those that are not simply applied
};
// The session is over: number everything anew that is not acknowledged or is wanted, keep the epoch, and say
// Hello again at once. Why there must be a new incarnation, for the log.
struct NewIncarnationOrdered {
  std::vector<Id16> wanted;
  Id16 serverEpoch;
  std::string reason;
  v1::IncarnationCause cause = v1::INCARNATION_CAUSE_ROLLED_BACK;
};
// What became of changes after they were acknowledged as held or quarantined. To be kept with its cursor.
struct OutcomesArrived {
  struct Later {
    Id16 changeId;
    v1::Outcome outcome = v1::OUTCOME_APPLIED;
  };
  std::vector<Later> changes;
  uint64_t cursor = 0;
};
struct CatalogueArrived {
  std::vector<foyer::catalogue::v1::Item> items;
  uint64_t cursor = 0;
  bool isComplete = false;
};
// The session is over by the server's word.
struct Refused {
  Error error;
  int64_t retryAfterMs = 0;  // 0: as usual
};
// What this kiosk may confirm from now; the answer to sendSeatReport().
struct SeatsLent {
  v1::SeatLeases leases;
};
using KioskEvent = std::variant<Welcomed, Acked, NewIncarnationOrdered, CatalogueArrived, OutcomesArrived,
                                SeatsLent, Refused>;

class KioskSession {
 public:
  // `hello` is complete but for `protocol`. The journal must not change its incarnation while this lives.
  KioskSession(v1::Hello hello, Id16 device, JournalPort& journal);

  Status onMessage(v1::SyncResponse&& message);
  // Makes messages of what the journal has, as far as the windows allow.
  Status pump();
  // A CatalogueArrived is on disk.
  void onCatalogueApplied(uint64_t cursor);
  // The server lends seats, and the last report is answered.
  bool takesSeatReport() const { return m_state == State::kOpen && m_welcome.lends_seats() && !m_isSeatReportOpen; }
  void sendSeatReport(v1::SeatReport report);

  std::vector<v1::SyncRequest> takeMessages() { return std::exchange(m_messages, {}); }
  std::vector<KioskEvent> takeEvents() { return std::exchange(m_events, {}); }

  bool isOpen() const { return m_state == State::kOpen; }
  bool isEnded() const { return m_state == State::kEnded; }
  // Something was sent that the server has to answer.
  bool isWaiting() const {
    return !m_unacked.empty() || m_isSeatReportOpen || m_state == State::kHello || m_state == State::kOffering;
  }

 private:
  enum class State { kHello, kOffering, kOpen, kEnded };
  struct SentBatch {
    uint64_t lastSeq = 0;
    uint32_t entries = 0;
    size_t bytes = 0;
  };

  Status onWelcome(const v1::Welcome& welcome);
  Status onAck(const v1::Ack& ack);
  Status onWanted(const v1::Wanted& wanted);
  Status onCatalogue(v1::CatalogueBatch&& batch);
  Status onSeatLeases(v1::SeatLeases&& leases);
  Status onOutcomes(const v1::OutcomeReport& report);
  void onRefusal(const v1::Refusal& refusal);
  // After Welcome, or after the last Wanted: goes on, or orders a new incarnation.
  Status settle();
  Status sendOffer();
  void orderNewIncarnation(v1::IncarnationCause cause, std::string reason);

  const v1::Hello m_hello;
  const Id16 m_device, m_incarnation;
  JournalPort& m_journal;
  State m_state = State::kHello;
  v1::Welcome m_welcome;
  std::vector<v1::SyncRequest> m_messages;
  std::vector<KioskEvent> m_events;

  uint64_t m_offerPosition = 0;
  bool m_isLastOffer = false;
  std::vector<Id16> m_wanted;
  bool m_isSeatReportOpen = false;

  uint64_t m_sentSeq = 0;
  seal::Hash32 m_sentHead{};
  std::optional<Id16> m_sentKey;
  uint64_t m_ackedSeq = 0;
  std::deque<SentBatch> m_unacked;
  uint32_t m_windowEntries = 0;
  size_t m_batchBytesMax = 0;
};

}  // namespace foyer::sync
