// The disk of the simulation: what a power cut may do, and what it may never do.
#include <gtest/gtest.h>

#include "shared/sqlite/sqlite.h"
#include "tests/sim/disk/chance.h"
#include "tests/sim/disk/disk.h"

namespace foyer::sim {
namespace {

constexpr char kPath[] = "some.db";

Result<sqlite::Database> open(Disk& disk) { return sqlite::Database::open(kPath, {.vfs = disk.vfs()}); }

void makeTable(Disk& disk) {
  auto database = open(disk);
  ASSERT_TRUE(database.ok());
  ASSERT_TRUE(database->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, words TEXT)").ok());
}

int64_t count(Disk& disk) {
  auto database = open(disk);
  if (!database.ok()) return -1;
  auto select = database->prepare("SELECT count(*) FROM t");
  if (!select.ok()) return -2;
  const auto found = select->step();
  return found.ok() && *found ? select->integer(0) : -3;
}

TEST(SimDisk, KeepsWhatWasCommittedThroughEveryPowerCut) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    useSeed(seed);
    Disk disk("cut", Draw(seed));
    makeTable(disk);
    {
      auto database = open(disk);
      ASSERT_TRUE(database.ok());
      for (int i = 0; i < 5; ++i) ASSERT_TRUE(database->execute("INSERT INTO t (words) VALUES ('hello')").ok());
      disk.end(Stroke::kPowerCut);
    }
    disk.start();
    EXPECT_EQ(count(disk), 5) << "seed " << seed;
  }
}

TEST(SimDisk, HasACommittedRowOrNoneAfterAStrokeInTheMiddle) {
  int seen[2] = {0, 0};
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    useSeed(seed);
    Disk disk("struck", Draw(seed));
    makeTable(disk);
    bool isCommitted = false;
    {
      auto database = open(disk);
      ASSERT_TRUE(database.ok());
      disk.strikeAfter(1 + seed % 6, seed % 2 ? Stroke::kPowerCut : Stroke::kProcessKilled);
      isCommitted = database->execute("INSERT INTO t (words) VALUES ('hello')").ok();
      if (!disk.isDown()) disk.end(Stroke::kPowerCut);
    }
    disk.start();
    const int64_t rows = count(disk);
    ASSERT_TRUE(rows == 0 || rows == 1) << "seed " << seed;
    EXPECT_GE(rows, isCommitted ? 1 : 0) << "seed " << seed;
    ++seen[rows];
  }
  EXPECT_GT(seen[0], 0);
  EXPECT_GT(seen[1], 0);
}

TEST(SimDisk, NeverHarmsBytesBesideThoseThatWereWritten) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    Disk disk("beside", Draw(seed));
    auto file = disk.open("file", true);
    ASSERT_EQ(disk.write(*file, 0, std::string(300, 'a')), DiskAnswer::kDone);
    ASSERT_EQ(disk.sync(*file, Disk::Folder::kSyncToo), DiskAnswer::kDone);
    ASSERT_EQ(disk.write(*file, 300, std::string(400, 'b')), DiskAnswer::kDone);
    disk.end(Stroke::kPowerCut);
    EXPECT_EQ(disk.find("file")->bytes.substr(0, 300), std::string(300, 'a')) << "seed " << seed;
  }
}

TEST(SimDisk, LosesCommitsWhereSyncsLie) {
  int lost = 0;
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    useSeed(seed);
    Disk disk("lies", Draw(seed));
    makeTable(disk);
    disk.setLyingSyncs(true);
    {
      auto database = open(disk);
      ASSERT_TRUE(database.ok());
      ASSERT_TRUE(database->execute("INSERT INTO t (words) VALUES ('hello')").ok());
      EXPECT_FALSE(disk.isAllOnMedium(std::string(kPath) + "-wal"));
      disk.end(Stroke::kPowerCut);
    }
    disk.start();
    disk.setLyingSyncs(false);
    if (count(disk) == 0) ++lost;
  }
  EXPECT_GT(lost, 0);
}

TEST(SimDisk, SaysThatItIsFullAndWorksAgainWhenThereIsRoom) {
  useSeed(1);
  Disk disk("full", Draw(1));
  makeTable(disk);
  auto database = open(disk);
  ASSERT_TRUE(database.ok());
  disk.setCapacity(1);
  const Status full = database->execute("INSERT INTO t (words) VALUES ('hello')");
  ASSERT_FALSE(full.ok());
  EXPECT_EQ(full.error().code(), Code::kResourceExhausted);
  disk.heal();
  EXPECT_TRUE(database->execute("INSERT INTO t (words) VALUES ('hello')").ok());
}

TEST(SimDisk, AnswersOnlyWithErrorsAfterTheMachineStopped) {
  useSeed(1);
  Disk disk("dead", Draw(1));
  makeTable(disk);
  auto database = open(disk);
  ASSERT_TRUE(database.ok());
  disk.end(Stroke::kProcessKilled);
  disk.start();
  EXPECT_FALSE(database->execute("INSERT INTO t (words) VALUES ('late')").ok());
  EXPECT_EQ(count(disk), 0);
}

TEST(SimDisk, LetsOthersReadWhileOneWrites) {
  useSeed(1);
  Disk disk("shared", Draw(1));
  makeTable(disk);
  auto writer = open(disk);
  ASSERT_TRUE(writer.ok());
  auto transaction = sqlite::Transaction::begin(*writer);
  ASSERT_TRUE(transaction.ok());
  ASSERT_TRUE(writer->execute("INSERT INTO t (words) VALUES ('hello')").ok());
  EXPECT_EQ(count(disk), 0);
  ASSERT_TRUE(transaction->commit().ok());
  EXPECT_EQ(count(disk), 1);
}

TEST(SimDisk, DoesNotBringWhatASyncFailedOnToTheMediumLater) {
  int lost = 0;
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    Disk disk("doubt", Draw(seed));
    auto file = disk.open("file", true);
    ASSERT_EQ(disk.write(*file, 0, std::string(kSectorBytes, 'a')), DiskAnswer::kDone);
    disk.setSyncErrorChance(1);
    ASSERT_EQ(disk.sync(*file, Disk::Folder::kSyncToo), DiskAnswer::kError);
    disk.setSyncErrorChance(0);
    ASSERT_EQ(disk.sync(*file, Disk::Folder::kSyncToo), DiskAnswer::kDone);
    EXPECT_FALSE(disk.isAllOnMedium("file"));
    disk.end(Stroke::kPowerCut);
    if (disk.find("file")->bytes != std::string(kSectorBytes, 'a')) ++lost;
  }
  EXPECT_GT(lost, 0);
}

TEST(SimDisk, RotsOneBitOfWhatStandsInAFile) {
  Disk disk("rot", Draw(1));
  auto file = disk.open("file", true);
  ASSERT_EQ(disk.write(*file, 0, "some words that stand here"), DiskAnswer::kDone);
  EXPECT_TRUE(disk.rot("file", "words", 12));
  EXPECT_EQ(file->bytes.find("words"), std::string::npos);
  EXPECT_FALSE(disk.rot("file", "words", 12));
}

}  // namespace
}  // namespace foyer::sim
