#include "shared/sync/backoff.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/sync/limits.h"

namespace foyer::sync {
namespace {

TEST(Backoff, DoublesToItsLongestWaitAndKeepsAtLeastHalf) {
  Backoff backoff(systemRandom());
  int64_t longest = kBackoffMinMs;
  for (int i = 0; i < 100; ++i) {
    const int64_t delay = backoff.nextDelayMs();
    EXPECT_GE(delay, longest / 2);
    EXPECT_LE(delay, longest);
    longest = std::min(longest * 2, kBackoffMaxMs);
  }
  backoff.reset();
  EXPECT_LE(backoff.nextDelayMs(), kBackoffMinMs);
}

TEST(Backoff, SpreadsKiosksThatLostTheServerTogether) {
  std::vector<int64_t> delays;
  for (int i = 0; i < 50; ++i) delays.push_back(Backoff(systemRandom()).nextDelayMs());
  std::sort(delays.begin(), delays.end());
  EXPECT_GT(delays.back() - delays.front(), kBackoffMinMs / 8);
}

}  // namespace
}  // namespace foyer::sync
