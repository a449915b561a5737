// Which questions a form asks, in which order, under which condition.
#include "kiosk/form/draft.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

std::vector<std::string> keys(const Draft& draft) {
  std::vector<std::string> all;
  for (const Step& step : draft.steps()) {
    for (const Question& question : step.questions) all.push_back(question.key());
  }
  return all;
}

bool asks(const Draft& draft, const std::string& key) {
  const auto all = keys(draft);
  return std::find(all.begin(), all.end(), key) != all.end();
}

TEST(Draft, AsksEveryAskedFieldOfTheRecordTypesOfTheForm) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("enquiry", {}).ok());
  // What the record types of the form say: a new field of theirs is asked without a line here.
  std::vector<std::string> expected;
  for (const schema::RecordType* type : schema.formTypes("enquiry"))
    for (const schema::FieldRule& rule : type->fields)
      if (rule.isAsked && !rule.when && (rule.ask.forms().empty() || rule.ask.forms(0) == "enquiry"))
        expected.push_back(rule.questionId);
  EXPECT_THAT(keys(draft), testing::UnorderedElementsAreArray(expected));
  EXPECT_THAT(keys(draft), testing::IsSupersetOf({"enquiry.topics", "enquiry.text", "contact.names", "contact.reach"}));
  uint32_t before = 0;
  for (const Step& step : draft.steps()) {
    EXPECT_GT(step.number, before) << "in the order of their steps";
    before = step.number;
  }
}

TEST(Draft, AsksARecordTypeThatNothingInTheKioskKnows) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("wish", {}).ok());
  EXPECT_EQ(keys(draft).front(), "wish.colour");
  EXPECT_TRUE(asks(draft, "wish.day"));
  EXPECT_TRUE(asks(draft, "contact.names"));
}

TEST(Draft, QuestionsOfTheSameStepShareAPage) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("wish", {}).ok());
  EXPECT_EQ(draft.steps()[3].questions.size(), 3u);
}

TEST(Draft, AQuestionForAnotherFormIsNotAsked) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("wish", {}).ok());
  EXPECT_FALSE(asks(draft, "wish.secret"));
  EXPECT_FALSE(asks(draft, "contact.needs")) << "asked of registrations only";
  ASSERT_TRUE(draft.begin("registration", {}).ok());
  EXPECT_TRUE(asks(draft, "contact.needs"));
}

TEST(Draft, AConditionBringsAndTakesItsQuestion) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("enquiry", {}).ok());
  EXPECT_FALSE(asks(draft, "contact.phone"));
  ASSERT_TRUE(draft.set("contact.reach", {"messenger"}).ok());
  EXPECT_TRUE(asks(draft, "contact.phone"));
  EXPECT_FALSE(asks(draft, "contact.email"));
  ASSERT_TRUE(draft.set("contact.reach", {"email"}).ok());
  EXPECT_FALSE(asks(draft, "contact.phone"));
  EXPECT_TRUE(asks(draft, "contact.email"));
}

TEST(Draft, KnownValuesAreFilledInAndCountsStartWithTheirLeast) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("wish", {{"language", "ar"}}).ok());
  EXPECT_EQ(draft.values("contact.language"), std::vector<std::string>{"ar"});
  EXPECT_EQ(draft.values("wish.pieces"), std::vector<std::string>{"1"});
}

TEST(Draft, RefusesAFormKindThatNoRecordTypeHas) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  EXPECT_EQ(draft.begin("tea", {}).error().code(), Code::kNotFound);
  EXPECT_TRUE(draft.steps().empty());
}

TEST(Draft, BeginningAnewForgetsTheVisitorBefore) {
  const schema::Schema schema = schemaWithToy();
  Draft draft(schema);
  ASSERT_TRUE(draft.begin("enquiry", {}).ok());
  ASSERT_TRUE(draft.set("contact.names", {"Canary"}).ok());
  ASSERT_TRUE(draft.begin("enquiry", {}).ok());
  EXPECT_TRUE(draft.values("contact.names").empty());
}

}  // namespace
}  // namespace foyer::form
