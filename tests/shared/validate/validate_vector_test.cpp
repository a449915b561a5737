// Runs tests/vectors/validate: what is accepted and what is refused, field by field.
#include <gtest/gtest.h>

#include "shared/validate/validate.h"
#include "tests/shared/vectors.h"

namespace foyer::validate {
namespace {

class ValidateVector : public ::testing::TestWithParam<vectors::Vector> {};

TEST_P(ValidateVector, Holds) {
  const auto schema = schema::Schema::loadBuiltIn();
  ASSERT_TRUE(schema.ok());
  const Validator validator(*schema);
  const schema::FieldRule* rule = nullptr;
  std::string stored;
  for (const vectors::Line& line : GetParam().lines) {
    if (line.word == "field") {
      rule = &vectors::fieldNamed(*schema, line.rest);
      continue;
    }
    ASSERT_NE(rule, nullptr);
    if (line.word == "stores") {
      EXPECT_EQ(stored, vectors::unescape(line.rest));
      continue;
    }
    std::string expected, value = line.rest;
    if (line.word == "refuse") {
      const size_t blank = value.find(' ');
      expected = value.substr(0, blank);
      value = blank == std::string::npos ? "" : value.substr(blank + 1);
    }
    std::vector<std::string> values;
    stored = Validator::normalise(*rule, vectors::unescape(value));
    if (!value.empty()) values.push_back(stored);
    std::string found;
    for (const ViolationCode code : validator.checkValues(*rule, values)) found += (found.empty() ? "" : " ") + std::string(codeName(code));
    EXPECT_EQ(found, expected) << line.rest.substr(0, 80);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, ValidateVector, ::testing::ValuesIn(vectors::readFolder("validate")), vectors::nameOf);

}  // namespace
}  // namespace foyer::validate
