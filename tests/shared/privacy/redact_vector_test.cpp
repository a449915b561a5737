// Runs tests/vectors/redact, and walks every field of every record type: nothing personal is ever shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/privacy/redact.h"
#include "tests/shared/vectors.h"

namespace foyer::privacy {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RedactVector : public ::testing::TestWithParam<vectors::Vector> {};

TEST_P(RedactVector, Holds) {
  const auto schema = schema::Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  const schema::FieldRule* rule = nullptr;
  std::string shown;
  for (const vectors::Line& line : GetParam().lines) {
    if (line.word == "field") rule = &vectors::fieldNamed(*schema, line.rest);
    if (line.word == "value") {
      const std::vector<std::string> values{vectors::unescape(line.rest)};
      shown = redactedValue(*rule, *record::wireFromText(*rule, values));
    }
    if (line.word == "expect") {
      EXPECT_EQ(shown, line.rest);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, RedactVector, ::testing::ValuesIn(vectors::readFolder("redact")), vectors::nameOf);

TEST(Redact, ShowsNoWordOfAVisitorOfAnyFieldOfAnyRecordType) {
  const auto schema = schema::Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  for (const schema::RecordType& type : schema->types()) {
    for (const schema::FieldRule& rule : type.fields) {
      const bool isChosenCode = rule.privacy <= PRIVACY_OPERATIONAL && rule.format == FORMAT_CODE;
      if (rule.kind != schema::ValueKind::kText || rule.privacy == PRIVACY_OPERATIONAL || isChosenCode) continue;
      const std::vector<std::string> values{"canary-7731"};
      const Safe line = redact(type, {{rule.number, *record::wireFromText(rule, values), {}}});
      EXPECT_THAT(line.text, Not(HasSubstr("canary"))) << rule.questionId;
    }
  }
}

TEST(Redact, HidesFieldsThatTheSchemaDoesNotKnow) {
  const auto schema = schema::Schema::loadBuiltIn();
  const Safe line = redact(*schema->typeNamed("Contact"), {{900, std::string("\xa2\x38\x06" "canary", 9), {}}});
  EXPECT_EQ(line.text, "Contact{900=<unknown:1>}");
}

}  // namespace
}  // namespace foyer::privacy
