// The seats' own clock: milliseconds that have surely passed, over every restart of the server.
//
// It counts with the machine's boot clock, which never jumps. What passes while the machine is off is not known and
// not counted, so that this clock may run late, but never early: a lease that has run out by it has surely run out
// at its kiosk. No wall clock is looked at (invariant 7).
// Place: Seats keeps its reading in the store with everything it writes. Ownership: a value. Threads: any.
// Errors: none; a reading that cannot be read counts as the beginning, which is late. Does not: store itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace foyer::seats {

class SeatClock {
 public:
  // "<ms> <boot ms> <boot id>", as text() gave it; empty at the very first.
  static SeatClock fromText(std::string_view text);
  std::string text() const;

  // What it is now; also remembers it.
  int64_t read(const Clock& clock);

 private:
  int64_t m_ms = 0;
  int64_t m_bootMs = 0;
  std::string m_bootId;
};

}  // namespace foyer::seats
