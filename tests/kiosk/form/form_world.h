// What the tests of the form share: the built-in record types with the toy beside them, a clock that stands
// still, randomness that repeats, and a reader of what a change says.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "kiosk/form/change_writer.h"
#include "kiosk/form/form_model.h"
#include "shared/schema/schema.h"
#include "shared/validate/validate.h"
#include "tests/kiosk/form/toy_catalogue.h"
#include "toy.pb.h"

namespace foyer::form {

inline schema::Schema schemaWithToy() {
  auto messages = schema::Schema::builtInMessages();
  messages.push_back(toy::v1::Wish::descriptor());
  Result<schema::Schema> schema = schema::Schema::load(messages);
  EXPECT_TRUE(schema.ok()) << schema.error().message();
  return std::move(schema).value();
}

inline Random repeatableRandom() {
  return [seed = uint32_t{7}](std::span<uint8_t> bytes) mutable {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>((seed = seed * 1664525u + 1013904223u) >> 24);
  };
}

// The records of a change as text: "Contact" -> {"names": ["Amira"]}.
using Told = std::multimap<std::string, std::map<std::string, std::vector<std::string>>>;

inline Told told(const schema::Schema& schema, const record::ChangeBody& change) {
  Told all;
  for (const record::RecordWrite& write : change.records) {
    const schema::RecordType& type = *schema.type(write.type);
    std::map<std::string, std::vector<std::string>> fields;
    for (const record::FieldWrite& field : write.fields) {
      const schema::FieldRule& rule = *type.field(field.field);
      fields[rule.name] = record::textValues(rule, field.wire);
    }
    all.emplace(type.name, fields);
  }
  return all;
}

inline std::string first(const std::map<std::string, std::vector<std::string>>& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() || found->second.empty() ? "" : found->second.front();
}

// Why validation refuses a change; "" when it does not.
inline std::string refusal(const schema::Schema& schema, const record::ChangeBody& change) {
  const validate::Checked checked = validate::Validator(schema).check(change);
  const auto* violations = std::get_if<std::vector<validate::Violation>>(&checked);
  if (!violations) return "";
  const validate::Violation& violation = violations->front();
  const schema::RecordType* type = schema.type(change.records.at(violation.record).type);
  const schema::FieldRule* rule = type ? type->field(violation.field) : nullptr;
  return (rule ? rule->questionId : "record") + " " + validate::codeName(violation.code);
}

}  // namespace foyer::form
