// A library to be loaded before all others (LD_PRELOAD): kills the process in, or lets fail, the n-th call that
// SQLite makes of the system on the files of one folder. The program under test is the one that is installed.
//
//   FOYER_SHIM_FOLDER  only files below it
//   FOYER_SHIM_CALLS   comma-separated: open, read, write, sync, truncate, remove, allocate
//   FOYER_SHIM_AT      1, 2 ...: which of these calls, all kinds counted together
//   FOYER_SHIM_DO      kill (SIGKILL, the call half done where it can be), fail (this one), fail-on (it and all later)
//   FOYER_SHIM_COUNT   a file that gets the number of calls when the process ends by itself
//
// Place: tests/faults alone. Threads: any. Errors: what the system would say: EIO, ENOSPC where writing, ENOMEM.
// Does not: look at what is written.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <atomic>

extern "C" void* __libc_malloc(size_t);

namespace {

enum Call : unsigned { kOpen = 1, kRead = 2, kWrite = 4, kSync = 8, kTruncate = 16, kRemove = 32, kAllocate = 64 };
enum class Verdict { kGoOn, kFail, kKill };

constexpr int kDescriptorsMax = 65'536;
std::atomic<bool> g_isWatched[kDescriptorsMax];
std::atomic<long> g_count{0};

unsigned callsOf(const char* list) {
  constexpr struct {
    const char* name;
    Call call;
  } kNames[] = {{"open", kOpen},         {"read", kRead},     {"write", kWrite},      {"sync", kSync},
                {"truncate", kTruncate}, {"remove", kRemove}, {"allocate", kAllocate}};
  unsigned calls = 0;
  for (const auto& entry : kNames) {
    if (list && strstr(list, entry.name)) calls |= entry.call;
  }
  return calls;
}

// Read once, by hand: constructors of the program may come first.
struct Orders {
  const char* folder = getenv("FOYER_SHIM_FOLDER");
  unsigned calls = callsOf(getenv("FOYER_SHIM_CALLS"));
  long at = getenv("FOYER_SHIM_AT") ? atol(getenv("FOYER_SHIM_AT")) : 0;
  const char* deed = getenv("FOYER_SHIM_DO") ? getenv("FOYER_SHIM_DO") : "";
  bool doesKill = strcmp(deed, "kill") == 0;
  bool goesOn = strcmp(deed, "fail-on") == 0;
  bool doesFail = goesOn || strcmp(deed, "fail") == 0;
};

const Orders& orders() {
  static const Orders orders;
  return orders;
}

Verdict judge(Call call) {
  const Orders& order = orders();
  if (!(order.calls & call)) return Verdict::kGoOn;
  const long n = ++g_count;
  if (order.at == 0 || n < order.at) return Verdict::kGoOn;
  if (order.doesKill) return n == order.at ? Verdict::kKill : Verdict::kGoOn;
  if (order.doesFail && (n == order.at || order.goesOn)) return Verdict::kFail;
  return Verdict::kGoOn;
}

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

bool isInFolder(const char* path) {
  return orders().folder && path && strncmp(path, orders().folder, strlen(orders().folder)) == 0;
}
bool isWatched(int descriptor) {
  return descriptor >= 0 && descriptor < kDescriptorsMax && g_isWatched[descriptor];
}

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

int fail(int why) {
  errno = why;
  return -1;
}

int openWatched(const char* name, const char* path, int flags, mode_t mode) {
  const bool isOurs = isInFolder(path);
  if (isOurs) {
    const Verdict verdict = judge(kOpen);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  using Open = int (*)(const char*, int, ...);
  const int descriptor = next<Open>(name)(path, flags, mode);
  if (descriptor >= 0 && descriptor < kDescriptorsMax) g_isWatched[descriptor] = isOurs;
  return descriptor;
}

struct Range {
  uintptr_t from = 0, until = 0;
};

int findSqlite(dl_phdr_info* library, size_t, void* found) {
  if (!library->dlpi_name || !strstr(library->dlpi_name, "libsqlite3")) return 0;
  for (int i = 0; i < library->dlpi_phnum; ++i) {
    const auto& part = library->dlpi_phdr[i];
    if (part.p_type != PT_LOAD || !(part.p_flags & PF_X)) continue;
    const uintptr_t from = library->dlpi_addr + part.p_vaddr;
    *static_cast<Range*>(found) = {from, from + part.p_memsz};
  }
  return 1;
}

// From SQLite itself, not from the program around it.
bool isFromSqlite(void* caller) {
  static const Range code = [] {
    Range found;
    dl_iterate_phdr(findSqlite, &found);
    return found;
  }();
  const auto address = reinterpret_cast<uintptr_t>(caller);
  return address >= code.from && address < code.until;
}

struct AtEnd {
  ~AtEnd() {
    const char* path = getenv("FOYER_SHIM_COUNT");
    FILE* file = path ? fopen(path, "w") : nullptr;
    if (!file) return;
    fprintf(file, "%ld\n", g_count.load());
    fclose(file);
  }
} g_atEnd;

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return openWatched("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return openWatched("open64", path, flags, mode);
}

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < kDescriptorsMax) g_isWatched[descriptor] = false;
  return next<int (*)(int)>("close")(descriptor);
}

ssize_t pread64(int descriptor, void* into, size_t size, off64_t offset) {
  if (isWatched(descriptor)) {
    const Verdict verdict = judge(kRead);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  return next<ssize_t (*)(int, void*, size_t, off64_t)>("pread64")(descriptor, into, size, offset);
}

ssize_t pwrite64(int descriptor, const void* from, size_t size, off64_t offset) {
  const auto write = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  if (isWatched(descriptor)) {
    const Verdict verdict = judge(kWrite);
    if (verdict == Verdict::kKill) {
      (void)write(descriptor, from, size / 2, offset);  // half of it is there
      die();
    }
    if (verdict == Verdict::kFail) return fail(ENOSPC);
  }
  return write(descriptor, from, size, offset);
}

int ftruncate64(int descriptor, off64_t size) {
  if (isWatched(descriptor)) {
    const Verdict verdict = judge(kTruncate);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  return next<int (*)(int, off64_t)>("ftruncate64")(descriptor, size);
}

int fdatasync(int descriptor) {
  if (isWatched(descriptor)) {
    const Verdict verdict = judge(kSync);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  return next<int (*)(int)>("fdatasync")(descriptor);
}

int fsync(int descriptor) {
  if (isWatched(descriptor)) {
    const Verdict verdict = judge(kSync);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  return next<int (*)(int)>("fsync")(descriptor);
}

int unlink(const char* path) {
  if (isInFolder(path)) {
    const Verdict verdict = judge(kRemove);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) return fail(EIO);
  }
  return next<int (*)(const char*)>("unlink")(path);
}

void* malloc(size_t size) {
  if ((orders().calls & kAllocate) && isFromSqlite(__builtin_return_address(0))) {
    const Verdict verdict = judge(kAllocate);
    if (verdict == Verdict::kKill) die();
    if (verdict == Verdict::kFail) {
      errno = ENOMEM;
      return nullptr;
    }
  }
  return __libc_malloc(size);
}

}  // extern "C"
