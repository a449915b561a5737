// A server's folder: what `init` makes in it, and how the other commands open it.
//
//   DATA/foyer.db       everything (sync-server/store)
//   DATA/server.lock    held by the one process that writes
//   DATA/control.sock   while it serves: for admin commands
//   DATA/keys/          certificates and sealing keys (sync-server/fleet); belongs into every backup
// The order of init is safe against a crash: keys first, then the database, then its epoch. A folder without
// epoch is not finished, and init goes on with what is there.
// Ownership: values. Threads: main. Errors: one sentence each. Does not: serve.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/seal/seal.h"
#include "sync-server/store/sqlite_store.h"

namespace foyer::app {

// Key of the store's meta entry: 16 random bytes, drawn when the server's data was made or restored.
inline constexpr char kEpochKey[] = "server_epoch";

struct Folder {
  std::string path;
  std::unique_ptr<store::SqliteStore> store;
  Id16 epoch;

  std::string keysPath() const { return keysPathOf(path); }
  static std::string keysPathOf(const std::string& path) { return path + "/keys"; }
};

// Makes or finishes the folder; kAlreadyExists where there is a finished one.
Result<Folder> initFolder(const std::string& path, const std::vector<std::string>& hosts, const Clock& clock,
                          const Random& random);
Result<Folder> openFolder(const std::string& path, store::Opening opening);

}  // namespace foyer::app
