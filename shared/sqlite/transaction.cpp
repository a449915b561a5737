#include <utility>

#include "shared/sqlite/sqlite.h"

namespace foyer::sqlite {
namespace {

Status runCached(Database& database, std::string_view sql) {
  FOYER_ASSIGN(auto statement, database.prepare(sql));
  return statement.run();
}

// A file with tables but without a version was not made by us.
Status refuseForeignFile(Database& database, std::string_view whatItIs) {
  FOYER_ASSIGN(auto tables, database.prepare("SELECT count(*) FROM sqlite_schema"));
  FOYER_ASSIGN(bool hasRow, tables.step());
  if (!hasRow || tables.integer(0) == 0) return okStatus();
  return Error(Code::kFailedPrecondition,
               "The file " + database.path() + " belongs to another program and is not " +
                   std::string(whatItIs) + "; name another folder or move the file away.");
}

Status migrateOne(Database& database, std::span<const std::string_view> steps) {
  FOYER_ASSIGN(auto transaction, Transaction::begin(database));
  // Another process may have done it while this one waited for the lock.
  FOYER_ASSIGN(int version, database.version());
  if (version >= static_cast<int>(steps.size())) return okStatus();
  FOYER_TRY(database.execute(steps[static_cast<size_t>(version)]));
  FOYER_TRY(database.execute("PRAGMA user_version=" + std::to_string(version + 1)));
  return transaction.commit();
}

}  // namespace

Result<Transaction> Transaction::begin(Database& database) {
  FOYER_TRY(runCached(database, "BEGIN IMMEDIATE"));
  database.holdTransaction();
  return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
  if (m_database == nullptr) return;
  m_database->letTransactionGo();
  // A full disk or an I/O error may have rolled back already.
  if (!m_database->isInTransaction()) return;
  // A failed rollback leaves the transaction to be rolled back by closing; nothing of it is ever seen.
  (void)runCached(*m_database, "ROLLBACK");
}

Status Transaction::commit() {
  FOYER_ASSERT(m_database != nullptr);
  FOYER_TRY(runCached(*m_database, "COMMIT"));
  m_database->letTransactionGo();
  m_database = nullptr;
  return okStatus();
}

Status migrate(Database& database, std::span<const std::string_view> steps, std::string_view whatItIs) {
  FOYER_ASSIGN(int version, database.version());
  if (version == 0) FOYER_TRY(refuseForeignFile(database, whatItIs));
  if (version < 0 || version > static_cast<int>(steps.size())) {
    database.leaveLog();
    return Error(Code::kFailedPrecondition,
                 "The file " + database.path() + " (" + std::string(whatItIs) + ") has version " +
                     std::to_string(version) + ", but this program knows only up to " +
                     std::to_string(steps.size()) + "; install the newer program. Nothing was changed.");
  }
  while (version < static_cast<int>(steps.size())) {
    FOYER_TRY(migrateOne(database, steps));
    FOYER_ASSIGN(version, database.version());
  }
  return okStatus();
}

}  // namespace foyer::sqlite
