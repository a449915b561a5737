#include "shared/schema/schema.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "foyer/record_includes.inc"

namespace foyer::schema {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr uint32_t kDefaultTextLength = 200;  // a line that somebody reads at a glance
constexpr uint32_t kDefaultItems = 32;        // more answers than any list of ours has

Error gap(const Descriptor& message, const std::string& what) {
  return Error(Code::kFailedPrecondition,
               "Record type " + message.full_name() + " cannot be used: " + what + " Mend it in proto/ and build again.");
}

Error gap(const FieldDescriptor& field, const std::string& what) {
  return Error(Code::kFailedPrecondition,
               "Field " + field.full_name() + " cannot be used: " + what + " Mend it in proto/ and build again.");
}

std::string lowerFirst(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

Result<ValueKind> kindOf(const FieldDescriptor& field) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_STRING: return ValueKind::kText;
    case FieldDescriptor::TYPE_BYTES: return ValueKind::kBytes;
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_INT64: return ValueKind::kSigned;
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_UINT64: return ValueKind::kUnsigned;
    case FieldDescriptor::TYPE_BOOL: return ValueKind::kBool;
    case FieldDescriptor::TYPE_ENUM: return ValueKind::kEnum;
    default:
      return gap(field, "its type is none of string, bytes, int32, int64, uint32, uint64, bool and enum.");
  }
}

const EnumValue* enumNamed(const FieldRule& rule, const std::string& name) {
  const auto found = std::find_if(rule.enumValues.begin(), rule.enumValues.end(),
                                  [&](const EnumValue& value) { return value.name == name; });
  return found == rule.enumValues.end() ? nullptr : &*found;
}

// The order of strictness must name every value but the unspecified one, so that no value is without a rank.
Status readStrictness(const FieldDescriptor& field, const Rule& options, FieldRule& rule) {
  if (rule.merge != MERGE_STRICTEST) {
    if (options.strictest_first_size() > 0 || options.final_size() > 0)
      return gap(field, "strictest_first and final belong to MERGE_STRICTEST only.");
    return okStatus();
  }
  if (rule.kind != ValueKind::kEnum) return gap(field, "MERGE_STRICTEST needs an enum.");
  for (const std::string& name : options.strictest_first()) {
    const EnumValue* value = enumNamed(rule, name);
    if (!value) return gap(field, "strictest_first names " + name + ", which the enum does not have.");
    const int rank = static_cast<int>(rule.rank.size());
    if (!rule.rank.emplace(value->number, rank).second) return gap(field, "strictest_first names " + name + " twice.");
  }
  for (const EnumValue& value : rule.enumValues)
    if (value.number != 0 && !rule.rank.count(value.number))
      return gap(field, "strictest_first does not say where " + value.name + " stands.");
  for (const std::string& name : options.final()) {
    const EnumValue* value = enumNamed(rule, name);
    if (!value) return gap(field, "final names " + name + ", which the enum does not have.");
    rule.finalValues.insert(value->number);
  }
  return okStatus();
}

// Withdrawal and taking back work by these options alone: what is half said would leave data behind.
Status readRights(const FieldDescriptor& field, const Rule& options, FieldRule& rule) {
  rule.right = options.right();
  rule.needsConsent.assign(options.needs_consent().begin(), options.needs_consent().end());
  if (!options.slip_cancel().empty()) {
    const EnumValue* value = enumNamed(rule, options.slip_cancel());
    if (!value) return gap(field, "slip_cancel names " + options.slip_cancel() + ", which the enum does not have.");
    rule.slipCancel = value->number;
  }
  if (rule.right == RIGHT_BELONGS_TO && options.valid().refers_to().empty())
    return gap(field, "RIGHT_BELONGS_TO needs a reference.");
  if (rule.right == RIGHT_PURPOSE && (rule.kind != ValueKind::kText || rule.merge != MERGE_IMMUTABLE))
    return gap(field, "RIGHT_PURPOSE needs a text that never changes.");
  if (rule.right != RIGHT_ANSWER) return okStatus();
  if (options.final_size() != 1) return gap(field, "RIGHT_ANSWER needs one value in final: the one that withdraws.");
  rule.withdrawing = *rule.finalValues.begin();
  const auto agreeing = std::max_element(rule.rank.begin(), rule.rank.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
  rule.agreeing = agreeing->first;
  if (rule.agreeing == rule.withdrawing) return gap(field, "RIGHT_ANSWER needs a value that agrees, as the least strict.");
  return okStatus();
}

Status readAsk(const FieldDescriptor& field, FieldRule& rule) {
  rule.isAsked = field.options().HasExtension(ask);
  if (!rule.isAsked) return okStatus();
  rule.ask = field.options().GetExtension(ask);
  if (rule.ask.step() == 0) return gap(field, "(foyer.ask) has no step.");
  if (rule.ask.editor() == EDITOR_UNSPECIFIED) return gap(field, "(foyer.ask) has no editor.");
  if (rule.ask.de().empty() || rule.ask.en().empty()) return gap(field, "(foyer.ask) lacks its question in de or en.");
  const std::string& when = rule.ask.when();
  if (when.empty()) return okStatus();
  const size_t equals = when.find('=');
  const FieldDescriptor* other =
      equals == std::string::npos ? nullptr : field.containing_type()->FindFieldByName(when.substr(0, equals));
  if (!other) return gap(field, "(foyer.ask).when must read \"field=value,value\" with a field of the same record.");
  AskCondition condition{static_cast<uint32_t>(other->number()), {}};
  for (size_t from = equals + 1; from <= when.size();) {
    const size_t comma = std::min(when.find(',', from), when.size());
    condition.values.push_back(when.substr(from, comma - from));
    from = comma + 1;
  }
  rule.when = std::move(condition);
  return okStatus();
}

// Staff read a short label, or the question, or at least the field's name.
void readView(const FieldDescriptor& field, FieldRule& rule) {
  const View& options = field.options().GetExtension(view);
  std::string plain = rule.name;
  std::replace(plain.begin(), plain.end(), '_', ' ');
  const auto first = [&](const std::string& label, const std::string& question) {
    return !label.empty() ? label : !question.empty() ? question : plain;
  };
  rule.role = options.role();
  rule.labelDe = first(options.de(), rule.ask.de());
  rule.labelEn = first(options.en(), rule.ask.en());
}

void readLimits(const Validity& valid, FieldRule& rule) {
  rule.isRequired = valid.required();
  rule.minLength = valid.min_length();
  rule.maxLength = valid.max_length() ? valid.max_length() : kDefaultTextLength;
  rule.maxItems = rule.isRepeated ? (valid.max_items() ? valid.max_items() : kDefaultItems) : 1;
  rule.min = valid.min();
  rule.max = valid.max();
  rule.format = valid.format();
  rule.codeList = valid.code_list();
}

Result<FieldRule> readField(const FieldDescriptor& field) {
  FieldRule rule;
  rule.number = static_cast<uint32_t>(field.number());
  rule.name = field.name();
  rule.questionId = lowerFirst(field.containing_type()->name()) + "." + field.name();
  if (!field.options().HasExtension(foyer::rule)) return gap(field, "it has no (foyer.rule).");
  const Rule& options = field.options().GetExtension(foyer::rule);
  rule.merge = options.merge();
  rule.privacy = options.privacy();
  if (rule.merge == MERGE_UNSPECIFIED) return gap(field, "it has no merge policy.");
  if (rule.privacy == PRIVACY_UNSPECIFIED) return gap(field, "it has no privacy class.");
  if (field.is_map() || field.containing_oneof()) return gap(field, "maps and oneofs cannot be merged.");
  FOYER_ASSIGN(rule.kind, kindOf(field));
  rule.isRepeated = field.is_repeated();
  if (rule.isRepeated && rule.kind != ValueKind::kText) return gap(field, "only strings may be repeated.");
  if ((rule.merge == MERGE_UNION) != rule.isRepeated) return gap(field, "MERGE_UNION and repeated belong together.");
  if (rule.kind == ValueKind::kEnum) {
    rule.enumName = field.enum_type()->name();
    for (int i = 0; i < field.enum_type()->value_count(); ++i) {
      const auto& value = *field.enum_type()->value(i);
      const Label& words = value.options().GetExtension(label);
      rule.enumValues.push_back({value.number(), value.name(), words.de().empty() ? value.name() : words.de(),
                                 words.en().empty() ? value.name() : words.en(), words.slip()});
    }
  }
  readLimits(options.valid(), rule);
  FOYER_TRY(readStrictness(field, options, rule));
  FOYER_TRY(readRights(field, options, rule));
  FOYER_TRY(readAsk(field, rule));
  readView(field, rule);
  return rule;
}

Result<RecordType> readType(const Descriptor& message) {
  RecordType type;
  const Type& options = message.options().GetExtension(foyer::type);
  type.number = options.number();
  type.name = message.name();
  type.labelDe = options.de();
  type.labelEn = options.en();
  type.isInbox = options.inbox();
  type.isWrittenByKiosk = options.by_kiosk();
  type.forms.assign(options.forms().begin(), options.forms().end());
  if (type.number == 0) return gap(message, "(foyer.type) has no number.");
  if (type.labelDe.empty() || type.labelEn.empty()) return gap(message, "(foyer.type) lacks its name in de or en.");
  if (message.field_count() == 0) return gap(message, "it has no fields.");
  for (int i = 0; i < message.field_count(); ++i) {
    FOYER_ASSIGN(FieldRule rule, readField(*message.field(i)));
    type.fields.push_back(std::move(rule));
  }
  std::sort(type.fields.begin(), type.fields.end(),
            [](const FieldRule& a, const FieldRule& b) { return a.number < b.number; });
  return type;
}

// Names of record types in options become numbers, once all types are known.
Status linkTypes(std::span<const Descriptor* const> messages, std::vector<RecordType>& types) {
  const auto numberOf = [&](const std::string& name) -> uint32_t {
    for (const RecordType& type : types)
      if (type.name == name) return type.number;
    return 0;
  };
  for (const Descriptor* message : messages) {
    auto& type = *std::find_if(types.begin(), types.end(),
                               [&](const RecordType& candidate) { return candidate.name == message->name(); });
    for (const std::string& name : message->options().GetExtension(foyer::type).form_with()) {
      if (!numberOf(name)) return gap(*message, "form_with names " + name + ", which is no record type.");
      type.formWith.push_back(numberOf(name));
    }
    for (FieldRule& rule : type.fields) {
      const FieldDescriptor& field = *message->FindFieldByNumber(static_cast<int>(rule.number));
      const std::string& target = field.options().GetExtension(foyer::rule).valid().refers_to();
      if (target.empty()) continue;
      if (rule.kind != ValueKind::kBytes) return gap(field, "a reference must be bytes.");
      rule.isReference = true;
      if (target == "*") continue;
      if (!numberOf(target)) return gap(field, "refers_to names " + target + ", which is no record type.");
      rule.referenceTypes.insert(numberOf(target));
    }
  }
  return okStatus();
}

}  // namespace

const FieldRule* RecordType::field(uint32_t wanted) const {
  const auto found = std::lower_bound(fields.begin(), fields.end(), wanted,
                                      [](const FieldRule& rule, uint32_t n) { return rule.number < n; });
  return found != fields.end() && found->number == wanted ? &*found : nullptr;
}

const FieldRule* RecordType::fieldNamed(std::string_view wanted) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldRule& rule) { return rule.name == wanted; });
  return found == fields.end() ? nullptr : &*found;
}

const FieldRule* RecordType::fieldWithRole(Role role) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldRule& rule) { return rule.role == role; });
  return found == fields.end() ? nullptr : &*found;
}

const FieldRule* RecordType::fieldWithRight(Right right) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldRule& rule) { return rule.right == right; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<const Descriptor*> Schema::builtInMessages() {
  std::vector<const Descriptor*> messages;
  for (const Descriptor* message : {
// One line a message of proto/foyer/record, written by the build.
#include "foyer/record_messages.inc"
       })
    if (message->options().HasExtension(foyer::type)) messages.push_back(message);
  return messages;
}

Result<Schema> Schema::loadBuiltIn() { return load(builtInMessages()); }

Result<Schema> Schema::load(std::span<const Descriptor* const> messages) {
  Schema schema;
  std::set<uint32_t> numbers;
  std::set<std::string> names;
  for (const Descriptor* message : messages) {
    if (!message->options().HasExtension(foyer::type)) return gap(*message, "it has no (foyer.type).");
    FOYER_ASSIGN(RecordType type, readType(*message));
    if (!numbers.insert(type.number).second)
      return gap(*message, "its number " + std::to_string(type.number) + " is taken.");
    if (!names.insert(type.name).second) return gap(*message, "its name is taken.");
    schema.m_types.push_back(std::move(type));
  }
  std::sort(schema.m_types.begin(), schema.m_types.end(),
            [](const RecordType& a, const RecordType& b) { return a.number < b.number; });
  FOYER_TRY(linkTypes(messages, schema.m_types));
  return schema;
}

const RecordType* Schema::type(uint32_t number) const {
  const auto found = std::lower_bound(m_types.begin(), m_types.end(), number,
                                      [](const RecordType& type, uint32_t n) { return type.number < n; });
  return found != m_types.end() && found->number == number ? &*found : nullptr;
}

const RecordType* Schema::typeNamed(std::string_view name) const {
  const auto found = std::find_if(m_types.begin(), m_types.end(), [&](const RecordType& type) { return type.name == name; });
  return found == m_types.end() ? nullptr : &*found;
}

std::vector<const RecordType*> Schema::formTypes(std::string_view formKind) const {
  std::vector<const RecordType*> result;
  const auto add = [&](const RecordType* type) {
    if (std::find(result.begin(), result.end(), type) == result.end()) result.push_back(type);
  };
  for (const RecordType& candidate : m_types) {
    if (std::find(candidate.forms.begin(), candidate.forms.end(), formKind) == candidate.forms.end()) continue;
    for (const uint32_t with : candidate.formWith) add(type(with));
    add(&candidate);
  }
  return result;
}

}  // namespace foyer::schema
