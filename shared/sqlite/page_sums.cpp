#include "shared/sqlite/page_sums.h"

#include <sqlite3.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace foyer::sqlite {
namespace {

constexpr int kSumBytes = 8;
constexpr int kHeaderBytes = 100;
constexpr int kPageBytesAt = 16;  // in the header: two bytes, big endian; 1 says 65,536
constexpr int kKeptFreeAt = 20;   // in the header: bytes that are kept free at the end of each page
constexpr int kPageBytesMin = 512;
constexpr int kPageBytesMax = 65'536;
// To our files alone, by sqlite3_file_control: what is written into this empty file gets sums from its first page on.
constexpr int kWillBeSummed = 0x466f7965;

struct SummedFile {
  sqlite3_file file;
  bool isKnown;   // the header was seen
  bool isSummed;
  int pageBytes;  // 0: not known
  uint8_t* page;  // a copy to be summed
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

SummedFile& own(sqlite3_file* file) { return *reinterpret_cast<SummedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return own(file).real(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

bool isSizeOfPages(int size) { return size >= kPageBytesMin && size <= kPageBytesMax && (size & (size - 1)) == 0; }

// SQLite reads parts of pages, too: the header, and what a long value has in its last page.
bool isPage(const SummedFile& file, int size, sqlite3_int64 offset) {
  return isSizeOfPages(size) && offset % size == 0 && (file.pageBytes == 0 || size == file.pageBytes);
}

void sum(const uint8_t* page, int size, uint8_t* into) {
  uint32_t s1 = 0, s2 = 0;
  for (int at = 0; at < size - kSumBytes; at += 8) {
    uint32_t pair[2];
    std::memcpy(pair, page + at, sizeof pair);
    s1 += pair[0] + s2;
    s2 += pair[1] + s1;
  }
  std::memcpy(into, &s1, sizeof s1);
  std::memcpy(into + 4, &s2, sizeof s2);
}

bool isRight(const uint8_t* page, int size) {
  uint8_t found[kSumBytes];
  sum(page, size, found);
  return std::memcmp(found, page + size - kSumBytes, kSumBytes) == 0;
}

// The bit that says that there are sums may rot, too.
bool hasLostItsMark(uint8_t* page, int size) {
  if (page[kKeptFreeAt] != 0) return false;
  page[kKeptFreeAt] = kSumBytes;
  const bool hadSums = isRight(page, size);
  page[kKeptFreeAt] = 0;
  return hadSums;
}

void learn(SummedFile& file, const uint8_t* header) {
  if (std::memcmp(header, "SQLite format 3", 16) != 0) return;
  file.isKnown = true;
  // Nothing else is ever kept free in a file of ours: another number is one that rotted.
  file.isSummed = header[kKeptFreeAt] != 0;
  const int pageBytes = header[kPageBytesAt] << 8 | header[kPageBytesAt + 1];
  file.pageBytes = pageBytes == 1 ? kPageBytesMax : isSizeOfPages(pageBytes) ? pageBytes : 0;
}

uint8_t* roomForPage(SummedFile& file) {
  if (!file.page) file.page = static_cast<uint8_t*>(std::malloc(kPageBytesMax));
  return file.page;
}

// A part of a page is right if the page is. A page of which the file has only a part was never finished, and is SQLite's to judge.
int checkAround(SummedFile& file, int size, sqlite3_int64 offset) {
  if (file.pageBytes == 0 || offset < kHeaderBytes) return SQLITE_OK;
  const sqlite3_int64 from = offset - offset % file.pageBytes;
  if (offset + size > from + file.pageBytes) return SQLITE_OK;
  uint8_t* const page = roomForPage(file);
  if (!page) return SQLITE_IOERR_NOMEM;
  const int code = file.real()->pMethods->xRead(file.real(), page, file.pageBytes, from);
  if (code != SQLITE_OK) return code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code;
  return isRight(page, file.pageBytes) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int readFile(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
  const int code = methods(file).xRead(real(file), into, size, offset);
  if (code != SQLITE_OK) return code;
  auto* bytes = static_cast<uint8_t*>(into);
  SummedFile& self = own(file);
  if (offset == 0 && size >= kHeaderBytes) learn(self, bytes);
  if (!isPage(self, size, offset)) return self.isSummed ? checkAround(self, size, offset) : SQLITE_OK;
  if (self.isSummed) return isRight(bytes, size) ? SQLITE_OK : SQLITE_IOERR_DATA;
  return offset == 0 && hasLostItsMark(bytes, size) ? SQLITE_IOERR_DATA : SQLITE_OK;
}

// Before the first write by a connection that has read all it knows from the log.
void lookAtHeader(SummedFile& self) {
  uint8_t header[kHeaderBytes];
  if (self.real()->pMethods->xRead(self.real(), header, kHeaderBytes, 0) == SQLITE_OK) learn(self, header);
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  SummedFile& self = own(file);
  if (offset == 0 && size >= kHeaderBytes) learn(self, static_cast<const uint8_t*>(from));
  if (!self.isKnown) lookAtHeader(self);
  if (!self.isSummed || !isPage(self, size, offset)) return methods(file).xWrite(real(file), from, size, offset);
  if (!roomForPage(self)) return SQLITE_IOERR_NOMEM;
  std::memcpy(self.page, from, static_cast<size_t>(size));
  sum(self.page, size, self.page + size - kSumBytes);
  return methods(file).xWrite(real(file), self.page, size, offset);
}

int closeFile(sqlite3_file* file) {
  std::free(own(file).page);
  own(file).page = nullptr;
  return methods(file).xClose(real(file));
}

// --- what passes through ---
int truncateFile(sqlite3_file* f, sqlite3_int64 size) { return methods(f).xTruncate(real(f), size); }
int syncFile(sqlite3_file* f, int flags) { return methods(f).xSync(real(f), flags); }
int sizeOfFile(sqlite3_file* f, sqlite3_int64* size) { return methods(f).xFileSize(real(f), size); }
int lockFile(sqlite3_file* f, int level) { return methods(f).xLock(real(f), level); }
int unlockFile(sqlite3_file* f, int level) { return methods(f).xUnlock(real(f), level); }
int checkReserved(sqlite3_file* f, int* isReserved) { return methods(f).xCheckReservedLock(real(f), isReserved); }
int control(sqlite3_file* f, int what, void* with) {
  if (what != kWillBeSummed) return methods(f).xFileControl(real(f), what, with);
  sqlite3_int64 size = 0;
  const int code = methods(f).xFileSize(real(f), &size);
  if (code == SQLITE_OK && size == 0) own(f).isKnown = own(f).isSummed = true;
  return code;
}
int sectorBytes(sqlite3_file* f) { return methods(f).xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return methods(f).xDeviceCharacteristics(real(f)); }
int shmMap(sqlite3_file* f, int region, int size, int extend, void volatile** at) {
  return methods(f).xShmMap(real(f), region, size, extend, at);
}
int shmLock(sqlite3_file* f, int offset, int n, int flags) { return methods(f).xShmLock(real(f), offset, n, flags); }
void shmBarrier(sqlite3_file* f) { methods(f).xShmBarrier(real(f)); }
int shmUnmap(sqlite3_file* f, int deleteToo) { return methods(f).xShmUnmap(real(f), deleteToo); }

// Version 2: no memory mapping, by which pages would pass by.
constexpr sqlite3_io_methods kMethods = {
    2,          closeFile, readFile,     writeFile,  truncateFile,  syncFile, sizeOfFile, lockFile, unlockFile,
    checkReserved, control, sectorBytes, traits, shmMap, shmLock, shmBarrier, shmUnmap, nullptr, nullptr};

sqlite3_vfs* below(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags) {
  // Logs and temporary files as they are.
  if (!(flags & SQLITE_OPEN_MAIN_DB)) return below(vfs)->xOpen(below(vfs), name, file, flags, outFlags);
  SummedFile& self = own(file);
  self = {};
  const int code = below(vfs)->xOpen(below(vfs), name, self.real(), flags, outFlags);
  if (code == SQLITE_OK) self.file.pMethods = &kMethods;
  return code;
}

// One VFS of ours over one of SQLite's.
struct Door {
  const char* name;
  const char* nameBelow;  // null: the system's default
  sqlite3_vfs vfs;
  bool isRegistered;
};

bool registerVfs(Door& door) {
  sqlite3_vfs* system = sqlite3_vfs_find(door.nameBelow);
  if (!system) return false;
  door.vfs = *system;
  door.vfs.zName = door.name;
  door.vfs.szOsFile = static_cast<int>(sizeof(SummedFile)) + system->szOsFile;
  door.vfs.pNext = nullptr;
  door.vfs.pAppData = system;
  door.vfs.xOpen = openFile;
  return sqlite3_vfs_register(&door.vfs, 0) == SQLITE_OK;
}

}  // namespace

const char* pageSumsVfs(Company company) {
  static std::mutex mutex;
  static Door shared{"foyer-page-sums", nullptr, {}, false};
  // Holds its locks until it closes, and keeps the index of the log in memory.
  static Door alone{"foyer-page-sums-alone", "unix-excl", {}, false};
  const std::lock_guard lock(mutex);
  Door& door = company == Company::kNone ? alone : shared;
  if (!door.isRegistered) door.isRegistered = registerVfs(door);
  return door.isRegistered ? door.name : nullptr;
}

void askForPageSums(sqlite3* handle) {
  int bytes = kSumBytes;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
  sqlite3_file_control(handle, "main", kWillBeSummed, nullptr);
}

bool hasPageSums(sqlite3* handle) {
  int bytes = -1;  // only asks
  return sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes) == SQLITE_OK && bytes == kSumBytes;
}

}  // namespace foyer::sqlite
