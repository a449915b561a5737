// The chance that libsodium and SQLite draw by themselves, led by the seed too.
//
// Place: useSeed() before each run. Ownership: process-wide. Threads: one. Errors: none. Does not: make
// anything secure: this is for the simulation alone.
#pragma once

#include <cstdint>

namespace foyer::sim {

void useSeed(uint64_t seed);

}  // namespace foyer::sim
