// The kiosk's journal: what visitors confirmed, sealed, numbered and chained on disk.
//
// Place: between the form (through the engine of kiosk/sync) and the stream. append() returns after the disk
// has it: only then is "saved" shown. The session reads it through JournalPort.
//
// Life of an entry: appended (pending) -> acknowledged -> purged after the horizon. Nobody but a purge
// deletes, and a purge never takes the last acknowledged entry of the present incarnation.
//
// The horizon is counted in the journal's own age: the time during which this machine was seen to run, by its
// boot clock, since the journal was made. Each look adds what the boot clock has gone on since the look before
// in the same run of the machine. Time while it is off, and whatever a wall clock says, adds nothing: a wrong
// clock can only keep copies longer. On a disk without reserve the horizon is a day instead.
//
// Tables (SQLite, WAL, synchronous=FULL, one writer):
//   meta        key, value: "device" (16 bytes), "server_epoch" (16 bytes; missing: none yet), "lamport"
//               (highest number heard of the server), "outcome_cursor" (of the server's reports, under
//               server_epoch), "purged" (entries), "age" (ms, boot clock ms, boot id; blanks between), as text
//   incarnation n (1, 2 ...; the highest is the present one), id (16 random bytes), base (position before its
//               first entry), acked_seq, cause (IncarnationCause of sync.proto)
//   data_key    n, id, incarnation (16 bytes: made and signed in it), sealing_key_id, box, signature
//   entry       position (order; seq = position - base of its incarnation), incarnation, seq, change_id,
//               data_key, schema_version, lamport, sealed, chain (hash after it), origin_incarnation and
//               origin_seq (the name it was sealed under, if another), captured_ms (wall clock, for people)
//   ack         when what was acknowledged: incarnation, seq, age_ms (when the row was made), boot_id,
//               boot_ms, wall_ms (these for people); one row an hour at most
//   outcome     incarnation, seq, outcome: those that are not simply applied
// Beside it lies PATH.reserve, a file without content that is given up when the disk is full, so that
// acknowledgements can be noted and space be freed also then; it is made again when there is room.
// Pending is what stands after acked_seq of the present incarnation; a new incarnation takes over everything
// pending, so that earlier ones hold only what is acknowledged. An ack is thus one small write.
//
// Crash rule: each function that writes is one transaction; what it returned as done is on disk, what it did
// not return is there whole or not at all. A new incarnation numbers anew in one transaction.
//
// Ownership: the engine owns it; its thread alone calls it. Errors: of sqlite (a full disk, a damaged or
// newer database, each in one sentence; the file is left as it was), of sealing, kFailedPrecondition for
// another device's journal. Does not: send, wait, or open what is sealed (the key is not here).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journal/reserve_file.h"
#include "shared/base/clock.h"
#include "shared/record/record.h"
#include "shared/seal/seal.h"
#include "shared/sqlite/sqlite.h"
#include "shared/sync/kiosk_session.h"

namespace foyer::journal {

// Below this no new visit begins: two full write-ahead logs of SQLite (1,000 pages of 4 KiB each), so that
// what was begun can be saved, acknowledgements can be noted and space can be freed.
inline constexpr uint64_t kDiskReserveBytes = 8 * 1024 * 1024;
// Sealed copies stay this long after their acknowledgement: the fleet is a backup of the server.
inline constexpr int64_t kHorizonMs = int64_t{14} * 24 * 60 * 60 * 1000;
// And at least this long on a full disk: a server is backed up every night.
inline constexpr int64_t kHorizonPressedMs = int64_t{24} * 60 * 60 * 1000;
// What one call of tidy() purges at most: some 20 ms on slow flash.
inline constexpr uint32_t kPurgeEntriesMax = 500;
inline constexpr int kVacuumPagesMax = 500;  // 2 MiB given back to the disk a call
// How often tidy() looks for what is old, and writes the journal's age down.
inline constexpr int64_t kTidyGapMs = 10 * 60 * 1000;
// The reserve file: acknowledgements and one purge need some 300 KiB of write-ahead log.
inline constexpr uint64_t kReserveFileBytes = 2 * 1024 * 1024;
// A journal up to this size is read through when it is opened (some 100 ms a 16 MiB): 14 days are 20 MB.
inline constexpr uint64_t kCheckedBytesMax = 64 * 1024 * 1024;
// Acknowledgements within this time share a row; the horizon is counted in days.
inline constexpr int64_t kAckGrainMs = 60 * 60 * 1000;

// Whose journal it is, and how it seals.
struct JournalKeys {
  Id16 device;
  std::string sealingPublicKey;
  seal::SecretBytes signingSecretKey;
};

struct JournalOptions {
  std::string vfs;                          // empty: the system's
  std::function<uint64_t()> diskFreeBytes;  // empty: asks the file system
  int64_t horizonMs = kHorizonMs;
};

// The visitor's word: this is on disk.
struct Receipt {
  record::Dot dot;
  Id16 changeId;
};

struct Counts {
  uint64_t confirmed = 0;  // ever, in this journal
  uint64_t unsent = 0;
  int64_t oldestUnsentMs = 0;  // wall clock of its capture; 0: none
};

// Makes the change that is to be sealed, once its name is known.
using ChangeMaker = std::function<Result<record::Change>(const record::Dot& dot, uint64_t lamport)>;

class Journal final : public sync::JournalPort {
 public:
  // Creates it where there is none. One that the disk has damaged is saved as far as it can be read, and the
  // damaged file stays beside it; what is no journal of this device is left as it was.
  static Result<std::unique_ptr<Journal>> open(const std::string& path, JournalKeys keys, const Clock& clock,
                                               Random random, JournalOptions options = {});

  // Room for a new visit. Sending goes on without.
  bool canCapture() const;
  uint64_t diskFreeBytes() const;

  // Seals and stores one change, durably. A change id that is here already changes nothing and gives its
  // receipt again. kDataLoss is never an answer; after any error nothing was stored.
  Result<Receipt> append(const Id16& changeId, const ChangeMaker& makeChange);

  // What Hello says about a journal.
  sync::v1::Hello hello() const;
  Counts counts() const;
  const Id16& incarnation() const { return m_incarnation; }

  // What a server said: Welcomed, Acked, NewIncarnationOrdered. Repeating them is harmless. An epoch that is nil
  // stays as it is.
  Status onWelcomed(const sync::Welcomed& welcomed);
  // Changes made from now on come after this number.
  Status hearLamport(uint64_t lamport);
  Status markAcked(uint64_t seq, const std::vector<sync::EntryOutcome>& outcomes);
  // Draws a new incarnation and numbers everything anew that is pending or `wanted` (by change id). An epoch
  // that is nil stays as it is. Also heals entries whose chain the disk has damaged: they are sent as they
  // are, or mended where one bit is wrong.
  Status startIncarnation(const std::vector<Id16>& wanted, const Id16& serverEpoch,
                          sync::v1::IncarnationCause cause = sync::v1::INCARNATION_CAUSE_ROLLED_BACK);
  // What became of changes later, and up to where the server has told it.
  Status noteOutcomes(const sync::OutcomesArrived& later);
  // As far as this journal knows; nothing while it is not acknowledged, or purged.
  Result<std::optional<sync::v1::Outcome>> outcomeOf(const Id16& changeId);

  // Purges what is older than the horizon and gives its space back, a bounded part a call; to be called now
  // and then. On a disk without reserve also what is older than kHorizonPressedMs.
  Status tidy();

  // Wipes a data key whose time is over; to be called now and then.
  void dropStaleDataKey() { m_sealer.dropStaleDataKey(); }

  // sync::JournalPort
  Result<std::optional<seal::Hash32>> chainAt(uint64_t seq) override;
  Result<sync::Batch> entriesAfter(uint64_t seq, uint32_t entriesMax, size_t bytesMax) override;
  Result<ChangeIds> changeIdsAfter(uint64_t position, uint32_t idsMax) override;

 private:
  struct Moved {
    int64_t position = 0;
    sync::Entry entry;
  };
  // Entries that may go: everything up to these positions.
  struct Due {
    int64_t ackRow = 0;
    int64_t incarnation = 0;
    uint64_t seq = 0;
    int64_t base = 0;
    int64_t position = 0;  // the highest that may go
  };
  Journal(sqlite::Database database, JournalKeys keys, const Clock& clock, Random random,
          JournalOptions options);

  static Result<std::unique_ptr<Journal>> openFile(const std::string& path, JournalKeys keys, const Clock& clock,
                                                   Random random, JournalOptions options);
  Status load();
  Status checkDevice();
  // Puts what can be read of a damaged journal into a new file, while this one is in use.
  Status saveAndReopen();
  // kDataLoss where the content does not fit together.
  Status checkContent();
  Status checkChain(const Error& damaged);
  // A journal that no server has welcomed is numbered anew at each start: its disk may be an old copy, and the
  // only server that had known more of it may have been restored to before its first entry.
  Status renameUntilWelcomed();
  Status renameUnused();
  Status createIncarnation(const Id16& id, int64_t base, sync::v1::IncarnationCause cause);
  Result<std::optional<Receipt>> findReceipt(const Id16& changeId);
  Result<Receipt> appendOnce(const Id16& changeId, const ChangeMaker& makeChange);
  Result<int64_t> storeKey(const seal::SealedDataKey& key);
  Result<sync::Key> readKey(int64_t number);
  Status addAckRow(uint64_t seq);
  Status writeWelcome(const sync::Welcomed& welcomed);
  Status writeAck(uint64_t seq, const std::vector<sync::EntryOutcome>& outcomes);
  Status writeIncarnation(const std::vector<Id16>& wanted, const Id16& serverEpoch,
                          sync::v1::IncarnationCause cause);
  Status writeOutcomes(const sync::OutcomesArrived& later);
  // Once more after giving up the reserve file, if the disk is full.
  Status withReserve(const std::function<Status()>& write);
  void keepReserve();
  // Counts the time since the last look.
  void look();
  Status writeAge();
  Result<std::optional<Due>> findDue(int64_t horizonMs);
  // True: there may be more.
  Result<bool> purge(const Due& due);
  Status purgeKeys(const std::vector<int64_t>& keys, int64_t lastPosition);
  Status loadAge();
  Result<Id16> replaceLostKey(int64_t number);
  Status setMeta(std::string_view key, std::string_view value);
  Result<std::optional<std::string>> meta(std::string_view key);
  Result<std::vector<Moved>> entriesToMove(const std::vector<Id16>& wanted);
  Result<seal::Hash32> moveEntries(const std::vector<Moved>& entries, const Id16& incarnation, int64_t number,
                                   int64_t base);

  sqlite::Database m_database;
  const std::string m_path;
  const Id16 m_device;
  const std::string m_signingPublicKey;
  const Clock& m_clock;
  Random m_random;
  JournalOptions m_options;
  seal::Sealer m_sealer;

  // The present incarnation, as it is on disk.
  int64_t m_number = 0;
  Id16 m_incarnation;
  int64_t m_base = 0;
  uint64_t m_lastSeq = 0;
  seal::Hash32 m_chainHead{};
  uint64_t m_ackedSeq = 0;
  std::optional<Id16> m_serverEpoch;
  uint64_t m_lamport = 0;
  uint64_t m_present = 0;  // entries here
  uint64_t m_purged = 0;
  uint64_t m_outcomeCursor = 0;
  sync::v1::IncarnationCause m_cause = sync::v1::INCARNATION_CAUSE_CREATED;
  Id16 m_before;  // the incarnation before; nil: none

  int64_t m_ageMs = 0;
  std::string m_seenBootId;
  int64_t m_seenBootMs = 0;
  int64_t m_nextTidyAgeMs = 0;
  int64_t m_ageWrittenMs = 0;
  ReserveFile m_reserve;
  // The key of the newest entry, for which its row is known.
  Id16 m_lastKeyId;
  int64_t m_lastKeyNumber = 0;
};

}  // namespace foyer::journal
