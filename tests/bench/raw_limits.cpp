#include "tests/bench/raw_limits.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "tests/bench/must.h"
#include "tests/bench/samples.h"

namespace foyer::bench {

namespace {

constexpr size_t kPageBytes = 4096;
constexpr size_t kPages = 1024;  // of the file, written round and round: no new blocks are allocated

void run(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(db));
}

sqlite3_stmt* prepared(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return statement;
}

void bind(sqlite3_stmt* statement, int index, const std::string& bytes) {
  sqlite3_bind_blob(statement, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void step(sqlite3* db, sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_errmsg(db));
  sqlite3_reset(statement);
}

}  // namespace

double rowsPerSecond(const std::string& folder, const std::vector<RawRow>& rows) {
  std::filesystem::create_directories(folder);
  sqlite3* db = nullptr;
  if (sqlite3_open((folder + "/raw.db").c_str(), &db) != SQLITE_OK) fail("the raw database cannot be opened");
  run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  run(db, "CREATE TABLE record (id BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
          "CREATE TABLE log (n INTEGER PRIMARY KEY, id BLOB NOT NULL)");
  sqlite3_stmt* upsert =
      prepared(db, "INSERT INTO record (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = ?2");
  sqlite3_stmt* append = prepared(db, "INSERT INTO log (id) VALUES (?1)");
  sqlite3_stmt* begin = prepared(db, "BEGIN IMMEDIATE");
  sqlite3_stmt* commit = prepared(db, "COMMIT");
  const Stopwatch watch;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i % kRowsPerTransaction == 0) step(db, begin);
    bind(upsert, 1, rows[i].id);
    bind(upsert, 2, rows[i].json);
    step(db, upsert);
    bind(append, 1, rows[i].id);
    step(db, append);
    if ((i + 1) % kRowsPerTransaction == 0 || i + 1 == rows.size()) step(db, commit);
  }
  const double seconds = watch.seconds();
  for (sqlite3_stmt* statement : {upsert, append, begin, commit}) sqlite3_finalize(statement);
  sqlite3_close(db);
  std::filesystem::remove_all(folder);
  return static_cast<double>(rows.size()) / seconds;
}

SyncedFile::SyncedFile(const std::string& folder) {
  m_file = ::open((folder + "/synced").c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
  if (m_file < 0) fail("the file of the disk's limit cannot be made");
  const std::string page(kPageBytes, 'x');
  for (size_t i = 0; i < kPages; ++i)
    if (::pwrite(m_file, page.data(), page.size(), static_cast<off_t>(i * kPageBytes)) != kPageBytes) fail("the disk is full");
  ::fsync(m_file);
}

SyncedFile::~SyncedFile() { ::close(m_file); }

double SyncedFile::sync() {
  const std::string page(kPageBytes, static_cast<char>('a' + m_next % 26));
  const off_t at = static_cast<off_t>(m_next++ % kPages * kPageBytes);
  const Stopwatch watch;
  if (::pwrite(m_file, page.data(), page.size(), at) != kPageBytes) fail("the disk is full");
  if (::fdatasync(m_file) != 0) fail("the disk does not sync");
  return watch.seconds();
}

}  // namespace foyer::bench
