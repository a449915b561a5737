#include "kiosk/app/wiped_memory.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define FOYER_OWN_FREE 0
#else
#define FOYER_OWN_FREE 1
#endif

#if FOYER_OWN_FREE
extern "C" {

// The C library's own, by the names it keeps for those who put theirs in front.
void __libc_free(void* block);
void* __libc_malloc(size_t size);

void free(void* block) {
  if (!block) return;
  explicit_bzero(block, malloc_usable_size(block));
  __libc_free(block);
}

// Never moved by the C library, which would leave the old place as it was.
void* realloc(void* block, size_t size) {
  if (!block) return __libc_malloc(size);
  if (size == 0) {
    free(block);
    return nullptr;
  }
  const size_t had = malloc_usable_size(block);
  // Room that is only a little too large is kept; what is cut off is wiped with the rest, later.
  if (size <= had && size >= had / 2) return block;
  void* moved = __libc_malloc(size);
  if (!moved) return nullptr;
  std::memcpy(moved, block, size < had ? size : had);
  free(block);
  return moved;
}

}  // extern "C"
#endif

namespace foyer::app {
namespace {

// Deeper than the pages, the script engine and the text layout go.
constexpr size_t kStackBytes = 512 * 1024;

}  // namespace

bool wipesFreedMemory() { return FOYER_OWN_FREE != 0; }

[[gnu::noinline]] void wipeStack() {
  char below[kStackBytes];
  explicit_bzero(below, sizeof below);
}

}  // namespace foyer::app
