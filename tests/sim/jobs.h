// Seeds in processes of their own: one that crashes is booked on the seed that it was playing, and the others go on.
//
// Place: the command plays all its seeds here, with one job too, so that figures are printed whatever happens.
// Ownership: none; waits for all that it starts. Threads: one. Errors: a crash is a failure of its seed.
// Does not: know what a seed plays.
#pragma once

#include <cstdint>
#include <functional>

#include "tests/sim/tally.h"

namespace foyer::sim {

// What stands as the invariant of a seed whose process ended by itself.
inline constexpr char kCrashed[] = "no broken promise";

struct Seeds {
  uint64_t from = 1;
  uint64_t until = 1;
  uint64_t jobs = 1;
  enum class End { kAll, kAtFirstFailure } end = End::kAll;
};

Tally playInJobs(const Seeds& seeds, const std::function<Tally(uint64_t seed)>& play);

// One piece of work in a process of its own; false: it says so, or that process crashed.
bool runApart(const std::function<bool()>& work);

}  // namespace foyer::sim
