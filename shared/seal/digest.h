// BLAKE2b-256 over parts, fed one after another.
//
// Place: inside shared/seal. Ownership: a value on the stack. Threads: one. Errors: none.
// Does not: put anything between the parts; the formats in seal.h use parts of fixed size.
#pragma once

#include <sodium.h>

#include <algorithm>

#include "shared/seal/seal.h"

namespace foyer::seal {

inline constexpr size_t kDataKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

class Digest {
 public:
  explicit Digest(std::string_view domain) {
    crypto_generichash_init(&m_state, nullptr, 0, sizeof(Hash32));
    add(domain);
  }
  Digest& add(std::string_view bytes) {
    crypto_generichash_update(&m_state, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    return *this;
  }
  Digest& add(const Id16& id) { return add(id.view()); }
  Digest& add(const Hash32& hash) { return add({reinterpret_cast<const char*>(hash.data()), hash.size()}); }
  Digest& addU64(uint64_t number) { return addBigEndian<8>(number); }
  Digest& addU32(uint32_t number) { return addBigEndian<4>(number); }
  Hash32 finish() {
    Hash32 hash;
    crypto_generichash_final(&m_state, hash.data(), hash.size());
    return hash;
  }

 private:
  template <int kBytes>
  Digest& addBigEndian(uint64_t number) {
    char bytes[kBytes];
    for (int i = 0; i < kBytes; ++i) bytes[i] = static_cast<char>(number >> (8 * (kBytes - 1 - i)));
    return add({bytes, kBytes});
  }
  crypto_generichash_state m_state;
};

inline Id16 firstHalf(const Hash32& hash) {
  Id16 id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

inline const uint8_t* bytesOf(std::string_view text) { return reinterpret_cast<const uint8_t*>(text.data()); }
inline uint8_t* bytesOf(std::string& text) { return reinterpret_cast<uint8_t*>(text.data()); }

}  // namespace foyer::seal
