#include "sync-server/app/backup_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <functional>

#include "shared/seal/seal.h"
#include "sync-server/fleet/private_file.h"

namespace foyer::app {
namespace {

constexpr std::string_view kFirstLine = "foyer-backup 1\n";
constexpr size_t kHeadBytesMax = 64 * 1024;  // some hundred key files
constexpr size_t kBlockBytes = 1024 * 1024;

Error notRead(const std::string& path) {
  return Error(Code::kUnavailable, "The file " + path + " cannot be read; check that it is there and that this user may read it.");
}
// As errno says.
Error notWritten(const std::string& path) {
  if (errno == ENOSPC || errno == EDQUOT) {
    return Error(Code::kResourceExhausted, "The disk is full, so " + path + " cannot be written; free some space and try again.");
  }
  return Error(Code::kUnavailable, "The file " + path + " cannot be written; check the folder and the room on its disk.");
}
Error damaged(const std::string& path) {
  return Error(Code::kDataLoss, "The backup " + path + " is damaged or not whole; use another one.");
}
Error foreign(const std::string& path) {
  return Error(Code::kDataLoss, "The file " + path + " is not a backup of a Foyer server.");
}

class File {
 public:
  explicit File(int number) : m_number(number) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (m_number >= 0) ::close(m_number);
  }
  bool isOpen() const { return m_number >= 0; }
  int get() const { return m_number; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(m_number, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return true;
  }
  // Up to `count` bytes; fewer only at the end. False: a disk error.
  bool read(size_t count, std::string& bytes) const {
    bytes.resize(count);
    size_t have = 0;
    while (have < count) {
      const ssize_t got = ::read(m_number, bytes.data() + have, count - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) break;
      have += static_cast<size_t>(got);
    }
    bytes.resize(have);
    return true;
  }

 private:
  int m_number;
};

// The hash of what has gone by, block by block.
class Trail {
 public:
  explicit Trail(std::string_view head) : m_hash(seal::hash(head)) {}
  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      const size_t taken = std::min(bytes.size(), kBlockBytes - m_block.size());
      m_block.append(bytes.substr(0, taken));
      bytes.remove_prefix(taken);
      if (m_block.size() == kBlockBytes) fold();
    }
  }
  std::string end() {
    if (!m_block.empty()) fold();
    return std::string(m_hash.begin(), m_hash.end());
  }

 private:
  void fold() {
    m_hash = seal::hash(std::string(m_hash.begin(), m_hash.end()) + m_block);
    m_block.clear();
  }
  seal::Hash32 m_hash;
  std::string m_block;
};

std::string textOf(const BackupHead& head) {
  std::string text(kFirstLine);
  text += "made " + std::to_string(head.madeMs) + "\nschema " + std::to_string(head.schemaVersion) + "\nprogram " +
          head.program + "\ndigest " + head.digest + "\n";
  for (const BackupPart& part : head.parts) text += "part " + part.name + " " + std::to_string(part.bytes) + "\n";
  return text + "\n";
}

template <typename Number>
bool take(std::string_view text, Number& number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size();
}

// A name that stays in its folder.
bool isPartName(std::string_view name) {
  if (name == "foyer.db") return true;
  if (!name.starts_with("keys/") || name.size() > 100) return false;
  name.remove_prefix(5);
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '.' || c == '-' || c == '_';
  });
}

bool takeLine(std::string_view line, BackupHead& head) {
  const size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view word = line.substr(0, blank);
  const std::string_view rest = line.substr(blank + 1);
  if (word == "made") return take(rest, head.madeMs);
  if (word == "schema") return take(rest, head.schemaVersion);
  if (word == "program") return head.program = rest, true;
  if (word == "digest") return head.digest = rest, true;
  const size_t last = rest.rfind(' ');
  if (word != "part" || last == std::string_view::npos) return false;
  BackupPart part{std::string(rest.substr(0, last)), 0};
  if (!isPartName(part.name) || !take(rest.substr(last + 1), part.bytes)) return false;
  head.parts.push_back(std::move(part));
  return true;
}

// Leaves the file at the first byte of the first part.
Result<BackupHead> readHead(const File& file, const std::string& path, std::string& text) {
  std::string start;
  if (!file.read(kHeadBytesMax, start)) return notRead(path);
  if (!start.starts_with("foyer-backup ")) return foreign(path);
  if (!start.starts_with(kFirstLine))
    return Error(Code::kFailedPrecondition,
                 "The backup " + path + " was made by a newer foyer-server; update this one, then restore.");
  const size_t end = start.find("\n\n");
  if (end == std::string::npos) return damaged(path);
  text = start.substr(0, end + 2);
  BackupHead head;
  std::string_view lines = std::string_view(text).substr(kFirstLine.size());
  while (lines.size() > 1) {
    const size_t lineEnd = lines.find('\n');
    if (!takeLine(lines.substr(0, lineEnd), head)) return damaged(path);
    lines.remove_prefix(lineEnd + 1);
  }
  if (::lseek(file.get(), static_cast<off_t>(text.size()), SEEK_SET) < 0) return notRead(path);
  return head;
}

// Hands every block of every part on, and compares the hash at the end.
Status followParts(const File& file, const std::string& path, const BackupHead& head, const std::string& headText,
                   const std::function<Status(const BackupPart& part, std::string_view bytes)>& onBlock) {
  Trail trail(headText);
  std::string block;
  for (const BackupPart& part : head.parts) {
    FOYER_TRY(onBlock(part, {}));
    for (uint64_t left = part.bytes; left > 0; left -= block.size()) {
      if (!file.read(static_cast<size_t>(std::min<uint64_t>(left, kBlockBytes)), block)) return notRead(path);
      if (block.empty()) return damaged(path);
      trail.add(block);
      FOYER_TRY(onBlock(part, block));
    }
  }
  std::string hash;
  if (!file.read(64, hash)) return notRead(path);
  return hash == trail.end() ? okStatus() : Status(damaged(path));
}

Status pack(const std::string& partPath, const BackupHead& head, const std::string& folder) {
  const File out(::open(partPath.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
  const std::string text = textOf(head);
  if (!out.isOpen() || !out.write(text)) return notWritten(partPath);
  Trail trail(text);
  std::string block;
  for (const BackupPart& part : head.parts) {
    const std::string from = folder + "/" + part.name;
    const File in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    for (uint64_t left = part.bytes; left > 0; left -= block.size()) {
      const bool isRead = in.isOpen() && in.read(static_cast<size_t>(std::min<uint64_t>(left, kBlockBytes)), block);
      if (!isRead || block.empty()) return notRead(from);
      trail.add(block);
      if (!out.write(block)) return notWritten(partPath);
    }
  }
  if (!out.write(trail.end()) || ::fsync(out.get()) != 0) return notWritten(partPath);
  return okStatus();
}

Status verify(const std::string& path) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) return notRead(path);
  std::string text;
  FOYER_ASSIGN(const BackupHead head, readHead(file, path, text));
  return followParts(file, path, head, text, [](const BackupPart&, std::string_view) { return okStatus(); });
}

std::string folderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

Status writeBackupFile(const std::string& path, BackupHead head, const std::string& folder) {
  std::error_code failed;
  for (BackupPart& part : head.parts) {
    part.bytes = std::filesystem::file_size(folder + "/" + part.name, failed);
    if (failed || !isPartName(part.name)) return notRead(folder + "/" + part.name);
  }
  const std::string partPath = path + ".part";
  Status done = pack(partPath, head, folder);
  if (done.ok()) done = verify(partPath);
  // A link, unlike a rename, never replaces what is there.
  if (done.ok() && ::link(partPath.c_str(), path.c_str()) != 0) {
    done = errno == EEXIST ? Error(Code::kAlreadyExists, "The file " + path + " is there already; name a new one.") : notWritten(path);
  }
  ::unlink(partPath.c_str());
  FOYER_TRY(done);
  return fleet::syncFolder(folderOf(path));
}

Result<BackupHead> readBackupHead(const std::string& path) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) return notRead(path);
  std::string text;
  return readHead(file, path, text);
}

Result<BackupHead> unpackBackupFile(const std::string& path, const std::string& folder) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) return notRead(path);
  std::string text;
  FOYER_ASSIGN(const BackupHead head, readHead(file, path, text));
  std::unique_ptr<File> out;
  FOYER_TRY(followParts(file, path, head, text, [&](const BackupPart& part, std::string_view bytes) -> Status {
    const std::string to = folder + "/" + part.name;
    if (bytes.empty()) {
      if (out && ::fsync(out->get()) != 0) return notWritten(to);
      out = std::make_unique<File>(::open(to.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
      return out->isOpen() ? okStatus() : Status(notWritten(to));
    }
    return out->write(bytes) ? okStatus() : Status(notWritten(to));
  }));
  if (!out) return damaged(path);
  if (::fsync(out->get()) != 0) return notWritten(folder);
  return head;
}

}  // namespace foyer::app
