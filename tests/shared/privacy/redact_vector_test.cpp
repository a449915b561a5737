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

// What was refused may hold anything anywhere: also where a code, an id or a number belongs.
TEST(Redact, TakesNothingOnTrustOfAChangeThatWasRefused) {
  const auto schema = schema::Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  record::ChangeBody change;
  for (const schema::RecordType& type : schema->types()) {
    record::RecordWrite write;
    write.type = type.number;
    for (const schema::FieldRule& rule : type.fields) {
      for (const char* text : {"Canary Song", "Canary", "0307731", "canary@7731", "Canary Song 7731"}) {
        // As text, whatever the field is.
        schema::FieldRule asText = rule;
        asText.kind = schema::ValueKind::kText;
        write.fields.push_back({rule.number, *record::wireFromText(asText, std::vector<std::string>{text}), {}});
      }
      change.records = {write};
      for (const char* told : {"anary", "7731", "616e617279", "37373331", "43616e61"})
        EXPECT_THAT(redact(*schema, change).text, Not(HasSubstr(told))) << rule.questionId;
      write.fields.clear();
    }
  }
}

TEST(Redact, DescribesAWholeChangeInOneLineOfBoundedLength) {
  const auto schema = schema::Schema::loadBuiltIn();
  record::ChangeBody change;
  const auto* contact = schema->typeNamed("Contact");
  const auto wire = [&](const char* field, const char* text) {
    const schema::FieldRule& rule = *contact->fieldNamed(field);
    return record::FieldWrite{rule.number, *record::wireFromText(rule, std::vector<std::string>{text}), {}};
  };
  record::RecordWrite write;
  write.type = contact->number;
  write.fields = {wire("names", "Canary"), wire("site", "library")};
  record::RecordWrite foreign;
  foreign.type = 77;
  foreign.fields.resize(2);
  change.records = {write, foreign};
  EXPECT_EQ(redact(*schema, change).text, "Contact{names=<personal:1> site=library} type 77{<unknown:2>}");
  change.records.assign(5000, write);
  EXPECT_LE(redact(*schema, change).text.size(), kShownBytesMax + 3);
}

TEST(Redact, HidesFieldsThatTheSchemaDoesNotKnow) {
  const auto schema = schema::Schema::loadBuiltIn();
  const Safe line = redact(*schema->typeNamed("Contact"), {{900, std::string("\xa2\x38\x06" "canary", 9), {}}});
  EXPECT_EQ(line.text, "Contact{900=<unknown:1>}");
}

}  // namespace
}  // namespace foyer::privacy
