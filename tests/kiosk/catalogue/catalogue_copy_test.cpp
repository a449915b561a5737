// The local copy of the catalogue on a real file.
#include "kiosk/catalogue/catalogue_copy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/catalogue/wording.h"

namespace foyer::catalogue {
namespace {

v1::Item page(const std::string& id, uint64_t sequence, const std::string& title) {
  v1::Item item;
  item.set_id(id);
  item.set_sequence(sequence);
  (*item.mutable_page()->mutable_title()->mutable_by_language())["de"] = title;
  return item;
}

v1::Item tombstone(const std::string& id, uint64_t sequence) {
  v1::Item item;
  item.set_id(id);
  item.set_sequence(sequence);
  item.set_deleted(true);
  return item;
}

class CatalogueCopyTest : public testing::Test {
 protected:
  CatalogueCopyTest() {
    m_folder = std::filesystem::temp_directory_path() / ("foyer_catalogue_" + std::to_string(::getpid()));
    std::filesystem::remove_all(m_folder);
    std::filesystem::create_directories(m_folder);
  }
  ~CatalogueCopyTest() override { std::filesystem::remove_all(m_folder); }
  std::string path() const { return (m_folder / "catalogue.db").string(); }
  CatalogueCopy open() const {
    Result<CatalogueCopy> copy = CatalogueCopy::open(path());
    EXPECT_TRUE(copy.ok()) << copy.error().message();
    return std::move(copy).value();
  }
  static std::string titleOf(const Snapshot& snapshot, std::string_view id) {
    const v1::Item* item = snapshot.find(id);
    return item ? std::string(wordsIn(item->page().title(), "de")) : "";
  }

  std::filesystem::path m_folder;
};

TEST_F(CatalogueCopyTest, IsEmptyBeforeTheFirstContact) {
  const CatalogueCopy copy = open();
  EXPECT_TRUE(copy.snapshot()->isEmpty());
  EXPECT_EQ(copy.cursor(), 0u);
}

TEST_F(CatalogueCopyTest, ShowsNothingOfAnUpdateBeforeItIsComplete) {
  CatalogueCopy copy = open();
  ASSERT_TRUE(copy.apply(std::vector{page("aims", 1, "Ziele")}, 1, Batch::kMoreToCome).ok());
  EXPECT_TRUE(copy.snapshot()->isEmpty());
  ASSERT_TRUE(copy.apply(std::vector{page("rooms", 2, "Räume")}, 2, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Ziele");
  EXPECT_EQ(titleOf(*copy.snapshot(), "rooms"), "Räume");
  EXPECT_EQ(copy.snapshot()->cursor(), 2u);
}

TEST_F(CatalogueCopyTest, ContinuesAfterARestartInTheMiddleOfAnUpdate) {
  {
    CatalogueCopy copy = open();
    ASSERT_TRUE(copy.apply(std::vector{page("aims", 1, "Ziele")}, 1, Batch::kMoreToCome).ok());
  }
  CatalogueCopy copy = open();
  EXPECT_EQ(copy.cursor(), 1u);
  EXPECT_TRUE(copy.snapshot()->isEmpty());
  ASSERT_TRUE(copy.apply({}, 1, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Ziele");
}

TEST_F(CatalogueCopyTest, TombstonesTakeItemsAwayAndNewVersionsReplaceOldOnes) {
  CatalogueCopy copy = open();
  ASSERT_TRUE(copy.apply(std::vector{page("aims", 1, "Ziele"), page("rooms", 2, "Räume")}, 2, Batch::kComplete).ok());
  ASSERT_TRUE(copy.apply(std::vector{page("aims", 3, "Neue Ziele"), tombstone("rooms", 4)}, 4, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Neue Ziele");
  EXPECT_EQ(copy.snapshot()->find("rooms"), nullptr);
}

TEST_F(CatalogueCopyTest, ASnapshotInUseStaysAsItWas) {
  CatalogueCopy copy = open();
  ASSERT_TRUE(copy.apply(std::vector{page("aims", 1, "Ziele")}, 1, Batch::kComplete).ok());
  const std::shared_ptr<const Snapshot> held = copy.snapshot();
  ASSERT_TRUE(copy.apply(std::vector{tombstone("aims", 2)}, 2, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(*held, "aims"), "Ziele");
  EXPECT_EQ(copy.snapshot()->find("aims"), nullptr);
}

TEST_F(CatalogueCopyTest, SurvivesARestart) {
  {
    CatalogueCopy copy = open();
    ASSERT_TRUE(copy.apply(std::vector{page("aims", 7, "Ziele")}, 7, Batch::kComplete).ok());
  }
  const CatalogueCopy copy = open();
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Ziele");
  EXPECT_EQ(copy.cursor(), 7u);
}

TEST_F(CatalogueCopyTest, TriesAFileAgainThatCouldNotBeOpenedAndThenHasWhatStoodInIt) {
  const Id16 epoch = *Id16::fromBytes(std::string(16, 'e'));
  {
    CatalogueCopy copy = open();
    ASSERT_TRUE(copy.followEpoch(epoch).ok());
    ASSERT_TRUE(copy.apply(std::vector{page("aims", 7, "Ziele")}, 7, Batch::kComplete).ok());
  }
  const std::filesystem::path away = m_folder.string() + "_away";
  std::filesystem::rename(m_folder, away);
  EXPECT_FALSE(CatalogueCopy::open(path()).ok());
  CatalogueCopy copy = CatalogueCopy::openLater(path());
  EXPECT_TRUE(copy.snapshot()->isEmpty());
  EXPECT_EQ(copy.cursor(), 0u);
  // Else the journal would know a life of the server that the file has never heard of.
  EXPECT_FALSE(copy.followEpoch(*Id16::fromBytes(std::string(16, 'f'))).ok());
  EXPECT_FALSE(copy.apply(std::vector{page("rooms", 8, "Räume")}, 8, Batch::kComplete).ok());
  std::filesystem::rename(away, m_folder);
  ASSERT_TRUE(copy.followEpoch(epoch).ok());
  EXPECT_EQ(copy.cursor(), 7u);
  ASSERT_TRUE(copy.apply(std::vector{page("rooms", 8, "Räume")}, 8, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Ziele");
  EXPECT_EQ(titleOf(*copy.snapshot(), "rooms"), "Räume");
}

TEST_F(CatalogueCopyTest, SetsADamagedFileAsideAndBeginsAnew) {
  { std::ofstream(path()) << std::string(8192, 'x'); }
  const CatalogueCopy copy = open();
  EXPECT_TRUE(copy.snapshot()->isEmpty());
  EXPECT_EQ(copy.cursor(), 0u);
  EXPECT_TRUE(std::filesystem::exists(path() + ".damaged"));
}

TEST_F(CatalogueCopyTest, RefusesAnItemWithoutIdAndStaysAsItWas) {
  CatalogueCopy copy = open();
  ASSERT_TRUE(copy.apply(std::vector{page("aims", 1, "Ziele")}, 1, Batch::kComplete).ok());
  EXPECT_EQ(copy.apply(std::vector{page("", 2, "?")}, 2, Batch::kComplete).error().code(), Code::kInvalidArgument);
  EXPECT_EQ(copy.cursor(), 1u);
  EXPECT_EQ(titleOf(*copy.snapshot(), "aims"), "Ziele");
}

}  // namespace
}  // namespace foyer::catalogue
