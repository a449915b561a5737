// Which texts lack a language.
#include "sync-server/catalogue/untranslated.h"

#include <gmock/gmock.h>

namespace {

namespace v1 = foyer::catalogue::v1;

TEST(Untranslated, NamesTheItemAndThePlaceAlsoInListsAndMaps) {
  v1::Item site;
  site.set_id("pier");
  (*site.mutable_site()->mutable_name()->mutable_by_language())["de"] = "Steg";
  (*site.mutable_site()->add_help_numbers()->mutable_label()->mutable_by_language())["en"] = "Help";
  v1::Item settings;
  settings.set_id("settings");
  (*(*settings.mutable_settings()->mutable_data_use())["enquiry"].mutable_by_language())["de"] = "Wir";
  std::vector<std::string> places;
  for (const auto& missing : foyer::catalogue::untranslated({site, settings}, "en")) {
    places.push_back(missing.id + " " + missing.field);
  }
  EXPECT_THAT(places, testing::ElementsAre("pier site.name", "settings settings.data_use.value"));
}

TEST(Untranslated, KnowsTheLanguagesOfAllStartScreensInOrder) {
  v1::Item one;
  one.mutable_site()->add_languages("en");
  one.mutable_site()->add_languages("pl");
  v1::Item other;
  other.mutable_site()->add_languages("de");
  other.mutable_site()->add_languages("en");
  EXPECT_THAT(foyer::catalogue::languagesOffered({one, other}), testing::ElementsAre("en", "pl", "de"));
}

}  // namespace
