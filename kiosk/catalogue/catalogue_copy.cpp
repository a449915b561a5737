#include "kiosk/catalogue/catalogue_copy.h"

#include <cstdio>
#include <string_view>
#include <vector>

#include "shared/base/log.h"

namespace foyer::catalogue {
namespace {

constexpr std::string_view kMigrations[] = {
    "CREATE TABLE item (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE staged (id TEXT PRIMARY KEY, is_deleted INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), shown INTEGER NOT NULL, reached INTEGER NOT NULL);"
    "INSERT INTO feed VALUES (1, 0, 0);",
};

// What lies beside a SQLite file; it goes with it.
constexpr const char* kCompanions[] = {"-wal", "-shm"};

void setAside(const std::string& path) {
  std::rename(path.c_str(), (path + ".damaged").c_str());
  for (const char* companion : kCompanions) std::remove((path + companion).c_str());
}

}  // namespace

Result<CatalogueCopy> CatalogueCopy::open(const std::string& path) {
  Result<CatalogueCopy> copy = openFile(path);
  if (copy.ok() || copy.error().code() != Code::kDataLoss) return copy;
  logWarning(Event{"the catalogue's file is damaged and will be fetched anew"}.with("reason", copy.error()));
  setAside(path);
  return openFile(path);
}

Result<CatalogueCopy> CatalogueCopy::openFile(const std::string& path) {
  FOYER_ASSIGN(sqlite::Database database, sqlite::Database::open(path));
  FOYER_TRY(sqlite::migrate(database, kMigrations, "the kiosk's catalogue"));
  CatalogueCopy copy(std::move(database));
  FOYER_TRY(copy.load());
  return copy;
}

Status CatalogueCopy::apply(std::span<const v1::Item> items, uint64_t cursor, Batch batch) {
  FOYER_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(m_database));
  for (const v1::Item& item : items) FOYER_TRY(stage(item));
  {
    FOYER_ASSIGN(sqlite::Statement reach, m_database.prepare("UPDATE feed SET reached = ?"));
    reach.bindInt(1, static_cast<int64_t>(cursor));
    FOYER_TRY(reach.run());
  }
  if (batch == Batch::kComplete) FOYER_TRY(showStaged());
  FOYER_TRY(transaction.commit());
  m_reached = cursor;
  return batch == Batch::kComplete ? load() : okStatus();
}

Status CatalogueCopy::stage(const v1::Item& item) {
  if (item.id().empty()) return Error(Code::kInvalidArgument, "An item of the catalogue came without an id.");
  FOYER_ASSIGN(sqlite::Statement put, m_database.prepare("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)"));
  put.bindText(1, item.id()).bindInt(2, item.deleted() ? 1 : 0).bindBlob(3, item.SerializeAsString());
  return put.run();
}

Status CatalogueCopy::showStaged() {
  return m_database.execute(
      "DELETE FROM item WHERE id IN (SELECT id FROM staged);"
      "INSERT INTO item SELECT id, body FROM staged WHERE is_deleted = 0;"
      "DELETE FROM staged;"
      "UPDATE feed SET shown = reached;");
}

Status CatalogueCopy::load() {
  uint64_t shown = 0;
  {
    FOYER_ASSIGN(sqlite::Statement feed, m_database.prepare("SELECT shown, reached FROM feed"));
    FOYER_ASSIGN(bool found, feed.step());
    if (!found) return Error(Code::kDataLoss, "The catalogue's file has lost its place in the feed.");
    shown = static_cast<uint64_t>(feed.integer(0));
    m_reached = static_cast<uint64_t>(feed.integer(1));
  }
  std::vector<v1::Item> items;
  FOYER_ASSIGN(sqlite::Statement all, m_database.prepare("SELECT body FROM item"));
  while (true) {
    FOYER_ASSIGN(bool found, all.step());
    if (!found) break;
    v1::Item item;
    const std::string_view body = all.blob(0);
    if (!item.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
      return Error(Code::kDataLoss, "An item in the catalogue's file cannot be read.");
    }
    items.push_back(std::move(item));
  }
  m_snapshot = std::make_shared<const Snapshot>(std::move(items), shown);
  return okStatus();
}

}  // namespace foyer::catalogue
