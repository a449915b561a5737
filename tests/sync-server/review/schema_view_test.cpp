// What staff are told of record types and code lists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/review/schema_view.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using testing::UnorderedElementsAre;
using testing::Pair;

TEST(SchemaView, NamesALanguageOnceThoughListAndSettingsHaveIt) {
  World world;
  foyer::catalogue::v1::Item settings, arabic;
  settings.set_id("settings");
  (*settings.mutable_settings()->mutable_language_names())["ar"] = "العربية";
  (*settings.mutable_settings()->mutable_language_names())["uk"] = "Українська";
  arabic.set_id("ar");
  arabic.mutable_topic()->set_list("language");
  (*arabic.mutable_topic()->mutable_label()->mutable_by_language())["en"] = "Arabic";
  must(world.writer().run([&](store::Writer& writer) -> Status {
    FOYER_TRY(writer.putCatalogue({"settings", "settings", 1, settings.SerializeAsString(), false}));
    return writer.putCatalogue({"ar", "topic", 2, arabic.SerializeAsString(), false});
  }));
  const auto shown = world.look([&](const store::Reader& reader) { return review::showSchema(world.schema(), reader); });
  std::vector<std::pair<std::string, std::string>> languages;
  for (const auto& list : shown.code_lists())
    for (const auto& entry : list.entries())
      if (list.name() == "language") languages.emplace_back(entry.id(), entry.label().by_language().at("en"));
  EXPECT_THAT(languages, UnorderedElementsAre(Pair("ar", "Arabic"), Pair("uk", "Українська")));
}

}  // namespace
}  // namespace foyer::testworld
