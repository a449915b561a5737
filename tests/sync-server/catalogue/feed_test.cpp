// What a newly loaded catalogue changes in the feed.
#include "sync-server/catalogue/feed.h"

#include <gmock/gmock.h>

namespace {

using foyer::catalogue::deterministicBytes;
using foyer::catalogue::feedChanges;
using foyer::catalogue::newerThan;
using foyer::catalogue::StoredItems;
namespace v1 = foyer::catalogue::v1;

v1::Item page(const std::string& id, const std::string& title) {
  v1::Item item;
  item.set_id(id);
  (*item.mutable_page()->mutable_title()->mutable_by_language())["de"] = title;
  (*item.mutable_page()->mutable_title()->mutable_by_language())["en"] = title;
  return item;
}

v1::Item topic(const std::string& id, const std::string& list) {
  v1::Item item;
  item.set_id(id);
  item.mutable_topic()->set_list(list);
  return item;
}

// The store's part: the latest version of each id.
void store(StoredItems& stored, const std::vector<v1::Item>& changes) {
  for (const v1::Item& item : changes) stored[item.id()] = item;
}

std::vector<v1::Item> loadInto(StoredItems& stored, const std::vector<v1::Item>& loaded) {
  auto changes = feedChanges(stored, loaded);
  EXPECT_TRUE(changes.ok());
  store(stored, *changes);
  return *changes;
}

TEST(Feed, NumbersNewItemsFromOne) {
  StoredItems stored;
  const auto changes = loadInto(stored, {page("a", "A"), page("b", "B")});
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].sequence(), 1u);
  EXPECT_EQ(changes[1].sequence(), 2u);
}

TEST(Feed, GivesNothingWhenTheSameIsLoadedAgain) {
  StoredItems stored;
  loadInto(stored, {page("a", "A"), page("b", "B")});
  EXPECT_THAT(loadInto(stored, {page("b", "B"), page("a", "A")}), testing::IsEmpty());
}

TEST(Feed, GivesOnlyWhatChangedWithTheNextSequence) {
  StoredItems stored;
  loadInto(stored, {page("a", "A"), page("b", "B")});
  const auto changes = loadInto(stored, {page("a", "A"), page("b", "other")});
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].id(), "b");
  EXPECT_EQ(changes[0].sequence(), 3u);
}

TEST(Feed, TurnsWhatIsGoneIntoATombstoneWithoutTexts) {
  StoredItems stored;
  loadInto(stored, {page("a", "A"), page("b", "B")});
  const auto changes = loadInto(stored, {page("a", "A")});
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].deleted());
  EXPECT_FALSE(changes[0].has_page());
  EXPECT_EQ(changes[0].sequence(), 3u);
  EXPECT_THAT(loadInto(stored, {page("a", "A")}), testing::IsEmpty());
}

TEST(Feed, BringsBackWhatWasGoneUnderAHigherSequence) {
  StoredItems stored;
  loadInto(stored, {page("a", "A")});
  loadInto(stored, {});
  const auto changes = loadInto(stored, {page("a", "A")});
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_FALSE(changes[0].deleted());
  EXPECT_EQ(changes[0].sequence(), 3u);
}

TEST(Feed, NeverGoesBackWhenTombstonesAreLeftOut) {
  const auto changes = feedChanges({}, {page("a", "A")}, 41);
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(changes->front().sequence(), 42u);
}

TEST(Feed, NamesTheKindOfAnItem) {
  EXPECT_EQ(foyer::catalogue::kindOf(page("a", "A")), "page");
  EXPECT_EQ(foyer::catalogue::kindOf(v1::Item()), "");
}

TEST(Feed, RetiresEntriesOfCodeListsInsteadOfDeletingThem) {
  StoredItems stored;
  loadInto(stored, {topic("housing", "topic")});
  const auto changes = loadInto(stored, {});
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_FALSE(changes[0].deleted());
  EXPECT_TRUE(changes[0].topic().retired());
  EXPECT_EQ(changes[0].topic().list(), "topic");
  EXPECT_THAT(loadInto(stored, {}), testing::IsEmpty());
}

TEST(Feed, RefusesAnIdThatMovesToAnotherKindOrList) {
  StoredItems stored;
  loadInto(stored, {topic("housing", "topic"), page("a", "A")});
  const auto kind = feedChanges(stored, {page("housing", "A")});
  ASSERT_FALSE(kind.ok());
  EXPECT_EQ(kind.error().message(),
            "The id \"housing\" already belongs to the code list \"topic\"; ids are never reused, choose a "
            "new one.");
  const auto list = feedChanges(stored, {topic("housing", "role")});
  EXPECT_FALSE(list.ok());
}

TEST(Feed, IsCompactedToTheLatestVersionAboveTheCursor) {
  StoredItems stored;
  loadInto(stored, {page("a", "1"), page("b", "1"), page("c", "1")});
  loadInto(stored, {page("a", "2"), page("b", "1")});
  loadInto(stored, {page("a", "3"), page("b", "1")});
  std::vector<std::string> ids;
  for (const v1::Item& item : newerThan(stored, 2)) ids.push_back(item.id());
  EXPECT_THAT(ids, testing::ElementsAre("c", "a"));
  EXPECT_THAT(newerThan(stored, 6), testing::IsEmpty());
  EXPECT_EQ(newerThan(stored, 0).size(), 3u);
}

TEST(Feed, ComparesBytesThatDoNotDependOnTheOrderOfLanguages) {
  v1::Item one = page("a", "A");
  v1::Item other;
  other.set_id("a");
  auto& texts = *other.mutable_page()->mutable_title()->mutable_by_language();
  texts["en"] = "A";
  texts["de"] = "A";
  one.set_sequence(7);
  EXPECT_EQ(deterministicBytes(one), deterministicBytes(other));
  texts["de"] = "B";
  EXPECT_NE(deterministicBytes(one), deterministicBytes(other));
}

}  // namespace
