#include "sync-server/store/sqlite_store.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "shared/sqlite/sqlite.h"
#include "sync-server/store/folder_lock.h"
#include "sync-server/store/sqlite_view.h"
#include "sync-server/store/tables.h"

namespace foyer::store {
namespace {

constexpr std::string_view kWhatItIs = "the database of a Foyer server";
// 32 MiB of pages, so that the largest transaction (256 batches) need not write a page before its end; and 16 MiB
// of write-ahead log before it is moved into the database, so that pages which many commits touch move once.
constexpr std::string_view kWriterSettings = "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4096";

Status runOnce(sqlite::Database& database, std::string_view sql) {
  FOYER_ASSIGN(auto statement, database.prepare(sql));
  return statement.run();
}

}  // namespace

Status SqliteView::attempt(const std::function<Status()>& work) {
  // After SQLite rolled back by itself, further statements would each be a transaction of their own.
  if (!m_database.isInTransaction()) {
    return Error(Code::kAborted, "The transaction on " + m_database.path() + " was rolled back; try again.");
  }
  FOYER_TRY(runOnce(m_database, "SAVEPOINT attempt"));
  const Status done = work();
  if (done.ok()) return runOnce(m_database, "RELEASE attempt");
  if (m_database.isInTransaction()) {
    FOYER_TRY(runOnce(m_database, "ROLLBACK TO attempt"));
    FOYER_TRY(runOnce(m_database, "RELEASE attempt"));
  }
  return done;
}

struct SqliteStore::State {
  std::string path;
  StoreSeams seams;
  // Before the connections, so that it is let go after them.
  std::optional<FolderLock> lock;
  std::optional<sqlite::Database> writer;
  std::mutex writing;
  // What was taken out still stands in the write-ahead log.
  bool mustEmptyLog = false;

  std::mutex readersMutex;
  std::condition_variable readerCame;
  std::vector<std::unique_ptr<sqlite::Database>> idleReaders;
  size_t openReaders = 0;

  Result<std::unique_ptr<sqlite::Database>> takeReader();
  void giveBack(std::unique_ptr<sqlite::Database> reader);
  void emptyLog();
};

// A reader may hold the write-ahead log a little longer: then the next write tries again.
void SqliteStore::State::emptyLog() {
  auto checkpoint = writer->prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!checkpoint.ok()) return;
  const auto hasRow = checkpoint->step();
  mustEmptyLog = !hasRow.ok() || !*hasRow || checkpoint->integer(0) != 0;
}

Result<std::unique_ptr<sqlite::Database>> SqliteStore::State::takeReader() {
  std::unique_lock guard(readersMutex);
  const auto isFree = [&] { return !idleReaders.empty() || openReaders < kReadConnections; };
  if (!readerCame.wait_for(guard, std::chrono::milliseconds(kReadWaitMs), isFree)) {
    return Error(Code::kResourceExhausted, "The server is busy with other requests; try again in a moment.");
  }
  if (!idleReaders.empty()) {
    auto reader = std::move(idleReaders.back());
    idleReaders.pop_back();
    return reader;
  }
  ++openReaders;
  guard.unlock();
  auto opened = sqlite::Database::open(path, {.access = sqlite::Access::kReadOnly, .vfs = seams.vfs});
  if (opened.ok()) return std::make_unique<sqlite::Database>(std::move(*opened));
  guard.lock();
  --openReaders;
  readerCame.notify_one();
  return opened.error();
}

void SqliteStore::State::giveBack(std::unique_ptr<sqlite::Database> reader) {
  const std::lock_guard guard(readersMutex);
  idleReaders.push_back(std::move(reader));
  readerCame.notify_one();
}

SqliteStore::SqliteStore(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& folder, Opening opening,
                                                       StoreSeams seams) {
  auto state = std::make_unique<State>();
  state->path = folder + "/foyer.db";
  state->seams = std::move(seams);
  std::error_code why;
  const bool isOnSystem = state->seams.vfs.empty();
  if (isOnSystem && opening != Opening::kCreate && !std::filesystem::exists(state->path, why)) {
    if (why == std::errc::permission_denied) {
      return Error(Code::kFailedPrecondition, "The folder " + folder +
                                                  " cannot be entered by this user; run this as the user whose it is.");
    }
    return Error(Code::kFailedPrecondition, "The folder " + folder +
                                                " holds no Foyer server; run \"foyer-server init --data " +
                                                folder + "\" first.");
  }
  if (opening == Opening::kReadBeside) {
    FOYER_ASSIGN(auto reader, state->takeReader());
    // Writes nothing here: it only refuses a newer version, and an older one that cannot be migrated by reading.
    FOYER_TRY(sqlite::migrate(*reader, migrations(), kWhatItIs));
    state->giveBack(std::move(reader));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(state)));
  }
  if (isOnSystem) {
    FOYER_ASSIGN(auto lock, FolderLock::take(folder));
    state->lock.emplace(std::move(lock));
  }
  FOYER_ASSIGN(auto writer, sqlite::Database::open(state->path, {.vfs = state->seams.vfs, .busyTimeoutMs = kWriterBusyMs, .company = sqlite::Company::kLater, .pageSums = sqlite::PageSums::kKept}));
  FOYER_TRY(writer.execute(kWriterSettings));
  FOYER_TRY(sqlite::migrate(writer, migrations(), kWhatItIs));
  state->writer.emplace(std::move(writer));
  // A crash may have come between an erasure and this.
  state->emptyLog();
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(state)));
}

Status SqliteStore::write(const std::function<Status(Writer&)>& work) {
  if (!m_state->writer) {
    return Error(Code::kFailedPrecondition, "The database " + m_state->path + " was opened for reading only.");
  }
  // One writer per database: a second caller at the same time is a fault of the program.
  std::unique_lock guard(m_state->writing, std::try_to_lock);
  FOYER_ASSERT(guard.owns_lock());
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(*m_state->writer));
  const auto& makeView = m_state->seams.makeView;
  const auto view = makeView ? makeView(*m_state->writer) : std::make_unique<SqliteView>(*m_state->writer);
  FOYER_TRY(work(*view));
  FOYER_TRY(transaction.commit());
  m_state->mustEmptyLog = m_state->mustEmptyLog || view->hasRedacted();
  if (m_state->mustEmptyLog) m_state->emptyLog();
  return okStatus();
}

Status SqliteStore::read(const std::function<Status(const Reader&)>& work) const {
  FOYER_ASSIGN(auto reader, m_state->takeReader());
  const Status begun = runOnce(*reader, "BEGIN");
  Status done = begun;
  if (begun.ok()) {
    const SqliteView view(*reader);
    done = work(view);
    // Nothing was written; ending it lets the write-ahead log be shortened.
    const Status ended = runOnce(*reader, "ROLLBACK");
    if (done.ok()) done = ended;
  }
  m_state->giveBack(std::move(reader));
  return done;
}

}  // namespace foyer::store
