// Everything that a seed decides comes from here: a stream of numbers that is the same on every machine.
//
// Place: each part of the simulation has a Draw of its own, forked by name, so that what one part draws does
// not shift what another one gets. Ownership: a value. Threads: one. Errors: none.
// Does not: use the distributions of the standard library, which differ between its releases.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"

namespace foyer::sim {

class Draw {
 public:
  explicit Draw(uint64_t seed) : m_state(seed) {}

  // SplitMix64 (Steele, Lea, Flood 2014).
  uint64_t next() {
    uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  uint64_t below(uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
  // Both ends included.
  int64_t between(int64_t least, int64_t most) {
    return least + static_cast<int64_t>(below(static_cast<uint64_t>(most - least) + 1));
  }
  bool chance(double probability) { return static_cast<double>(next() >> 11) * 0x1.0p-53 < probability; }
  template <typename T>
  const T& oneOf(const std::vector<T>& all) {
    return all[below(all.size())];
  }
  // A stream of its own; takes nothing from this one.
  Draw fork(std::string_view name, uint64_t number = 0) const {
    uint64_t mixed = m_state ^ (number * 0xd6e8feb86659fd93u);
    for (const char c : name) mixed = (mixed ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
    Draw other(mixed);
    other.next();
    return other;
  }
  // As what product code asks for randomness.
  Random random() const {
    return [own = std::make_shared<Draw>(*this)](std::span<uint8_t> bytes) {
      for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(own->next());
    };
  }

 private:
  uint64_t m_state;
};

}  // namespace foyer::sim
