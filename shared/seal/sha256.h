// SHA-256, by which pictures and recordings are named: it is what the world outside uses for content hashes.
//
// Place: the loader of the catalogue and the kiosk's copies of its assets. Ownership: pure. Threads: any.
// Errors: none. Does not: digest records (BLAKE2b does, see seal.h).
#pragma once

#include <string>
#include <string_view>

namespace foyer::seal {

inline constexpr size_t kSha256Bytes = 32;

std::string sha256(std::string_view bytes);

}  // namespace foyer::seal
