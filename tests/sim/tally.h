// What many seeds come to: figures by kind, and the seeds in which something did not hold.
//
// Place: the command counts with it; processes of --jobs hand theirs on as text. Ownership: a value.
// Threads: one. Errors: none. Does not: run anything.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/sim/world.h"

namespace foyer::sim {

struct Failure {
  uint64_t seed = 0;
  std::string invariant;
  std::string words;
};

struct Tally {
  uint64_t seeds = 0;
  uint64_t promises = 0;
  uint64_t steps = 0;
  uint64_t longestRestMs = 0;
  uint64_t violations = 0;
  std::map<std::string, uint64_t> faults;
  std::vector<Failure> failures;  // the first of each seed

  void add(uint64_t seed, const Report& report);
  void add(const Tally& other);
  std::string asText() const;
  static Tally fromText(const std::string& text);
};

}  // namespace foyer::sim
