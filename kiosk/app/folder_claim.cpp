#include "kiosk/app/folder_claim.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

namespace foyer::app {

Result<FolderClaim> FolderClaim::take(const std::string& folder) {
  std::error_code ignored;  // opening says what is wrong
  std::filesystem::create_directories(folder, ignored);
  const int file = ::open((folder + "/kiosk.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    return Error(Code::kPermissionDenied, "The folder " + folder +
                                              " cannot be written; give it to the kiosk's user or choose another by --data.");
  }
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return FolderClaim(file);
  ::close(file);
  return Error(Code::kUnavailable,
               "Another foyer-kiosk uses the folder " + folder + "; end it first, or name another folder by --data.");
}

FolderClaim::~FolderClaim() {
  if (m_file >= 0) ::close(m_file);
}

}  // namespace foyer::app
