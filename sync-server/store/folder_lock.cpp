#include "sync-server/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace foyer::store {

Result<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/server.lock";
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    return Error(Code::kFailedPrecondition,
                 "The folder " + folder + " cannot be written; check that it exists and that this user may write there.");
  }
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    ::close(file);
    return Error(Code::kUnavailable, "Another foyer-server is using the folder " + folder + "; stop it first.");
  }
  return FolderLock(file);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FolderLock::~FolderLock() {
  if (m_file >= 0) ::close(m_file);
}

}  // namespace foyer::store
