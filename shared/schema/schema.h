// The rule table: what the record types in proto/ say about themselves, read once at start.
//
// Place: above proto/, below everything that treats a field by its rules. The only reader of the options.
// Ownership: loaded by main(), handed around as const reference; immutable, so any thread may read it.
// Errors: kFailedPrecondition naming message, field and what is missing; the program must not start then
// (invariant 2). Does not: look at values, know records, or hold texts other than those in the options.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foyer/options.pb.h"
#include "shared/base/result.h"

namespace google::protobuf {
class Descriptor;
}

namespace foyer::schema {

// Travels with every change; raise it when a record type or an enum's value is added. A new field needs nothing.
inline constexpr uint32_t kSchemaVersion = 2;

enum class ValueKind { kText, kBytes, kSigned, kUnsigned, kBool, kEnum };

struct EnumValue {
  int32_t number;
  std::string name;  // "REQUEST_STATUS_NEW"
  std::string labelDe, labelEn;  // for staff; the name where the option is missing
  SlipWord slipWord = SLIP_WORD_UNSPECIFIED;
};

// "reach=phone,messenger", parsed.
struct AskCondition {
  uint32_t field;
  std::vector<std::string> values;
};

struct FieldRule {
  uint32_t number = 0;
  std::string name;        // "names"
  std::string questionId;  // "contact.names"
  ValueKind kind = ValueKind::kText;
  std::set<uint32_t> referenceTypes;  // record types that the value may name; empty: not a reference
  bool isReference = false;
  bool isRepeated = false;
  Merge merge = MERGE_UNSPECIFIED;
  Privacy privacy = PRIVACY_UNSPECIFIED;
  Role role = ROLE_UNSPECIFIED;
  std::string labelDe, labelEn;  // for staff; never empty
  // Lengths in code points, defaults applied.
  uint32_t minLength = 0;
  uint32_t maxLength = 0;
  uint32_t maxItems = 1;
  int64_t min = 0;
  int64_t max = 0;  // min == max: unbounded
  bool isRequired = false;
  Format format = FORMAT_UNSPECIFIED;
  std::string codeList;
  std::string enumName;  // "RequestStatus"
  std::vector<EnumValue> enumValues;
  // For MERGE_STRICTEST: rank by enum number, 0 = strictest; and the values that nothing replaces.
  std::map<int32_t, int> rank;
  std::set<int32_t> finalValues;
  Right right = RIGHT_UNSPECIFIED;
  std::vector<std::string> needsConsent;  // purposes
  std::optional<int32_t> slipCancel;      // the enum's value by which a visitor takes back
  // For RIGHT_ANSWER: the values that agree, and the one that withdraws.
  int32_t agreeing = 0;
  int32_t withdrawing = 0;
  // Presentation; isAsked is false for fields that no form asks.
  bool isAsked = false;
  Ask ask;
  std::optional<AskCondition> when;
};

struct RecordType {
  uint32_t number = 0;
  std::string name;  // "Contact"
  std::string labelDe, labelEn;
  bool isInbox = false;
  bool isWrittenByKiosk = false;
  std::vector<std::string> forms;      // form kinds that create it
  std::vector<uint32_t> formWith;      // record types asked in the same form, before this one
  std::vector<FieldRule> fields;       // by number
  const FieldRule* field(uint32_t number) const;
  const FieldRule* fieldNamed(std::string_view name) const;
  const FieldRule* fieldWithRole(Role role) const;
  const FieldRule* fieldWithRight(Right right) const;
};

class Schema {
 public:
  // The record types of proto/foyer/record.
  static Result<Schema> loadBuiltIn();
  // Any messages with (foyer.type); tests hand in toy types beside the built-in ones.
  static Result<Schema> load(std::span<const google::protobuf::Descriptor* const> messages);
  static std::vector<const google::protobuf::Descriptor*> builtInMessages();

  const RecordType* type(uint32_t number) const;
  const RecordType* typeNamed(std::string_view name) const;
  // All types, by number.
  const std::vector<RecordType>& types() const { return m_types; }
  // The types whose questions a form of this kind asks, in the order of creation (Contact before Enquiry);
  // empty for an unknown kind.
  std::vector<const RecordType*> formTypes(std::string_view formKind) const;

 private:
  std::vector<RecordType> m_types;
};

}  // namespace foyer::schema
