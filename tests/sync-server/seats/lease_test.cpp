#include <random>

#include "tests/sync-server/seats/centre.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::SeatLeases;
using foyer::sync::v1::SeatReport;

SeatReport holding(const Id16& lease, uint32_t spent, uint32_t returned) {
  SeatReport report;
  auto& held = *report.add_holdings();
  held.set_lease_id(lease.str());
  held.set_session(kCourse);
  held.set_spent(spent);
  held.set_returned(returned);
  return report;
}

TEST(SeatLeases, AnAnswerThatIsLostIsGivenAgain) {
  Centre centre(12);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const SeatLeases first = centre.meet(lobby, {});
  const SeatLeases again = centre.meet(lobby, {});
  ASSERT_EQ(first.leases_size(), 1);
  ASSERT_EQ(again.leases_size(), 1);
  EXPECT_EQ(first.leases(0).id(), again.leases(0).id());
  EXPECT_EQ(first.leases(0).granted(), again.leases(0).granted());
}

TEST(SeatLeases, RunOutAtTheServerOnlyAfterTheirTimeAndAMarginAndOverARestart) {
  Centre centre(2);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Id16 lease = centre.borrow(lobby, 2);
  ASSERT_FALSE(lease.isNil());
  centre.world.clock().advanceMs(kSeatsSurelyOverMs - 60'000);
  centre.world.restart();
  Kiosk& library = centre.world.kiosk("library");
  EXPECT_TRUE(centre.borrow(library, 1).isNil());
  // The machine was off: nobody knows for how long, and nobody counts it.
  centre.world.clock().reboot("boot-2");
  centre.sweep();
  EXPECT_TRUE(centre.borrow(library, 1).isNil());
  centre.world.clock().advanceMs(60'000);
  centre.sweep();
  EXPECT_FALSE(centre.borrow(library, 1).isNil());
}

TEST(SeatLeases, AConfirmationAfterTheLeaseWasGivenOutAgainWaits) {
  Centre centre(2);
  Kiosk& lobby = centre.world.kiosk("lobby");
  Kiosk& library = centre.world.kiosk("library");
  const Id16 lease = centre.borrow(lobby, 2);
  const Registered offline = centre.write(lobby, "CONFIRMED", 2, lease);
  centre.world.clock().advanceMs(kSeatsSurelyOverMs);
  centre.sweep();
  const Registered other = centre.registered(library, "CONFIRMED", 2, centre.borrow(library, 2));
  EXPECT_EQ(centre.stateOf(other), "CONFIRMED");
  must(lobby.sync());
  EXPECT_EQ(centre.stateOf(offline), "WAITING");
  EXPECT_EQ(centre.confirmed(), 2u);
  EXPECT_EQ(centre.openCases().size(), 1u);
  centre.expectRebuildsToTheSame();
}

TEST(SeatLeases, UnusedSeatsComeBackOnContactAndGoToThoseWhoWait) {
  Centre centre(2);
  Kiosk& lobby = centre.world.kiosk("lobby");
  Kiosk& library = centre.world.kiosk("library");
  const Id16 lease = centre.borrow(lobby, 2);
  const Registered waiting = centre.registered(library, "WAITING", 2);
  EXPECT_EQ(centre.stateOf(waiting), "WAITING");
  const SeatLeases asked = centre.meet(lobby, holding(lease, 0, 0));
  ASSERT_EQ(asked.leases_size(), 1);
  EXPECT_EQ(asked.leases(0).keep(), 0u) << "somebody waits who would fit";
  centre.meet(lobby, holding(lease, 0, 2));
  EXPECT_EQ(centre.stateOf(waiting), "CONFIRMED");
  centre.expectRebuildsToTheSame();
}

TEST(SeatLeases, ARestoredServerLendsNothingUntilWhatItForgotHasRunOut) {
  Centre centre(5);
  Kiosk& lobby = centre.world.kiosk("lobby");
  centre.registered(lobby, "WAITING");
  must(centre.world.writer().run([](store::Writer& writer) { return writer.setMeta("server_epoch", "another one....."); }));
  EXPECT_TRUE(centre.borrow(lobby, 1).isNil());
  const Registered waiting = centre.registered(lobby, "WAITING");
  EXPECT_EQ(centre.stateOf(waiting), "WAITING");
  // Lent in the time that the server has forgotten: honoured while there is room.
  const Registered forgotten = centre.registered(lobby, "CONFIRMED", 2, newRandomId(centre.world.random()));
  EXPECT_EQ(centre.stateOf(forgotten), "CONFIRMED");
  centre.world.clock().advanceMs(kSeatsSurelyOverMs);
  centre.sweep();
  EXPECT_EQ(centre.stateOf(waiting), "CONFIRMED");
  EXPECT_FALSE(centre.borrow(lobby, 1).isNil()) << "one is left";
  centre.expectRebuildsToTheSame();
}

TEST(SeatLeases, ALeaseThatNobodyKnowsShowsARestoreAndFreezes) {
  Centre centre(4);
  Kiosk& lobby = centre.world.kiosk("lobby");
  Kiosk& library = centre.world.kiosk("library");
  centre.meet(lobby, holding(newRandomId(centre.world.random()), 1, 0));
  EXPECT_TRUE(centre.borrow(library, 1).isNil());
}

TEST(SeatLeases, TwoRunningCopiesConfirmNoMoreThanWasLent) {
  Centre centre(3);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Id16 lease = centre.borrow(lobby, 3);
  std::vector<Registered> both;
  for (int i = 0; i < 5; ++i) both.push_back(centre.registered(lobby, "CONFIRMED", 1, lease));
  EXPECT_EQ(centre.confirmed(), 3u);
  EXPECT_EQ(centre.stateOf(both[3]), "WAITING");
  EXPECT_EQ(centre.stateOf(both[4]), "WAITING");
  EXPECT_EQ(centre.openCases().size(), 2u);
}

// Random days of two kiosks and a desk; the sums are looked at after every step, the log at the end.
TEST(SeatLeases, HoldOverRandomDaysAndAreTheSameAfterARebuild) {
  uint64_t confirmed = 0, cases = 0;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto below = [&](uint32_t n) { return std::uniform_int_distribution<uint32_t>(0, n - 1)(dice); };
    Centre centre(below(10) + 1, seed);
    std::vector<Kiosk*> kiosks{&centre.world.kiosk("lobby"), &centre.world.kiosk("library")};
    std::vector<Id16> leases{{}, {}};
    std::vector<Registered> all;
    uint32_t seats = 10;
    for (int step = 0; step < 60; ++step) {
      const uint32_t who = below(2);
      Kiosk& kiosk = *kiosks[who];
      const uint32_t what = below(10);
      if (what <= 1) leases[who] = centre.borrow(kiosk, below(4));
      if (what >= 2 && what <= 4) all.push_back(centre.write(kiosk, "CONFIRMED", below(3) + 1, leases[below(2)]));
      if (what == 5) all.push_back(centre.write(kiosk, "WAITING", below(3) + 1));
      if (what == 6) must(kiosk.sync());
      if (what == 7 && !all.empty()) centre.cancel(kiosk, all[below(static_cast<uint32_t>(all.size()))]);
      if (what == 8) centre.world.clock().advanceMs(kSeatsSurelyOverMs / 2);
      if (what == 9) centre.publish(seats = below(12) + 1);
      centre.check();
    }
    for (Kiosk* kiosk : kiosks) must(kiosk->sync());
    centre.sweep();
    confirmed += centre.confirmed();
    cases += centre.openCases().size();
    if (seats < centre.confirmed()) {
      EXPECT_FALSE(centre.openCases().empty());
    }
    centre.expectRebuildsToTheSame();
  }
  EXPECT_GT(confirmed, 20u);
  EXPECT_GT(cases, 5u);
}

}  // namespace
}  // namespace foyer::testworld
