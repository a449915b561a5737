// Numbers, bytes and lists as the formats of this folder write them: protobuf's varints
// (https://protobuf.dev/programming-guides/encoding/), lengths before contents.
//
// Place: inside shared/record. Values; any thread. Errors: isGood() and readVarint() are false for bytes that end
// too early or name what is not there. Does not: know tags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"

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

// Moves `at` over one value of protobuf's wire format; false if it does not fit, or is a group.
bool skipValue(std::string_view bytes, size_t& at, uint32_t wireType);

inline void appendVarint(std::string& out, uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline uint64_t zigzag(int64_t number) {
  return (static_cast<uint64_t>(number) << 1) ^ static_cast<uint64_t>(number >> 63);
}
inline int64_t unzigzag(uint64_t number) { return static_cast<int64_t>(number >> 1) ^ -static_cast<int64_t>(number & 1); }

inline void appendBytes(std::string& out, std::string_view bytes) {
  appendVarint(out, bytes.size());
  out += bytes;
}

// Reads one value after another; false once anything did not fit.
class Source {
 public:
  explicit Source(std::string_view bytes) : m_bytes(bytes) {}
  uint64_t number() {
    uint64_t value = 0;
    if (!readVarint(m_bytes, m_at, value)) m_isGood = false;
    return m_isGood ? value : 0;
  }
  // Of a list whose elements take at least a byte each.
  size_t count() {
    const uint64_t value = number();
    if (value > m_bytes.size() - m_at) m_isGood = false;
    return m_isGood ? static_cast<size_t>(value) : 0;
  }
  std::string_view bytes(size_t length) {
    if (length > m_bytes.size() - m_at) m_isGood = false;
    if (!m_isGood) return {};
    m_at += length;
    return m_bytes.substr(m_at - length, length);
  }
  std::string_view bytes() { return bytes(count()); }
  // What follows, without reading it.
  std::string_view ahead() const { return m_bytes.substr(m_at); }
  std::string_view rest() { return bytes(m_bytes.size() - m_at); }
  uint8_t byte() {
    const std::string_view one = bytes(1);
    return one.empty() ? 0 : static_cast<uint8_t>(one.front());
  }
  Id16 id() { return Id16::fromBytes(bytes(16)).value_or(Id16{}); }
  template <typename T>
  T from(const std::vector<T>& list) {
    const uint64_t place = number();
    if (place >= list.size()) m_isGood = false;
    return m_isGood ? list[place] : T{};
  }
  bool isGood() const { return m_isGood; }
  bool isAtEnd() const { return m_isGood && m_at == m_bytes.size(); }

 private:
  std::string_view m_bytes;
  size_t m_at = 0;
  bool m_isGood = true;
};

}  // namespace foyer::record
