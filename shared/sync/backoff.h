// How long to wait before the next try: doubles from kBackoffMinMs to kBackoffMaxMs, and of that a random
// part between half and all, so that kiosks which lost the server together do not come back together.
//
// Place: the uplink of a kiosk. Ownership: a value. Threads: one. Errors: none. Does not: wait.
#pragma once

#include <cstdint>

#include "shared/base/ids.h"

namespace foyer::sync {

class Backoff {
 public:
  explicit Backoff(Random random) : m_random(std::move(random)) {}
  // The wait after one more failure.
  int64_t nextDelayMs();
  // A stream was welcomed.
  void reset() { m_failures = 0; }

 private:
  Random m_random;
  int m_failures = 0;
};

}  // namespace foyer::sync
