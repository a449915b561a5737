#include "shared/base/ids.h"

#include <sys/random.h>

#include <algorithm>

#include "shared/base/result.h"

namespace foyer {

Random systemRandom() {
  return [](std::span<uint8_t> out) {
    size_t done = 0;
    while (done < out.size()) {
      const ssize_t n = getrandom(out.data() + done, out.size() - done, 0);
      FOYER_ASSERT(n >= 0 || errno == EINTR);
      if (n > 0) done += static_cast<size_t>(n);
    }
  };
}

std::string toHex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

std::optional<std::string> fromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string bytes;
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]), low = digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

std::string Id16::hex() const { return toHex(view()); }

std::string Id16::uuid() const {
  std::string text = hex();
  for (const size_t at : {20u, 16u, 12u, 8u}) text.insert(at, 1, '-');
  return text;
}

std::optional<Id16> Id16::fromBytes(std::string_view bytes) {
  if (bytes.size() != 16) return std::nullopt;
  Id16 id;
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

std::optional<Id16> Id16::fromText(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != '-') digits.push_back(c);
  const auto bytes = fromHex(digits);
  return bytes ? fromBytes(*bytes) : std::nullopt;
}

Id16 newRandomId(const Random& random) {
  Id16 id;
  random(id.bytes);
  return id;
}

Id16 newUuidV7(int64_t wallMs, const Random& random) {
  Id16 id = newRandomId(random);
  const uint64_t ms = static_cast<uint64_t>(std::max<int64_t>(wallMs, 0));
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<uint8_t>(ms >> (8 * (5 - i)));
  id.bytes[6] = static_cast<uint8_t>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

}  // namespace foyer
