#include "sync-server/store/erased_list.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace foyer::store {
namespace {

class OpenFile {
 public:
  explicit OpenFile(int number) : m_number(number) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (m_number >= 0) ::close(m_number);
  }
  int get() const { return m_number; }

 private:
  int m_number;
};

bool writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// The file ends in the middle of a line: a crash came while it was written.
bool isCutOff(int file) {
  struct stat state {};
  char last = '\n';
  if (::fstat(file, &state) != 0 || state.st_size == 0) return false;
  return ::pread(file, &last, 1, state.st_size - 1) == 1 && last != '\n';
}

bool syncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const OpenFile handle(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return handle.get() >= 0 && ::fsync(handle.get()) == 0;
}

// As errno says.
Error notWritten(const std::string& path) {
  const bool isFull = errno == ENOSPC || errno == EDQUOT;
  return Error(Code::kUnavailable, std::string(isFull ? "The disk is full, so the" : "The") + " list of erasures " + path +
                                       " cannot be written; nothing was erased or withdrawn. " +
                                       (isFull ? "Free some space" : "Check the disk") + ", then try again.");
}

}  // namespace

ErasedList ErasedList::file(std::string path) {
  ErasedList list;
  list.m_path = std::move(path);
  return list;
}

Status ErasedList::append(std::span<const Id16> ids) const {
  if (ids.empty()) return okStatus();
  const OpenFile file(::open(m_path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (file.get() < 0) return notWritten(m_path);
  std::string lines = isCutOff(file.get()) ? "\n" : "";
  for (const Id16& id : ids) lines += id.hex() + "\n";
  if (!writeAll(file.get(), lines) || ::fsync(file.get()) != 0 || !syncFolderOf(m_path)) return notWritten(m_path);
  return okStatus();
}

Result<std::vector<Id16>> ErasedList::read() const {
  std::vector<Id16> ids;
  std::error_code failed;
  if (!std::filesystem::exists(m_path, failed) && !failed) return ids;
  std::ifstream in(m_path, std::ios::binary);
  std::stringstream content;
  // One without a line is one that a full disk took nothing into; copying nothing would count as failed.
  if (in && in.peek() != std::ifstream::traits_type::eof()) content << in.rdbuf();
  if (in.fail() || !content)
    return Error(Code::kUnavailable, "The list of erasures " + m_path + " cannot be read; check that this user may read it.");
  for (std::string line; std::getline(content, line);) {
    const auto id = line.size() == 32 ? Id16::fromText(line) : std::nullopt;
    const bool isWhole = !content.eof();
    if (id && isWhole) ids.push_back(*id);
    // What a crash cut off was answered with an error, and was erased by a later line.
    const bool isFragment = line.size() < 32 && line.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!id && !isFragment)
      return Error(Code::kDataLoss, "The file " + m_path + " is no list of erasures, or is damaged; find the right one.");
  }
  return ids;
}

}  // namespace foyer::store
