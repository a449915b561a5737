#include "shared/sqlite/left_log.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "shared/sqlite/state.h"

namespace foyer::sqlite {
namespace {

constexpr size_t kMarkBytes = 16;
// More starts in a row whose sync fails use the last place over and over.
constexpr size_t kMarks = 32;
// A log without a frame has nothing that could be lost.
constexpr size_t kLogHeaderBytes = 32;
// Far more than a log has before it is checkpointed (1,000 pages); a larger one is left to SQLite.
constexpr sqlite3_int64 kLogBytesMax = sqlite3_int64{256} << 20;

// A file through SQLite's door to the disk.
class DoorFile {
 public:
  static int open(sqlite3_vfs& vfs, const std::string& path, int flags, std::unique_ptr<DoorFile>& into) {
    std::unique_ptr<DoorFile> file(new DoorFile(static_cast<size_t>(vfs.szOsFile)));
    // SQLite's own names end with two zero bytes.
    file->m_path = path + std::string(1, '\0');
    const int code = vfs.xOpen(&vfs, file->m_path.c_str(), file->handle(), flags, nullptr);
    if (code == SQLITE_OK) into = std::move(file);
    return code;
  }
  ~DoorFile() {
    if (handle()->pMethods != nullptr) handle()->pMethods->xClose(handle());
  }

  int read(std::string& bytes) {
    sqlite3_int64 size = 0;
    const int sized = methods().xFileSize(handle(), &size);
    if (sized != SQLITE_OK) return sized;
    if (size > kLogBytesMax) return SQLITE_TOOBIG;
    bytes.resize(static_cast<size_t>(size));
    return bytes.empty() ? SQLITE_OK : methods().xRead(handle(), bytes.data(), static_cast<int>(size), 0);
  }
  int write(std::string_view bytes, sqlite3_int64 offset) {
    const int written =
        bytes.empty() ? SQLITE_OK : methods().xWrite(handle(), bytes.data(), static_cast<int>(bytes.size()), offset);
    return written == SQLITE_OK ? methods().xSync(handle(), SQLITE_SYNC_NORMAL) : written;
  }
  int empty() {
    const int cut = methods().xTruncate(handle(), 0);
    return cut == SQLITE_OK ? methods().xSync(handle(), SQLITE_SYNC_NORMAL) : cut;
  }

 private:
  explicit DoorFile(size_t size) : m_memory(std::make_unique<char[]>(size)) { std::memset(m_memory.get(), 0, size); }
  sqlite3_file* handle() { return reinterpret_cast<sqlite3_file*>(m_memory.get()); }
  const sqlite3_io_methods& methods() { return *handle()->pMethods; }

  std::unique_ptr<char[]> m_memory;
  std::string m_path;
};

void putNumber(std::string& bytes, uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(number >> shift));
}

std::string markOf(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t at = 0; at < bytes.size(); at += sizeof hash) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    hash = (hash ^ word) * 0x100000001b3;
  }
  std::string mark;
  putNumber(mark, bytes.size());
  putNumber(mark, hash);
  return mark;
}

// A log as a copy holds it, and how many of the places for marks are taken.
struct Copied {
  std::string log;
  size_t marks = 0;
};

// Nothing: the copy was never whole.
std::optional<Copied> logIn(std::string copy) {
  if (copy.size() < kMarks * kMarkBytes) return std::nullopt;
  const std::string places = copy.substr(copy.size() - kMarks * kMarkBytes);
  copy.resize(copy.size() - places.size());
  const std::string mark = markOf(copy);
  Copied found{std::move(copy), 0};
  for (size_t place = 0; place < kMarks; ++place)
    if (places.compare(place * kMarkBytes, kMarkBytes, mark) == 0) found.marks = place + 1;
  return found.marks > 0 ? std::optional(std::move(found)) : std::nullopt;
}

// The whole of it first, and only when that is on the medium its mark. A mark that can be read need not be on the
// medium, if its sync failed; so whoever finds one sets the next beside it, which harms none that is there.
int keepCopy(DoorFile& copy, const std::string& log, size_t marks) {
  int code = SQLITE_OK;
  if (marks == 0) {
    code = copy.empty();
    if (code == SQLITE_OK) code = copy.write(log + std::string(kMarks * kMarkBytes, '\0'), 0);
  }
  const size_t place = std::min(marks, kMarks - 1);
  return code != SQLITE_OK ? code : copy.write(markOf(log), static_cast<sqlite3_int64>(log.size() + place * kMarkBytes));
}

bool isThere(sqlite3_vfs& vfs, const std::string& path) {
  int found = 0;
  return vfs.xAccess(&vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &found) == SQLITE_OK && found != 0;
}

// A copy without its log has done its work.
int forget(sqlite3_vfs& vfs, const std::string& copyPath) {
  std::unique_ptr<DoorFile> copy;
  int code = DoorFile::open(vfs, copyPath, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_JOURNAL, copy);
  if (code == SQLITE_OK) code = copy->empty();
  copy.reset();
  return code == SQLITE_OK ? vfs.xDelete(&vfs, copyPath.c_str(), 1) : code;
}

// One step after the other; the first that fails says why.
int settle(sqlite3_vfs& vfs, const std::string& logPath, const std::string& copyPath) {
  std::unique_ptr<DoorFile> log, copy;
  std::string bytes, copied;
  int code = DoorFile::open(vfs, logPath, SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, log);
  if (code == SQLITE_OK) code = log->read(bytes);
  if (code != SQLITE_OK) return code;
  if (bytes.size() <= kLogHeaderBytes && !isThere(vfs, copyPath)) return SQLITE_OK;
  code = DoorFile::open(vfs, copyPath, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_JOURNAL, copy);
  if (code == SQLITE_OK) code = copy->read(copied);
  if (code != SQLITE_OK) return code;
  auto found = logIn(std::move(copied));
  if (!found) found = Copied{std::move(bytes), 0};
  code = keepCopy(*copy, found->log, found->marks);
  // Without room the log stays as it is.
  if ((code & 0xff) == SQLITE_FULL && found->marks == 0 && copy->empty() == SQLITE_OK) return SQLITE_OK;
  if (code == SQLITE_OK) code = log->write(found->log, 0);
  // From here on the copy must never be taken for the log again, whatever becomes of its name.
  copy.reset();
  return code == SQLITE_OK ? forget(vfs, copyPath) : code;
}

}  // namespace

Status settleLeftLog(const std::string& path, const std::string& vfsName) {
  sqlite3_vfs* vfs = sqlite3_vfs_find(vfsName.empty() ? nullptr : vfsName.c_str());
  const std::string logPath = path + "-wal", copyPath = logPath + "-copy";
  if (vfs == nullptr) return okStatus();
  int code = SQLITE_OK;
  if (isThere(*vfs, logPath)) {
    code = settle(*vfs, logPath, copyPath);
  } else if (isThere(*vfs, copyPath)) {
    code = forget(*vfs, copyPath);
  }
  // What SQLite would not open or is too large is SQLite's to judge.
  if (code == SQLITE_OK || code == SQLITE_TOOBIG || (code & 0xff) == SQLITE_CANTOPEN) return okStatus();
  return errorOf(code, nullptr, path);
}

}  // namespace foyer::sqlite
