#include "sync-server/app/backup.h"

#include <algorithm>
#include <filesystem>

#include "shared/sqlite/sqlite.h"
#include "sync-server/app/backup_file.h"
#include "sync-server/app/folder.h"
#include "sync-server/fleet/private_file.h"
#include "sync-server/ingest/rebuild.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

// A folder that goes when its maker goes.
class WorkFolder {
 public:
  explicit WorkFolder(std::string path) : m_path(std::move(path)) { remove(); }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() { remove(); }
  const std::string& path() const { return m_path; }

 private:
  void remove() const {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
  std::string m_path;
};

// One snapshot of the database, whole, with what stands in its write-ahead log.
Result<int> copyDatabase(const std::string& folder, const std::string& to) {
  FOYER_ASSIGN(auto live, sqlite::Database::open(folder + "/foyer.db", {.access = sqlite::Access::kReadOnly}));
  // Within one reading transaction the copy never begins anew, however much is written meanwhile.
  FOYER_TRY(live.execute("BEGIN"));
  FOYER_ASSIGN(const int version, live.version());
  FOYER_TRY(live.execute("SELECT count(*) FROM meta"));
  FOYER_TRY(sqlite::backup(live, to));
  FOYER_TRY(live.execute("ROLLBACK"));
  FOYER_ASSIGN(auto copy, sqlite::Database::open(to));
  FOYER_TRY(copy.checkIntegrity());
  return version;
}

Result<std::vector<BackupPart>> copyKeys(const std::string& from, const std::string& to) {
  std::vector<BackupPart> parts;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(from, failed)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename().string();
    FOYER_ASSIGN(const std::string content, fleet::readPrivateFile(entry.path().string()));
    FOYER_TRY(fleet::writePrivateFile(to + "/" + name, content));
    parts.push_back({"keys/" + name, 0});
  }
  if (failed || parts.empty())
    return Error(Code::kFailedPrecondition, "The keys in " + from + " cannot be read; a backup without them would be of no use.");
  std::sort(parts.begin(), parts.end(), [](const BackupPart& a, const BackupPart& b) { return a.name < b.name; });
  return parts;
}

std::string megabytes(const std::string& path) {
  std::error_code failed;
  const auto bytes = fs::file_size(path, failed);
  return failed ? "?" : std::to_string((bytes + 999'999) / 1'000'000);
}

}  // namespace

Result<std::string> backUp(const std::string& folder, const std::string& file, const Clock& clock) {
  std::error_code ignored;
  if (fs::exists(file, ignored)) return Error(Code::kAlreadyExists, "The file " + file + " is there already; name a new one.");
  // Says what is wrong with a folder that holds no server.
  FOYER_TRY(openFolder(folder, store::Opening::kReadBeside));
  const WorkFolder work(file + ".work");
  FOYER_TRY(fleet::makePrivateFolder(work.path()));
  FOYER_TRY(fleet::makePrivateFolder(work.path() + "/keys"));
  BackupHead head;
  head.madeMs = clock.wallMs();
  head.program = FOYER_VERSION;
  FOYER_ASSIGN(head.schemaVersion, copyDatabase(folder, work.path() + "/foyer.db"));
  FOYER_ASSIGN(head.parts, copyKeys(Folder::keysPathOf(folder), work.path() + "/keys"));
  {
    FOYER_ASSIGN(auto copy, store::SqliteStore::open(work.path(), store::Opening::kReadBeside));
    FOYER_ASSIGN(head.digest, ingest::digest(*copy));
  }
  head.parts.insert(head.parts.begin(), {"foyer.db", 0});
  FOYER_TRY(writeBackupFile(file, head, work.path()));
  return "The backup " + file + " is whole and on disk (" + megabytes(file) + " MB, digest " + head.digest.substr(0, 16) +
         ").\nIt holds all data and the organisation's keys: whoever has it reads everything. Keep it locked away,\n"
         "and delete it when its time is over. The list of erasures, " +
         folder + "/erased.list, is not in it: keep the newest\none beside your backups.\n";
}

}  // namespace foyer::app
