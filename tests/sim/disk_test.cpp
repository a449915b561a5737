// The disk of the simulation: what a power cut may do, and what it may never do; and the kiosk's journal on it, cut off
// at any write or sync. How many cuts: FOYER_POWER_CUTS, or a few hundred.
#include <gtest/gtest.h>

#include <cstdlib>

#include "shared/sqlite/sqlite.h"
#include "tests/kiosk/journal/journal_world.h"
#include "tests/sim/disk/chance.h"
#include "tests/sim/disk/disk.h"

namespace foyer::sim {
namespace {

constexpr char kPath[] = "some.db";

// Cuts of one test, of a third of all.
uint64_t cutsWanted() {
  const char* text = std::getenv("FOYER_POWER_CUTS");
  return text != nullptr ? std::max<uint64_t>(3, std::strtoull(text, nullptr, 10)) / 3 + 1 : 200;
}

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
  for (uint64_t seed = 1; seed <= cutsWanted(); ++seed) {
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

// Of each power cut: the next start may be cut off too, at any write, and what was synced is still there.
TEST(SimDisk, HasWhatWasSyncedAfterASyncThatFailedAKilledProcessAndAPowerCut) {
  for (uint64_t seed = 1; seed <= cutsWanted(); ++seed) {
    useSeed(seed);
    Disk disk("failed sync", Draw(seed));
    const auto alone = [&] { return sqlite::Database::open(kPath, {.vfs = disk.vfs(), .company = sqlite::Company::kNone}); };
    makeTable(disk);
    {
      auto database = alone();
      ASSERT_TRUE(database.ok() && database->execute("INSERT INTO t VALUES (1, 'synced')").ok());
      disk.setSyncErrorChance(1);
      ASSERT_FALSE(database->execute("INSERT INTO t VALUES (2, 'the sync fails')").ok());
      disk.setSyncErrorChance(0);
      disk.end(Stroke::kProcessKilled);
    }
    disk.start();
    disk.strikeAfter(seed % 12, Stroke::kPowerCut);
    int64_t synced = 1;
    {
      auto database = alone();
      if (database.ok() && database->execute("INSERT INTO t VALUES (3, 'synced')").ok()) ++synced;
      if (!disk.isDown()) disk.end(Stroke::kPowerCut);
    }
    disk.start();
    auto database = alone();
    ASSERT_TRUE(database.ok()) << "seed " << seed;
    auto select = database->prepare("SELECT count(*) FROM t WHERE words = 'synced'");
    ASSERT_TRUE(select.ok() && *select->step()) << "seed " << seed;
    EXPECT_GE(select->integer(0), synced) << "seed " << seed;
  }
}

// What writes the log once more needs many syncs itself; any of them may fail, and any start may be cut off.
TEST(SimDisk, KeepsWhatWasCommittedThroughStartsWhoseSyncsFailAndThatAreCutOff) {
  const auto start = [](Disk& disk) {
    return sqlite::Database::open(kPath, {.vfs = disk.vfs(), .company = sqlite::Company::kNone});
  };
  constexpr int kRows = 8;
  for (uint64_t seed = 1; seed <= cutsWanted(); ++seed) {
    useSeed(seed);
    Draw luck(seed);
    Disk disk("starts", luck.fork("disk"));
    makeTable(disk);
    {
      auto database = open(disk);
      ASSERT_TRUE(database.ok());
      for (int i = 0; i < kRows; ++i) ASSERT_TRUE(database->execute("INSERT INTO t (words) VALUES ('hello')").ok());
      disk.end(Stroke::kProcessKilled);
    }
    for (int starts = 0; starts < 8; ++starts) {
      disk.start();
      disk.setSyncErrorChance(0.5);
      disk.strikeAfter(1 + luck.below(12), luck.chance(0.7) ? Stroke::kPowerCut : Stroke::kProcessKilled);
      const auto database = start(disk);
      // A process that gave up and is started again, or one that is killed.
      if (!disk.isDown() && (database.ok() || luck.chance(0.3))) disk.end(Stroke::kProcessKilled);
    }
    disk.heal();
    disk.start();
    auto database = start(disk);
    ASSERT_TRUE(database.ok()) << "seed " << seed;
    auto select = database->prepare("SELECT count(*) FROM t");
    ASSERT_TRUE(select.ok()) << "seed " << seed;
    ASSERT_TRUE(*select->step()) << "seed " << seed;
    EXPECT_EQ(select->integer(0), kRows) << "seed " << seed;
  }
}

TEST(SimDisk, HasACommittedRowOrNoneAfterAStrokeInTheMiddle) {
  int seen[2] = {0, 0};
  uint64_t cuts = 0;
  for (uint64_t seed = 1; cuts < cutsWanted(); ++seed) {
    useSeed(seed);
    Disk disk("struck", Draw(seed));
    makeTable(disk);
    bool isCommitted = false;
    {
      auto database = open(disk);
      ASSERT_TRUE(database.ok());
      const Stroke stroke = seed % 4 ? Stroke::kPowerCut : Stroke::kProcessKilled;
      cuts += stroke == Stroke::kPowerCut ? 1 : 0;
      disk.strikeAfter(1 + seed % 6, stroke);
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

TEST(SimDisk, KeepsEveryReceiptOfTheJournalThroughAPowerCutAtAnyWriteOrSync) {
  constexpr int kVisits = 6;
  constexpr uint64_t kOperations = 60;  // a few more than six visits and an acknowledgement make
  uint64_t found = 0, given = 0;
  for (uint64_t seed = 1; seed <= cutsWanted(); ++seed) {
    useSeed(seed);
    Disk disk("journal", Draw(seed));
    journal::JournalWorld world;
    const auto open = [&] {
      return journal::Journal::open(
          kPath, {world.device, world.organisation.publicKey, world.signing.secretKey.copy()}, world.clock, systemRandom(),
          {.vfs = disk.vfs(), .diskFreeBytes = [] { return 1'000'000'000; }});
    };
    std::set<Id16> receipts, tried;
    uint64_t acked = 0;
    {
      auto opened = open();
      ASSERT_TRUE(opened.ok()) << opened.error().message();
      // From now on its numbers stay through a restart.
      sync::Welcomed word;
      word.serverEpoch = newRandomId(systemRandom());
      word.sealingKey = world.organisation.publicKey;
      ASSERT_TRUE((*opened)->onWelcomed(word).ok());
      disk.strikeAfter(1 + seed % kOperations, Stroke::kPowerCut);
      for (int i = 0; i < kVisits && !disk.isDown(); ++i) {
        const Id16 id = world.newId();
        tried.insert(id);
        const auto receipt = (*opened)->append(id, [&](const record::Dot& dot, uint64_t lamport) {
          return journal::feedback(id, dot, lamport, "visit");
        });
        if (receipt.ok()) receipts.insert(id);
        if (i == 3 && (*opened)->markAcked(2, {}).ok()) acked = 2;
      }
      if (!disk.isDown()) disk.end(Stroke::kPowerCut);
    }
    disk.start();
    auto again = open();
    ASSERT_TRUE(again.ok()) << "seed " << seed << ": " << again.error().message();
    std::set<Id16> there;
    const auto offered = (*again)->changeIdsAfter(0, 100);
    for (const Id16& id : offered->ids) there.insert(id);
    for (const Id16& id : receipts) ASSERT_TRUE(there.contains(id)) << "seed " << seed << ": saved was shown, and it is gone";
    for (const Id16& id : there) ASSERT_TRUE(tried.contains(id)) << "seed " << seed;
    ASSERT_GE((*again)->hello().acked_seq(), acked) << "seed " << seed;
    ASSERT_EQ((*again)->entriesAfter(0, 100, 1'000'000)->entries.size(), there.size()) << "seed " << seed << ": no part of an entry";
    found += there.size();
    given += receipts.size();
  }
  std::printf("power cuts: %llu\nreceipts given before them: %llu\nentries found after them: %llu\n",
              static_cast<unsigned long long>(3 * cutsWanted()), static_cast<unsigned long long>(given),
              static_cast<unsigned long long>(found));
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

TEST(SimDisk, CutsAFileOffWholeOrNotAtAll) {
  const std::string whole(20 * kSectorBytes, 'a');
  int gone = 0, there = 0;
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    Disk disk("length", Draw(seed));
    auto file = disk.open("file", true);
    ASSERT_EQ(disk.write(*file, 0, whole), DiskAnswer::kDone);
    ASSERT_EQ(disk.sync(*file, Disk::Folder::kSyncToo), DiskAnswer::kDone);
    ASSERT_EQ(disk.truncate(*file, 2 * kSectorBytes), DiskAnswer::kDone);
    disk.end(Stroke::kPowerCut);
    const std::string after = disk.find("file")->bytes;
    EXPECT_TRUE(after == whole || after == whole.substr(0, 2 * kSectorBytes)) << "seed " << seed;
    (after == whole ? there : gone) += 1;
  }
  EXPECT_GT(gone, 0);
  EXPECT_GT(there, 0);
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
