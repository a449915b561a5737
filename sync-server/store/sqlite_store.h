// The Store on SQLite: one file, foyer.db, in the server's data folder.
//
// Place: adapter of the port store.h; sync-server/app opens it. One connection writes, a small pool reads.
// The file server.lock beside it is held for as long as a writing Store is open, so that two servers never
// open one folder (invariant 11).
// Ownership: one a process; unique. Threads: see store.h; read() waits for a free connection, with a bound.
// Errors: those of shared/sqlite; kFailedPrecondition where the folder is not initialised; kUnavailable
// where another server holds the folder; kResourceExhausted where no read connection becomes free.
// Does not: create folders.
#pragma once

#include <memory>
#include <string>

#include "shared/base/result.h"
#include "sync-server/store/store.h"

namespace foyer::sqlite {
class Database;
}

namespace foyer::store {

inline constexpr size_t kReadConnections = 8;    // two more than the console's workers, and one for each stream burst
inline constexpr int kReadWaitMs = 5'000;        // a person at the console gives up about then
inline constexpr int kWriterBusyMs = 5'000;      // only a checkpoint or a backup can hold the file

enum class Opening {
  kCreate,      // makes the database if it is not there; for init
  kExisting,    // writes; the database must be there
  kReadBeside,  // reads only, also while a server runs; takes no lock
};

class SqliteView;

// Where the simulation puts its own in the place of what there is.
struct StoreSeams {
  // SQLite's door to the disk; empty: the system's. Another one has no files that the kernel could lock, so that
  // there is no server.lock.
  std::string vfs;
  // What writes in a transaction; empty: a plain SqliteView.
  std::function<std::unique_ptr<SqliteView>(sqlite::Database&)> makeView;
};

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& folder, Opening opening,
                                                   StoreSeams seams = {});
  ~SqliteStore() override;

  Status write(const std::function<Status(Writer&)>& work) override;
  Status read(const std::function<Status(const Reader&)>& work) const override;

 private:
  struct State;
  explicit SqliteStore(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

}  // namespace foyer::store
