// Entries on their way into the log: each once, in order, durable before anybody is thanked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_SEEN_BEFORE;
using testing::Each;
using testing::ElementsAre;
using testing::SizeIs;

TEST(Submission, StoresEveryEntryOnceHoweverOftenItIsSentAndInWhateverBatches) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  for (int i = 0; i < 6; ++i) lobby.visit({.names = "Visitor " + std::to_string(i)});
  EXPECT_THAT(outcomes(lobby.send(1, 3)), Each(OUTCOME_APPLIED));
  EXPECT_THAT(outcomes(lobby.send(1, 3)), Each(OUTCOME_SEEN_BEFORE));
  EXPECT_THAT(outcomes(lobby.send(2, 5)),
              ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_SEEN_BEFORE, OUTCOME_APPLIED, OUTCOME_APPLIED));
  EXPECT_THAT(outcomes(lobby.send(6, 6)), ElementsAre(OUTCOME_APPLIED));
  const auto again = lobby.send(1, 6);
  EXPECT_THAT(outcomes(again), Each(OUTCOME_SEEN_BEFORE));
  EXPECT_EQ(again->ackedSeq, 6u);
  EXPECT_EQ(world.logHead(), 6);
  EXPECT_EQ(world.count("Contact"), 6u);
  EXPECT_EQ(world.count("Enquiry"), 6u);
  EXPECT_EQ(world.inbox().total(), 6u);
}

TEST(Submission, KeepsANameOfEmojiAsItIs) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  const std::string family = "👩\u200d👩\u200d👧 🦊";
  const Slip slip = lobby.visit({.names = family});
  EXPECT_THAT(outcomes(lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_THAT(world.values(slip.contact, "names"), ElementsAre(family));
}

TEST(Submission, TakesBatchesThatFollowEachOtherWithoutWaitingForAnswers) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  constexpr int kEntries = 40;  // one data key, which travels in the first batch alone
  for (int i = 0; i < kEntries; ++i) lobby.visit();
  std::promise<void> all;
  std::atomic<int> applied = 0, told = 0;
  for (uint64_t seq = 1; seq <= kEntries; ++seq) {
    lobby.post(seq, seq, [&](const Result<ingest::SubmissionReceipt>& receipt) {
      if (outcomes(receipt) == std::vector{OUTCOME_APPLIED}) ++applied;
      if (++told == kEntries) all.set_value();
    });
  }
  all.get_future().wait();
  EXPECT_EQ(applied, kEntries);
  EXPECT_THAT(world.openCases(), SizeIs(0));
}

TEST(Submission, StoresAChangeOnceThatComesAgainUnderANewIncarnation) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  const Id16 old = lobby.incarnation();
  lobby.pretendJournal(newRandomId(world.random()));
  lobby.outgoing(1).entry.set_origin_incarnation(old.str());
  lobby.outgoing(1).entry.set_origin_seq(1);
  const auto again = lobby.send(1, 1);
  EXPECT_THAT(outcomes(again), ElementsAre(OUTCOME_SEEN_BEFORE));
  EXPECT_EQ(again->ackedSeq, 1u);
  EXPECT_EQ(world.logHead(), 1);
}

TEST(Submission, OpensAnEntryThatWasRenumberedAfterItsDiskWasCopied) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit({.names = "First"});
  const Slip second = lobby.visit({.names = "Second"});
  const Id16 old = lobby.incarnation();
  lobby.pretendJournal(newRandomId(world.random()));
  for (uint64_t seq = 1; seq <= 2; ++seq) {
    lobby.outgoing(seq).entry.set_origin_incarnation(old.str());
    lobby.outgoing(seq).entry.set_origin_seq(seq);
  }
  // The damaged one is left out, so that the second has the first number now.
  lobby.outgoing(2).entry.set_seq(1);
  lobby.outgoing(2).key = lobby.outgoing(1).key;
  EXPECT_THAT(outcomes(lobby.send(2, 2)), ElementsAre(OUTCOME_APPLIED));
  const api::Field names = world.field(second.contact, "names");
  ASSERT_THAT(names.versions(), SizeIs(1));
  EXPECT_EQ(names.versions(0).dot(), lobby.incarnation().hex() + ":1");
}

TEST(Submission, RefusesAGapInTheSequenceAndKeepsNothingOfIt) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  for (int i = 0; i < 4; ++i) lobby.visit();
  ASSERT_TRUE(lobby.send(1, 1).ok());
  const auto refused = lobby.send(3, 4);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kFailedPrecondition);
  EXPECT_EQ(world.logHead(), 1);
  EXPECT_EQ(lobby.send(2, 4)->ackedSeq, 4u);
}

TEST(Submission, RefusesTheIncarnationOfAnotherKiosk) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  Kiosk& stranger = world.kiosk("stranger");
  lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  stranger.visit();
  stranger.pretendJournal(lobby.incarnation());
  const auto refused = stranger.sync();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kPermissionDenied);
  EXPECT_EQ(world.logHead(), 1);
}

TEST(Submission, IsOnTheDiskWhenTheKioskIsTold) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit();
  std::promise<int64_t> seen;
  lobby.post(1, 1, [&](const Result<ingest::SubmissionReceipt>&) {
    auto beside = must(sqlite::Database::open(world.folder() + "/foyer.db", {.access = sqlite::Access::kReadOnly}));
    auto count = must(beside.prepare("SELECT count(*) FROM log"));
    must(count.step());
    seen.set_value(count.integer(0));
  });
  EXPECT_EQ(seen.get_future().get(), 1);
}

TEST(Submission, IsNotAcknowledgedWhenTheDiskIsFullAndArrivesLater) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  const Slip slip = lobby.visit();
  world.store().failsCommit = true;
  const auto refused = lobby.sync();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kResourceExhausted);
  EXPECT_EQ(world.logHead(), 0);
  world.store().failsCommit = false;
  EXPECT_THAT(outcomes(lobby.send(1, 1)), ElementsAre(OUTCOME_APPLIED));
  EXPECT_THAT(world.values(slip.contact, "names"), ElementsAre("Amal Example"));
}

TEST(Submission, RemembersTheHighestLamportNumberAlsoWhenTheFirstCommitFailed) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.hearLamport(41);
  lobby.visit();
  world.store().failsCommit = true;
  ASSERT_FALSE(lobby.sync().ok());
  world.store().failsCommit = false;
  ASSERT_TRUE(lobby.send(1, 1).ok());
  EXPECT_EQ(world.ingest().lamport(), 42u);
  world.restart();
  EXPECT_EQ(world.ingest().lamport(), 42u);
}

TEST(Submission, DoesNotCountOnFromALamportNumberOfTheFarFuture) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  Kiosk& annex = world.kiosk("annex");
  const Id16 mo = world.account("Mo");
  lobby.hearLamport(UINT64_MAX - 1);
  const Slip slip = lobby.visit({.language = "ar"});
  annex.visit();
  EXPECT_THAT(outcomes(lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  ASSERT_TRUE(annex.sync().ok());
  EXPECT_EQ(world.ingest().lamport(), 1u);
  // Staff who saw the value replace it all the same.
  ASSERT_TRUE(world.edit(mo, slip.contact, "language", {"en"}).ok());
  EXPECT_THAT(world.values(slip.contact, "language"), ElementsAre("en"));
}

TEST(Submission, StaysOpenedInMemoryNoLongerThanItIsNeededAlsoWhenNoOtherOneComes) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  for (int i = 0; i < 20; ++i) lobby.visit();
  ASSERT_THAT(outcomes(lobby.sync()), Each(OUTCOME_APPLIED));
  // It is freed by another thread than the one that answered; a minute is for a machine with much else to do.
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (world.ingest().submissionsInHand() > 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(world.ingest().submissionsInHand(), 0);
}

TEST(Submission, FinishesItsWorkBeforeIngestGoes) {
  std::atomic<int> told = 0;
  constexpr int kEntries = 100;
  {
    World world;
    Kiosk& lobby = world.kiosk("lobby");
    for (int i = 0; i < kEntries; ++i) lobby.visit();
    for (uint64_t seq = 1; seq <= kEntries; ++seq)
      lobby.post(seq, seq, [&](const Result<ingest::SubmissionReceipt>& receipt) { told += receipt.ok() ? 1 : 0; });
  }
  EXPECT_EQ(told, kEntries);
}

}  // namespace
}  // namespace foyer::testworld
