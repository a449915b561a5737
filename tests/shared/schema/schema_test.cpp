#include "shared/schema/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "toy.pb.h"

namespace foyer::schema {
namespace {

using google::protobuf::Descriptor;
using ::testing::HasSubstr;

std::string errorOf(const Descriptor* message) {
  auto messages = Schema::builtInMessages();
  messages.push_back(message);
  const auto schema = Schema::load(messages);
  return schema.ok() ? "loaded" : schema.error().message();
}

TEST(Schema, LoadsEveryBuiltInRecordType) {
  const auto schema = Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok()) << schema.error().message();
  for (const char* name : {"Contact", "Organisation", "Affiliation", "Enquiry", "Registration", "Consent", "Note", "Feedback"})
    EXPECT_NE(schema->typeNamed(name), nullptr) << name;
}

TEST(Schema, RefusesAFieldWithoutRule) {
  EXPECT_EQ(errorOf(toy::v1::ToyWithoutRule::descriptor()),
            "Field foyer.toy.v1.ToyWithoutRule.colour cannot be used: it has no (foyer.rule). Mend it in proto/ and build again.");
}
TEST(Schema, RefusesAFieldWithoutMergePolicy) {
  EXPECT_EQ(errorOf(toy::v1::ToyWithoutMerge::descriptor()),
            "Field foyer.toy.v1.ToyWithoutMerge.colour cannot be used: it has no merge policy. Mend it in proto/ and build again.");
}
TEST(Schema, RefusesAFieldWithoutPrivacyClass) {
  EXPECT_EQ(errorOf(toy::v1::ToyWithoutPrivacy::descriptor()),
            "Field foyer.toy.v1.ToyWithoutPrivacy.colour cannot be used: it has no privacy class. Mend it in proto/ and build again.");
}
TEST(Schema, RefusesAnOrderOfStrictnessWithAHole) {
  EXPECT_THAT(errorOf(toy::v1::ToyWithHoleInOrder::descriptor()), HasSubstr("does not say where VERDICT_GOOD stands"));
}
TEST(Schema, RefusesAReferenceToNothing) {
  EXPECT_THAT(errorOf(toy::v1::ToyThatRefersToNothing::descriptor()), HasSubstr("Nowhere, which is no record type"));
}
TEST(Schema, RefusesAQuestionWithoutWords) {
  EXPECT_THAT(errorOf(toy::v1::ToyWithQuestionWithoutWords::descriptor()), HasSubstr("lacks its question"));
}
TEST(Schema, RefusesANumberThatIsTaken) {
  auto messages = Schema::builtInMessages();
  messages.push_back(toy::v1::Wish::descriptor());
  messages.push_back(toy::v1::ToyWithTakenNumber::descriptor());
  const auto schema = Schema::load(messages);
  ASSERT_FALSE(schema.ok());
  EXPECT_THAT(schema.error().message(), HasSubstr("its number 910 is taken"));
}

TEST(Schema, AsksTheContactBeforeTheRecordOfTheForm) {
  const auto schema = Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  const auto types = schema->formTypes("enquiry");
  ASSERT_EQ(types.size(), 2u);
  EXPECT_EQ(types[0]->name, "Contact");
  EXPECT_EQ(types[1]->name, "Enquiry");
  EXPECT_TRUE(schema->formTypes("unknown").empty());
}

TEST(Schema, ReadsConditionsAndDefaults) {
  const auto schema = Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  const FieldRule* phone = schema->typeNamed("Contact")->fieldNamed("phone");
  ASSERT_TRUE(phone->when);
  EXPECT_EQ(phone->when->field, schema->typeNamed("Contact")->fieldNamed("reach")->number);
  EXPECT_EQ(phone->when->values, (std::vector<std::string>{"phone", "messenger"}));
  EXPECT_EQ(phone->questionId, "contact.phone");
  EXPECT_EQ(schema->typeNamed("Contact")->fieldNamed("reach")->maxLength, 200u);
}

}  // namespace
}  // namespace foyer::schema
