// The port through which the server keeps everything: log, records, cases, slips, kiosks, catalogue, staff.
//
// Place: below all of sync-server; adapters: SqliteStore (here), PostgreSQL later; one contract test for all.
// Ownership: one Store a server process. Threads: write() is called by the writer thread only (ingest owns
// it; invariant 11); read() by any thread, on a snapshot of its own. Errors: those of Result; a write whose
// function returns an error is rolled back whole. Does not: merge, validate or decide anything.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::store {

// --- values ---

// Meta key: the highest changedN that the inbox rows show. Reset by clearFolded().
inline constexpr char kInboxShownKey[] = "inbox_shown_n";

enum class LogOutcome { kApplied = 1, kConflict = 2, kQuarantined = 3, kHeld = 5, kDiscarded = 6, kReplaced = 7 };

// One change as it came: the truth that everything else is folded from. Sealed for kiosks' changes
// (dataKeyId set), plain for those of staff and the server (kept by the server itself anyway).
struct LogRow {
  int64_t n = 0;  // 1, 2, 3 ... in order of arrival; given by append
  Id16 changeId;
  Id16 author;  // incarnation, or account
  Id16 device;  // nil for staff
  uint64_t seq = 0;
  uint32_t schemaVersion = 0;
  // Under which name it was sealed, if a new incarnation sent it again: see sync.proto. Nil: under its own.
  Id16 originAuthor;
  uint64_t originSeq = 0;
  Id16 dataKeyId;
  std::string content;
  int64_t receivedMs = 0;
  LogOutcome outcome = LogOutcome::kApplied;
};

struct DataKeyRow {
  Id16 id;
  Id16 device;
  Id16 incarnation;
  Id16 sealingKeyId;
  std::string box;
  std::string signature;

  bool operator==(const DataKeyRow&) const = default;
};

struct RecordRow {
  Id16 id;
  uint32_t type = 0;
  std::string state;  // record::encodeState
  int64_t changedN = 0;  // log row that changed it last
};

enum class CaseKind { kConflict = 1, kDuplicate = 2, kQuarantine = 3, kWithdrawal = 4, kCapacity = 5 };

struct CaseRow {
  Id16 id;
  CaseKind kind = CaseKind::kConflict;
  Id16 recordId;
  uint32_t recordType = 0;
  uint32_t field = 0;
  int64_t logN = 0;  // the change that opened it
  int64_t openedMs = 0;
  int64_t closedMs = 0;  // 0: open
  int64_t closedByN = 0;
  std::string reason;  // plain words, no personal data
  std::string decision;  // how a person closed it, and why; empty where it closed by itself
};

struct SlipTarget {
  uint32_t type = 0;
  Id16 recordId;
};

// A write to a record, for its history. One a change and record.
struct HistoryRow {
  int64_t logN = 0;
  Id16 recordId;
};

struct KioskRow {
  Id16 device;
  std::string name;
  std::string site;
  std::string certificateFingerprint;  // hex of SHA-256
  std::string signingPublicKey;
  bool isRevoked = false;
  int64_t enrolledMs = 0;
  // What it said last.
  int64_t lastContactMs = 0;
  int64_t clockErrorMs = 0;
  uint64_t unsent = 0;
  uint64_t diskFreeBytes = 0;
  std::string programVersion;
  // Since when nobody has looked at a copy or a rollback of its disk; 0: there is nothing to look at.
  int64_t flaggedMs = 0;
};

enum class IncidentKind { kRolledBack = 2, kCopied = 3, kServerRestored = 4, kDamaged = 5 };  // as IncarnationCause

// What happened to the journal of a kiosk. One of a kind an incarnation: a kiosk that says it again adds nothing.
struct IncidentRow {
  int64_t n = 0;  // given by addIncident
  Id16 device;
  IncidentKind kind = IncidentKind::kRolledBack;
  Id16 incarnation;  // the one that it ended, or that came back
  int64_t atMs = 0;
};

// What became of a change after its kiosk was told that it is held or in quarantine.
struct OutcomeRow {
  int64_t n = 0;  // the kiosk's cursor; given by noteOutcome
  Id16 changeId;
  LogOutcome outcome = LogOutcome::kApplied;
};

// How far the journal of one incarnation is known.
struct IncarnationRow {
  Id16 incarnation;
  Id16 device;
  uint64_t ackedSeq = 0;
  std::string chainHead;  // 32 bytes after ackedSeq
  uint64_t lastSeqSaid = 0;  // highest seq the kiosk said it has
  uint32_t place = 0;  // 1, 2 ... in the order in which the device began them; 0: not known
};

struct CatalogueRow {
  std::string id;
  std::string kind;  // "offer", as the name of the body's field
  int64_t sequence = 0;
  std::string item;  // foyer.catalogue.v1.Item
  bool isDeleted = false;
};

// Capacity of a session with seats, as it was published last; kept when the session is taken away.
struct SeatSessionRow {
  std::string session;
  uint32_t capacity = 0;
  bool isLimited = false;  // else anybody may come
  bool isOffered = false;  // not cancelled, not taken away: seats are given out
};

enum class SeatState { kNone = 0, kConfirmed = 1, kWaiting = 2 };

// A registration as the seats of its session are counted. Folded from its record.
struct SeatClaimRow {
  Id16 registration;
  std::string session;
  uint32_t seats = 0;
  SeatState state = SeatState::kNone;
  // Waits although it was confirmed once: it comes first.
  bool isPromised = false;
  // Its place in the waiting list.
  uint64_t lamport = 0;
  Id16 author;
  uint64_t seq = 0;
};

// Rights to seats of a session, lent to a kiosk. Times are of the seats' own clock (sync-server/seats).
struct SeatLeaseRow {
  Id16 id;
  std::string session;
  Id16 device;
  Id16 incarnation;
  uint32_t granted = 0;
  uint32_t spent = 0;     // arrived as confirmed registrations
  uint32_t returned = 0;  // given back by the kiosk, or taken back when it had expired
  int64_t renewedMs = 0;
  bool isRenewed = true;  // false: it runs out
};

// A picture or recording of the catalogue; kept by what it holds.
struct AssetRow {
  std::string sha256;  // 32 bytes
  std::string mediaType;
  uint64_t sizeBytes = 0;
};

struct StaffRow {
  Id16 id;
  std::string name;       // as typed, NFC
  std::string nameKey;    // case-folded, unique
  std::string passwordHash;
  std::vector<int> roles;  // foyer.StaffRole numbers
  int64_t createdMs = 0;
  bool isActive = true;
};

struct SessionRow {
  std::string tokenHash;  // 32 bytes
  Id16 staff;
  int64_t createdMs = 0;
  int64_t lastUsedMs = 0;
};

// What lists and search read: one row a record of an inbox type, made from the state by review.
struct InboxRow {
  Id16 recordId;
  uint32_t type = 0;
  std::string title;
  std::vector<std::string> topics;
  std::string language;
  std::string site;
  int64_t createdMs = 0;
  std::string status;
  std::string assignee;
  std::string search;  // folded words of everything searchable, blanks between
  bool hasCase = false;  // filled by queries, ignored by put
};

struct InboxFilter {
  std::vector<uint32_t> types;  // each list: empty = all
  std::vector<std::string> sites, languages, statuses, topics;
  std::string search;  // folded words; every word must be found (as part of a word)
  int64_t fromMs = 0;
  int64_t untilMs = 0;  // 0: no end
  bool onlyWithCase = false;
  uint32_t limit = 50;
  uint32_t offset = 0;
};

// --- reading ---

class Reader {
 public:
  virtual ~Reader() = default;

  virtual Result<std::string> meta(std::string_view key) const = 0;  // empty: not set

  virtual Result<int64_t> logHead() const = 0;  // highest n; 0 when empty
  virtual Result<std::vector<LogRow>> logAfter(int64_t n, size_t limit) const = 0;
  virtual Result<std::optional<LogRow>> logRow(int64_t n) const = 0;
  virtual Result<std::optional<LogRow>> findChange(const Id16& changeId) const = 0;
  virtual Result<uint64_t> countLog(const Id16& device) const = 0;  // rows of one kiosk
  virtual Result<std::optional<DataKeyRow>> dataKey(const Id16& id) const = 0;
  // Changes in quarantine that were sealed under this data key, in order of arrival.
  virtual Result<std::vector<Id16>> quarantinedUnder(const Id16& dataKeyId) const = 0;

  virtual Result<std::optional<RecordRow>> record(const Id16& id) const = 0;
  virtual Result<std::vector<RecordRow>> recordsOfType(uint32_t type, const Id16& after, size_t limit) const = 0;
  // By changedN; never splits the records of one changedN, so that it may give a few more than `limit`.
  virtual Result<std::vector<RecordRow>> recordsChangedAfter(int64_t n, size_t limit) const = 0;
  virtual Result<uint64_t> countRecords(uint32_t type) const = 0;
  // Records that refer to this one (links put beside the record).
  virtual Result<std::vector<Id16>> referringTo(const Id16& id) const = 0;
  virtual Result<std::vector<HistoryRow>> history(const Id16& recordId) const = 0;

  virtual Result<std::vector<SlipTarget>> slip(const Id16& slipId) const = 0;
  virtual Result<std::vector<int64_t>> heldFor(const Id16& slipId) const = 0;  // log rows that wait
  // Whether this was erased (a record, a change or a slip) or withdrawn, by its mark: see erased_mark.h. Quick where
  // nothing was.
  virtual Result<bool> isErased(const Id16& mark) const = 0;
  // Marks that the list outside the database does not have yet.
  virtual Result<std::vector<Id16>> erasedUnlisted(size_t limit) const = 0;
  // Log rows that hold what an erasure or a withdrawal takes out.
  virtual Result<std::vector<int64_t>> redactionsDue(size_t limit) const = 0;
  // All log rows that wait, the oldest first, that were received before this time.
  virtual Result<std::vector<LogRow>> heldBefore(int64_t receivedMs, size_t limit, size_t offset) const = 0;
  virtual Result<uint64_t> countHeldBefore(int64_t receivedMs) const = 0;

  virtual Result<std::optional<CaseRow>> findCase(const Id16& id) const = 0;
  virtual Result<std::optional<CaseRow>> openCase(const Id16& recordId, uint32_t field) const = 0;
  virtual Result<std::vector<CaseRow>> casesOf(const Id16& recordId) const = 0;
  // kind 0: all; newest first.
  virtual Result<std::vector<CaseRow>> listCases(int kind, bool includeClosed, size_t limit, size_t offset) const = 0;
  virtual Result<uint64_t> countOpenCases() const = 0;

  virtual Result<std::vector<KioskRow>> kiosks() const = 0;
  virtual Result<std::optional<KioskRow>> kiosk(const Id16& device) const = 0;
  virtual Result<std::optional<KioskRow>> kioskByCertificate(std::string_view fingerprint) const = 0;
  virtual Result<std::optional<IncarnationRow>> incarnation(const Id16& incarnation) const = 0;
  virtual Result<std::vector<IncarnationRow>> incarnationsOf(const Id16& device) const = 0;
  virtual Result<std::vector<IncidentRow>> incidentsOf(const Id16& device, size_t limit) const = 0;  // newest first
  virtual Result<std::vector<OutcomeRow>> outcomesAfter(const Id16& device, int64_t n, size_t limit) const = 0;
  virtual Result<int64_t> outcomeHead() const = 0;  // highest n of all kiosks; 0: none

  virtual Result<int64_t> catalogueHead() const = 0;
  virtual Result<std::vector<CatalogueRow>> catalogueAfter(int64_t sequence, size_t limit) const = 0;
  virtual Result<std::vector<CatalogueRow>> catalogue() const = 0;  // all that is not deleted
  virtual Result<std::optional<AssetRow>> asset(std::string_view sha256) const = 0;
  virtual Result<std::vector<AssetRow>> assets() const = 0;
  // At most `count` bytes from `offset`; empty: there are none.
  virtual Result<std::string> assetBytes(std::string_view sha256, uint64_t offset, uint64_t count) const = 0;
  virtual Result<std::optional<CatalogueRow>> catalogueItem(std::string_view id) const = 0;  // also a deleted one

  virtual Result<std::vector<SeatSessionRow>> seatSessions() const = 0;
  virtual Result<std::optional<SeatSessionRow>> seatSession(std::string_view session) const = 0;
  virtual Result<std::optional<SeatClaimRow>> seatClaim(const Id16& registration) const = 0;
  virtual Result<uint64_t> seatsConfirmed(std::string_view session) const = 0;
  // Registrations with confirmed seats, by id.
  virtual Result<std::vector<SeatClaimRow>> seatClaimsConfirmed(std::string_view session, size_t limit) const = 0;
  // In the order in which they get seats.
  virtual Result<std::vector<SeatClaimRow>> seatsWaiting(std::string_view session, size_t limit) const = 0;
  virtual Result<std::optional<SeatLeaseRow>> seatLease(const Id16& id) const = 0;
  // With something left to arrive or give back, or still renewed.
  virtual Result<std::vector<SeatLeaseRow>> liveSeatLeases(std::string_view session) const = 0;
  virtual Result<std::vector<SeatLeaseRow>> liveSeatLeasesOf(const Id16& device) const = 0;

  virtual Result<std::optional<StaffRow>> staff(const Id16& id) const = 0;
  virtual Result<std::optional<StaffRow>> staffByName(std::string_view nameKey) const = 0;
  virtual Result<uint64_t> countStaff() const = 0;
  virtual Result<std::optional<SessionRow>> session(std::string_view tokenHash) const = 0;

  virtual Result<std::vector<InboxRow>> inbox(const InboxFilter& filter) const = 0;
  virtual Result<uint64_t> countInbox(const InboxFilter& filter) const = 0;
};

// --- writing ---

class Writer : public Reader {
 public:
  virtual Status setMeta(std::string_view key, std::string_view value) = 0;

  virtual Result<int64_t> appendLog(const LogRow& row) = 0;  // returns n; kAlreadyExists for a known change id
  virtual Status setLogOutcome(int64_t n, LogOutcome outcome) = 0;
  // The only change of a log row's content: a plain Change with less in it. What was there is overwritten, in
  // the database's file too, soon after the commit. Empty: there was nothing to take out. Nothing is due for
  // this row then.
  virtual Status redactLog(int64_t n, std::string_view content) = 0;
  virtual Status addRedactionDue(int64_t n) = 0;
  virtual Status addErased(const Id16& mark) = 0;  // again: no effect
  virtual Status setErasedListed(const Id16& mark) = 0;
  virtual Status putDataKey(const DataKeyRow& row) = 0;  // insert or replace by id

  virtual Status putRecord(const RecordRow& row, const std::vector<Id16>& refersTo) = 0;
  virtual Status addHistory(const HistoryRow& row) = 0;
  virtual Status putSlip(const Id16& slipId, const std::vector<SlipTarget>& targets) = 0;
  virtual Status hold(const Id16& slipId, int64_t logN) = 0;
  virtual Status release(const Id16& slipId) = 0;
  virtual Status releaseOne(int64_t logN) = 0;
  virtual Status putCase(const CaseRow& row) = 0;  // insert or replace by id

  virtual Status putKiosk(const KioskRow& row) = 0;
  virtual Status putIncarnation(const IncarnationRow& row) = 0;
  virtual Status addIncident(const IncidentRow& row) = 0;  // of the same kind and incarnation: no effect
  // For the kiosk of this row; nothing where there is none, or where this was noted last.
  virtual Status noteOutcome(const Id16& device, const Id16& changeId, LogOutcome outcome) = 0;
  virtual Status forgetOutcome(const Id16& changeId) = 0;  // what is noted next of this change is told anew
  virtual Status putCatalogue(const CatalogueRow& row) = 0;
  virtual Status putSeatSession(const SeatSessionRow& row) = 0;
  virtual Status putSeatClaim(const SeatClaimRow& row) = 0;
  virtual Status putSeatLease(const SeatLeaseRow& row) = 0;
  virtual Status putAsset(const AssetRow& row, std::string_view content) = 0;  // again: no effect
  virtual Status deleteAsset(std::string_view sha256) = 0;
  virtual Status putStaff(const StaffRow& row) = 0;
  virtual Status putSession(const SessionRow& row) = 0;
  virtual Status deleteSession(std::string_view tokenHash) = 0;
  virtual Status deleteSessionsBefore(int64_t createdMs, int64_t lastUsedMs) = 0;
  virtual Status putInbox(const InboxRow& row) = 0;
  virtual Status dropInbox(const Id16& recordId) = 0;

  // For rebuild: removes records, history, slips, held changes, cases, seat claims and inbox rows (and
  // kInboxShownKey); log, keys and all else stay.
  virtual Status clearFolded() = 0;

  // Runs work inside a savepoint: an error takes back just this work.
  virtual Status attempt(const std::function<Status()>& work) = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  // One transaction; durable when this returns success. The writer thread only.
  virtual Status write(const std::function<Status(Writer&)>& work) = 0;
  // One snapshot. Any thread.
  virtual Status read(const std::function<Status(const Reader&)>& work) const = 0;
};

}  // namespace foyer::store
