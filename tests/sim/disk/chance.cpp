#include "tests/sim/disk/chance.h"

#include <sodium.h>
#include <sqlite3.h>

#include "shared/base/result.h"
#include "tests/sim/draw.h"

namespace foyer::sim {

namespace {

Draw& drawing() {
  static Draw draw(0);
  return draw;
}

void fill(void* into, size_t size) {
  auto* bytes = static_cast<uint8_t*>(into);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(drawing().next());
}

const char* implementationName() { return "foyer-sim"; }
uint32_t anyNumber() { return static_cast<uint32_t>(drawing().next()); }

int fillForSqlite(sqlite3_vfs*, int size, char* into) {
  fill(into, static_cast<size_t>(size));
  return size;
}

// SQLite asks its default VFS for randomness.
void registerDefault() {
  static sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
  vfs.zName = "foyer-sim-chance";
  vfs.xRandomness = fillForSqlite;
  FOYER_ASSERT(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

void registerOnce() {
  static randombytes_implementation implementation = {implementationName, anyNumber, nullptr, nullptr, fill, nullptr};
  FOYER_ASSERT(randombytes_set_implementation(&implementation) == 0);
  FOYER_ASSERT(sodium_init() >= 0);
  registerDefault();
}

}  // namespace

void useSeed(uint64_t seed) {
  static const bool isRegistered = (registerOnce(), true);
  (void)isRegistered;
  drawing() = Draw(seed).fork("chance of libraries");
  sqlite3_randomness(0, nullptr);  // forgets what it had drawn before
}

}  // namespace foyer::sim
