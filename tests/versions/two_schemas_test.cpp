// A kiosk of the next release, a server and staff of this one, and then the server of the next: what this release
// does not know passes through it, back into the hands of those who do. And the other way round: a server and staff
// of the next release, and kiosks that stay with this one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/merge/merge.h"
#include "shared/validate/validate.h"
#include "tests/sync-server/world/world.h"
#include "tests/versions/toy_v1.pb.h"
#include "tests/versions/toy_v2.pb.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using testing::Each;
using testing::ElementsAre;

// All that both releases say of a toy.
struct TwoSchemas : testing::Test {
  static schema::Schema with(const google::protobuf::Descriptor* toy) {
    auto messages = schema::Schema::builtInMessages();
    messages.push_back(toy);
    return must(schema::Schema::load(messages));
  }
  // As a kiosk of the next release writes it.
  record::RecordWrite written(const Id16& id, const std::map<std::string, std::vector<std::string>>& values) const {
    record::RecordWrite write;
    write.recordId = id;
    write.type = 950;
    for (const auto& [name, texts] : values) {
      const schema::FieldRule& rule = *next.typeNamed("Toy")->fieldNamed(name);
      write.fields.push_back({rule.number, must(record::wireFromText(rule, texts)), {}});
    }
    return write;
  }
  record::ChangeBody change(Kiosk& kiosk, record::RecordWrite write) const {
    record::ChangeBody body = kiosk.bodyOf({});
    body.schemaVersion = schema::kSchemaVersion + 1;
    body.records = {std::move(write)};
    return body;
  }
  // As the next release reads what this one has kept.
  std::vector<std::string> readByNext(const Id16& id, const std::string& field) {
    const schema::FieldRule& rule = *next.typeNamed("Toy")->fieldNamed(field);
    const record::RecordState state = world.state(id);
    std::vector<std::string> texts;
    const record::FieldState* found = state.field(rule.number);
    for (const record::Version& version : found ? found->versions : std::vector<record::Version>{})
      for (std::string& text : record::textValues(rule, version.wire)) texts.push_back(std::move(text));
    return texts;
  }

  World world{1, {foyer::versions::v1::Toy::descriptor()}};
  const schema::Schema next = with(foyer::versions::v2::Toy::descriptor());
};

TEST_F(TwoSchemas, UnknownFieldsSurviveTheOlderServerItsStaffItsOlderKiosksAndARebuild) {
  Kiosk& newer = world.kiosk("newer");
  Kiosk& older = world.kiosk("older");
  const Id16 id = newUuidV7(world.clock().wallMs(), world.random());
  newer.write(change(newer, written(id, {{"name", {"Bear"}}, {"colour", {"brown"}}, {"tags", {"soft", "old"}}, {"shelf", {"-7"}}})));
  EXPECT_THAT(outcomes(newer.sync()), Each(OUTCOME_APPLIED));
  // The older ones write what they know, having seen what they can see.
  older.write({{"Toy", {{"wish", {"a home"}}}, id, {}}});
  EXPECT_THAT(outcomes(older.sync()), Each(OUTCOME_APPLIED));
  ASSERT_TRUE(world.edit(world.account("Mo"), id, "name", {"Old Bear"}).ok());
  const auto check = [&] {
    EXPECT_THAT(readByNext(id, "name"), ElementsAre("Old Bear"));
    EXPECT_THAT(readByNext(id, "wish"), ElementsAre("a home"));
    EXPECT_THAT(readByNext(id, "colour"), ElementsAre("brown"));
    EXPECT_THAT(readByNext(id, "tags"), ElementsAre("soft", "old"));
    EXPECT_THAT(readByNext(id, "shelf"), ElementsAre("-7"));
  };
  check();
  world.rebuild();
  check();
}

TEST_F(TwoSchemas, UnknownFieldsMergeAsTheNextReleaseSaysOnceItIsThere) {
  Kiosk& one = world.kiosk("one");
  Kiosk& two = world.kiosk("two");
  const Id16 id = newUuidV7(world.clock().wallMs(), world.random());
  one.write(change(one, written(id, {{"colour", {"brown"}}, {"tags", {"soft"}}})));
  two.write(change(two, written(id, {{"colour", {"black"}}, {"tags", {"old"}}})));
  EXPECT_THAT(outcomes(one.sync()), Each(OUTCOME_APPLIED));
  EXPECT_THAT(outcomes(two.sync()), Each(OUTCOME_APPLIED));
  // Both stand: this release may not choose, since it does not know the rule.
  EXPECT_THAT(readByNext(id, "colour"), testing::UnorderedElementsAre("brown", "black"));
  EXPECT_THAT(readByNext(id, "tags"), testing::UnorderedElementsAre("soft", "old"));
  EXPECT_TRUE(world.openCases().empty()) << "nobody is asked about what nobody can see";
}

TEST_F(TwoSchemas, WithdrawnVersionsOfUnknownFieldsAreReplacedByThoseWhoSawThem) {
  Kiosk& newer = world.kiosk("newer");
  const Id16 id = newUuidV7(world.clock().wallMs(), world.random());
  newer.write(change(newer, written(id, {{"colour", {"brown"}}})));
  record::RecordWrite again = written(id, {{"colour", {"red"}}});
  again.fields[0].seen = {{newer.incarnation(), newer.lastSeq()}};
  newer.write(change(newer, again));
  EXPECT_THAT(outcomes(newer.sync()), Each(OUTCOME_APPLIED));
  EXPECT_THAT(readByNext(id, "colour"), ElementsAre("red"));
}

// Two kiosks that disagree, and staff who edit; the same ids in each world.
Id16 disagree(World& world, const TwoSchemas& releases) {
  Kiosk& one = world.kiosk("one");
  Kiosk& two = world.kiosk("two");
  const Id16 id = newUuidV7(world.clock().wallMs(), world.random());
  one.write(releases.change(one, releases.written(id, {{"name", {"Bear"}}, {"colour", {"brown"}}, {"tags", {"soft"}}})));
  two.write(releases.change(two, releases.written(id, {{"name", {"Lion"}}, {"colour", {"black"}}, {"tags", {"old"}}})));
  must(one.sync());
  must(two.sync());
  return id;
}

TEST_F(TwoSchemas, ServerThatIsUpdatedAndFoldsItsLogAgainIsTheOneThatWasNewAllAlong) {
  World upToDate(1, {foyer::versions::v2::Toy::descriptor()});
  disagree(world, *this);
  disagree(upToDate, *this);
  ASSERT_THAT(world.openCases(), testing::SizeIs(1)) << "the name, which both releases know";
  world.restartAs(with(foyer::versions::v2::Toy::descriptor()));
  EXPECT_EQ(world.rebuild().quarantined, 0u);
  EXPECT_EQ(world.digest(), upToDate.digest());
  EXPECT_THAT(world.openCases(), testing::SizeIs(2)) << "and the colour, for staff who can see it now";
}

TEST_F(TwoSchemas, ServerThatIsPutBackToTheOldReleaseAndUpdatedAgainLosesNothing) {
  World upToDate(1, {foyer::versions::v2::Toy::descriptor()});
  disagree(upToDate, *this);
  const std::string before = upToDate.digest();
  upToDate.restartAs(with(foyer::versions::v1::Toy::descriptor()));
  EXPECT_EQ(upToDate.rebuild().quarantined, 0u);
  disagree(world, *this);
  EXPECT_EQ(upToDate.digest(), world.digest()) << "as the old release would have it";
  upToDate.restartAs(with(foyer::versions::v2::Toy::descriptor()));
  EXPECT_EQ(upToDate.rebuild().quarantined, 0u);
  EXPECT_EQ(upToDate.digest(), before);
}

// The server and its staff are of the next release.
struct NewerServer : TwoSchemas {
  // As this release validates and writes it: three fields are not known to it.
  Id16 writeAsOlder(Kiosk& kiosk, const Id16& toy, const std::map<std::string, std::vector<std::string>>& values,
                    const std::vector<record::Dot>& seen = {}) {
    record::RecordWrite write;
    write.recordId = toy;
    write.type = 950;
    for (const auto& [name, texts] : values) {
      const schema::FieldRule* rule = older.typeNamed("Toy")->fieldNamed(name);
      FOYER_ASSERT(rule);
      write.fields.push_back({rule->number, must(record::wireFromText(*rule, texts)), seen});
    }
    record::ChangeBody body = change(kiosk, std::move(write));
    body.schemaVersion = schema::kSchemaVersion;
    auto checked = validate::Validator(older).check(body);
    EXPECT_TRUE(std::holds_alternative<record::Change>(checked));
    return kiosk.write(std::move(body), Checking::kNone);
  }
  std::vector<std::string> read(const Id16& toy, const std::string& field) { return newer.values(toy, field); }

  World newer{1, {foyer::versions::v2::Toy::descriptor()}};
  const schema::Schema older = with(foyer::versions::v1::Toy::descriptor());
  Kiosk& old = newer.kiosk("old");
  Kiosk& young = newer.kiosk("young");
  const Id16 id = newUuidV7(newer.clock().wallMs(), newer.random());
};

TEST_F(NewerServer, TakesWhatAnOlderKioskWritesAndLeavesTheNewFieldsAlone) {
  young.write(change(young, written(id, {{"colour", {"brown"}}, {"tags", {"soft", "old"}}, {"shelf", {"-7"}}})));
  EXPECT_THAT(outcomes(young.sync()), Each(OUTCOME_APPLIED));
  writeAsOlder(old, id, {{"name", {"Bear"}}, {"wish", {"a home"}}});
  EXPECT_THAT(outcomes(old.sync()), Each(OUTCOME_APPLIED));
  ASSERT_TRUE(newer.edit(newer.account("Mo"), id, "colour", {"red"}).ok()) << "staff use the new field";
  // The older kiosk writes again, having seen its own: nothing new goes.
  writeAsOlder(old, id, {{"name", {"Old Bear"}}}, {{old.incarnation(), 1}});
  EXPECT_THAT(outcomes(old.sync()), Each(OUTCOME_APPLIED));
  const auto check = [&] {
    EXPECT_THAT(read(id, "name"), ElementsAre("Old Bear"));
    EXPECT_THAT(read(id, "wish"), ElementsAre("a home"));
    EXPECT_THAT(read(id, "colour"), ElementsAre("red"));
    EXPECT_THAT(read(id, "tags"), testing::UnorderedElementsAre("soft", "old"));
    EXPECT_THAT(read(id, "shelf"), ElementsAre("-7"));
    EXPECT_THAT(newer.openCases(), testing::IsEmpty());
  };
  check();
  const std::string before = newer.digest();
  EXPECT_EQ(newer.rebuild().quarantined, 0u);
  EXPECT_EQ(newer.digest(), before);
  check();
}

TEST_F(NewerServer, ShowsAConflictBetweenAnOlderAndANewerKiosk) {
  young.write(change(young, written(id, {{"name", {"Bear"}}, {"colour", {"brown"}}})));
  writeAsOlder(old, id, {{"name", {"Lion"}}});
  EXPECT_THAT(outcomes(young.sync()), Each(OUTCOME_APPLIED));
  EXPECT_THAT(outcomes(old.sync()), ElementsAre(foyer::sync::v1::OUTCOME_CONFLICT));
  EXPECT_TRUE(newer.field(id, "name").in_conflict());
  EXPECT_EQ(newer.field(id, "name").versions_size(), 2);
  EXPECT_THAT(newer.openCases(), testing::SizeIs(1));
  EXPECT_THAT(read(id, "colour"), ElementsAre("brown"));
}

TEST_F(NewerServer, SaysTheSameWhicheverReleaseOfKioskComesFirst) {
  const auto digestOf = [this](bool isOlderFirst) {
    World both(1, {foyer::versions::v2::Toy::descriptor()});
    Kiosk& oldOne = both.kiosk("old");
    Kiosk& youngOne = both.kiosk("young");
    const Id16 toy = newUuidV7(both.clock().wallMs(), both.random());
    writeAsOlder(oldOne, toy, {{"name", {"Lion"}}, {"wish", {"a home"}}});
    youngOne.write(change(youngOne, written(toy, {{"name", {"Bear"}}, {"colour", {"brown"}}, {"tags", {"soft"}}})));
    must((isOlderFirst ? oldOne : youngOne).sync());
    must((isOlderFirst ? youngOne : oldOne).sync());
    return both.digest();
  };
  EXPECT_EQ(digestOf(true), digestOf(false));
}

}  // namespace
}  // namespace foyer::testworld
