// The lock on a data folder: a file that one process at a time holds.
//
// Place: SqliteStore takes it before it opens the database for writing. The kernel lets it go when the
// process ends in whatever way, so a crash leaves no lock behind; the empty file stays.
// Ownership: unique. Threads: any. Errors: kUnavailable where another process holds it,
// kFailedPrecondition where the folder cannot be written. Does not: work across network file systems.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace foyer::store {

class FolderLock {
 public:
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : m_file(file) {}
  int m_file;
};

}  // namespace foyer::store
