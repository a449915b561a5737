// What one connection sees and does: Reader and Writer over a Database inside a transaction.
//
// Place: SqliteStore hands it to the functions of write() and read(); its methods are defined by duty in
// sqlite_log.cpp, sqlite_records.cpp, sqlite_erasures.cpp, sqlite_cases.cpp, sqlite_kiosks.cpp, sqlite_catalogue.cpp, sqlite_assets.cpp,
// sqlite_seats.cpp, sqlite_staff.cpp and sqlite_inbox.cpp.
// Ownership: borrows the Database. Threads: that of the Database. Errors: those of shared/sqlite.
// Does not: begin or end transactions, but for the savepoint of attempt().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/sqlite/sqlite.h"
#include "sync-server/store/store.h"

namespace foyer::store {

class SqliteView : public Writer {
 public:
  explicit SqliteView(sqlite::Database& database) : m_database(database) {}

  // Something was taken out of the log for good.
  bool hasRedacted() const { return m_hasRedacted; }

  Result<std::string> meta(std::string_view key) const override;
  Status setMeta(std::string_view key, std::string_view value) override;

  Result<int64_t> logHead() const override;
  Result<std::vector<LogRow>> logAfter(int64_t n, size_t limit) const override;
  Result<std::optional<LogRow>> logRow(int64_t n) const override;
  Result<std::optional<LogRow>> findChange(const Id16& changeId) const override;
  Result<uint64_t> countLog(const Id16& device) const override;
  Result<std::optional<DataKeyRow>> dataKey(const Id16& id) const override;
  Result<std::vector<Id16>> quarantinedUnder(const Id16& dataKeyId) const override;
  Result<int64_t> appendLog(const LogRow& row) override;
  Status setLogOutcome(int64_t n, LogOutcome outcome) override;
  Status redactLog(int64_t n, std::string_view content) override;
  Status addRedactionDue(int64_t n) override;
  Status addErased(const Id16& mark) override;
  Status setErasedListed(const Id16& mark) override;
  Result<bool> isErased(const Id16& mark) const override;
  Result<std::vector<Id16>> erasedUnlisted(size_t limit) const override;
  Result<std::vector<int64_t>> redactionsDue(size_t limit) const override;
  Status putDataKey(const DataKeyRow& row) override;

  Result<std::optional<RecordRow>> record(const Id16& id) const override;
  Result<std::vector<RecordRow>> recordsOfType(uint32_t type, const Id16& after, size_t limit) const override;
  Result<std::vector<RecordRow>> recordsChangedAfter(int64_t n, size_t limit) const override;
  Result<uint64_t> countRecords(uint32_t type) const override;
  Result<std::vector<Id16>> referringTo(const Id16& id) const override;
  Result<std::vector<HistoryRow>> history(const Id16& recordId) const override;
  Status putRecord(const RecordRow& row, const std::vector<Id16>& refersTo) override;
  Status addHistory(const HistoryRow& row) override;

  Result<std::vector<SlipTarget>> slip(const Id16& slipId) const override;
  Result<std::vector<int64_t>> heldFor(const Id16& slipId) const override;
  Status putSlip(const Id16& slipId, const std::vector<SlipTarget>& targets) override;
  Status hold(const Id16& slipId, int64_t logN) override;
  Status release(const Id16& slipId) override;
  Result<std::vector<LogRow>> heldBefore(int64_t receivedMs, size_t limit, size_t offset) const override;
  Result<uint64_t> countHeldBefore(int64_t receivedMs) const override;
  Status releaseOne(int64_t logN) override;

  Result<std::optional<CaseRow>> findCase(const Id16& id) const override;
  Result<std::optional<CaseRow>> openCase(const Id16& recordId, uint32_t field) const override;
  Result<std::vector<CaseRow>> casesOf(const Id16& recordId) const override;
  Result<std::vector<CaseRow>> listCases(int kind, bool includeClosed, size_t limit,
                                         size_t offset) const override;
  Result<uint64_t> countOpenCases() const override;
  Status putCase(const CaseRow& row) override;

  Result<std::vector<KioskRow>> kiosks() const override;
  Result<std::optional<KioskRow>> kiosk(const Id16& device) const override;
  Result<std::optional<KioskRow>> kioskByCertificate(std::string_view fingerprint) const override;
  Result<std::optional<IncarnationRow>> incarnation(const Id16& incarnation) const override;
  Result<std::vector<IncarnationRow>> incarnationsOf(const Id16& device) const override;
  Status putKiosk(const KioskRow& row) override;
  Status putIncarnation(const IncarnationRow& row) override;
  Result<std::vector<IncidentRow>> incidentsOf(const Id16& device, size_t limit) const override;
  Result<std::vector<OutcomeRow>> outcomesAfter(const Id16& device, int64_t n, size_t limit) const override;
  Result<int64_t> outcomeHead() const override;
  Status addIncident(const IncidentRow& row) override;
  Status noteOutcome(const Id16& device, const Id16& changeId, LogOutcome outcome) override;
  Status forgetOutcome(const Id16& changeId) override;

  Result<int64_t> catalogueHead() const override;
  Result<std::vector<CatalogueRow>> catalogueAfter(int64_t sequence, size_t limit) const override;
  Result<std::vector<CatalogueRow>> catalogue() const override;
  Status putCatalogue(const CatalogueRow& row) override;
  Result<std::optional<CatalogueRow>> catalogueItem(std::string_view id) const override;

  Result<std::vector<SeatSessionRow>> seatSessions() const override;
  Result<std::optional<SeatSessionRow>> seatSession(std::string_view session) const override;
  Result<std::optional<SeatClaimRow>> seatClaim(const Id16& registration) const override;
  Result<uint64_t> seatsConfirmed(std::string_view session) const override;
  Result<std::vector<SeatClaimRow>> seatClaimsConfirmed(std::string_view session, size_t limit) const override;
  Result<std::vector<SeatClaimRow>> seatsWaiting(std::string_view session, size_t limit) const override;
  Result<std::optional<SeatLeaseRow>> seatLease(const Id16& id) const override;
  Result<std::vector<SeatLeaseRow>> liveSeatLeases(std::string_view session) const override;
  Result<std::vector<SeatLeaseRow>> liveSeatLeasesOf(const Id16& device) const override;
  Status putSeatSession(const SeatSessionRow& row) override;
  Status putSeatClaim(const SeatClaimRow& row) override;
  Status putSeatLease(const SeatLeaseRow& row) override;

  Result<std::optional<AssetRow>> asset(std::string_view sha256) const override;
  Result<std::vector<AssetRow>> assets() const override;
  Result<std::string> assetBytes(std::string_view sha256, uint64_t offset, uint64_t count) const override;
  Status putAsset(const AssetRow& row, std::string_view content) override;
  Status deleteAsset(std::string_view sha256) override;

  Result<std::optional<StaffRow>> staff(const Id16& id) const override;
  Result<std::optional<StaffRow>> staffByName(std::string_view nameKey) const override;
  Result<uint64_t> countStaff() const override;
  Result<std::optional<SessionRow>> session(std::string_view tokenHash) const override;
  Status putStaff(const StaffRow& row) override;
  Status putSession(const SessionRow& row) override;
  Status deleteSession(std::string_view tokenHash) override;
  Status deleteSessionsBefore(int64_t createdMs, int64_t lastUsedMs) override;

  Result<std::vector<InboxRow>> inbox(const InboxFilter& filter) const override;
  Result<uint64_t> countInbox(const InboxFilter& filter) const override;
  Status putInbox(const InboxRow& row) override;
  Status dropInbox(const Id16& recordId) override;

  Status clearFolded() override;
  Status attempt(const std::function<Status()>& work) override;

 private:
  Result<std::vector<std::string>> topicsOf(const Id16& recordId) const;

  sqlite::Database& m_database;
  // Whether anything was ever erased, once asked: most servers never look further.
  mutable std::optional<bool> m_hasErased;
  bool m_hasRedacted = false;
};

// Reads all rows of a statement; `take` makes a value of the current one.
template <typename Take>
auto collect(sqlite::Statement& statement, Take take) -> Result<std::vector<decltype(take(statement))>> {
  std::vector<decltype(take(statement))> rows;
  for (;;) {
    FOYER_ASSIGN(bool hasRow, statement.step());
    if (!hasRow) return rows;
    rows.push_back(take(statement));
  }
}

// The first row, if there is one.
template <typename Take>
auto first(sqlite::Statement& statement, Take take) -> Result<std::optional<decltype(take(statement))>> {
  FOYER_ASSIGN(bool hasRow, statement.step());
  using Row = std::optional<decltype(take(statement))>;
  return hasRow ? Row(take(statement)) : Row();
}

// For statements that give one number.
inline Result<int64_t> numberOf(sqlite::Statement& statement) {
  FOYER_ASSIGN(bool hasRow, statement.step());
  return hasRow ? statement.integer(0) : 0;
}

}  // namespace foyer::store
