// Each watch lets what is right pass, and finds what is wrong.
#include <gtest/gtest.h>

#include "tests/sim/checkers/seats_told.h"
#include "tests/sim/checkers/watches.h"

namespace foyer::sim {
namespace {

Id16 idOf(uint8_t n) {
  Id16 id;
  id.bytes.fill(n);
  return id;
}

TEST(Watches, LetSavedBeSaidOfWhatIsOnTheMedium) {
  EXPECT_TRUE(checkSaved(Medium::kHasIt, "Kiosk 1", "a visit").empty());
  EXPECT_EQ(checkSaved(Medium::kAwaitsSync, "Kiosk 1", "a visit").size(), 1u);
}

TEST(Watches, FindAPromiseThatARestartLost) {
  EXPECT_TRUE(checkKept({"Kiosk 1", "a visit", true, false}).empty());
  EXPECT_TRUE(checkKept({"Kiosk 1", "a visit", false, true}).empty());
  EXPECT_EQ(checkKept({"Kiosk 1", "a visit", false, false}).size(), 1u);
}

TEST(Watches, FindAnAckBeforeItsSync) {
  EXPECT_TRUE(checkAckDurable(Medium::kHasIt).empty());
  EXPECT_EQ(checkAckDurable(Medium::kAwaitsSync).size(), 1u);
}

TEST(Watches, FindAnAckThatGoesBackWithinAnEpoch) {
  AcksTold acks;
  EXPECT_TRUE(acks.told(idOf(1), idOf(2), 5).empty());
  EXPECT_TRUE(acks.told(idOf(1), idOf(2), 5).empty());
  EXPECT_TRUE(acks.told(idOf(1), idOf(2), 7).empty());
  EXPECT_EQ(acks.told(idOf(1), idOf(2), 6).size(), 1u);
  EXPECT_EQ(acks.highest(idOf(1), idOf(2)), 7u);
}

TEST(Watches, LetAnotherEpochAndAnotherIncarnationBeginAnew) {
  AcksTold acks;
  EXPECT_TRUE(acks.told(idOf(1), idOf(2), 5).empty());
  EXPECT_TRUE(acks.told(idOf(3), idOf(2), 1).empty());
  EXPECT_TRUE(acks.told(idOf(1), idOf(4), 0).empty());
}

TEST(Watches, FindASecondContentOfOneName) {
  NamesGiven names;
  EXPECT_TRUE(names.acknowledged(idOf(1), 1, {idOf(10), idOf(11)}).empty());
  EXPECT_TRUE(names.acknowledged(idOf(1), 2, {idOf(11), idOf(12)}).empty());
  EXPECT_TRUE(names.acknowledged(idOf(2), 1, {idOf(13)}).empty());
  EXPECT_EQ(names.acknowledged(idOf(1), 2, {idOf(14)}).size(), 1u);
  EXPECT_EQ(names.of(idOf(1), 3), idOf(12));
  EXPECT_FALSE(names.of(idOf(1), 4));
}

TEST(Watches, FindAKioskThatTakesForAppliedWhatIsNot) {
  using store::LogOutcome;
  EXPECT_TRUE(checkOutcome({"Kiosk 1", "a visit", LogOutcome::kApplied, sync::v1::OUTCOME_APPLIED}).empty());
  EXPECT_TRUE(checkOutcome({"Kiosk 1", "a visit", LogOutcome::kQuarantined, sync::v1::OUTCOME_QUARANTINED}).empty());
  EXPECT_TRUE(checkOutcome({"Kiosk 1", "a visit", LogOutcome::kQuarantined, std::nullopt}).empty());
  EXPECT_EQ(checkOutcome({"Kiosk 1", "a visit", LogOutcome::kQuarantined, sync::v1::OUTCOME_APPLIED}).size(), 1u);
  EXPECT_EQ(checkOutcome({"Kiosk 1", "a visit", LogOutcome::kDiscarded, sync::v1::OUTCOME_APPLIED}).size(), 1u);
}

std::vector<Sent> syncWithPoison() {
  using store::LogOutcome;
  return {{"a visit", false, true, LogOutcome::kApplied, false},
          {"poison", true, true, LogOutcome::kQuarantined, true},
          {"a second visit", false, true, LogOutcome::kApplied, false},
          {"a third visit", false, true, LogOutcome::kConflict, false}};
}

TEST(Watches, FindAChangeThatIsBlockedByOneBeforeIt) {
  std::vector<Sent> sync = syncWithPoison();
  EXPECT_TRUE(checkNotBlocked("Kiosk 1", sync).empty());
  sync[3].inLog.reset();
  const Verdict wrong = checkNotBlocked("Kiosk 1", sync);
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_NE(wrong.front().find("a third visit of Kiosk 1"), std::string::npos);
  sync[2].inLog.reset();
  EXPECT_EQ(checkNotBlocked("Kiosk 1", sync).size(), 2u);
  sync[2].isPromised = false;
  EXPECT_EQ(checkNotBlocked("Kiosk 1", sync).size(), 1u) << "nobody was told \"saved\" for it";
}

TEST(Watches, FindAChangeThatGoesIntoQuarantineWithOneBeforeIt) {
  std::vector<Sent> sync = syncWithPoison();
  sync[2].inLog = store::LogOutcome::kQuarantined;
  EXPECT_EQ(checkNotBlocked("Kiosk 1", sync).size(), 1u);
  sync[2].isPoison = true;
  EXPECT_TRUE(checkNotBlocked("Kiosk 1", sync).empty());
}

TEST(Watches, DoNotAskBehindWhatCouldBeApplied) {
  std::vector<Sent> sync = syncWithPoison();
  sync[1].isPoison = false;
  sync[1].inLog = store::LogOutcome::kHeld;
  sync[2].inLog.reset();
  EXPECT_TRUE(checkNotBlocked("Kiosk 1", sync).empty()) << "what was not stored may have other reasons";
}

TEST(Watches, FindAPoisonedChangeThatStaffDoNotSeeWhenItsSyncHasEnded) {
  std::vector<Sent> sync = syncWithPoison();
  EXPECT_TRUE(checkTold("Kiosk 1", sync).empty());
  sync[1].isInList = false;
  EXPECT_EQ(checkTold("Kiosk 1", sync).size(), 1u);
  sync[1].inLog.reset();
  EXPECT_EQ(checkTold("Kiosk 1", sync).size(), 1u) << "it never arrived in the log";
  sync[1].inLog = store::LogOutcome::kDiscarded;
  EXPECT_TRUE(checkTold("Kiosk 1", sync).empty()) << "a person has seen to it";
}

TEST(Watches, FindACatalogueThatIsNotWhatIsPublished) {
  const Items published = {{"offer-1", "a"}, {"offer-2", "b"}};
  EXPECT_TRUE(checkCatalogue("Kiosk 1", published, published).empty());
  EXPECT_EQ(checkCatalogue("Kiosk 1", {{"offer-1", "a"}}, published).size(), 1u);
  EXPECT_EQ(checkCatalogue("Kiosk 1", {{"offer-1", "old"}, {"offer-2", "b"}}, published).size(), 1u);
  EXPECT_EQ(checkCatalogue("Kiosk 1", {{"offer-1", "a"}, {"offer-2", "b"}, {"offer-3", "c"}}, published).size(), 1u);
}

TEST(Watches, FindAFleetThatDoesNotComeToRest) {
  EXPECT_TRUE(checkLiveness({true, "30 min", {{"Kiosk 1", true, 0}}}).empty());
  const Verdict wrong = checkLiveness({false, "30 min", {{"Kiosk 1", false, 0}, {"Kiosk 2", true, 3}}});
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_NE(wrong.front().find("Kiosk 1 does not run"), std::string::npos);
  EXPECT_NE(wrong.front().find("Kiosk 2 still has 3 unsent"), std::string::npos);
}

TEST(Watches, FindMoreSeatsToldThanThereAre) {
  SeatsTold seats;
  EXPECT_TRUE(seats.confirm("session-1", 3).empty());
  EXPECT_EQ(seats.confirm("session-1", 1).size(), 1u);
  seats.cancel("session-1", 2);
  EXPECT_TRUE(seats.confirm("session-1", 1).empty());
  EXPECT_TRUE(seats.confirm("session-2", 6).empty());
}

TEST(Watches, LetSeatsBeGivenAwayThatWereLentBeforeTheCapacityWasLowered) {
  SeatsTold seats;
  seats.offer("session-1", 8);
  seats.offer("session-1", 2);
  EXPECT_TRUE(seats.confirm("session-1", 8).empty());
  EXPECT_EQ(seats.confirm("session-1", 1).size(), 1u);
}

TEST(Watches, SeeAJournalThatIsBehindItsAck) {
  DivergedJournals journals;
  journals.said({0, idOf(1), idOf(2), 5, 5, {}}, {});
  EXPECT_TRUE(journals.all().empty());
  journals.said({0, idOf(1), idOf(2), 4, 5, {}}, {});
  EXPECT_EQ(journals.all().size(), 1u);
}

TEST(Watches, SeeAJournalThatHasSomethingElseUnderAnAcknowledgedNumber) {
  NamesGiven names;
  EXPECT_TRUE(names.acknowledged(idOf(2), 1, {idOf(10), idOf(11)}).empty());
  DivergedJournals journals;
  journals.said({0, idOf(1), idOf(2), 4, 2, {{1, idOf(10)}, {2, idOf(11)}, {3, idOf(12)}}}, names);
  EXPECT_TRUE(journals.all().empty());
  journals.said({0, idOf(1), idOf(2), 4, 2, {{1, idOf(10)}, {2, idOf(13)}}}, names);
  EXPECT_EQ(journals.all().count({idOf(1), idOf(2)}), 1u);
}

TEST(Watches, AskNothingOfWhatIsGone) {
  DivergedJournals journals;
  journals.said({0, idOf(1), idOf(2), 4, 5, {}}, {});
  journals.said({1, idOf(1), idOf(3), 4, 5, {}}, {});
  journals.diskReplaced(0);
  EXPECT_EQ(journals.all().size(), 1u) << "the other machine has still to tell";
  journals.serverRestored();
  EXPECT_TRUE(journals.all().empty());
}

}  // namespace
}  // namespace foyer::sim
