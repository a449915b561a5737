#define ZSTD_STATIC_LINKING_ONLY  // for ZSTD_createCCtx_advanced: a workspace that is wiped
#include "shared/seal/compression.h"

#include <sodium.h>
#include <zstd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace foyer::seal {

namespace {

// Beyond level 3 the short texts of a visit become hardly smaller.
constexpr int kLevel = 3;
// In front of each piece of the workspace stands its size, so that all of it can be wiped.
constexpr size_t kSizePrefixBytes = alignof(std::max_align_t);

void* allocateWiped(void*, size_t size) {
  auto* memory = static_cast<uint8_t*>(std::malloc(size + kSizePrefixBytes));
  if (memory == nullptr) return nullptr;
  std::memcpy(memory, &size, sizeof(size));
  return memory + kSizePrefixBytes;
}

void freeWiped(void*, void* address) {
  if (address == nullptr) return;
  auto* memory = static_cast<uint8_t*>(address) - kSizePrefixBytes;
  size_t size = 0;
  std::memcpy(&size, memory, sizeof(size));
  sodium_memzero(address, size);
  std::free(memory);
}

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

Result<std::string> compress(std::string_view plain) {
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(
      ZSTD_createCCtx_advanced(ZSTD_customMem{allocateWiped, freeWiped, nullptr}));
  if (context == nullptr) return Error(Code::kResourceExhausted, "No memory left to seal an entry.");
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  const size_t size =
      ZSTD_compressCCtx(context.get(), out.data(), out.size(), plain.data(), plain.size(), kLevel);
  if (ZSTD_isError(size)) {
    sodium_memzero(out.data(), out.size());
    return Error(Code::kInternal, "An entry could not be compressed.");
  }
  sodium_memzero(out.data() + size, out.size() - size);
  out.resize(size);
  return out;
}

Result<std::string> expand(std::string_view compressed, size_t plainBytesMax) {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  if (context == nullptr) return Error(Code::kResourceExhausted, "No memory left to open an entry.");
  // The frame says its size before anything is expanded; one that does not is none of ours.
  const auto size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > plainBytesMax)
    return Error(Code::kDataLoss,
                 "The content of this entry is not compressed as it should be or too large.");
  std::string out(static_cast<size_t>(size), '\0');
  const size_t got =
      ZSTD_decompressDCtx(context.get(), out.data(), out.size(), compressed.data(), compressed.size());
  if (ZSTD_isError(got) || got != out.size())
    return Error(Code::kDataLoss, "The compressed content of this entry is damaged.");
  return out;
}

}  // namespace foyer::seal
