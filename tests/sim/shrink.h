// From a run in which an invariant does not hold to the shortest one that still shows it.
//
// Leaves out events, larger groups first (delta debugging: Zeller and Hildebrandt 2002), and calms the network,
// as long as the same invariant fails. Place: the command, for the first violation. Ownership: values.
// Threads: one. Errors: none: the scenario it was given is the worst answer. Does not: change the seed.
#pragma once

#include <functional>
#include <string>

#include "tests/sim/scenario.h"

namespace foyer::sim {

// Runs tried at most: about ten seconds.
inline constexpr int kShrinkRunsMax = 120;

// Whether this scenario still shows it.
using StillFails = std::function<bool(const Scenario&)>;
Scenario shrink(Scenario scenario, const StillFails& stillFails);

}  // namespace foyer::sim
