// The server's end of one stream, as a pure state machine: messages in, messages and events out.
//
// Place: rpc owns one a stream and does the I/O around it; ingest commits the batches.
//   ServerSession session(device);                   // the device of the client certificate
//   for each message that arrives: session.onMessage(std::move(m));
//   after that and after each call below: send(session.takeMessages()), act on session.takeEvents():
//     HelloArrived   read what is known of this (device, incarnation), then session.welcome(...)
//     OfferArrived   look up which ids the log lacks, then session.onLookedUp(missing)
//     BatchArrived   hand to ingest, in order; several may be under way; then session.onCommitted(...)
//     CatalogueAppliedAt   note the kiosk's cursor
//     JournalDiffers note that the kiosk's disk was rolled back or copied
//     SeatReportArrived   bring the seats' ledger up to date, then session.sendSeatLeases(...)
//     SessionEnded   send the last message and end the stream with this status
//   while session.wantsCatalogue(): read items after session.catalogueCursor() and session.sendCatalogue(...)
//
// What rpc and ingest must do beside it, or entries are lost or doubled:
// - A new Hello of a device ends its older stream (session.supersede()): a kiosk has one stream.
// - Ingest commits a batch only if, inside the write transaction, the incarnation is known exactly up to
//   `batch.entries.front().seq - 1` with chain `batch.headBefore`; it writes lastSeq() and headAfter in the
//   same transaction. Else (an older stream's batch came in between) it writes nothing, and rpc calls
//   supersede().
// - A change whose id is in the log already is not appended again: OUTCOME_SEEN_BEFORE, or what became of it where it
//   is not applied.
// - An entry that cannot be opened, or whose key is not signed by the device, is kept as it came and
//   acknowledged as OUTCOME_QUARANTINED; it blocks nothing. Open with entry.sealedHeader(...), and check a
//   key with key.incarnation: both may be of an earlier incarnation.
//
// Threads: one at a time. Errors: none to the caller; a kiosk that breaks the legal orders of sync.proto gets
// a Refusal and SessionEnded. Does not: open what is sealed, check signatures, read a clock or the store.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/sync/entry.h"

namespace foyer::sync {

// What the server knows of one incarnation of a device. None known: {0, seal::chainStart(incarnation)}.
struct KnownJournal {
  uint64_t ackedSeq = 0;
  seal::Hash32 chainHead{};
};

// What the server says of itself in Welcome.
struct ServerFacts {
  Id16 epoch;
  int64_t wallMs = 0;
  std::string sealingKey;  // 32 bytes
  uint64_t catalogueHead = 0;
  uint64_t lamport = 0;  // highest that the log knows
  uint16_t assetPort = 0;  // HTTPS port of the catalogue's assets; 0: none
};

struct HelloArrived {
  v1::Hello hello;
  Id16 incarnation;
};
struct BatchArrived {
  Batch batch;  // without entries that are here already; never empty
  Id16 incarnation;
};
struct OfferArrived {
  std::vector<Id16> changeIds;
};
struct CatalogueAppliedAt {
  uint64_t cursor = 0;
};
struct SeatReportArrived {
  v1::SeatReport report;
  Id16 incarnation;
};
// The journal is not what was acknowledged of it: for the people at the server. The session goes on by itself.
struct JournalDiffers {
  v1::IncarnationCause cause = v1::INCARNATION_CAUSE_ROLLED_BACK;
};
struct SessionEnded {
  Error error;
};
using ServerEvent = 
    std::variant<HelloArrived, BatchArrived, OfferArrived, CatalogueAppliedAt, SeatReportArrived, JournalDiffers,
                 SessionEnded>;

// What became of a change later.
struct LaterOutcome {
  Id16 changeId;
  v1::Outcome outcome = v1::OUTCOME_APPLIED;
};

struct CommittedOutcome {
  uint64_t seq = 0;
  v1::Outcome outcome = v1::OUTCOME_APPLIED;
};

enum class CataloguePart { kMoreFollows, kLast };

class ServerSession {
 public:
  explicit ServerSession(Id16 device) : m_device(device) {}

  void onMessage(v1::SyncRequest&& message);
  // The answer to HelloArrived.
  void welcome(const std::optional<KnownJournal>& known, const ServerFacts& facts);
  // The answer to OfferArrived: those of its ids that the log lacks.
  void onLookedUp(const std::vector<Id16>& missing);
  // Everything up to `seq` is durable. In order; outcomes of applied entries may be left out.
  void onCommitted(uint64_t seq, const std::vector<CommittedOutcome>& outcomes);
  // Ends the stream with a reason; retryAfterMs 0: as usual.
  void refuse(const Error& error, int64_t retryAfterMs = 0);
  // Another stream of this device took over, or a batch no longer fits what is known.
  void supersede();

  // Room for one more part of the catalogue, which starts after this cursor.
  bool wantsCatalogue() const;
  uint64_t catalogueCursor() const { return m_catalogueCursor; }
  // `cursor`: highest sequence number looked at, also where items were left out. At most
  // kCatalogueBatchBytes.
  void sendCatalogue(std::vector<foyer::catalogue::v1::Item> items, uint64_t cursor, CataloguePart part);

  // What became of changes of this kiosk, after this number; at most kOutcomesPerReportMax. `cursor`: highest
  // number looked at.
  bool wantsOutcomes(uint64_t head) const { return m_state == State::kOpen && m_outcomeCursor < head; }
  uint64_t outcomeCursor() const { return m_outcomeCursor; }
  void sendOutcomes(const std::vector<LaterOutcome>& outcomes, uint64_t cursor);

  // The answer to SeatReportArrived.
  void sendSeatLeases(v1::SeatLeases leases);

  std::vector<v1::SyncResponse> takeMessages() { return std::exchange(m_messages, {}); }
  std::vector<ServerEvent> takeEvents() { return std::exchange(m_events, {}); }
  bool isEnded() const { return m_state == State::kEnded; }
  bool isOpen() const { return m_state == State::kOpen; }
  const Id16& device() const { return m_device; }
  uint64_t ackedSeq() const { return m_ackedSeq; }

 private:
  enum class State { kHello, kHelloAnswer, kOffering, kOfferAnswer, kOpen, kEnded };

  void onHello(v1::Hello&& hello);
  void onBatch(v1::Batch&& message, size_t messageBytes);
  void onOffer(const v1::Offer& offer);
  void onCatalogueApplied(uint64_t cursor);
  void onSeatReport(v1::SeatReport&& report);
  // Takes out what is here already; false: the batch breaks a rule and the session has ended.
  bool fits(Batch& batch);
  void breakOff(Code code, const char* reason);

  Id16 m_device;
  State m_state = State::kHello;
  v1::Hello m_hello;
  Id16 m_incarnation;
  std::vector<v1::SyncResponse> m_messages;
  std::vector<ServerEvent> m_events;

  bool m_isLastOffer = false;
  uint64_t m_receivedSeq = 0;  // taken over to ingest
  seal::Hash32 m_receivedHead{};
  std::optional<Id16> m_receivedKey;
  uint64_t m_ackedSeq = 0;
  struct ReceivedBatch {
    uint64_t lastSeq = 0;
    size_t bytes = 0;
  };
  std::deque<ReceivedBatch> m_uncommitted;

  uint64_t m_catalogueCursor = 0;
  std::deque<uint64_t> m_unappliedCursors;
  uint64_t m_outcomeCursor = 0;
  bool m_isSeatReportOpen = false;
};

}  // namespace foyer::sync
