// Protobuf's varints (https://protobuf.dev/programming-guides/encoding/), for the formats of this folder.
//
// Place: inside shared/record. Pure functions; any thread. Errors: false for bytes that end too early or are
// longer than 64 bits. Does not: know tags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace foyer::record {

inline constexpr int kVarintBytesMax = 10;

inline bool readVarint(std::string_view bytes, size_t& at, uint64_t& value) {
  value = 0;
  for (int i = 0; i < kVarintBytesMax && at < bytes.size(); ++i) {
    const uint8_t byte = static_cast<uint8_t>(bytes[at++]);
    value |= uint64_t{byte & 0x7fu} << (7 * i);
    if (!(byte & 0x80)) return true;
  }
  return false;
}

inline void appendVarint(std::string& out, uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

}  // namespace foyer::record
