#include "sync-server/app/folder.h"

#include <filesystem>

#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/fleet/private_file.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

Result<std::string> readEpoch(const store::Store& store) {
  std::string epoch;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(epoch, reader.meta(kEpochKey));
    return okStatus();
  }));
  return epoch;
}

// A finished server must not be touched; a damaged or newer one neither.
Status refuseFinished(const std::string& path) {
  std::error_code ignored;
  if (!fs::exists(path + "/foyer.db", ignored)) return okStatus();
  FOYER_ASSIGN(auto store, store::SqliteStore::open(path, store::Opening::kReadBeside));
  FOYER_ASSIGN(auto epoch, readEpoch(*store));
  if (epoch.empty()) return okStatus();
  return Error(Code::kAlreadyExists, "The folder " + path + " holds a Foyer server already; serve it, or name another folder.");
}

Result<Folder> fill(const std::string& path, const std::vector<std::string>& hosts, const Clock& clock,
                    const Random& random) {
  FOYER_TRY(fleet::Authority::prepare(Folder::keysPathOf(path), hosts, clock));
  FOYER_TRY(fleet::prepareKeys(Folder::keysPathOf(path)));
  Folder folder;
  folder.path = path;
  FOYER_ASSIGN(folder.store, store::SqliteStore::open(path, store::Opening::kCreate));
  folder.epoch = newRandomId(random);
  FOYER_TRY(folder.store->write(
      [&](store::Writer& writer) { return writer.setMeta(kEpochKey, folder.epoch.view()); }));
  return folder;
}

}  // namespace

Result<Folder> initFolder(const std::string& path, const std::vector<std::string>& hosts, const Clock& clock,
                          const Random& random) {
  FOYER_TRY(refuseFinished(path));
  std::error_code failed;
  const bool isNew = !fs::exists(path, failed);
  if (isNew && fs::path(path).has_parent_path()) fs::create_directories(fs::path(path).parent_path(), failed);
  FOYER_TRY(fleet::makePrivateFolder(path));
  auto filled = fill(path, hosts, clock, random);
  // What was not there before is not left half made.
  if (!filled.ok() && isNew) fs::remove_all(path, failed);
  return filled;
}

Result<Folder> openFolder(const std::string& path, store::Opening opening) {
  Folder folder;
  folder.path = path;
  FOYER_ASSIGN(folder.store, store::SqliteStore::open(path, opening));
  FOYER_ASSIGN(auto epoch, readEpoch(*folder.store));
  const auto id = Id16::fromBytes(epoch);
  if (!id) {
    return Error(Code::kFailedPrecondition,
                 "The folder " + path + " was not finished; run \"foyer-server init --data " + path + "\" again.");
  }
  folder.epoch = *id;
  return folder;
}

}  // namespace foyer::app
