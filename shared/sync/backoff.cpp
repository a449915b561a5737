#include "shared/sync/backoff.h"

#include <algorithm>

#include "shared/sync/limits.h"

namespace foyer::sync {

int64_t Backoff::nextDelayMs() {
  constexpr int kDoublingsMax = 20;  // far beyond the longest wait, far below an overflow
  const int64_t longest = std::min(kBackoffMaxMs, kBackoffMinMs << std::min(m_failures, kDoublingsMax));
  ++m_failures;
  uint8_t bytes[4] = {};
  m_random(bytes);
  const int64_t number = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | int64_t{bytes[3]} << 24;
  return longest / 2 + number % (longest - longest / 2 + 1);
}

}  // namespace foyer::sync
