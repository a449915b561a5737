// A disk that spoils a piece of the journal: the kiosk goes on by itself with what can be read.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "kiosk/journal/salvage.h"
#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

namespace fs = std::filesystem;

struct SalvageTest : testing::Test {
  JournalWorld world;
  const std::string path = world.folder.file("journal.db");

  void fill(int count) {
    auto journal = world.open();
    for (int i = 0; i < count; ++i) {
      const auto receipt = world.append(*journal, "visit " + std::to_string(i));
      ASSERT_TRUE(receipt.ok());
      ids.push_back(receipt->changeId);
    }
    ASSERT_TRUE(journal->markAcked(static_cast<uint64_t>(count) / 2, {}).ok());
  }
  void spoil(uint64_t at, size_t bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(bytes, '\xEE');
  }
  std::vector<Id16> ids;
};

TEST_F(SalvageTest, SavesWhatCanBeReadAndKeepsTheDamagedFile) {
  fill(400);
  const auto pages = fs::file_size(path) / 4096;
  ASSERT_GT(pages, 20u);
  spoil(pages / 2 * 4096, 4096);
  auto journal = world.open();
  ASSERT_NE(journal, nullptr);
  EXPECT_TRUE(fs::exists(path + ".damaged-1")) << "nobody throws anything away";
  const auto saved = journal->changeIdsAfter(0, 1'000)->ids;
  EXPECT_GT(saved.size(), 300u);
  for (const Id16& id : saved) EXPECT_TRUE(std::count(ids.begin(), ids.end(), id) == 1);
  EXPECT_EQ(journal->hello().incarnation_cause(), sync::v1::INCARNATION_CAUSE_DAMAGED) << "the server hears why";
  // What was pending and could be read is pending, in a chain that holds.
  const auto batch = journal->entriesAfter(0, 1'000, 10'000'000);
  ASSERT_TRUE(batch.ok()) << batch.error().message();
  EXPECT_EQ(batch->entries.size(), journal->hello().last_seq());
  EXPECT_TRUE(world.append(*journal, "and the next visitor").ok());
  journal.reset();
  EXPECT_NE(world.open(), nullptr);
  EXPECT_FALSE(fs::exists(path + ".damaged-2"));
}

TEST_F(SalvageTest, LosesNoPageOfAHealthyFileHoweverOftenItIsOpened) {
  fill(100);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(world.open()->changeIdsAfter(0, 1'000)->ids.size(), 100u);
  EXPECT_FALSE(fs::exists(path + ".damaged-1"));
}

TEST_F(SalvageTest, GoesOnAfterACrashBetweenTheTwoFiles) {
  fill(50);
  fs::rename(path, path + ".salvaged");
  std::ofstream(path + "-wal", std::ios::binary) << "of the damaged file";
  auto journal = world.open();
  ASSERT_NE(journal, nullptr);
  EXPECT_EQ(journal->changeIdsAfter(0, 1'000)->ids.size(), 50u);
  EXPECT_TRUE(fs::exists(path + ".damaged-1-wal"));
}

TEST_F(SalvageTest, TouchesNothingThatIsNoJournalOfThisKiosk) {
  fill(50);
  world.device = newRandomId(systemRandom());
  spoil(fs::file_size(path) / 2, 4096);
  EXPECT_FALSE(world.tryOpen().ok());
  EXPECT_FALSE(fs::exists(path + ".damaged-1"));
  EXPECT_FALSE(fs::exists(path + ".salvaged"));
}

}  // namespace
}  // namespace foyer::journal
