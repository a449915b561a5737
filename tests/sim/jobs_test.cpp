// Seeds in processes: all are played, and one that crashes is booked on the seed that crashed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/sim/jobs.h"

namespace foyer::sim {
namespace {

Tally playWell(uint64_t) {
  Report report;
  report.promises = 2;
  Tally tally;
  tally.add(1, report);
  return tally;
}

Tally crashAtFive(uint64_t seed) {
  if (seed == 5) std::abort();
  return playWell(seed);
}

Tally failFromFour(uint64_t seed) {
  Report report;
  if (seed >= 4) report.violations.push_back({"no lost record", "it is gone"});
  Tally tally;
  tally.add(seed, report);
  return tally;
}

TEST(SimJobs, PlayEachSeedOnce) {
  for (const uint64_t jobs : {1, 2, 3, 20}) {
    const Tally tally = playInJobs({3, 12, jobs}, playWell);
    EXPECT_EQ(tally.seeds, 10u);
    EXPECT_EQ(tally.promises, 20u);
    EXPECT_EQ(tally.violations, 0u);
  }
}

TEST(SimJobs, BookACrashOnItsSeedAndGoOn) {
  for (const uint64_t jobs : {1, 2}) {
    const Tally tally = playInJobs({1, 9, jobs}, crashAtFive);
    EXPECT_EQ(tally.seeds, 9u);
    EXPECT_EQ(tally.promises, 16u);
    ASSERT_EQ(tally.failures.size(), 1u);
    EXPECT_EQ(tally.failures.front().seed, 5u);
    EXPECT_EQ(tally.failures.front().invariant, kCrashed);
  }
}

TEST(SimJobs, StopAtTheFirstFailureWhereThatIsEnough) {
  const Tally tally = playInJobs({1, 9, 1, Seeds::End::kAtFirstFailure}, failFromFour);
  EXPECT_EQ(tally.seeds, 4u);
  ASSERT_EQ(tally.failures.size(), 1u);
  EXPECT_EQ(tally.failures.front().seed, 4u);
}

TEST(SimJobs, SayWhetherWorkApartWasDone) {
  EXPECT_TRUE(runApart([] { return true; }));
  EXPECT_FALSE(runApart([] { return false; }));
  EXPECT_FALSE(runApart([]() -> bool { std::abort(); }));
}

}  // namespace
}  // namespace foyer::sim
