// From entries on the wire to records that are durable: unseal, check, append to the log, fold, commit, and
// only then tell the kiosk (invariants 4, 5 and 6).
//
//   sync stream --submit--> unsealing threads --> writer thread (group commit) --> done(receipt)
//   staff API   --applyStaff------------------> writer thread
//
// Entries of one incarnation keep their order (each incarnation has its unsealing thread; with Labour::kCaller
// submit() itself unseals). An entry that
// cannot be opened, validated or folded is kept raw, becomes a case, and blocks nothing.
// Ownership: refers to Store, WriterThread, Schema and keys, which must outlive it; owns its threads.
// Threads: any may call; `done` runs on the writer thread. Errors: see each function. Does not: speak gRPC.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "shared/base/clock.h"
#include "sync-server/ingest/log_opener.h"
#include "sync-server/ingest/writer_thread.h"
#include "sync-server/resolve/resolve.h"
#include "sync-server/retention/retention.h"
#include "sync-server/seats/seats.h"

namespace foyer::ingest {

inline constexpr size_t kUnsealingThreads = 2;      // unsealing is as costly as writing; two keep the writer busy
inline constexpr size_t kQueuedSubmissionsMax = 512;  // a window of every kiosk of a fleet, ten times
// A thousand changes a millisecond for nine years: whoever says more is wrong, and nobody counts on from it.
inline constexpr uint64_t kLamportTrustedMax = uint64_t{1} << 48;

// One batch of one kiosk. The session has checked order, chain and signature of the keys.
struct Submission {
  Id16 device;
  Id16 incarnation;
  std::string signingPublicKey;
  std::vector<store::DataKeyRow> keys;
  std::vector<foyer::sync::v1::Entry> entries;  // consecutive
  std::string chainBefore;                      // before the first entry; empty: as far as is known
  std::string chainHead;                        // after the last entry
};

struct SubmissionReceipt {
  uint64_t ackedSeq = 0;
  std::vector<std::pair<uint64_t, foyer::sync::v1::Outcome>> outcomes;  // one an entry
  uint64_t outcomeHead = 0;  // for Ingest itself
};

struct StaffReceipt {
  Id16 changeId;
  std::vector<Id16> recordIds;  // one a write, new ids filled in
};
using StaffOutcome = std::variant<StaffReceipt, std::vector<validate::Violation>>;

// A kiosk's word on the seats that it was lent.
struct SeatContact {
  Id16 device;
  Id16 incarnation;
  foyer::sync::v1::SeatReport report;
};

enum class StaffAct { kEdit, kDecision };

// Writes that depend on what is stored: made inside the transaction that stores them, so that nothing arrives
// between what they looked at and what they do. An error writes nothing.
using StaffWrites = std::function<Result<std::vector<record::RecordWrite>>(const store::Reader&)>;

class Ingest {
 public:
  Ingest(store::Store& store, WriterThread& writer, const schema::Schema& schema,
         const std::vector<seal::SealingKeyPair>& keys, const Clock& clock, Random random,
         Labour labour = Labour::kOwnThreads);
  ~Ingest();
  // Whether it could read where the log stands; to be asked before it is used.
  const Status& loaded() const { return m_loaded; }

  // `done` once the entries are durable, or with an error: then nothing of the submission is, and the stream
  // must end. kFailedPrecondition for a gap in the sequence, kResourceExhausted when too much is queued.
  Status submit(Submission submission, std::function<void(const Result<SubmissionReceipt>&)> done);

  // A change by staff; waits until it is durable. Writes with a nil record id make a new record.
  Result<StaffOutcome> applyStaff(const Id16& account, std::vector<record::RecordWrite> writes, StaffAct act);
  Result<StaffOutcome> applyStaff(const Id16& account, const StaffWrites& make, StaffAct act);

  // A decision of staff about a change in quarantine or one that waits; `writes` take its place. Waits until it
  // is durable. kNotFound, and kFailedPrecondition where it is settled already.
  Result<StaffOutcome> settleChange(const Id16& account, record::Settlement settlement,
                                    std::vector<record::RecordWrite> writes);

  // Erases a person: this record, the one it belongs to, and all that belongs to that one. Gives how many records
  // that were. When it returns, nothing of it is in the records and the log. kNotFound; kUnavailable where the list
  // of erasures cannot be written: then nothing was erased.
  Result<uint32_t> erase(const Id16& account, const Id16& recordId);
  // Closes a case that needs no value: somebody has read it. kNotFound, kFailedPrecondition.
  Status closeCase(const Id16& account, const Id16& caseId);
  // Where erasures are remembered outside the database. Before anything is submitted.
  void keepErasedList(store::ErasedList list) { m_retention.keepList(std::move(list)); }

  // What the kiosk may confirm from now on; `done` on the writer thread, once that is durable.
  Status meetSeats(SeatContact contact, std::function<void(const Result<foyer::sync::v1::SeatLeases>&)> done);
  // Takes back leases that have run out, follows the catalogue's capacities, gives free seats to those who wait.
  // Once when the server starts, every minute, and when the catalogue has changed. `done` may be empty.
  Status sweepSeats(WriterThread::Done done);

  // Highest Lamport number seen; kiosks count on from it.
  uint64_t lamport() const { return m_lamport; }
  // Highest number of an outcome that kiosks were not told with their ack.
  uint64_t outcomeHead() const { return m_outcomeHead; }
  // Submissions whose opened entries are in memory: queued, being written, or about to be freed.
  int64_t submissionsInHand() const { return m_inHand; }
  LogOpener& opener() { return m_opener; }
  const schema::Schema& schema() const { return m_schema; }

 private:
  struct Prepared;
  struct InHand;
  struct Unsealer;
  Unsealer* unsealerOf(const Id16& incarnation);
  void unseal(InHand& batch);
  Status writeSubmission(store::Writer& writer, const Submission& submission, std::vector<Prepared>& prepared,
                         SubmissionReceipt& receipt);
  Status keepKey(store::Writer& writer, const Submission& submission, const store::DataKeyRow& key);
  Status tryAgain(store::Writer& writer, const Id16& changeId);
  Status hearLate(store::Writer& writer, const Id16& changeId);
  Result<foyer::sync::v1::Outcome> writeEntry(store::Writer& writer, Prepared& prepared);
  Result<foyer::sync::v1::Outcome> answerAgain(store::Writer& writer, const store::LogRow& row);
  void tellQuarantine(const store::Reader& reader, const Prepared& prepared);
  Status seeLamport(store::Writer& writer, uint64_t lamport);
  Result<StaffOutcome> writeStaff(store::Writer& writer, record::ChangeBody body);
  Status settleSeats(store::Writer& writer, const store::LogRow& row, const record::Change& change);
  Status writeServer(store::Writer& writer, seats::Writes writes, uint64_t afterLamport);
  Result<store::LogRow> writeServer(store::Writer& writer, record::ChangeBody body, uint64_t afterLamport);

  store::Store& m_store;
  WriterThread& m_writer;
  const schema::Schema& m_schema;
  const Clock& m_clock;
  Random m_random;
  LogOpener m_opener;
  resolve::Resolver m_resolver;
  retention::Retention m_retention;
  seats::Seats m_seats;
  validate::Validator m_validator;
  Status m_loaded;
  std::atomic<uint64_t> m_lamport{0};
  std::atomic<uint64_t> m_outcomeHead{0};
  std::atomic<int64_t> m_inHand{0};
  std::vector<std::unique_ptr<Unsealer>> m_unsealers;
};

}  // namespace foyer::ingest
