#include "kiosk/catalogue/catalogue_copy.h"

#include <cstdio>
#include <filesystem>
#include <set>
#include <string_view>
#include <vector>

#include "shared/base/log.h"

namespace foyer::catalogue {
namespace {

constexpr std::string_view kCatalogueMigrations[] = {
    "CREATE TABLE item (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE staged (id TEXT PRIMARY KEY, is_deleted INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), shown INTEGER NOT NULL, reached INTEGER NOT NULL);"
    "INSERT INTO feed VALUES (1, 0, 0);",
    "ALTER TABLE feed ADD COLUMN is_complete INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE feed ADD COLUMN is_anew INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE feed ADD COLUMN epoch BLOB NOT NULL DEFAULT x'';",
};

// What visitors would see if everything that is staged were shown.
constexpr std::string_view kNextItems =
    "SELECT body FROM item WHERE id NOT IN (SELECT id FROM staged) AND (SELECT is_anew FROM feed) = 0 "
    "UNION ALL SELECT body FROM staged WHERE is_deleted = 0";

// What lies beside a SQLite file; it goes with it.
constexpr const char* kCompanions[] = {"-wal", "-shm"};

std::string folderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

void setAside(const std::string& path) {
  std::rename(path.c_str(), (path + ".damaged").c_str());
  for (const char* companion : kCompanions) std::remove((path + companion).c_str());
}

}  // namespace

CatalogueCopy::CatalogueCopy(std::string path, std::string vfs)
    : m_path(std::move(path)), m_vfs(std::move(vfs)), m_shelf(folderOf(m_path) + "/assets") {}

Result<CatalogueCopy> CatalogueCopy::open(const std::string& path, const std::string& vfs) {
  CatalogueCopy copy(path, vfs);
  FOYER_TRY(copy.open());
  return copy;
}

Status CatalogueCopy::open() {
  if (m_database) return okStatus();
  const Status opened = openFile();
  if (opened.ok() || opened.error().code() != Code::kDataLoss) return opened;
  logWarning(Event{"the catalogue's file is damaged and will be fetched anew"}.with("reason", opened.error()));
  setAside(m_path);
  return openFile();
}

Status CatalogueCopy::openFile() {
  FOYER_ASSIGN(sqlite::Database database, sqlite::Database::open(m_path, {.vfs = m_vfs, .company = sqlite::Company::kNone, .pageSums = sqlite::PageSums::kKept}));
  FOYER_TRY(sqlite::migrate(database, kCatalogueMigrations, "the kiosk's catalogue"));
  m_database.emplace(std::move(database));
  // A page that only the next update would read is found now, while all of it can be begun anew.
  Status read = m_database->checkIntegrity();
  if (read.ok()) read = load();
  // The program may have ended between the last picture and the switch.
  if (read.ok())
    if (const auto shown = showWhenWhole(); !shown.ok()) read = shown.error();
  if (read.ok()) return read;
  // What the server is asked for next must be what the next try finds.
  m_database.reset();
  m_reached = 0;
  return read;
}

Status CatalogueCopy::apply(std::span<const v1::Item> items, uint64_t cursor, Batch batch) {
  FOYER_TRY(open());
  FOYER_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(*m_database));
  for (const v1::Item& item : items) FOYER_TRY(stage(item));
  {
    FOYER_ASSIGN(sqlite::Statement reach, m_database->prepare("UPDATE feed SET reached = ?, is_complete = ?"));
    reach.bindInt(1, static_cast<int64_t>(cursor)).bindInt(2, batch == Batch::kComplete ? 1 : 0);
    FOYER_TRY(reach.run());
  }
  FOYER_TRY(finish(std::move(transaction)));
  return okStatus();
}

Result<bool> CatalogueCopy::onAssetArrived() {
  FOYER_TRY(open());
  return showWhenWhole();
}

Result<bool> CatalogueCopy::showWhenWhole() {
  FOYER_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(*m_database));
  return finish(std::move(transaction));
}

// What is held in memory changes with the commit only: a copy that has reached what it could not show would ask for
// nothing more.
Result<bool> CatalogueCopy::finish(sqlite::Transaction transaction) {
  bool isComplete = false;
  uint64_t reached = 0;
  {
    FOYER_ASSIGN(sqlite::Statement feed, m_database->prepare("SELECT is_complete, reached FROM feed"));
    FOYER_ASSIGN(const bool found, feed.step());
    isComplete = found && feed.integer(0) != 0;
    reached = found ? static_cast<uint64_t>(feed.integer(1)) : 0;
  }
  FOYER_ASSIGN(auto items, read(isComplete ? kNextItems : "SELECT body FROM item"));
  std::set<std::string> names;
  std::vector<v1::Asset> missing;
  for (const v1::Item& item : items) {
    for (const v1::Asset* asset : assetsOf(item)) {
      if (names.insert(assetFileName(*asset)).second && !m_shelf.has(*asset)) missing.push_back(*asset);
    }
  }
  const bool isShown = isComplete && missing.empty();
  if (isShown) FOYER_TRY(showStaged());
  FOYER_TRY(transaction.commit());
  m_reached = reached;
  m_missing = std::move(missing);
  if (isShown) m_snapshot = std::make_shared<const Snapshot>(std::move(items), reached, m_shelf.folder());
  for (const v1::Asset* asset : m_snapshot->assets()) names.insert(assetFileName(*asset));
  if (isComplete) m_shelf.keepOnly(names);
  return isShown;
}

Status CatalogueCopy::stage(const v1::Item& item) {
  if (item.id().empty()) return Error(Code::kInvalidArgument, "An item of the catalogue came without an id.");
  FOYER_ASSIGN(sqlite::Statement put, m_database->prepare("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)"));
  put.bindText(1, item.id()).bindInt(2, item.deleted() ? 1 : 0).bindBlob(3, item.SerializeAsString());
  return put.run();
}

Status CatalogueCopy::followEpoch(const Id16& epoch) {
  FOYER_TRY(open());
  std::string before;
  {
    FOYER_ASSIGN(sqlite::Statement feed, m_database->prepare("SELECT epoch FROM feed"));
    FOYER_ASSIGN(const bool found, feed.step());
    if (found) before = std::string(feed.blob(0));
  }
  if (before == epoch.view()) return okStatus();
  FOYER_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(*m_database));
  {
    FOYER_ASSIGN(sqlite::Statement note, m_database->prepare("UPDATE feed SET epoch = ?"));
    FOYER_TRY(note.bind(1, epoch).run());
  }
  if (!before.empty())
    FOYER_TRY(m_database->execute("DELETE FROM staged; UPDATE feed SET reached = 0, is_complete = 0, is_anew = 1;"));
  FOYER_TRY(transaction.commit());
  if (before.empty()) return okStatus();
  m_reached = 0;
  logInfo(Event{"the catalogue begins anew, since the server was restored"});
  return okStatus();
}

Status CatalogueCopy::showStaged() {
  return m_database->execute(
      "DELETE FROM item WHERE id IN (SELECT id FROM staged) OR (SELECT is_anew FROM feed) = 1;"
      "INSERT INTO item SELECT id, body FROM staged WHERE is_deleted = 0;"
      "DELETE FROM staged;"
      "UPDATE feed SET shown = reached, is_complete = 0, is_anew = 0;");
}

Status CatalogueCopy::load() {
  uint64_t shown = 0;
  {
    FOYER_ASSIGN(sqlite::Statement feed, m_database->prepare("SELECT shown, reached FROM feed"));
    FOYER_ASSIGN(bool found, feed.step());
    if (!found) return Error(Code::kDataLoss, "The catalogue's file has lost its place in the feed.");
    shown = static_cast<uint64_t>(feed.integer(0));
    m_reached = static_cast<uint64_t>(feed.integer(1));
  }
  FOYER_ASSIGN(auto items, read("SELECT body FROM item"));
  m_snapshot = std::make_shared<const Snapshot>(std::move(items), shown, m_shelf.folder());
  return okStatus();
}

Result<std::vector<v1::Item>> CatalogueCopy::read(std::string_view sql) {
  std::vector<v1::Item> items;
  FOYER_ASSIGN(sqlite::Statement all, m_database->prepare(sql));
  while (true) {
    FOYER_ASSIGN(bool found, all.step());
    if (!found) return items;
    v1::Item item;
    const std::string_view body = all.blob(0);
    if (!item.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
      return Error(Code::kDataLoss, "An item in the catalogue's file cannot be read.");
    }
    items.push_back(std::move(item));
  }
}

}  // namespace foyer::catalogue
