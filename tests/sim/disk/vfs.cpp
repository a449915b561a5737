// SQLite's door to a Disk: a VFS of version 2 with locks and the shared memory of the write-ahead log, which
// all are plain memory, since whoever opens a file is in this process.
#include <sqlite3.h>

#include <cstring>

#include "tests/sim/disk/disk.h"

namespace foyer::sim {

namespace {

using Runtime = DiskFile::Runtime;

// What SQLite holds of an open file; the first member is SQLite's own.
struct Handle {
  sqlite3_file base;
  struct Open* open;
};

struct Open {
  Disk& disk;
  std::shared_ptr<DiskFile> file;
  std::shared_ptr<Runtime> runtime;
  std::string path;
  uint64_t boot = 0;
  int lock = SQLITE_LOCK_NONE;
  std::array<bool, Runtime::kSlots> holdsShared{};
  // Journals and logs bring their name to the medium with their first sync, as SQLite does it on Unix.
  bool syncsFolder = false;
  bool isDeletedOnClose = false;

  bool isDead() const { return disk.isDown() || boot != disk.boot(); }
};

Open& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file)->open; }
Disk& diskOf(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int codeOf(DiskAnswer answer, int errorCode) {
  switch (answer) {
    case DiskAnswer::kDone: return SQLITE_OK;
    case DiskAnswer::kFull: return SQLITE_FULL;
    case DiskAnswer::kBusy: return SQLITE_BUSY;
    case DiskAnswer::kNotFound: return SQLITE_IOERR_DELETE_NOENT;
    case DiskAnswer::kError: break;
  }
  return errorCode;
}

// --- bytes ---

int onRead(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_READ;
  size_t got = 0;
  const std::span<char> space(static_cast<char*>(into), static_cast<size_t>(amount));
  const DiskAnswer answer = open.disk.read(*open.file, static_cast<uint64_t>(offset), space, got);
  if (answer != DiskAnswer::kDone) return SQLITE_IOERR_READ;
  std::memset(space.data() + got, 0, space.size() - got);
  return got == space.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int onWrite(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_WRITE;
  const std::string_view bytes(static_cast<const char*>(from), static_cast<size_t>(amount));
  return codeOf(open.disk.write(*open.file, static_cast<uint64_t>(offset), bytes), SQLITE_IOERR_WRITE);
}

int onTruncate(sqlite3_file* file, sqlite3_int64 size) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_TRUNCATE;
  return codeOf(open.disk.truncate(*open.file, static_cast<uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int onSync(sqlite3_file* file, int) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_FSYNC;
  const auto folder = open.syncsFolder ? Disk::Folder::kSyncToo : Disk::Folder::kLeave;
  const DiskAnswer answer = open.disk.sync(*open.file, folder);
  if (answer == DiskAnswer::kDone) open.syncsFolder = false;
  return codeOf(answer, SQLITE_IOERR_FSYNC);
}

int onFileSize(sqlite3_file* file, sqlite3_int64* size) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(open.file->bytes.size());
  return SQLITE_OK;
}

// --- locks of the file ---

int onLock(sqlite3_file* file, int level) {
  Open& open = of(file);
  if (open.isDead()) return SQLITE_IOERR_LOCK;
  Runtime& runtime = *open.runtime;
  if (open.lock >= level) return SQLITE_OK;
  const auto isOthers = [&](const void* owner) { return owner != nullptr && owner != &open; };
  if (level == SQLITE_LOCK_SHARED) {
    if (isOthers(runtime.pending)) return SQLITE_BUSY;
    ++runtime.readers;
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (isOthers(runtime.reserved)) return SQLITE_BUSY;
    runtime.reserved = &open;
  } else {
    if (isOthers(runtime.reserved) || isOthers(runtime.pending)) return SQLITE_BUSY;
    runtime.reserved = runtime.pending = &open;
    if (level == SQLITE_LOCK_EXCLUSIVE && runtime.readers > 1) {
      open.lock = SQLITE_LOCK_PENDING;
      return SQLITE_BUSY;
    }
  }
  open.lock = level;
  return SQLITE_OK;
}

int onUnlock(sqlite3_file* file, int level) {
  Open& open = of(file);
  Runtime& runtime = *open.runtime;
  if (open.lock <= level) return SQLITE_OK;
  if (runtime.reserved == &open) runtime.reserved = nullptr;
  if (runtime.pending == &open) runtime.pending = nullptr;
  if (level == SQLITE_LOCK_NONE) --runtime.readers;
  open.lock = level;
  return SQLITE_OK;
}

int onCheckReservedLock(sqlite3_file* file, int* isReserved) {
  *isReserved = of(file).runtime->reserved != nullptr;
  return SQLITE_OK;
}

// --- the shared memory of the write-ahead log ---

int onShmMap(sqlite3_file* file, int region, int, int mayExtend, void volatile** memory) {
  Open& open = of(file);
  *memory = nullptr;
  if (open.isDead()) return SQLITE_IOERR_SHMMAP;
  auto& regions = open.runtime->regions;
  while (mayExtend && static_cast<int>(regions.size()) <= region) {
    regions.push_back(std::make_unique<std::array<char, 32768>>());
    regions.back()->fill(0);
  }
  if (region < static_cast<int>(regions.size())) *memory = regions[static_cast<size_t>(region)]->data();
  return SQLITE_OK;
}

int onShmLock(sqlite3_file* file, int offset, int count, int flags) {
  Open& open = of(file);
  Runtime& runtime = *open.runtime;
  if (open.isDead() && (flags & SQLITE_SHM_LOCK)) return SQLITE_IOERR_SHMLOCK;
  const bool isShared = (flags & SQLITE_SHM_SHARED) != 0;
  for (auto slot = static_cast<size_t>(offset); slot < static_cast<size_t>(offset + count); ++slot) {
    if (!(flags & SQLITE_SHM_LOCK)) break;
    const bool isOwnedByOther = runtime.owner[slot] != nullptr && runtime.owner[slot] != &open;
    const int others = runtime.sharedHolders[slot] - (open.holdsShared[slot] ? 1 : 0);
    if (isOwnedByOther || (!isShared && others > 0)) return SQLITE_BUSY;
  }
  for (auto slot = static_cast<size_t>(offset); slot < static_cast<size_t>(offset + count); ++slot) {
    if (flags & SQLITE_SHM_LOCK) {
      if (!isShared) runtime.owner[slot] = &open;
      if (isShared && !std::exchange(open.holdsShared[slot], true)) ++runtime.sharedHolders[slot];
    } else {
      if (runtime.owner[slot] == &open) runtime.owner[slot] = nullptr;
      if (isShared && std::exchange(open.holdsShared[slot], false)) --runtime.sharedHolders[slot];
    }
  }
  return SQLITE_OK;
}

void onShmBarrier(sqlite3_file*) {}

int onShmUnmap(sqlite3_file* file, int isDeleted) {
  Open& open = of(file);
  if (isDeleted && !open.isDead()) open.runtime->regions.clear();
  return SQLITE_OK;
}

// --- the file as a whole ---

int onFileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int onSectorSize(sqlite3_file*) { return 4096; }
int onDeviceCharacteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int onClose(sqlite3_file* file) {
  Open& open = of(file);
  onShmLock(file, 0, Runtime::kSlots, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  onShmLock(file, 0, Runtime::kSlots, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  onUnlock(file, SQLITE_LOCK_NONE);
  if (open.isDeletedOnClose && !open.isDead()) open.disk.remove(open.path, Disk::Folder::kLeave);
  delete &open;
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    2,          onClose,      onRead,          onWrite,       onTruncate,   onSync,
    onFileSize, onLock,       onUnlock,        onCheckReservedLock, onFileControl,
    onSectorSize, onDeviceCharacteristics, onShmMap, onShmLock, onShmBarrier, onShmUnmap,
    nullptr,    nullptr};

int onOpen(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flagsOut) {
  static uint64_t temporaries = 0;
  Disk& disk = diskOf(vfs);
  const std::string path = name != nullptr ? name : "temporary-" + std::to_string(++temporaries);
  file->pMethods = nullptr;
  auto content = disk.open(path, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!content) return SQLITE_CANTOPEN;
  auto open = std::make_unique<Open>(Open{disk, content, content->runtime, path, disk.boot()});
  open->syncsFolder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  open->isDeletedOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  reinterpret_cast<Handle*>(file)->open = open.release();
  file->pMethods = &kMethods;
  if (flagsOut != nullptr) *flagsOut = flags;
  return SQLITE_OK;
}

int onDelete(sqlite3_vfs* vfs, const char* name, int syncsFolder) {
  const auto folder = syncsFolder ? Disk::Folder::kSyncToo : Disk::Folder::kLeave;
  return codeOf(diskOf(vfs).remove(name, folder), SQLITE_IOERR_DELETE);
}

int onAccess(sqlite3_vfs* vfs, const char* name, int, int* isThere) {
  *isThere = diskOf(vfs).find(name) != nullptr;
  return SQLITE_OK;
}

int onFullPathname(sqlite3_vfs*, const char* name, int space, char* into) {
  sqlite3_snprintf(space, into, "%s", name);
  return SQLITE_OK;
}

int onRandomness(sqlite3_vfs*, int amount, char* into) {
  std::memset(into, 7, static_cast<size_t>(amount));
  return amount;
}

int onSleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int onCurrentTime(sqlite3_vfs*, sqlite3_int64* julianMs) {
  *julianMs = 212'650'000'000'000;  // nothing of ours asks SQLite for the time
  return SQLITE_OK;
}

}  // namespace

struct VfsRegistration::State {
  sqlite3_vfs vfs{};
};

VfsRegistration::VfsRegistration(const std::string& name, Disk& disk) : state(std::make_unique<State>()) {
  sqlite3_vfs& vfs = state->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 512;
  vfs.zName = name.c_str();
  vfs.pAppData = &disk;
  vfs.xOpen = onOpen;
  vfs.xDelete = onDelete;
  vfs.xAccess = onAccess;
  vfs.xFullPathname = onFullPathname;
  vfs.xRandomness = onRandomness;
  vfs.xSleep = onSleep;
  vfs.xCurrentTimeInt64 = onCurrentTime;
  FOYER_ASSERT(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

VfsRegistration::~VfsRegistration() { sqlite3_vfs_unregister(&state->vfs); }

}  // namespace foyer::sim
