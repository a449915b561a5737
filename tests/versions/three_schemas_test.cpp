// Three releases at one server: what a kiosk two releases newer writes goes unharmed through an old server, its staff
// and its kiosks, and through the release between; and a kiosk two releases older spoils nothing at a new server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/catalogue/catalogue_copy.h"
#include "shared/validate/validate.h"
#include "tests/sync-server/world/world.h"
#include "tests/versions/toy_v1.pb.h"
#include "tests/versions/toy_v2.pb.h"
#include "tests/versions/toy_v3.pb.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

enum class Release { kOld = 0, kMiddle = 1, kNew = 2 };

std::vector<const google::protobuf::Descriptor*> typesOf(Release release) {
  if (release == Release::kOld) return {versions::v1::Toy::descriptor()};
  if (release == Release::kMiddle) return {versions::v2::Toy::descriptor()};
  return {versions::v3::Toy::descriptor(), versions::v3::Box::descriptor()};
}

schema::Schema schemaOf(Release release) {
  auto messages = schema::Schema::builtInMessages();
  for (const auto* type : typesOf(release)) messages.push_back(type);
  return must(schema::Schema::load(messages));
}

struct ThreeSchemas : testing::Test {
  using Dots = std::vector<record::Dot>;

  const schema::Schema& of(Release release) const { return m_schemas[static_cast<size_t>(release)]; }

  // As a program of that release validates and writes it.
  void write(Kiosk& kiosk, Release release, const Id16& id, const std::string& typeName, const Values& values,
             const Dots& seen = {}) const {
    const schema::RecordType& type = *of(release).typeNamed(typeName);
    record::RecordWrite write;
    write.recordId = id;
    write.type = type.number;
    for (const auto& [name, texts] : values) {
      const schema::FieldRule* rule = type.fieldNamed(name);
      FOYER_ASSERT(rule);
      write.fields.push_back({rule->number, must(record::wireFromText(*rule, texts)), seen});
    }
    std::sort(write.fields.begin(), write.fields.end(), [](const auto& a, const auto& b) { return a.field < b.field; });
    record::ChangeBody body = kiosk.bodyOf({});
    body.schemaVersion = schema::kSchemaVersion + static_cast<uint32_t>(release);
    body.records = {std::move(write)};
    ASSERT_TRUE(std::holds_alternative<record::Change>(validate::Validator(of(release)).check(body)));
    kiosk.write(std::move(body), Checking::kNone);
  }
  // What stands, as that release reads it.
  std::vector<std::string> read(World& world, Release release, const Id16& id, const std::string& field) const {
    const record::RecordState state = world.state(id);
    const schema::FieldRule& rule = *of(release).type(state.type)->fieldNamed(field);
    std::vector<std::string> texts;
    const record::FieldState* found = state.field(rule.number);
    for (const record::Version& version : found ? found->versions : std::vector<record::Version>{})
      for (std::string& text : record::textValues(rule, version.wire)) texts.push_back(std::move(text));
    return texts;
  }
  void expectSameAfterARebuild(World& world) const {
    const std::string before = world.digest();
    EXPECT_EQ(world.rebuild().quarantined, 0u);
    EXPECT_EQ(world.digest(), before);
  }

  const Values kAll = {{"name", {"Bear"}},   {"wish", {"a home"}}, {"colour", {"brown"}},
                       {"tags", {"soft"}},   {"shelf", {"-7"}},    {"owner", {"Ayşe"}},
                       {"repairs", {"ear", "eye"}}};

 private:
  const std::array<schema::Schema, 3> m_schemas = {schemaOf(Release::kOld), schemaOf(Release::kMiddle),
                                                   schemaOf(Release::kNew)};
};

TEST_F(ThreeSchemas, AKioskTwoReleasesNewerLosesNothingAtAnOldServerAndAtTheOneBetween) {
  World world(1, typesOf(Release::kOld));
  const Id16 toy = newUuidV7(world.clock().wallMs(), world.random());
  const Id16 box = newUuidV7(world.clock().wallMs(), world.random());
  Kiosk& newest = world.kiosk("newest");
  Kiosk& oldest = world.kiosk("oldest");
  write(newest, Release::kNew, toy, "Toy", kAll);
  write(newest, Release::kNew, box, "Box", {{"label", {"Attic"}}, {"toy", {toy.uuid()}}});
  EXPECT_THAT(outcomes(newest.sync()), ElementsAre(OUTCOME_APPLIED, OUTCOME_APPLIED));
  write(oldest, Release::kOld, toy, "Toy", {{"wish", {"a garden"}}}, {{newest.incarnation(), 1}});
  EXPECT_THAT(outcomes(oldest.sync()), ElementsAre(OUTCOME_APPLIED));
  const Id16 mo = world.account("Mo");
  ASSERT_TRUE(world.edit(mo, toy, "name", {"Old Bear"}).ok());
  const auto checkWhatOnlyTheNewestKnows = [&] {
    EXPECT_THAT(read(world, Release::kNew, toy, "owner"), ElementsAre("Ayşe"));
    EXPECT_THAT(read(world, Release::kNew, toy, "repairs"), ElementsAre("ear", "eye"));
    EXPECT_THAT(read(world, Release::kNew, box, "label"), ElementsAre("Attic"));
    EXPECT_THAT(read(world, Release::kNew, box, "toy"), ElementsAre(toy.uuid()));
  };
  checkWhatOnlyTheNewestKnows();
  EXPECT_THAT(read(world, Release::kMiddle, toy, "colour"), ElementsAre("brown"));
  expectSameAfterARebuild(world);
  checkWhatOnlyTheNewestKnows();

  // The release between: its staff and its kiosk work on what they can see.
  world.restartAs(schemaOf(Release::kMiddle));
  EXPECT_EQ(world.rebuild().quarantined, 0u);
  ASSERT_TRUE(world.edit(mo, toy, "colour", {"red"}).ok());
  Kiosk& middle = world.kiosk("middle");
  write(middle, Release::kMiddle, toy, "Toy", {{"tags", {"mended"}}});
  EXPECT_THAT(outcomes(middle.sync()), ElementsAre(OUTCOME_APPLIED));
  checkWhatOnlyTheNewestKnows();
  expectSameAfterARebuild(world);

  world.restartAs(schemaOf(Release::kNew));
  EXPECT_EQ(world.rebuild().quarantined, 0u);
  checkWhatOnlyTheNewestKnows();
  EXPECT_THAT(world.values(toy, "name"), ElementsAre("Old Bear"));
  EXPECT_THAT(world.values(toy, "wish"), ElementsAre("a garden"));
  EXPECT_THAT(world.values(toy, "colour"), ElementsAre("red"));
  EXPECT_THAT(world.values(toy, "tags"), UnorderedElementsAre("soft", "mended"));
  EXPECT_THAT(world.values(toy, "shelf"), ElementsAre("-7"));
  EXPECT_THAT(world.values(toy, "owner"), ElementsAre("Ayşe"));
  EXPECT_THAT(world.values(box, "label"), ElementsAre("Attic"));
  EXPECT_THAT(world.openCases(), IsEmpty());
}

TEST_F(ThreeSchemas, AKioskTwoReleasesOlderIsTakenByANewServerAndSpoilsNothing) {
  World world(1, typesOf(Release::kNew));
  const Id16 toy = newUuidV7(world.clock().wallMs(), world.random());
  Kiosk& newest = world.kiosk("newest");
  Kiosk& middle = world.kiosk("middle");
  Kiosk& oldest = world.kiosk("oldest");
  write(oldest, Release::kOld, toy, "Toy", {{"name", {"Bear"}}, {"wish", {"a home"}}});
  EXPECT_THAT(outcomes(oldest.sync()), ElementsAre(OUTCOME_APPLIED));
  write(middle, Release::kMiddle, toy, "Toy", {{"colour", {"brown"}}, {"tags", {"soft"}}});
  EXPECT_THAT(outcomes(middle.sync()), ElementsAre(OUTCOME_APPLIED));
  write(newest, Release::kNew, toy, "Toy", {{"owner", {"Ayşe"}}, {"repairs", {"ear"}}, {"tags", {"loved"}}});
  EXPECT_THAT(outcomes(newest.sync()), ElementsAre(OUTCOME_APPLIED));
  ASSERT_TRUE(world.edit(world.account("Mo"), toy, "owner", {"Ayşe Y."}).ok());
  // Again, having seen only what they know of.
  write(oldest, Release::kOld, toy, "Toy", {{"name", {"Old Bear"}}}, {{oldest.incarnation(), 1}});
  write(middle, Release::kMiddle, toy, "Toy", {{"colour", {"red"}}}, {{middle.incarnation(), 1}});
  EXPECT_THAT(outcomes(oldest.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_THAT(outcomes(middle.sync()), ElementsAre(OUTCOME_APPLIED));
  for (int times = 0; times < 2; ++times) {
    EXPECT_THAT(world.values(toy, "name"), ElementsAre("Old Bear"));
    EXPECT_THAT(world.values(toy, "wish"), ElementsAre("a home"));
    EXPECT_THAT(world.values(toy, "colour"), ElementsAre("red"));
    EXPECT_THAT(world.values(toy, "tags"), UnorderedElementsAre("soft", "loved"));
    EXPECT_THAT(world.values(toy, "owner"), ElementsAre("Ayşe Y."));
    EXPECT_THAT(world.values(toy, "repairs"), ElementsAre("ear"));
    EXPECT_THAT(world.openCases(), IsEmpty());
    expectSameAfterARebuild(world);
  }
}

// A kiosk of each release, and none has seen what another wrote; the same ids in each world.
void disagree(World& world, const ThreeSchemas& releases) {
  const Id16 toy = newUuidV7(world.clock().wallMs(), world.random());
  Kiosk& oldest = world.kiosk("oldest");
  Kiosk& middle = world.kiosk("middle");
  Kiosk& newest = world.kiosk("newest");
  Kiosk& another = world.kiosk("another");
  releases.write(oldest, Release::kOld, toy, "Toy", {{"name", {"Lion"}}});
  releases.write(middle, Release::kMiddle, toy, "Toy", {{"name", {"Bear"}}, {"colour", {"black"}}});
  releases.write(newest, Release::kNew, toy, "Toy", releases.kAll);
  releases.write(another, Release::kNew, toy, "Toy", {{"owner", {"Olha"}}, {"repairs", {"paw"}}});
  for (Kiosk* kiosk : {&oldest, &middle, &newest, &another}) must(kiosk->sync());
}

TEST_F(ThreeSchemas, AServerThatIsUpdatedTwiceOrPutBackTwiceIsTheOneThatHadThatReleaseAllAlong) {
  const std::array releases = {Release::kOld, Release::kMiddle, Release::kNew};
  std::vector<std::string> digests;
  for (const Release release : releases) {
    World all(1, typesOf(release));
    disagree(all, *this);
    // Staff are asked about the name, then about the colour too, then about the owner too.
    EXPECT_THAT(all.openCases(), SizeIs(static_cast<size_t>(release) + 1)) << "each for those who can see it";
    digests.push_back(all.digest());
  }
  World world(1, typesOf(Release::kOld));
  disagree(world, *this);
  // Up by both steps, back by both, up and back in one.
  for (const Release release : {Release::kMiddle, Release::kNew, Release::kMiddle, Release::kOld, Release::kNew, Release::kOld}) {
    world.restartAs(schemaOf(release));
    EXPECT_EQ(world.rebuild().quarantined, 0u);
    EXPECT_EQ(world.digest(), digests[static_cast<size_t>(release)]);
    EXPECT_THAT(world.openCases(), SizeIs(static_cast<size_t>(release) + 1));
  }
}

// The other direction: what a server two releases newer publishes stays whole on the disk of an old kiosk, so that
// the kiosk has it when it is updated.
TEST_F(ThreeSchemas, AnOldKioskKeepsWhatANewerServerPublishesUntilItIsUpdated) {
  World folder;  // for its folder
  const std::string path = folder.folder() + "/catalogue.db";
  catalogue::v1::Item known, unknown;
  known.set_id("pier");
  known.set_sequence(1);
  (*known.mutable_site()->mutable_name()->mutable_by_language())["en"] = "Pier";
  // A field that this release does not know, inside of what it knows; and a kind of item that it does not know.
  std::string site = known.site().SerializeAsString() + std::string("\xca\xbb\x01\x03new", 7);
  ASSERT_TRUE(known.mutable_site()->ParseFromString(site));
  ASSERT_TRUE(unknown.ParseFromString(std::string("\xca\xbb\x01\x05" "later", 9)));
  unknown.set_id("ferry");
  unknown.set_sequence(2);
  {
    auto copy = must(catalogue::CatalogueCopy::open(path));
    must(copy.apply(std::array{known, unknown}, 2, catalogue::Batch::kComplete));
  }
  const auto copy = must(catalogue::CatalogueCopy::open(path));
  EXPECT_EQ(copy.snapshot()->all(catalogue::v1::Item::kSite).size(), 1u) << "it shows what it knows";
  auto database = must(sqlite::Database::open(path, {.access = sqlite::Access::kReadOnly}));
  auto rows = must(database.prepare("SELECT body FROM item ORDER BY id DESC"));
  std::vector<std::string> bodies;
  while (must(rows.step())) bodies.emplace_back(rows.blob(0));
  EXPECT_THAT(bodies, ElementsAre(known.SerializeAsString(), unknown.SerializeAsString()));
}

}  // namespace
}  // namespace foyer::testworld
