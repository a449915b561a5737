#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>

#include "shared/schema/schema.h"
#include "shared/sqlite/sqlite.h"
#include "sync-server/app/backup.h"
#include "sync-server/app/backup_file.h"
#include "sync-server/app/folder.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/fleet/private_file.h"
#include "sync-server/ingest/rebuild.h"
#include "sync-server/review/kiosk_view.h"
#include "sync-server/store/erased_list.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

// Only a folder in which nothing could be lost: a list of erasures may lie in it, and what a restore that was
// interrupted has left.
Status checkEmpty(const std::string& folder) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) return okStatus();
  // The database moves in last: while it waits, the keys beside it are those of the interrupted restore.
  const bool isInterrupted = fs::exists(folder + "/restoring/foyer.db", failed);
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    if (name == "erased.list" || name == "restoring" || (isInterrupted && name == "keys")) continue;
    return Error(Code::kAlreadyExists, "The folder " + folder + " is not empty (" + name.substr(0, 80) +
                                           " is in it), and nothing is overwritten; name a new folder.");
  }
  if (failed) return Error(Code::kFailedPrecondition, "The folder " + folder + " cannot be read; check its rights.");
  return okStatus();
}

// What a backup says of itself must be true before anybody relies on it.
Status checkContent(const std::string& work, const BackupHead& head) {
  FOYER_ASSIGN(auto database, sqlite::Database::open(work + "/foyer.db"));
  FOYER_TRY(database.checkIntegrity());
  FOYER_ASSIGN(const int version, database.version());
  if (version != head.schemaVersion)
    return Error(Code::kDataLoss, "The database in the backup is not the one that its head describes; use another backup.");
  return okStatus();
}

Status makeNew(store::SqliteStore& store, const BackupHead& head, const Clock& clock, const Random& random) {
  return store.write([&](store::Writer& writer) -> Status {
    FOYER_TRY(writer.setMeta(kEpochKey, newRandomId(random).view()));
    FOYER_TRY(writer.setMeta(review::kRestoredKey, std::to_string(clock.wallMs())));
    FOYER_TRY(writer.setMeta(review::kRestoredBackupKey, std::to_string(head.madeMs)));
    // Somebody who was logged in then need not be allowed in now.
    constexpr int64_t kEver = std::numeric_limits<int64_t>::max();
    return writer.deleteSessionsBefore(kEver, kEver);
  });
}

Result<std::string> renew(const std::string& work, const BackupHead& head, const std::vector<Id16>& erased,
                          const Clock& clock, const Random& random) {
  FOYER_ASSIGN(auto schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(auto store, store::SqliteStore::open(work, store::Opening::kExisting));
  FOYER_ASSIGN(const std::string digest, ingest::digest(*store));
  const bool isSameProgram = head.program == FOYER_VERSION;
  if (isSameProgram && digest != head.digest)
    return Error(Code::kDataLoss, "The records in the backup are not those that were put into it; use another backup.");
  if (!erased.empty()) {
    FOYER_ASSIGN(auto keys, fleet::loadKeys(Folder::keysPathOf(work)));
    ingest::LogOpener opener(schema, keys);
    store::ErasedList list(work);
    FOYER_TRY(list.append(erased));
    FOYER_TRY(ingest::adoptErasures(*store, schema, opener, list));
  }
  FOYER_TRY(makeNew(*store, head, clock, random));
  return ingest::digest(*store);
}

Result<std::vector<Id16>> erasures(const std::string& folder, const std::string& elsewhere) {
  std::vector<Id16> all;
  if (!elsewhere.empty()) {
    std::error_code failed;
    if (!fs::exists(elsewhere, failed))
      return Error(Code::kNotFound, "The list of erasures " + elsewhere + " is not there; name the right file.");
    FOYER_ASSIGN(all, store::ErasedList::file(elsewhere).read());
  }
  FOYER_ASSIGN(const auto here, store::ErasedList(folder).read());
  all.insert(all.end(), here.begin(), here.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// The database last: with it the folder is a server.
Status moveIn(const std::string& folder, const std::string& work) {
  std::error_code failed;
  // All of it is in the file itself: the last connection has folded its log in.
  if (fs::exists(work + "/foyer.db-wal", failed))
    return Error(Code::kUnavailable, "The restored database could not be closed; check the room on the disk, then try again.");
  for (const char* name : {"/keys", "/erased.list", "/foyer.db"}) {
    if (!fs::exists(work + name, failed)) continue;
    fs::rename(work + name, folder + name, failed);
    if (failed) return Error(Code::kUnavailable, "The folder " + folder + " cannot be written; check its rights.");
    FOYER_TRY(fleet::syncFolder(folder));
  }
  fs::remove_all(work, failed);
  return okStatus();
}

}  // namespace

Result<std::string> restore(const std::string& folder, const std::string& file, const std::string& erasedList,
                            const Clock& clock, const Random& random) {
  FOYER_TRY(readBackupHead(file));
  FOYER_TRY(checkEmpty(folder));
  FOYER_ASSIGN(const std::vector<Id16> erased, erasures(folder, erasedList));
  const std::string work = folder + "/restoring";
  std::error_code failed;
  if (fs::exists(work + "/foyer.db", failed)) fs::remove_all(Folder::keysPathOf(folder), failed);
  fs::remove_all(work, failed);
  const bool isNew = !fs::exists(folder, failed);
  if (isNew && fs::path(folder).has_parent_path()) fs::create_directories(fs::path(folder).parent_path(), failed);
  FOYER_TRY(fleet::makePrivateFolder(folder));
  const auto make = [&]() -> Result<std::string> {
    FOYER_TRY(fleet::makePrivateFolder(work));
    FOYER_TRY(fleet::makePrivateFolder(Folder::keysPathOf(work)));
    FOYER_ASSIGN(const BackupHead head, unpackBackupFile(file, work));
    FOYER_TRY(checkContent(work, head));
    FOYER_ASSIGN(const std::string digest, renew(work, head, erased, clock, random));
    FOYER_TRY(moveIn(folder, work));
    return "The server of " + formatUtc(head.madeMs) + " is restored in " + folder + " (digest " + digest.substr(0, 16) +
           ").\nEvery kiosk is asked for what came after that when it connects. Staff log in anew; what staff alone\n"
           "wrote after that time is not in it.\n" +
           (erased.empty() ? "No list of erasures was there: if anything was erased or withdrawn since then, it has come\n"
                             "back. If you have erased.list of the old folder, restore again into a new folder with --erased FILE.\n"
                           : "Erased or withdrawn again by the list of erasures: what was on it (" + std::to_string(erased.size()) + " lines).\n");
  };
  auto made = make();
  if (made.ok()) return made;
  fs::remove_all(isNew ? folder : work, failed);
  return made;
}

}  // namespace foyer::app
