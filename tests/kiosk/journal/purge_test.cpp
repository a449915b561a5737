// How long sealed copies stay after their acknowledgement, whatever clocks say, and what a purge leaves.
#include <gmock/gmock.h>

#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

struct Purge : testing::Test {
  JournalWorld world;
  std::unique_ptr<Journal> journal = world.open();

  // As at a kiosk that a server has answered: nothing is acknowledged before.
  void SetUp() override {
    ASSERT_TRUE(journal->onWelcomed({newRandomId(systemRandom()), 0, 0, world.organisation.publicKey, 0, 0}).ok());
  }
  void appendMany(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(world.append(*journal, "visit").ok());
  }
  void ack(uint64_t seq) { ASSERT_TRUE(journal->markAcked(seq, {}).ok()); }
  // The engine calls every few seconds; what matters is that it looks now and then.
  void run(int64_t ms) {
    for (int64_t left = ms; left > 0; left -= kDayMs / 4) {
      world.clock.advanceMs(std::min(left, kDayMs / 4));
      ASSERT_TRUE(journal->tidy().ok());
    }
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(journal->tidy().ok());
  }
  size_t entries() { return journal->changeIdsAfter(0, 1'000'000)->ids.size(); }
  int64_t count(const std::string& table) {
    auto database = sqlite::Database::open(world.folder.file("journal.db"), {.access = sqlite::Access::kReadOnly});
    auto number = database->prepare("SELECT count(*) FROM " + table);
    EXPECT_TRUE(number->step().ok());
    return number->integer(0);
  }
};

TEST_F(Purge, KeepsSealedCopiesForTheHorizonAndNotLonger) {
  appendMany(20);
  ack(20);
  run(kHorizonMs - kDayMs);
  EXPECT_EQ(entries(), 20u);
  run(2 * kDayMs);
  EXPECT_EQ(entries(), 1u) << "the last acknowledged one goes on carrying the chain";
  EXPECT_EQ(journal->counts().confirmed, 20u);
  EXPECT_EQ(*journal->chainAt(20), sync::asHash(journal->hello().chain_head()));
}

TEST_F(Purge, NeverTakesWhatIsNotAcknowledged) {
  appendMany(10);
  ack(4);
  run(10 * kHorizonMs);
  EXPECT_EQ(entries(), 7u) << "the fourth and six that wait";
  const auto batch = journal->entriesAfter(4, 100, 1'000'000);
  ASSERT_TRUE(batch.ok()) << batch.error().message();
  EXPECT_EQ(batch->entries.size(), 6u);
}

TEST_F(Purge, IsNotHurriedByAWallClockThatJumpsIntoTheFuture) {
  appendMany(5);
  ack(5);
  world.clock.setWallMs(4'102'444'800'000);  // 2100
  run(kDayMs);
  world.clock.setWallMs(0);
  run(kDayMs);
  EXPECT_EQ(entries(), 5u);
}

TEST_F(Purge, DoesNotCountTimeThatThisMachineWasNotSeenToRun) {
  appendMany(5);
  ack(5);
  // The disk lies in a drawer, or comes into a machine that has run for a year.
  world.clock.reboot("another machine");
  world.clock.advanceMs(365 * kDayMs);
  run(kDayMs);
  EXPECT_EQ(entries(), 5u);
}

TEST_F(Purge, CountsOverRestartsOfTheProgram) {
  appendMany(5);
  ack(5);
  for (int day = 0; day < 16; ++day) {
    run(kDayMs);
    journal.reset();
    journal = world.open();
  }
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Purge, ForgetsDataKeysWithoutEntriesAndKeepsTheOthers) {
  for (int i = 0; i < 6; ++i) {
    appendMany(2);
    world.clock.advanceMs(seal::kDataKeyLifeMs + 1);
    journal->dropStaleDataKey();
  }
  ASSERT_EQ(count("data_key"), 6);
  ack(7);
  run(kHorizonMs + kDayMs);
  // The seventh stays, with its key, and what was never acknowledged.
  EXPECT_EQ(count("data_key"), 3);
  EXPECT_EQ(entries(), 6u);
  EXPECT_TRUE(journal->entriesAfter(7, 100, 1'000'000).ok());
}

TEST_F(Purge, KeepsTheKeysOfEntriesThatANewIncarnationTookOver) {
  appendMany(6);
  ack(3);
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}).ok());
  run(kHorizonMs + kDayMs);
  EXPECT_EQ(entries(), 3u) << "those of the earlier incarnation are gone";
  EXPECT_EQ(world.texts(*journal).size(), 3u) << "and these can be opened";
  appendMany(2);
  ack(5);
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}).ok());
  run(kHorizonMs + kDayMs);
  EXPECT_EQ(entries(), 0u);
  EXPECT_EQ(journal->counts().confirmed, 8u);
  appendMany(1);
  EXPECT_EQ(world.texts(*journal).size(), 1u);
}

TEST_F(Purge, DoesABoundedPartOfTheWorkACall) {
  appendMany(600);
  ack(600);
  world.clock.advanceMs(kHorizonMs + kDayMs);
  ASSERT_TRUE(journal->tidy().ok());
  EXPECT_EQ(entries(), 600u - kPurgeEntriesMax);
  ASSERT_TRUE(journal->tidy().ok());
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Purge, GivesItsSpaceBackToTheDisk) {
  for (int i = 0; i < 900; ++i)
    ASSERT_TRUE(world.append(*journal, "visit " + newRandomId(systemRandom()).hex() + newRandomId(systemRandom()).hex()).ok());
  ack(900);
  const auto fileBytes = [&] {
    journal.reset();  // folds the write-ahead log into the file
    const auto bytes = std::filesystem::file_size(world.folder.file("journal.db"));
    journal = world.open();
    return bytes;
  };
  const auto before = fileBytes();
  run(kHorizonMs + kDayMs);
  EXPECT_LT(fileBytes(), before / 2);
}

TEST_F(Purge, OnAFullDiskTakesWhatIsOlderThanADayAndNothingYounger) {
  appendMany(10);
  ack(6);
  run(2 * kDayMs);
  EXPECT_EQ(entries(), 10u);
  world.diskFree = kDiskReserveBytes - 1;
  EXPECT_FALSE(journal->canCapture());
  ack(9);
  run(3 * 60 * 60 * 1000);
  EXPECT_EQ(entries(), 4u) << "those acknowledged two days ago are gone";
  run(kDayMs);
  EXPECT_EQ(entries(), 2u);
}

TEST_F(Purge, KeepsWhatItLearnedOfOutcomesUntilTheEntryGoes) {
  appendMany(3);
  const auto ids = journal->changeIdsAfter(0, 10)->ids;
  EXPECT_EQ(*journal->outcomeOf(ids[0]), std::nullopt) << "nobody has said anything";
  ASSERT_TRUE(journal->markAcked(3, {{2, sync::v1::OUTCOME_QUARANTINED}}).ok());
  EXPECT_EQ(*journal->outcomeOf(ids[0]), sync::v1::OUTCOME_APPLIED);
  EXPECT_EQ(*journal->outcomeOf(ids[1]), sync::v1::OUTCOME_QUARANTINED);
  const sync::OutcomesArrived later{{{ids[1], sync::v1::OUTCOME_DISCARDED}}, 7};
  ASSERT_TRUE(journal->noteOutcomes(later).ok());
  ASSERT_TRUE(journal->noteOutcomes(later).ok());
  EXPECT_EQ(*journal->outcomeOf(ids[1]), sync::v1::OUTCOME_DISCARDED);
  EXPECT_EQ(journal->hello().outcome_cursor(), 7u);
  // Another server counts its reports anew.
  sync::Welcomed other;
  other.serverEpoch = newRandomId(systemRandom());
  other.sealingKey = world.organisation.publicKey;
  other.ackedSeq = 3;
  ASSERT_TRUE(journal->onWelcomed(other).ok());
  EXPECT_EQ(journal->hello().outcome_cursor(), 0u);
  run(kHorizonMs + kDayMs);
  EXPECT_EQ(*journal->outcomeOf(ids[1]), std::nullopt);
  EXPECT_EQ(count("outcome"), 0);
}

TEST_F(Purge, SaysWhyAnIncarnationBeganAndWhichWasBefore) {
  EXPECT_EQ(journal->hello().incarnation_cause(), sync::v1::INCARNATION_CAUSE_CREATED);
  EXPECT_TRUE(journal->hello().incarnation_before().empty());
  const Id16 first = journal->incarnation();
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}, sync::v1::INCARNATION_CAUSE_COPIED).ok());
  journal.reset();
  journal = world.open();
  EXPECT_EQ(journal->hello().incarnation_cause(), sync::v1::INCARNATION_CAUSE_COPIED);
  EXPECT_EQ(journal->hello().incarnation_before(), first.str());
}

TEST_F(Purge, SendsEntriesWhoseDataKeyTheDiskHasLost) {
  appendMany(3);
  {
    auto database = sqlite::Database::open(world.folder.file("journal.db"));
    ASSERT_TRUE(database->execute("DELETE FROM data_key").ok());
  }
  const auto damaged = journal->entriesAfter(0, 10, 1'000'000);
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.error().code(), Code::kDataLoss);
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}, sync::v1::INCARNATION_CAUSE_DAMAGED).ok());
  const auto batch = journal->entriesAfter(0, 10, 1'000'000);
  ASSERT_TRUE(batch.ok()) << batch.error().message();
  EXPECT_EQ(batch->entries.size(), 3u);
  EXPECT_TRUE(world.append(*journal, "and it goes on").ok());
}

}  // namespace
}  // namespace foyer::journal
