#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "sync-server/seats/ledger.h"

namespace foyer::seats {
namespace {

constexpr int64_t kSurelyOverMs = sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs;

Id16 id(uint8_t n) {
  Id16 made;
  made.bytes[15] = n;
  return made;
}
const Id16 kLobby = id(1), kLibrary = id(2), kBoot = id(11), kOther = id(12);
const Id16 kLease = id(21), kSecondLease = id(22);

Borrower lobby(uint32_t wish = 0) { return {kLobby, kBoot, wish}; }

TEST(Ledger, LendsAKioskFewAndKeepsAReserve) {
  Ledger ledger({16}, 0, {}, {});
  const Lending lending = ledger.lend(lobby(), 0, kLease, 0);
  EXPECT_EQ(lending.lease, kLease);
  EXPECT_EQ(ledger.leased(), kSeatsPerLeaseMax);
  EXPECT_EQ(ledger.free() + ledger.leased() + ledger.confirmed(), 16u);
}

TEST(Ledger, ABusySiteGetsWhatAnEmptyOneCannotHold) {
  Ledger ledger({8}, 0, {}, {});
  ledger.lend({kLibrary, kOther, 0}, 0, kSecondLease, 0);
  const uint32_t atTheEmptySite = ledger.leased();
  uint32_t confirmed = 0;
  for (uint8_t visitor = 0; visitor < 8; ++visitor) {
    const Lending lending = ledger.lend(lobby(1), 0, id(static_cast<uint8_t>(100 + visitor)), 0);
    if (ledger.confirm(1, lending.lease, kLobby) != Verdict::kNoSeat) ++confirmed;
  }
  EXPECT_EQ(confirmed, 8 - atTheEmptySite);
  EXPECT_LE(atTheEmptySite, 4u);
}

TEST(Ledger, SomebodyWhoStandsThereGetsTheReserve) {
  Ledger ledger({2}, 1, {}, {});
  EXPECT_TRUE(ledger.lend(lobby(), 0, kLease, 0).lease.isNil());  // the last seat is the reserve
  const Lending lending = ledger.lend(lobby(1), 0, kLease, 0);
  EXPECT_EQ(ledger.confirm(1, lending.lease, kLobby), Verdict::kFromLease);
  EXPECT_EQ(ledger.free(), 0u);
}

TEST(Ledger, AGroupGetsAllItsSeatsOrIsLentNone) {
  Ledger ledger({10}, 4, {}, {});
  EXPECT_GE(ledger.lend(lobby(6), 0, kLease, 0).keep, 6u);
  Ledger full({10}, 5, {}, {});
  full.lend(lobby(6), 0, kLease, 0);
  EXPECT_LT(full.leased(), 5u);
}

TEST(Ledger, ARepeatedReportTakesNothingBack) {
  Ledger ledger({8}, 1, {{kLease, kLobby, kBoot, 4, 1, 0, 0, true}}, {});
  ledger.report({kLease, 1, 2, false}, lobby(), 10);
  EXPECT_EQ(ledger.leased(), 1u);
  ledger.report({kLease, 1, 2, false}, lobby(), 20);
  ledger.report({kLease, 0, 0, false}, lobby(), 30);  // late
  EXPECT_EQ(ledger.leased(), 1u);
  EXPECT_EQ(ledger.free(), 6u);
}

TEST(Ledger, AKioskCannotGiveBackWhatHasArrived) {
  Ledger ledger({4}, 3, {{kLease, kLobby, kBoot, 4, 3, 0, 0, true}}, {});
  ledger.report({kLease, 0, 4, true}, lobby(), 10);
  EXPECT_EQ(ledger.confirmed(), 3u);
  EXPECT_EQ(ledger.free(), 1u);
}

TEST(Ledger, GivesALeaseOutAgainOnlyAfterItsTimeAndAMargin) {
  Ledger ledger({4}, 0, {{kLease, kLobby, kBoot, 4, 0, 0, 1'000, true}}, {});
  ledger.expire(1'000 + kSurelyOverMs - 1);
  EXPECT_EQ(ledger.free(), 0u);
  ledger.expire(1'000 + kSurelyOverMs);
  EXPECT_EQ(ledger.free(), 4u);
}

TEST(Ledger, ALeaseThatIsNamedAgainAfterALostAnswerHoldsFromThen) {
  Ledger ledger({8}, 0, {{kLease, kLobby, kBoot, 2, 0, 0, 0, true}}, {});
  EXPECT_EQ(ledger.lend(lobby(), 2, kSecondLease, 3'600'000).lease, kLease);
  ledger.expire(kSurelyOverMs);
  EXPECT_EQ(ledger.lease(kLease)->returned, 0u);
  ledger.expire(3'600'000 + kSurelyOverMs);
  EXPECT_GT(ledger.lease(kLease)->returned, 0u);
}

TEST(Ledger, AnExpiredLeaseThatWasGivenOutAgainConfirmsNobody) {
  Ledger ledger({4}, 0, {{kLease, kLobby, kBoot, 4, 0, 0, 0, true}}, {});
  ledger.expire(kSurelyOverMs);
  EXPECT_EQ(ledger.confirm(4, Id16{}, kLibrary), Verdict::kFromFree);
  EXPECT_EQ(ledger.confirm(1, kLease, kLobby), Verdict::kNoSeat);
  EXPECT_EQ(ledger.confirmed(), 4u);
}

TEST(Ledger, AnExpiredLeaseIsHonouredWhileASeatIsFree) {
  Ledger ledger({4}, 0, {{kLease, kLobby, kBoot, 4, 0, 0, 0, true}}, {});
  ledger.expire(kSurelyOverMs);
  EXPECT_EQ(ledger.confirm(2, kLease, kLobby), Verdict::kFromFree);
}

TEST(Ledger, TwoRunningCopiesOfOneKioskSpendALeaseOnce) {
  Ledger ledger({4}, 2, {{kLease, kLobby, kBoot, 2, 0, 0, 0, true}}, {});
  EXPECT_EQ(ledger.confirm(2, kLease, kLobby), Verdict::kFromLease);
  EXPECT_EQ(ledger.confirm(1, kLease, kLobby), Verdict::kNoSeat);
  EXPECT_EQ(ledger.confirmed(), 4u);
}

TEST(Ledger, ALeaseOfAnotherKioskIsWorthNothing) {
  Ledger ledger({4}, 0, {{kLease, kLobby, kBoot, 4, 0, 0, 0, true}}, {});
  EXPECT_EQ(ledger.confirm(1, kLease, kLibrary), Verdict::kNoSeat);
  ledger.report({kLease, 0, 4, true}, {kLibrary, kBoot, 0}, 0);
  EXPECT_EQ(ledger.leased(), 4u);
}

TEST(Ledger, ALeaseOfACopiedDiskOnlyRunsOut) {
  Ledger ledger({4}, 0, {{kLease, kLobby, kBoot, 3, 0, 0, 0, true}}, {});
  const Borrower copy{kLobby, kOther, 0};
  ledger.report({kLease, 0, 3, true}, copy, 10);
  EXPECT_EQ(ledger.leased(), 3u);  // the other copy may spend from it yet
  ledger.expire(kSurelyOverMs);
  EXPECT_EQ(ledger.leased(), 0u);
}

TEST(Ledger, LoweredCapacityIsMissingAndConfirmsNobodyMore) {
  Ledger ledger({3}, 2, {{kLease, kLobby, kBoot, 3, 0, 0, 0, true}}, {});
  EXPECT_EQ(ledger.missing(), 2u);
  EXPECT_EQ(ledger.confirm(1, kLease, kLobby), Verdict::kFromLease);
  EXPECT_EQ(ledger.confirm(1, kLease, kLobby), Verdict::kNoSeat);
  EXPECT_EQ(ledger.confirmed(), 3u);
}

TEST(Ledger, PromotesInOrderAndLetsNobodyWaitBehindAGroupThatDoesNotFit) {
  Ledger ledger({5}, 2, {}, {{id(31), 2}, {id(32), 4}, {id(33), 1}, {id(34), 1}});
  const auto promoted = ledger.promote();
  ASSERT_EQ(promoted.size(), 2u);
  EXPECT_EQ(promoted[0].registration, id(31));
  EXPECT_EQ(promoted[1].registration, id(33));
  EXPECT_EQ(ledger.confirmed(), 5u);
}

TEST(Ledger, LendsNothingWhileSomebodyWaitsWhoWouldFit) {
  Ledger ledger({8}, 4, {{kLease, kLobby, kBoot, 4, 0, 0, 0, true}}, {{id(31), 1}});
  const Lending lending = ledger.lend(lobby(1), 4, kSecondLease, 0);
  EXPECT_EQ(lending.keep, 0u);  // the kiosk gives back what it has, and the first who waits gets it
  ledger.report({kLease, 0, 4, false}, lobby(), 1);
  EXPECT_EQ(ledger.promote().size(), 1u);
}

TEST(Ledger, FrozenItLendsAndPromotesNobodyAndTakesThoseWithALease) {
  Ledger ledger({4, true, true}, 0, {}, {{id(31), 1}});
  EXPECT_TRUE(ledger.lend(lobby(1), 0, kLease, 0).lease.isNil());
  EXPECT_TRUE(ledger.promote().empty());
  EXPECT_EQ(ledger.confirm(1, Id16{}, Id16{}), Verdict::kNoSeat);
  EXPECT_EQ(ledger.confirm(1, id(99), kLobby), Verdict::kFromFree);
}

TEST(Ledger, ACancelledDateGivesNothingOut) {
  Ledger ledger({4, false}, 1, {}, {{id(31), 1}});
  EXPECT_TRUE(ledger.promote().empty());
  EXPECT_TRUE(ledger.lend(lobby(1), 0, kLease, 0).lease.isNil());
  EXPECT_EQ(ledger.confirm(1, Id16{}, Id16{}), Verdict::kNoSeat);
}

}  // namespace
}  // namespace foyer::seats
