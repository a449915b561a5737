// 16-byte identifiers and their text forms.
//
// Place: record, change, device, incarnation and author ids are all Id16. New ones are UUIDv7 (RFC 9562
// section 5.7): time-ordered, so that inserting them into an index appends instead of scattering.
// Randomness comes in as a `Random`, so that the simulation is repeatable. Threads: any; values.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace foyer {

// Fills a span with random bytes; production hands in systemRandom(), the simulation a seeded one.
using Random = std::function<void(std::span<uint8_t>)>;
// The kernel's generator (getrandom); never fails after boot.
Random systemRandom();

struct Id16 {
  std::array<uint8_t, 16> bytes{};
  auto operator<=>(const Id16&) const = default;
  bool isNil() const { return *this == Id16{}; }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  std::string str() const { return std::string(view()); }
  // 32 lower-case hex digits.
  std::string hex() const;
  // 8-4-4-4-12 form of RFC 9562.
  std::string uuid() const;
  // Exactly 16 bytes, else nothing.
  static std::optional<Id16> fromBytes(std::string_view bytes);
  // With or without hyphens, either case.
  static std::optional<Id16> fromText(std::string_view text);
};

// UUIDv7 of the given wall time (milliseconds since 1970; negative times count as 0).
Id16 newUuidV7(int64_t wallMs, const Random& random);
// 128 random bits, for incarnations and authors.
Id16 newRandomId(const Random& random);

std::string toHex(std::string_view bytes);
std::optional<std::string> fromHex(std::string_view text);

}  // namespace foyer

template <>
struct std::hash<foyer::Id16> {
  size_t operator()(const foyer::Id16& id) const noexcept {
    return std::hash<std::string_view>{}(id.view());
  }
};
