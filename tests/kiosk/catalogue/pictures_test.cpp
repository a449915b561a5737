// A catalogue with pictures: the old edition stays until the new one is whole, and what nobody names goes.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include <fstream>
#include <random>

#include "kiosk/catalogue/wording.h"
#include "tests/kiosk/catalogue/pictures.h"

namespace foyer::catalogue {
namespace {

using testing::UnorderedElementsAre;

std::string titleOf(const CatalogueCopy& copy, const std::string& id) {
  const v1::Item* item = copy.snapshot()->find(id);
  return item ? std::string(wordsIn(item->page().title(), "de")) : "";
}

TEST(Pictures, KeepTheOldEditionUntilTheNewOneIsWhole) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 1, "old")}, 1, Batch::kComplete).ok());
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 2, "new", "garden"), pageWith("rooms", 3, "rooms", "house")}, 3,
                         Batch::kComplete)
                  .ok());
  EXPECT_EQ(copy.cursor(), 3u) << "the feed goes on";
  EXPECT_EQ(titleOf(copy, "aims"), "old");
  EXPECT_EQ(copy.snapshot()->find("rooms"), nullptr);
  ASSERT_EQ(copy.missing().size(), 2u);
  ASSERT_TRUE(copy.shelf().append(picture("garden"), "garden").ok());
  EXPECT_FALSE(*copy.onAssetArrived());
  EXPECT_EQ(titleOf(copy, "aims"), "old");
  ASSERT_TRUE(copy.shelf().append(picture("house"), "house").ok());
  EXPECT_TRUE(*copy.onAssetArrived());
  EXPECT_EQ(titleOf(copy, "aims"), "new");
  EXPECT_TRUE(copy.missing().empty());
  std::ifstream file(copy.snapshot()->pathOf(copy.snapshot()->find("rooms")->page().image()));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "house");
}

TEST(Pictures, AreShownAfterARestartBetweenTheLastOneAndTheSwitch) {
  PictureFolder folder;
  {
    CatalogueCopy copy = folder.open();
    ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 1, "new", "garden")}, 1, Batch::kComplete).ok());
    ASSERT_TRUE(copy.shelf().append(picture("garden"), "gar").ok());
  }
  {
    CatalogueCopy copy = folder.open();
    EXPECT_TRUE(copy.snapshot()->isEmpty());
    ASSERT_EQ(copy.missing().size(), 1u);
    EXPECT_EQ(copy.shelf().arrived(copy.missing()[0]), 3u) << "it goes on where it was";
    ASSERT_TRUE(copy.shelf().append(picture("garden"), "den").ok());
  }
  EXPECT_EQ(titleOf(folder.open(), "aims"), "new");
}

TEST(Pictures, ThatNobodyNamesAnyMoreAreRemoved) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  for (const std::string content : {"one", "two", "three"}) {
    ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", copy.cursor() + 1, content, content)}, copy.cursor() + 1,
                           Batch::kComplete)
                    .ok());
    ASSERT_TRUE(copy.shelf().append(picture(content), content).ok());
    ASSERT_TRUE(*copy.onAssetArrived());
    EXPECT_THAT(folder.shelf(), UnorderedElementsAre(assetFileName(picture(content))));
  }
  // Also what had begun to arrive for an edition that is no more, but never what is shown.
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 4, "four", "fourth")}, 4, Batch::kComplete).ok());
  ASSERT_TRUE(copy.shelf().append(picture("fourth"), "fou").ok());
  EXPECT_EQ(folder.shelf().size(), 2u);
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 5, "five", "fifth")}, 5, Batch::kComplete).ok());
  EXPECT_THAT(folder.shelf(), UnorderedElementsAre(assetFileName(picture("three"))));
  EXPECT_EQ(titleOf(copy, "aims"), "three");
}

TEST(Pictures, WithOtherContentThanTheirNameSaysAreThrownAway) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 1, "new", "garden")}, 1, Batch::kComplete).ok());
  const Status wrong = copy.shelf().append(picture("garden"), "harden");
  EXPECT_EQ(wrong.error().code(), Code::kDataLoss);
  EXPECT_TRUE(folder.shelf().empty());
  EXPECT_EQ(copy.shelf().append(picture("garden"), "garden and more").error().code(), Code::kDataLoss);
  EXPECT_TRUE(folder.shelf().empty());
}

TEST(Pictures, LeaveTheJournalItsRoomOnTheDisk) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 1, "new", "garden")}, 1, Batch::kComplete).ok());
  copy.shelf().pretendFreeBytes(kShelfReserveBytes + 5);
  EXPECT_EQ(copy.shelf().append(picture("garden"), "garden").error().code(), Code::kResourceExhausted);
  EXPECT_TRUE(folder.shelf().empty());
  copy.shelf().pretendFreeBytes(kShelfReserveBytes + 6);
  EXPECT_TRUE(copy.shelf().append(picture("garden"), "garden").ok());
}

TEST(Pictures, OfAKindThatThisKioskDoesNotKnowHoldUpNothing) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  v1::Item item = pageWith("aims", 1, "new", "garden");
  item.mutable_page()->mutable_image()->set_media_type("image/of-next-year");
  ASSERT_TRUE(copy.apply(std::vector{item}, 1, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(copy, "aims"), "new");
  EXPECT_EQ(copy.snapshot()->pathOf(item.page().image()), "");
}

TEST(Pictures, ThatTheDiskHasLostAreMissedAgain) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 1, "new", "garden")}, 1, Batch::kComplete).ok());
  ASSERT_TRUE(copy.shelf().append(picture("garden"), "garden").ok());
  ASSERT_TRUE(*copy.onAssetArrived());
  std::filesystem::remove_all(folder.path() / "assets");
  const CatalogueCopy again = folder.open();
  EXPECT_EQ(titleOf(again, "aims"), "new");
  EXPECT_EQ(again.missing().size(), 1u);
}

TEST(CatalogueOfARestoredServer, ReplacesEverythingWhenItIsWhole) {
  PictureFolder folder;
  CatalogueCopy copy = folder.open();
  const Id16 first = newRandomId(systemRandom()), second = newRandomId(systemRandom());
  ASSERT_TRUE(copy.followEpoch(first).ok());
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 8, "aims"), pageWith("late", 9, "late")}, 9, Batch::kComplete).ok());
  ASSERT_TRUE(copy.followEpoch(first).ok());
  EXPECT_EQ(copy.cursor(), 9u);
  ASSERT_TRUE(copy.followEpoch(second).ok());
  EXPECT_EQ(copy.cursor(), 0u) << "its numbers are others";
  EXPECT_EQ(titleOf(copy, "late"), "late") << "until the new one is whole";
  ASSERT_TRUE(copy.apply(std::vector{pageWith("aims", 3, "aims of before")}, 3, Batch::kMoreToCome).ok());
  EXPECT_EQ(titleOf(copy, "aims"), "aims");
  ASSERT_TRUE(copy.apply(std::vector{pageWith("rooms", 4, "rooms")}, 4, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(copy, "aims"), "aims of before");
  EXPECT_EQ(titleOf(copy, "late"), "") << "it was published after the backup";
  ASSERT_TRUE(copy.apply(std::vector{pageWith("late", 5, "again")}, 5, Batch::kComplete).ok());
  EXPECT_EQ(titleOf(copy, "aims"), "aims of before");
}

// Editions of ten pages of one number each, every fourth with pictures, for ever; each in three batches.
[[noreturn]] void publishForEver(const PictureFolder& folder) {
  auto copy = CatalogueCopy::open((folder.path() / "catalogue.db").string());
  if (!copy.ok()) _exit(2);
  for (uint64_t edition = copy->cursor() / 10 + 1;; ++edition) {
    for (int part = 0; part < 3; ++part) {
      std::vector<v1::Item> items;
      for (int page = part * 4; page < std::min(10, part * 4 + 4); ++page) {
        const uint64_t sequence = edition * 10 + static_cast<uint64_t>(page);
        const std::string content = edition % 4 == 0 ? "picture of " + std::to_string(edition) + "/" + std::to_string(page % 2) : "";
        items.push_back(pageWith("page" + std::to_string(page), sequence, std::to_string(edition), content));
      }
      if (!copy->apply(items, items.back().sequence(), part == 2 ? Batch::kComplete : Batch::kMoreToCome).ok()) _exit(3);
    }
    for (int i = 0; i < 2; ++i) {
      const std::string content = "picture of " + std::to_string(edition) + "/" + std::to_string(i);
      if (copy->missing().empty() || copy->shelf().has(picture(content))) continue;
      const uint64_t arrived = copy->shelf().arrived(picture(content));
      if (!copy->shelf().append(picture(content), content.substr(arrived, 9)).ok()) _exit(4);
      if (!copy->shelf().has(picture(content)) &&
          !copy->shelf().append(picture(content), content.substr(arrived + 9)).ok())
        _exit(5);
      if (!copy->onAssetArrived().ok()) _exit(6);
    }
  }
}

TEST(CatalogueKilled, NeverShowsHalfAnEdition) {
  PictureFolder folder;
  std::mt19937 random(5);
  uint64_t editions = 0;
  for (int round = 0; round < 40; ++round) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) publishForEver(folder);
    usleep(static_cast<useconds_t>(2'000 + random() % 40'000));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    const CatalogueCopy copy = folder.open();
    const auto& pages = copy.snapshot()->all(v1::Item::kPage);
    if (pages.empty()) continue;
    ASSERT_EQ(pages.size(), 10u) << "round " << round;
    for (const v1::Item* page : pages) {
      ASSERT_EQ(titleOf(copy, page->id()), titleOf(copy, "page0")) << "round " << round;
      const std::string picture = copy.snapshot()->pathOf(page->page().image());
      ASSERT_TRUE(!page->page().has_image() || std::filesystem::exists(picture));
    }
    const uint64_t edition = std::stoull(titleOf(copy, "page0"));
    ASSERT_GE(edition, editions) << "it goes on, never back";
    editions = edition;
  }
  EXPECT_GT(editions, 20u);
}

}  // namespace
}  // namespace foyer::catalogue
