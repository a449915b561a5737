// How often a wrong code may be tried, as a pure table.
#include "sync-server/rpc/slip_tries.h"

#include <gtest/gtest.h>

namespace foyer::rpc {
namespace {

Id16 kiosk(uint8_t number) {
  Id16 id;
  id.bytes[0] = number;
  return id;
}

class SlipTriesTest : public testing::Test {
 protected:
  void fill(const Id16& device) {
    for (int i = 0; i < kWrongOfKioskMax; ++i) m_tries.countWrong(device);
  }
  ManualClock m_clock;
  SlipTries m_tries{m_clock};
};

TEST_F(SlipTriesTest, LetsPeopleMistypeAndThenMakesTheKioskWait) {
  for (int i = 0; i < kWrongOfKioskMax; ++i) {
    EXPECT_EQ(m_tries.waitMs(kiosk(1)), 0) << i;
    m_tries.countWrong(kiosk(1));
  }
  const int64_t wait = m_tries.waitMs(kiosk(1));
  EXPECT_GT(wait, 0);
  EXPECT_LE(wait, kBucketEmptyMs / kWrongOfKioskMax) << "one more try after six minutes";
  EXPECT_EQ(m_tries.waitMs(kiosk(2)), 0) << "another kiosk goes on";
  m_clock.advanceMs(wait);
  EXPECT_EQ(m_tries.waitMs(kiosk(1)), 0);
}

TEST_F(SlipTriesTest, StopsAllKiosksWhenTogetherTheyTryTooMuch) {
  for (uint8_t each = 1; each <= kWrongOfServerMax / kWrongOfKioskMax; ++each) fill(kiosk(each));
  EXPECT_GT(m_tries.waitMs(kiosk(250)), 0) << "also one that never tried";
  m_clock.advanceMs(kBucketEmptyMs);
  EXPECT_EQ(m_tries.waitMs(kiosk(1)), 0) << "all is forgotten after an hour";
}

TEST_F(SlipTriesTest, RemembersOverARestart) {
  fill(kiosk(1));
  const std::string text = m_tries.text(kiosk(1));
  SlipTries after(m_clock);
  after.restore(kiosk(1), text);
  EXPECT_GT(after.waitMs(kiosk(1)), 0);
  m_clock.advanceMs(kBucketEmptyMs);
  SlipTries muchLater(m_clock);
  muchLater.restore(kiosk(1), text);
  EXPECT_EQ(muchLater.waitMs(kiosk(1)), 0);
}

TEST_F(SlipTriesTest, IsNeverFullerOrEmptierForAClockThatIsWrong) {
  fill(kiosk(1));
  const std::string text = m_tries.text(kiosk(1));
  m_clock.setWallMs(m_clock.wallMs() - 40LL * 365 * 24 * 3'600'000);
  SlipTries early(m_clock);
  early.restore(kiosk(1), text);
  EXPECT_GT(early.waitMs(kiosk(1)), 0);
  EXPECT_LE(early.waitMs(kiosk(1)), kBucketEmptyMs);
  for (const char* nonsense : {"", "x", "999999999999999999999 1", "-5 -5", "100000000 9223372036854775807"}) {
    SlipTries any(m_clock);
    any.restore(kiosk(1), nonsense);
    EXPECT_LE(any.waitMs(kiosk(1)), kBucketEmptyMs) << nonsense;
  }
}

}  // namespace
}  // namespace foyer::rpc
