// The line that CONTRIBUTING.md adds to Enquiry, and nothing else: asked, checked, sealed, merged, shown, exported,
// hidden from the log and taken out with its consent. No line here knows the field's name.
#include <gmock/gmock.h>

#include <iostream>

#include "kiosk/form/change_writer.h"
#include "kiosk/form/form_words.h"
#include "shared/privacy/redact.h"
#include "shared/validate/validate.h"
#include "sync-server/review/export_view.h"
#include "sync-server/review/schema_view.h"
#include "tests/growth/grown_protos.h"
#include "tests/sync-server/world/world.h"

namespace foyer::growth {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testworld::must;

class OneLine : public testing::Test {
 protected:
  OneLine() {
    must(m_protos.add("Enquiry", must(documentedLine())));
    m_schema = std::make_unique<schema::Schema>(must(m_protos.load()));
    const schema::Schema before = must(schema::Schema::loadBuiltIn());
    for (const schema::FieldRule& rule : m_schema->typeNamed("Enquiry")->fields)
      if (!before.typeNamed("Enquiry")->fieldNamed(rule.name)) m_added.push_back(&rule);
  }
  void SetUp() override { ASSERT_EQ(m_added.size(), 1u) << "CONTRIBUTING.md adds one field that Enquiry has not"; }
  const schema::FieldRule& field() const { return *m_added.front(); }

  // What a visitor says at a kiosk, with this answer to the new question.
  record::ChangeBody filledIn(testworld::World& world, testworld::Kiosk& kiosk, const std::string& answer) {
    form::Draft draft(*m_schema);
    must(draft.begin("enquiry", {{"site", "library"}}));
    must(draft.set("contact.names", {"Amira"}));
    must(draft.set("enquiry.text", {"Hilfe beim Antrag"}));
    must(draft.set(field().questionId, {answer}));
    record::ChangeBody body = kiosk.bodyOf({}, m_slip);
    const form::Context consent{{"purpose", "answer"}, {"state", "given"}, {"text_version", "1"}, {"language", "de"}, {"given_ms", "5"}};
    body.records = must(form::writeChange(*m_schema, draft, {consent}, {world.clock(), IdSeries(world.random()), m_slip})).records;
    return body;
  }
  Id16 enquiryOf(const record::ChangeBody& body) const {
    for (const record::RecordWrite& write : body.records)
      if (write.type == m_schema->typeNamed("Enquiry")->number) return write.recordId;
    return {};
  }
  std::string tooLong() const { return std::string(field().maxLength + 1, 'x'); }

  const Id16 m_slip = seal::slipId("7K4M9QXR2TDA");
  GrownProtos m_protos;
  std::unique_ptr<schema::Schema> m_schema;
  std::vector<const schema::FieldRule*> m_added;
};

TEST_F(OneLine, IsAskedByTheFormInTheWordsOfItsDeclaration) {
  form::Draft draft(*m_schema);
  must(draft.begin("enquiry", {}));
  std::vector<std::string> asked;
  for (const form::Step& step : draft.steps())
    for (const form::Question& question : step.questions) asked.push_back(question.key());
  EXPECT_THAT(asked, testing::Contains(field().questionId));
  form::FormWords words;
  EXPECT_EQ(words.title(field()).toStdString(), field().ask.de());
  words.setLanguage("en");
  EXPECT_EQ(words.title(field()).toStdString(), field().ask.en());
}

TEST_F(OneLine, IsCheckedByItsLimits) {
  const validate::Validator validator(*m_schema);
  const auto codes = [&](const std::string& answer) { return validator.checkValues(field(), std::vector{answer}); };
  EXPECT_THAT(codes("Dienstags"), testing::IsEmpty());
  EXPECT_THAT(codes(tooLong()), ElementsAre(validate::ViolationCode::kTooLong));
  EXPECT_THAT(codes("Dienst\ntags"), ElementsAre(validate::ViolationCode::kControlCharacter));
}

TEST_F(OneLine, IsSealedMergedShownAndExported) {
  testworld::World world(1, *m_schema);
  testworld::Kiosk& lobby = world.kiosk("lobby");
  const record::ChangeBody body = filledIn(world, lobby, "Dienstags");
  const Id16 enquiry = enquiryOf(body);
  lobby.write(body);
  lobby.write(filledIn(world, lobby, tooLong()), testworld::Checking::kNone);
  EXPECT_THAT(testworld::outcomes(lobby.sync()), ElementsAre(OUTCOME_APPLIED, foyer::sync::v1::OUTCOME_QUARANTINED));
  EXPECT_THAT(world.values(enquiry, field().name), ElementsAre("Dienstags"));

  // Two of the staff who saw the same: the later one stands, as the line says.
  ASSERT_EQ(field().merge, MERGE_LATEST);
  const Id16 mo = world.account("Mo");
  const std::string seen = world.field(enquiry, field().name).versions(0).dot();
  ASSERT_TRUE(world.editHavingSeen(mo, enquiry, field().name, {"Mittwochs"}, {seen}).ok());
  ASSERT_TRUE(world.editHavingSeen(world.account("Li"), enquiry, field().name, {"Freitags"}, {seen}).ok());
  EXPECT_THAT(world.values(enquiry, field().name), ElementsAre("Freitags"));
  EXPECT_FALSE(world.field(enquiry, field().name).in_conflict());

  const auto described = world.look([&](const store::Reader& reader) { return review::showSchema(*m_schema, reader); });
  std::vector<std::string> labels;
  for (const auto& type : described.types())
    for (const auto& shown : type.fields())
      if (type.name() == "Enquiry" && shown.name() == field().name) labels = {shown.label_de(), shown.label_en()};
  EXPECT_THAT(labels, ElementsAre(field().labelDe, field().labelEn));
  const std::string csv =
      world.look([&](const store::Reader& reader) { return review::exportRecords(*m_schema, reader, "Enquiry"); }).csv();
  EXPECT_THAT(csv, HasSubstr(";" + field().name));
  EXPECT_THAT(csv, HasSubstr(";Freitags"));

  const std::string digest = world.digest();
  world.rebuild();
  EXPECT_EQ(world.digest(), digest);
}

TEST_F(OneLine, IsTakenOutWithItsConsentAndNeverShownInALog) {
  testworld::World world(1, *m_schema);
  testworld::Kiosk& lobby = world.kiosk("lobby");
  const record::ChangeBody body = filledIn(world, lobby, "Dienstags");
  const Id16 enquiry = enquiryOf(body);
  for (const record::RecordWrite& write : body.records)
    EXPECT_THAT(privacy::redact(*m_schema->type(write.type), write.fields).text, testing::Not(HasSubstr("Dienstags")));
  lobby.write(body);
  record::ChangeBody withdrawal = lobby.bodyOf({});
  withdrawal.records = must(form::writeSlipWish(*m_schema, {.withdraws = "answer"}, {world.clock(), IdSeries(world.random()), m_slip})).records;
  lobby.write(withdrawal);
  EXPECT_THAT(testworld::outcomes(lobby.sync()), Each(OUTCOME_APPLIED));
  EXPECT_THAT(world.values(enquiry, field().name), testing::IsEmpty());
}

TEST_F(OneLine, DoesNotLoadWithoutItsMergePolicy) {
  GrownProtos lacking;
  std::string line = must(documentedLine());
  const std::string policy = "merge: MERGE_LATEST, ";
  ASSERT_NE(line.find(policy), std::string::npos);
  must(lacking.add("Enquiry", line.erase(line.find(policy), policy.size())));
  const auto schema = lacking.load();
  ASSERT_FALSE(schema.ok());
  EXPECT_THAT(schema.error().message(), HasSubstr("Enquiry." + field().name + " cannot be used: it has no merge policy"));
}

}  // namespace
}  // namespace foyer::growth
