#include <fcntl.h>
#include <unistd.h>

#include <mutex>

#include "shared/sqlite/page_sums.h"
#include "shared/sqlite/left_log.h"
#include "shared/sqlite/state.h"

namespace foyer::sqlite {
namespace {

// Of one that was moved from, or could not be opened again.
Error notOpen() { return Error(Code::kDataLoss, "The database is not open; it was damaged and could not be saved yet."); }

// A new file must never be readable by others, not even for a moment; WAL and index take over its mode.
void makePrivateFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);  // there already, or not possible: opening says which
}

// Nobody asks SQLite how much memory it uses; counting it takes a lock at each allocation of each connection.
void beginOnce() {
  static std::once_flag begun;
  std::call_once(begun, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

Result<bool> isNew(Database& database) {
  FOYER_ASSIGN(auto pages, database.prepare("PRAGMA page_count"));
  FOYER_ASSIGN(const bool hasRow, pages.step());
  return hasRow && pages.integer(0) == 0;
}

// Only heard before the first page is written. Into a file that has pages it would write at each opening, also where
// that is then refused.
Status askForFreedRoom(Database& database) {
  FOYER_ASSIGN(const bool isHeard, isNew(database));
  return isHeard ? database.execute("PRAGMA auto_vacuum=INCREMENTAL") : okStatus();
}

Status applySettings(Database& database, const OpenOptions& options) {
  const Access access = options.access;
  if (access == Access::kReadWrite) {
    if (options.freedRoom == FreedRoom::kGivenBack) FOYER_TRY(askForFreedRoom(database));
    FOYER_ASSIGN(auto mode, database.prepare("PRAGMA journal_mode=WAL"));
    FOYER_ASSIGN(bool hasRow, mode.step());
    if (!hasRow || mode.text(0) != "wal") {
      return Error(Code::kFailedPrecondition,
                   "The file system under " + database.path() +
                       " does not support write-ahead logging; use a folder on a local disk.");
    }
  }
  FOYER_TRY(database.execute("PRAGMA synchronous=FULL"));
  FOYER_TRY(database.execute("PRAGMA foreign_keys=ON"));
  FOYER_TRY(database.execute("PRAGMA trusted_schema=OFF"));
  // What a savepoint could take back is kept in memory: as a file it would cost more than the work itself,
  // and would lie readable in a folder for temporary files.
  FOYER_TRY(database.execute("PRAGMA temp_store=MEMORY"));
  if (access == Access::kReadOnly) return database.execute("PRAGMA query_only=ON");
  // What is deleted or replaced is overwritten with zeros.
  return database.execute("PRAGMA secure_delete=ON");
}

Result<bool> looksSound(Database& database) {
  FOYER_ASSIGN(auto statement, database.prepare("PRAGMA integrity_check(1)"));
  FOYER_ASSIGN(bool hasRow, statement.step());
  return hasRow && statement.text(0) == "ok";
}

}  // namespace

Database::State::~State() {
  FOYER_ASSERT(inUse == 0);
  for (const auto& [sql, statements] : idle)
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  if (handle != nullptr) sqlite3_close(handle);
}

Database::Database(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, OpenOptions options) {
  beginOnce();
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (options.access == Access::kReadWrite) {
    flags |= SQLITE_OPEN_CREATE;
    if (options.vfs.empty()) makePrivateFile(path);
    if (options.company != Company::kPossible) FOYER_TRY(settleLeftLog(path, options.vfs));
  }
  auto state = std::make_unique<State>();
  state->path = path;
  const bool isOnSystem = options.vfs.empty();
  const char* vfs = isOnSystem ? pageSumsVfs(options.company) : options.vfs.c_str();
  // Never by SQLite's own: pages would be written without their sums.
  if (vfs == nullptr) return errorOf(SQLITE_NOMEM, nullptr, path);
  const int code = sqlite3_open_v2(path.c_str(), &state->handle, flags, vfs);
  if (code != SQLITE_OK) return errorOf(code, state->handle, path);
  if (isOnSystem && options.pageSums == PageSums::kKept) askForPageSums(state->handle);
  sqlite3_busy_timeout(state->handle, options.busyTimeoutMs);
  Database database(std::move(state));
  FOYER_TRY(applySettings(database, options));
  // SQLite opens lazily; reading now finds a file that is no database.
  FOYER_TRY(database.version());
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  if (!m_state) return notOpen();
  sqlite3_stmt* statement = nullptr;
  if (const auto found = m_state->idle.find(sql); found != m_state->idle.end() && !found->second.empty()) {
    statement = found->second.back();
    found->second.pop_back();
    --m_state->idleCount;
  } else {
    const int code = sqlite3_prepare_v3(m_state->handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return errorOf(code, m_state->handle, m_state->path);
    FOYER_ASSERT(statement != nullptr);
  }
  ++m_state->inUse;
  return Statement(m_state.get(), statement);
}

Status Database::execute(std::string_view sql) {
  if (!m_state) return notOpen();
  if (m_state->hasLostTransaction()) return transactionLost(m_state->path);
  const std::string text(sql);
  const int code = sqlite3_exec(m_state->handle, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return errorOf(code, m_state->handle, m_state->path);
  return okStatus();
}

int64_t Database::changes() const { return sqlite3_changes64(m_state->handle); }

int64_t Database::lastInsertRowId() const { return sqlite3_last_insert_rowid(m_state->handle); }

Result<int> Database::version() {
  FOYER_ASSIGN(auto statement, prepare("PRAGMA user_version"));
  FOYER_ASSIGN(bool hasRow, statement.step());
  return hasRow ? static_cast<int>(statement.integer(0)) : 0;
}

Status Database::checkIntegrity() {
  // A read that failed looks like damage here, and a database that counts as damaged is set aside: what is damaged is
  // found again.
  for (int looks = 0; looks < 2; ++looks) {
    FOYER_ASSIGN(const bool isSound, looksSound(*this));
    if (isSound) return okStatus();
  }
  return errorOf(SQLITE_CORRUPT, m_state->handle, m_state->path);
}

void Database::leaveLog() {
  sqlite3_file* log = nullptr;
  sqlite3_int64 bytes = 0;
  const int code = sqlite3_file_control(m_state->handle, nullptr, SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (code != SQLITE_OK || log == nullptr || log->pMethods == nullptr) return;
  // One without content may go.
  if (log->pMethods->xFileSize(log, &bytes) == SQLITE_OK && bytes > 0)
    sqlite3_db_config(m_state->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

const std::string& Database::path() const { return m_state->path; }

void Database::holdTransaction() { m_state->isTransactionHeld = true; }

void Database::letTransactionGo() { m_state->isTransactionHeld = false; }

bool Database::isInTransaction() const { return sqlite3_get_autocommit(m_state->handle) == 0; }

}  // namespace foyer::sqlite
