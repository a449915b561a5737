#include "kiosk/journal/reserve_file.h"

#include <fcntl.h>
#include <unistd.h>

namespace foyer::journal {

ReserveFile::ReserveFile(std::string path) : m_path(std::move(path)) {
  m_isThere = !m_path.empty() && ::access(m_path.c_str(), F_OK) == 0;
}

void ReserveFile::make(int64_t bytes) {
  if (m_path.empty() || m_isThere) return;
  const int file = ::open(m_path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return;
  m_isThere = ::posix_fallocate(file, 0, bytes) == 0;
  ::close(file);
  if (!m_isThere) ::unlink(m_path.c_str());
}

bool ReserveFile::giveUp() {
  if (!m_isThere) return false;
  m_isThere = false;
  return ::unlink(m_path.c_str()) == 0;
}

}  // namespace foyer::journal
