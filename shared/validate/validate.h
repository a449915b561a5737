// From a draft to a Change, or to the reasons why not. The same code runs at the kiosk, at the server and
// for the staff API, so that a value is accepted everywhere or nowhere.
//
// Ownership: a Validator refers to the Schema, which must outlive it; any thread. Errors: none; violations
// are data. Does not: know texts for people beyond a short sentence per code, or look at other records.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer::validate {

enum class ViolationCode {
  kRequired,
  kTooShort,
  kTooLong,
  kTooManyItems,
  kControlCharacter,  // NUL, line breaks in a line, direction overrides
  kNotUtf8,  // or was not when somebody read it before: U+FFFD
  kNotPhone,
  kNotEmail,
  kNotUrl,
  kNotLanguage,
  kNotDate,
  kNotCode,
  kOutOfRange,
  kUnknownValue,   // enum number, reference of the wrong size
  kNotWritable,    // a kiosk writes a staff type, anybody writes a SERVER field
  kWrongType,      // wire bytes that are not of the field's kind
  kUnknownRecordType,
};

struct Violation {
  size_t record = 0;  // place in the change
  uint32_t field = 0;
  ViolationCode code = ViolationCode::kRequired;
};

// "too_long"; for tests, logs and the API.
const char* codeName(ViolationCode code);
// A kind sentence, with what to do.
const char* sentenceDe(ViolationCode code);
const char* sentenceEn(ViolationCode code);

using Checked = std::variant<record::Change, std::vector<Violation>>;

class Validator {
 public:
  explicit Validator(const schema::Schema& schema) : m_schema(schema) {}
  // Accepts every change whose known fields are valid; unknown fields pass (they come from a newer schema).
  // Required fields are demanded of records that are created: the change writes to `recordId` of a type and
  // carries at least one required field, or is the first to create it as `isNew` says. A redacted change passes:
  // whoever reads one from elsewhere than the server's own log must refuse it before.
  Checked check(record::ChangeBody change) const;
  // One field, as a form asks it: text values as typed. Empty: fine.
  std::vector<ViolationCode> checkValues(const schema::FieldRule& rule,
                                         std::span<const std::string> values) const;
  // What is stored for what was typed: NFC, blanks at the ends removed, phone digits of any script as 0-9.
  static std::string normalise(const schema::FieldRule& rule, std::string_view typed);

 private:
  const schema::Schema& m_schema;
};

}  // namespace foyer::validate
