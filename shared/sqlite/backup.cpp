#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "shared/sqlite/page_sums.h"
#include "shared/sqlite/state.h"

namespace foyer::sqlite {
namespace {

constexpr int kPagesPerStep = 1'024;    // 4 MiB: the lock on the source is let go between steps
constexpr int kBusyStepsMax = 600;      // of kBusyPauseMs: a minute, longer than any transaction
constexpr int kBusyPauseMs = 100;

Status copyPages(sqlite3* from, sqlite3* to, const std::string& path) {
  sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
  if (copy == nullptr) return errorOf(sqlite3_extended_errcode(to), to, path);
  int busySteps = 0;
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(copy, kPagesPerStep);
    const bool isBusy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    if (isBusy && ++busySteps <= kBusyStepsMax) {
      sqlite3_sleep(kBusyPauseMs);
      code = SQLITE_OK;
    }
  }
  sqlite3_backup_finish(copy);
  if (code != SQLITE_DONE) return errorOf(code, to, path);
  return okStatus();
}

// A rename is durable when the folder is on disk.
void syncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace

Status backup(Database& from, const std::string& toPath) {
  const std::string partPath = toPath + ".part";
  std::remove(partPath.c_str());
  const int file = ::open(partPath.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return errorOf(SQLITE_CANTOPEN, nullptr, partPath);
  ::close(file);
  sqlite3* to = nullptr;
  const char* vfs = pageSumsVfs(Company::kPossible);
  const int code = vfs == nullptr ? SQLITE_NOMEM
                                  : sqlite3_open_v2(partPath.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, vfs);
  if (code == SQLITE_OK && hasPageSums(from.m_state->handle)) askForPageSums(to);
  Status copied = code == SQLITE_OK ? copyPages(from.m_state->handle, to, partPath)
                                    : Status(errorOf(code, to, partPath));
  sqlite3_close(to);
  if (!copied.ok()) {
    std::remove(partPath.c_str());
    return copied;
  }
  if (std::rename(partPath.c_str(), toPath.c_str()) != 0) {
    std::remove(partPath.c_str());
    return errorOf(SQLITE_CANTOPEN, nullptr, toPath);
  }
  syncFolderOf(toPath);
  return okStatus();
}

}  // namespace foyer::sqlite
