// A kiosk of the next release, a server and staff of this one, and then the server of the next: what this release
// does not know passes through it, back into the hands of those who do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/merge/merge.h"
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

}  // namespace
}  // namespace foyer::testworld
