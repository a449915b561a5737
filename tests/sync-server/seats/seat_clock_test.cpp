#include <gtest/gtest.h>

#include "sync-server/seats/seat_clock.h"

namespace foyer::seats {
namespace {

TEST(SeatClock, CountsWhatTheMachineCounts) {
  ManualClock machine;
  SeatClock clock = SeatClock::fromText("");
  const int64_t begin = clock.read(machine);
  machine.advanceMs(5'000);
  EXPECT_EQ(clock.read(machine) - begin, 5'000);
}

TEST(SeatClock, GoesOnOverARestartOfTheServerOnARunningMachine) {
  ManualClock machine;
  SeatClock clock = SeatClock::fromText("");
  const int64_t begin = clock.read(machine);
  const std::string kept = clock.text();
  machine.advanceMs(60'000);
  SeatClock restarted = SeatClock::fromText(kept);
  EXPECT_EQ(restarted.read(machine) - begin, 60'000);
}

TEST(SeatClock, DoesNotCountTheTimeInWhichTheMachineWasOff) {
  ManualClock machine(0, 1'000'000);
  SeatClock clock = SeatClock::fromText("");
  const int64_t before = clock.read(machine);
  machine.reboot("boot-2");
  machine.advanceMs(7'000);
  EXPECT_EQ(clock.read(machine) - before, 7'000);  // surely passed; the rest may have been a minute or a year
}

TEST(SeatClock, AsksNoWallClock) {
  ManualClock machine;
  SeatClock clock = SeatClock::fromText("");
  const int64_t begin = clock.read(machine);
  machine.setWallMs(4'102'444'800'000);  // 2100
  EXPECT_EQ(clock.read(machine), begin);
  machine.setWallMs(0);
  EXPECT_EQ(clock.read(machine), begin);
}

TEST(SeatClock, NeverRunsEarlyWhateverTheRestarts) {
  ManualClock machine;
  SeatClock clock = SeatClock::fromText("");
  const int64_t begin = clock.read(machine);
  int64_t truth = 0;
  for (int i = 1; i < 200; ++i) {
    const int64_t passed = i * 997 % 5'000;
    if (i % 7 == 0) {
      machine.reboot("boot-" + std::to_string(i));  // off for a while, which nobody counts
      truth += 100'000;
    }
    machine.advanceMs(passed);
    truth += passed;
    clock = SeatClock::fromText(clock.text());
    EXPECT_LE(clock.read(machine) - begin, truth);
  }
}

TEST(SeatClock, ReadingsThatCannotBeReadAreTheBeginning) {
  ManualClock machine(0, 1'000);
  SeatClock clock = SeatClock::fromText("not a reading");
  EXPECT_LE(clock.read(machine), 1'000);
}

}  // namespace
}  // namespace foyer::seats
