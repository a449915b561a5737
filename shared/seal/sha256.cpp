#include "shared/seal/sha256.h"

#include "shared/seal/digest.h"

namespace foyer::seal {

std::string sha256(std::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytesOf(hash), bytesOf(bytes), bytes.size());
  return hash;
}

}  // namespace foyer::seal
