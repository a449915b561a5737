// The export as a spreadsheet opens it, and the schema as the console reads it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "foyer/record/v1/request.pb.h"
#include "sync-server/review/export_view.h"
#include "sync-server/review/schema_view.h"
#include "sync-server/review/search_words.h"
#include "tests/sync-server/world/world.h"
#include "toy.pb.h"

namespace foyer::testworld {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

api::ExportRecordsResponse exportOf(World& world, const std::string& type) {
  return world.look([&](const store::Reader& reader) { return review::exportRecords(world.schema(), reader, type); });
}

TEST(Export, HasAHeaderAndOneRowEach) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit({.names = "Jörg Grün"});
  lobby.visit({.names = "بسمة يوسف"});
  ASSERT_TRUE(lobby.sync().ok());
  const auto file = exportOf(world, "Contact");
  EXPECT_EQ(file.count(), 2u);
  EXPECT_THAT(file.csv(), StartsWith("\xef\xbb\xbfid;names;reach;phone;"));
  EXPECT_THAT(file.csv(), HasSubstr(";Jörg Grün;"));
  EXPECT_THAT(file.csv(), HasSubstr(";بسمة يوسف;"));
  EXPECT_THAT(file.csv(), EndsWith("\r\n"));
  EXPECT_EQ(std::count(file.csv().begin(), file.csv().end(), '\n'), 3);
  EXPECT_THAT(file.csv(), HasSubstr("2023-11-14T22:13:20Z")) << "times as people read them";
}

TEST(Export, MakesFormulasHarmless) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit({.names = "=HYPERLINK(\"http://example.org\";\"x\")", .phone = "+49 30 1234567"});
  ASSERT_TRUE(lobby.sync().ok());
  EXPECT_THAT(exportOf(world, "Contact").csv(), HasSubstr(";\"'=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\")\";"));
  EXPECT_THAT(exportOf(world, "Contact").csv(), HasSubstr(";'+49 30 1234567;"));
  for (const char* formula : {"=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\xef\xbc\x9d" "1"})
    EXPECT_THAT(review::csvCell(formula), testing::AnyOf(StartsWith("'"), StartsWith("\"'"))) << formula;
}

TEST(Export, QuotesWhatWouldEndACell) {
  EXPECT_EQ(review::csvCell("plain"), "plain");
  EXPECT_EQ(review::csvCell("a;b"), "\"a;b\"");
  EXPECT_EQ(review::csvCell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(review::csvCell("say \"hi\""), "\"say \"\"hi\"\"\"");
}

TEST(Export, KeepsSeveralValuesInOneCell) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  lobby.visit({.topics = {"work", "law"}});
  ASSERT_TRUE(lobby.sync().ok());
  EXPECT_THAT(exportOf(world, "Enquiry").csv(), HasSubstr(";law, work;"));
}

TEST(SchemaShown, ListsAllTypesAndTheCodeListsOfTheCatalogue) {
  World world;
  foyer::catalogue::v1::Item topic;
  topic.set_id("language");
  topic.mutable_topic()->set_list("topic");
  (*topic.mutable_topic()->mutable_label()->mutable_by_language())["de"] = "Sprache";
  foyer::catalogue::v1::Item site;
  site.set_id("library");
  (*site.mutable_site()->mutable_name()->mutable_by_language())["de"] = "Bibliothek";
  must(world.writer().run([&](store::Writer& writer) -> Status {
    FOYER_TRY(writer.putCatalogue({"language", "topic", 1, topic.SerializeAsString(), false}));
    return writer.putCatalogue({"library", "site", 2, site.SerializeAsString(), false});
  }));
  const auto shown = world.look([&](const store::Reader& reader) { return review::showSchema(world.schema(), reader); });
  std::vector<std::string> types;
  for (const api::RecordType& type : shown.types()) {
    types.push_back(type.name());
    EXPECT_FALSE(type.label_de().empty()) << type.name();
    for (const api::FieldType& field : type.fields()) {
      EXPECT_NE(field.merge(), MERGE_UNSPECIFIED) << type.name() << "." << field.name();
      EXPECT_NE(field.privacy(), PRIVACY_UNSPECIFIED) << type.name() << "." << field.name();
      EXPECT_FALSE(field.label_en().empty()) << type.name() << "." << field.name();
      if (field.role() == ROLE_SITE) {
        EXPECT_EQ(field.code_list(), "site") << type.name() << "." << field.name();
      }
    }
  }
  EXPECT_THAT(types, testing::IsSupersetOf({"Contact", "Organisation", "Affiliation", "Enquiry", "Registration", "Consent", "Note", "Feedback"}));
  EXPECT_EQ(types.size(), world.schema().types().size());
  std::map<std::string, int> lists;
  for (const api::CodeList& list : shown.code_lists()) lists[list.name()] = list.entries_size();
  EXPECT_EQ(lists["topic"], 1);
  EXPECT_EQ(lists["site"], 1);
  EXPECT_EQ(lists["RequestStatus"], foyer::record::v1::RequestStatus_descriptor()->value_count() - 1) << "all but the one that says nothing";
}

TEST(NewTypeFromAKiosk, IsSealedMergedShownAndExportedByItsDeclarationAlone) {
  World world(1, {foyer::toy::v1::Wish::descriptor()});
  Kiosk& lobby = world.kiosk("lobby");
  const Id16 wish = newUuidV7(world.clock().wallMs(), world.random());
  const Slip slip = lobby.visit();
  lobby.write({{"Wish", {{"colour", {"green"}}, {"contact", {slip.contact.uuid()}}, {"tags", {"soft"}}}, wish, {}}});
  lobby.write({{"Wish", {{"colour", {"far too many letters for it"}}}, {}, {}}}, {}, Checking::kNone);
  EXPECT_THAT(outcomes(lobby.sync()), ElementsAre(foyer::sync::v1::OUTCOME_APPLIED, foyer::sync::v1::OUTCOME_APPLIED,
                                                  foyer::sync::v1::OUTCOME_QUARANTINED));
  const Id16 mo = world.account("Mo");
  const std::string seen = world.field(wish, "colour").versions(0).dot();
  ASSERT_TRUE(world.editHavingSeen(mo, wish, "colour", {"blue"}, {seen}).ok());
  ASSERT_TRUE(world.editHavingSeen(mo, wish, "colour", {"red"}, {seen}).ok());
  EXPECT_TRUE(world.field(wish, "colour").in_conflict());
  api::ListInboxRequest request;
  request.add_types("Wish");
  ASSERT_THAT(world.inbox(request).rows(), SizeIs(1));
  EXPECT_TRUE(world.inbox(request).rows(0).has_case());
  EXPECT_THAT(exportOf(world, "Wish").csv(), HasSubstr(wish.uuid() + ";blue;"));
  const std::string digest = world.digest();
  world.rebuild();
  EXPECT_EQ(world.digest(), digest);
}

TEST(SearchWords, AreTheSameHoweverTheyAreWritten) {
  EXPECT_EQ(review::searchWords("Nguyễn  O'Brien"), "nguyen obrien");
  EXPECT_EQ(review::searchWords("  Straße-Süd\t"), "strasse sud");
  EXPECT_EQ(review::searchWords("ＦＵＬＬ"), "full");
  EXPECT_EQ(review::searchWords("...!?"), "");
  EXPECT_EQ(review::searchWords("Jörg Müller"), review::searchWords("Joerg Mueller"));
  EXPECT_EQ(review::searchWords("Anna Elena"), "anna elena");
  EXPECT_EQ(review::searchDigits("+49 (30) 23125-123"), "493023125123");
  EXPECT_EQ(review::searchDigits("123"), "");
  EXPECT_EQ(review::searchDigits("12a34"), "");
}

}  // namespace
}  // namespace foyer::testworld
