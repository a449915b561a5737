#include "sync-server/fleet/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace foyer::fleet {
namespace {

Error cannotWrite(const std::string& path) {
  if (errno == ENOSPC || errno == EDQUOT) {
    return Error(Code::kResourceExhausted, "The disk is full, so " + path + " cannot be written; free some space and try again.");
  }
  return Error(Code::kFailedPrecondition,
               path + " cannot be written; check that its folder exists and that this user may write there.");
}

bool writeAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<size_t>(written));
  }
  return ::fsync(file) == 0;
}

std::string folderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

Status writePrivateFile(const std::string& path, std::string_view content) {
  const std::string partPath = path + ".part";
  std::remove(partPath.c_str());
  const int file = ::open(partPath.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return cannotWrite(path);
  const bool isWritten = writeAll(file, content);
  const Error failure = cannotWrite(path);
  ::close(file);
  if (!isWritten || std::rename(partPath.c_str(), path.c_str()) != 0) {
    std::remove(partPath.c_str());
    return failure;
  }
  return syncFolder(folderOf(path));
}

Result<std::string> readPrivateFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content(kPrivateFileBytesMax + 1, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.eof() || file.bad() || file.gcount() == 0) {
    return Error(Code::kFailedPrecondition, "The file " + path + " is missing, empty or cannot be read.");
  }
  content.resize(static_cast<size_t>(file.gcount()));
  return content;
}

Status makePrivateFolder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return syncFolder(folderOf(path));
  std::error_code ignored;
  if (errno == EEXIST && std::filesystem::is_directory(path, ignored)) return okStatus();
  return cannotWrite(path);
}

Status syncFolder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return cannotWrite(path);
  const bool isSynced = ::fsync(folder) == 0;
  const Error failure = cannotWrite(path);
  ::close(folder);
  return isSynced ? okStatus() : Status(failure);
}

}  // namespace foyer::fleet
