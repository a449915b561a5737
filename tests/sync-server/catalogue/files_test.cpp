// How files become items: every shape of value once.
#include <gmock/gmock.h>

#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

using foyer::catalogue::loadCatalogue;
namespace v1 = foyer::catalogue::v1;

std::map<std::string, v1::Item> load(const std::string& yaml) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("tried.yaml", yaml);
  std::vector<std::string> problems;
  auto loaded = loadCatalogue(folder.path(), problems);
  EXPECT_THAT(problems, testing::IsEmpty());
  std::map<std::string, v1::Item> items;
  if (loaded.ok()) {
    for (const v1::Item& item : *loaded) items[item.id()] = item;
  }
  return items;
}

TEST(Files, GiveOffersWithTextsWordsListsAndFlags) {
  auto items = load(R"(offer:
  evening-class:
    kind: training
    title: {de: Abendkurs, en: Evening class, ar: دورة مسائية}
    topics: [swimming]
    form: registration
    on_home: yes
    sites:
      - pier
)");
  const v1::Offer& offer = items["evening-class"].offer();
  EXPECT_EQ(offer.kind(), v1::OFFER_KIND_TRAINING);
  EXPECT_EQ(offer.title().by_language().at("ar"), "دورة مسائية");
  EXPECT_THAT(offer.topics(), testing::ElementsAre("swimming"));
  EXPECT_TRUE(offer.on_home());
  EXPECT_EQ(offer.form(), "registration");
  EXPECT_THAT(offer.sites(), testing::ElementsAre("pier"));
}

TEST(Files, KeepWordsThatYamlWouldTurnIntoSomethingElse) {
  auto items = load(R"(page:
  "2027":
    title: {de: nein, en: no}
    text: {de: 17:00, en: 0x10}
)");
  EXPECT_EQ(items["2027"].page().title().by_language().at("en"), "no");
  EXPECT_EQ(items["2027"].page().text().by_language().at("de"), "17:00");
  EXPECT_EQ(items["2027"].page().text().by_language().at("en"), "0x10");
}

TEST(Files, KeepParagraphsAndTrimTheEnd) {
  auto items = load(
      "page:\n  p:\n    title: {de: T, en: T}\n    text:\n      de: |\n        Eins\n\n        Zwei\n      "
      "en: x\n");
  EXPECT_EQ(items["p"].page().text().by_language().at("de"), "Eins\n\nZwei");
}

TEST(Files, GiveSeriesOfDates) {
  auto items = load(R"(session:
  series:
    offer: swimming-lesson
    dates:
      - {day: 2027-01-14, from: 17:00, until: 19:00}
      - {day: 2027-01-21, from: 17:00, until: 19:00}
    capacity: 12
    languages: [pl, en]
)");
  const v1::Session& session = items["series"].session();
  ASSERT_EQ(session.dates_size(), 2);
  EXPECT_EQ(session.dates(1).day(), "2027-01-21");
  EXPECT_EQ(session.dates(1).until(), "19:00");
  EXPECT_EQ(session.capacity(), 12u);
}

TEST(Files, GiveSettingsWithMapsUnderTheOneId) {
  auto items = load("");
  const v1::Settings& settings = items["settings"].settings();
  EXPECT_EQ(settings.retention_days().at("enquiry"), 90u);
  EXPECT_EQ(settings.data_use().at("enquiry").by_language().at("en"), "Deleted soon.");
  EXPECT_EQ(settings.language_names().at("pl"), "Polski");
}

TEST(Files, CountTheOrderFromThePlaceInTheFileUnlessItIsGiven) {
  auto items = load(R"(page:
  second: {title: {de: a, en: a}, text: {de: a, en: a}}
  first: {title: {de: a, en: a}, text: {de: a, en: a}, order: 5}
  third: {title: {de: a, en: a}, text: {de: a, en: a}}
)");
  EXPECT_EQ(items["second"].page().order(), 10u);
  EXPECT_EQ(items["first"].page().order(), 5u);
  EXPECT_EQ(items["third"].page().order(), 30u);
}

TEST(Files, MayHoldSeveralDocumentsAndKinds) {
  auto items = load(R"(page:
  one: {title: {de: a, en: a}, text: {de: a, en: a}}
---
# an empty document
---
page:
  two: {title: {de: a, en: a}, text: {de: a, en: a}}
partner:
  three: {name: {de: a, en: a}, web: https://example.org}
)");
  EXPECT_TRUE(items["one"].has_page());
  EXPECT_TRUE(items["two"].has_page());
  EXPECT_EQ(items["three"].partner().web(), "https://example.org");
}

TEST(Files, WithWindowsLineEndsAndByteOrderMarkAreRead) {
  auto items =
      load("\xEF\xBB\xBFpage:\r\n  one:\r\n    title: {de: a, en: b}\r\n    text: {de: a, en: c}\r\n");
  EXPECT_EQ(items["one"].page().title().by_language().at("en"), "b");
}

}  // namespace
