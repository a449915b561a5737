#include "kiosk/journal/salvage.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "kiosk/journal/tables.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::journal {

namespace {

namespace fs = std::filesystem;

struct Table {
  std::string name;
  std::string columns;
  std::string kinds;  // one letter a column: i(nteger), b(lob), t(ext)
  std::string key;
};

const Table kTables[] = {
    {"meta", "key, value", "tb", "key"},
    {"incarnation", "n, id, base, acked_seq, cause", "ibiii", "n"},
    {"data_key", "n, id, incarnation, sealing_key_id, box, signature", "ibbbbb", "n"},
    {"entry",
     "position, incarnation, seq, change_id, data_key, schema_version, lamport, captured_ms, "
     "origin_incarnation, origin_seq, chain, sealed",
     "iiibiiiibibb", "position"},
    {"ack", "n, incarnation, seq, boot_id, boot_ms, wall_ms, age_ms", "iiitiii", "n"},
    {"outcome", "incarnation, seq, outcome", "iii", "incarnation, seq"},
};

Status isOurs(sqlite::Database& from, const Id16& device) {
  FOYER_ASSIGN(auto find, from.prepare("SELECT value FROM meta WHERE key = 'device'"));
  FOYER_ASSIGN(const bool found, find.step());
  if (found && find.blob(0) == device.view()) return okStatus();
  return Error(Code::kDataLoss, "The file " + from.path() + " is damaged and no journal of this kiosk; it stays as it is.");
}

std::string marksFor(const Table& table) {
  std::string marks;
  for (size_t i = 0; i < table.kinds.size(); ++i) marks += i == 0 ? "?" : ", ?";
  return marks;
}

std::string orderOf(const Table& table, const char* direction) {
  std::string order = " ORDER BY " + table.key + direction;
  if (const size_t comma = order.find(','); comma != std::string::npos) order.insert(comma, direction);
  return order;
}

void bindRow(const Table& table, const sqlite::Statement& row, sqlite::Statement& insert) {
  for (size_t i = 0; i < table.kinds.size(); ++i) {
    const int column = static_cast<int>(i);
    if (row.isNull(column)) {
      insert.bindNull(column + 1);
    } else if (table.kinds[i] == 'i') {
      insert.bindInt(column + 1, row.integer(column));
    } else if (table.kinds[i] == 'b') {
      insert.bindBlob(column + 1, row.blob(column));
    } else {
      insert.bindText(column + 1, row.text(column));
    }
  }
}

// Up to the end or the damage. True: the end was reached.
Result<bool> copyRows(sqlite::Database& from, sqlite::Database& to, const Table& table, const char* direction) {
  auto select = from.prepare("SELECT " + table.columns + " FROM " + table.name + orderOf(table, direction));
  if (!select.ok()) return false;
  FOYER_ASSIGN(auto insert, to.prepare("INSERT OR IGNORE INTO " + table.name + " (" + table.columns + ") VALUES (" +
                                       marksFor(table) + ")"));
  for (;;) {
    const auto hasRow = select->step();
    if (!hasRow.ok()) return false;
    if (!*hasRow) return true;
    bindRow(table, *select, insert);
    const Status put = insert.run();
    insert.reset();
    // A row that no longer fits its table is part of the damage; a full disk is not.
    if (!put.ok() && put.error().code() == Code::kResourceExhausted) return put.error();
  }
}

Result<uint64_t> copyAll(sqlite::Database& from, const std::string& toPath) {
  FOYER_ASSIGN(auto to, sqlite::Database::open(toPath, {.freedRoom = sqlite::FreedRoom::kGivenBack}));
  FOYER_TRY(sqlite::migrate(to, migrations(), kWhatItIs));
  // An entry may have lost the row of its incarnation.
  FOYER_TRY(to.execute("PRAGMA foreign_keys=OFF"));
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(to));
  for (const Table& table : kTables) {
    FOYER_ASSIGN(const bool isWhole, copyRows(from, to, table, ""));
    if (!isWhole) FOYER_TRY(copyRows(from, to, table, " DESC"));
  }
  // Without any incarnation everything waits to be sent; the server knows what it has.
  FOYER_TRY(to.execute("INSERT INTO incarnation (id, base) SELECT randomblob(16), 0 "
                       "WHERE NOT EXISTS (SELECT 1 FROM incarnation)"));
  uint64_t entries = 0;
  {
    FOYER_ASSIGN(auto count, to.prepare("SELECT count(*) FROM entry"));
    FOYER_ASSIGN(const bool hasCount, count.step());
    if (hasCount) entries = static_cast<uint64_t>(count.integer(0));
  }
  FOYER_TRY(transaction.commit());
  return entries;
}

void syncFolderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

// The old file and its companions aside, the new one in its place. The old file goes first: as long as it is
// there nothing has happened, and when it is gone the new one is whole. A write-ahead log must never stand
// beside a file that is not its own.
Status exchange(const std::string& path, const std::string& savedPath, const std::string& damagedPath) {
  std::error_code failed;
  for (const char* companion : {"", "-wal", "-shm"}) {
    if (!fs::exists(path + companion, failed)) continue;
    fs::rename(path + companion, damagedPath + companion, failed);
    if (failed) return Error(Code::kUnavailable, "The damaged journal " + path + " could not be put aside; check the disk.");
    syncFolderOf(path);
  }
  fs::rename(savedPath, path, failed);
  if (failed) return Error(Code::kUnavailable, "The saved journal could not be put in place of " + path + "; check the disk.");
  syncFolderOf(path);
  return okStatus();
}

std::string damagedNameFor(const std::string& path) {
  std::error_code failed;
  for (int n = 1;; ++n) {
    std::string name = path + ".damaged-" + std::to_string(n);
    if (!fs::exists(name, failed) && !fs::exists(name + "-wal", failed)) return name;
  }
}

}  // namespace

Result<Salvage> salvage(const std::string& path, const Id16& device) {
  Salvage saved;
  const std::string savedPath = path + ".salvaged";
  std::error_code failed;
  for (const char* companion : {"", "-wal", "-shm"}) fs::remove(savedPath + companion, failed);
  {
    FOYER_ASSIGN(auto from, sqlite::Database::open(path, {.access = sqlite::Access::kReadOnly}));
    FOYER_TRY(isOurs(from, device));
    FOYER_ASSIGN(saved.entries, copyAll(from, savedPath));
  }
  saved.damagedPath = damagedNameFor(path);
  FOYER_TRY(exchange(path, savedPath, saved.damagedPath));
  return saved;
}

Status finishSalvage(const std::string& path) {
  std::error_code failed;
  const std::string savedPath = path + ".salvaged";
  if (fs::exists(path, failed) || !fs::exists(savedPath, failed)) return okStatus();
  return exchange(path, savedPath, damagedNameFor(path));
}

}  // namespace foyer::journal
