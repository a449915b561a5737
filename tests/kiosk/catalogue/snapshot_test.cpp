// Order, code lists and the language a text falls back to.
#include "kiosk/catalogue/snapshot.h"

#include <gtest/gtest.h>

#include "kiosk/catalogue/wording.h"

namespace foyer::catalogue {
namespace {

v1::Text text(std::initializer_list<std::pair<const char*, const char*>> words) {
  v1::Text made;
  for (const auto& [language, value] : words) (*made.mutable_by_language())[language] = value;
  return made;
}

v1::Item topic(const std::string& id, const std::string& list, uint32_t order) {
  v1::Item item;
  item.set_id(id);
  item.mutable_topic()->set_list(list);
  item.mutable_topic()->set_order(order);
  return item;
}

TEST(Wording, TakesTheLanguageAskedFor) {
  EXPECT_EQ(wordsIn(text({{"de", "Hallo"}, {"ar", "مرحبا"}}), "ar"), "مرحبا");
}

TEST(Wording, TakesTheLanguageWithoutItsRegion) {
  EXPECT_EQ(wordsIn(text({{"de", "Hallo"}, {"ar", "مرحبا"}}), "ar-SY"), "مرحبا");
}

TEST(Wording, FallsBackToSimpleGermanThenGermanThenEnglishThenAny) {
  EXPECT_EQ(wordsIn(text({{"en", "c"}, {"de", "b"}, {"de-simple", "a"}}), "es"), "a");
  EXPECT_EQ(wordsIn(text({{"en", "c"}, {"de", "b"}}), "es"), "b");
  EXPECT_EQ(wordsIn(text({{"en", "c"}, {"fr", "d"}}), "es"), "c");
  EXPECT_EQ(wordsIn(text({{"tr", "e"}, {"fr", "d"}}), "es"), "d");
}

TEST(Wording, IsNeverBlankWhileAnyLanguageHasWords) {
  EXPECT_EQ(wordsIn(text({{"es", ""}, {"de", ""}, {"vi", "Xin chào"}}), "es"), "Xin chào");
  EXPECT_EQ(wordsIn(text({}), "es"), "");
}

TEST(Snapshot, ListsACodeListInItsOrderWithoutRetiredEntries) {
  std::vector<v1::Item> items{topic("email", "reach", 20), topic("phone", "reach", 10), topic("fax", "reach", 30),
                              topic("urgent", "urgency", 1)};
  items[2].mutable_topic()->set_retired(true);
  const Snapshot snapshot(items, 4);
  const auto entries = snapshot.codeList("reach");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0]->id(), "phone");
  EXPECT_EQ(entries[1]->id(), "email");
  EXPECT_NE(snapshot.codeEntry("reach", "fax"), nullptr) << "what was chosen once keeps its label";
  EXPECT_EQ(snapshot.codeEntry("urgency", "fax"), nullptr);
}

TEST(Snapshot, SessionsStandByTheirFirstDate) {
  std::vector<v1::Item> items(2);
  items[0].set_id("a");
  items[0].mutable_session()->set_offer("course");
  items[0].mutable_session()->add_dates()->set_day("2027-02-01");
  items[1].set_id("b");
  items[1].mutable_session()->set_offer("course");
  items[1].mutable_session()->add_dates()->set_day("2026-12-01");
  const auto snapshot = std::make_unique<Snapshot>(items, 2);
  const auto sessions = snapshot->sessionsOf("course");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0]->id(), "b");
}

}  // namespace
}  // namespace foyer::catalogue
