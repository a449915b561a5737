#include "kiosk/form/change_writer.h"

#include <algorithm>
#include <map>
#include <optional>

#include "kiosk/form/wiping.h"
#include "shared/validate/validate.h"

namespace foyer::form {
namespace {

using NewRecords = std::map<uint32_t, Id16>;  // by type number

// "given" -> "CONSENT_STATE_GIVEN"; whole names stay.
std::string enumText(const schema::FieldRule& rule, const std::string& text) {
  std::string ending = "_" + text;
  for (char& c : ending) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  for (const schema::EnumValue& value : rule.enumValues) {
    if (value.name == text) return text;
    if (value.name.size() > ending.size() && value.name.ends_with(ending)) return value.name;
  }
  return text;
}

std::optional<std::string> fromContext(const schema::FieldRule& rule, const Context& first, const Context& second) {
  // What only the server or a reference may say is not taken from names that happen to be equal.
  if (rule.merge == MERGE_SERVER || rule.isReference) return std::nullopt;
  const std::string_view name = rule.role == ROLE_SITE ? kSiteContext : std::string_view(rule.name);
  for (const Context* context : {&first, &second}) {
    const auto found = context->find(name);
    if (found == context->end() || found->second.empty()) continue;
    return rule.kind == schema::ValueKind::kEnum ? enumText(rule, found->second) : found->second;
  }
  return std::nullopt;
}

const Id16* referenceFor(const schema::FieldRule& rule, const NewRecords& records) {
  if (!rule.isReference) return nullptr;
  for (uint32_t type : rule.referenceTypes) {
    const auto found = records.find(type);
    if (found != records.end()) return &found->second;
  }
  return nullptr;
}

std::vector<std::string> answersTo(const schema::FieldRule& rule, const Draft& draft) {
  const Question* question = draft.find(rule.questionId);
  if (!question || !draft.isAsked(*question)) return {};
  std::vector<std::string> values;
  for (const std::string& typed : draft.values(rule.questionId)) {
    std::string value = validate::Validator::normalise(rule, typed);
    if (!value.empty()) values.push_back(std::move(value));
  }
  return values;
}

class Writer {
 public:
  Writer(const Draft& draft, const Circumstances& circumstances) : m_draft(draft), m_circumstances(circumstances) {
    m_wallMs = circumstances.clock.wallMs();
    for (const schema::RecordType* type : draft.types()) m_new[type->number] = newId();
  }

  Id16 newId() const { return newUuidV7(m_wallMs, m_circumstances.changeIds.random()); }
  const NewRecords& newRecords() const { return m_new; }

  Result<record::RecordWrite> write(const schema::RecordType& type, Id16 id, const Context& answer) const {
    record::RecordWrite write;
    write.recordId = id;
    write.type = type.number;
    for (const schema::FieldRule& rule : type.fields) {
      std::vector<std::string> values = valuesOf(rule, answer);
      if (values.empty()) continue;
      Result<std::string> wire = record::wireFromText(rule, values);
      wipeTexts(values);
      if (!wire.ok()) return wire.error();
      write.fields.push_back({rule.number, std::move(wire).value(), {}});
    }
    return write;
  }

  // A type that completes the new records, with this answer.
  bool completes(const schema::RecordType& type, const Context& answer) const {
    bool refers = false;
    for (const schema::FieldRule& rule : type.fields) {
      refers = refers || referenceFor(rule, m_new);
      if (!rule.isRequired) continue;
      if (!referenceFor(rule, m_new) && !fromContext(rule, answer, m_draft.context())) return false;
    }
    return refers;
  }

 private:
  std::vector<std::string> valuesOf(const schema::FieldRule& rule, const Context& answer) const {
    std::vector<std::string> values = answersTo(rule, m_draft);
    if (!values.empty()) return values;
    // Asked and left empty stays empty: a visitor who cleared a field has said so.
    const Question* question = m_draft.find(rule.questionId);
    if (question && m_draft.isAsked(*question)) return {};
    if (const Id16* id = referenceFor(rule, m_new)) return {id->uuid()};
    if (std::optional<std::string> known = fromContext(rule, answer, m_draft.context())) return {*known};
    if (rule.role == ROLE_CREATED) return {std::to_string(m_wallMs)};
    if (rule.role == ROLE_STATUS) {
      for (const schema::EnumValue& value : rule.enumValues) {
        if (value.number != 0) return {value.name};
      }
    }
    return {};
  }

  const Draft& m_draft;
  const Circumstances& m_circumstances;
  NewRecords m_new;
  int64_t m_wallMs = 0;
};

record::ChangeBody emptyChange(const Circumstances& circumstances) {
  record::ChangeBody body;
  body.wallMs = circumstances.clock.wallMs();
  body.bootMs = circumstances.clock.bootMs();
  body.bootId = circumstances.clock.bootId();
  body.id = circumstances.changeIds.next(body.wallMs);
  body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
  body.schemaVersion = schema::kSchemaVersion;
  return body;
}

Status writeCompanions(const schema::Schema& schema, const Writer& writer, const std::vector<Context>& answers,
                       std::vector<record::RecordWrite>& records) {
  static const Context kNoAnswer;
  for (const schema::RecordType& type : schema.types()) {
    if (!type.isWrittenByKiosk || !type.forms.empty() || writer.newRecords().count(type.number)) continue;
    if (writer.completes(type, kNoAnswer)) {
      FOYER_ASSIGN(record::RecordWrite write, writer.write(type, writer.newId(), kNoAnswer));
      records.push_back(std::move(write));
      continue;
    }
    for (const Context& answer : answers) {
      if (!writer.completes(type, answer)) continue;
      FOYER_ASSIGN(record::RecordWrite write, writer.write(type, writer.newId(), answer));
      records.push_back(std::move(write));
    }
  }
  return okStatus();
}

}  // namespace

Result<record::ChangeBody> writeChange(const schema::Schema& schema, const Draft& draft,
                                       const std::vector<Context>& answers, const Circumstances& circumstances) {
  record::ChangeBody body = emptyChange(circumstances);
  body.slipId = circumstances.slipId;
  const Writer writer(draft, circumstances);
  for (const schema::RecordType* type : draft.types()) {
    FOYER_ASSIGN(record::RecordWrite write, writer.write(*type, writer.newRecords().at(type->number), {}));
    body.records.push_back(std::move(write));
  }
  FOYER_TRY(writeCompanions(schema, writer, answers, body.records));
  return body;
}

Result<record::ChangeBody> writeSlipChange(const schema::RecordType& type, const schema::FieldRule& rule,
                                           std::string_view typed, const Circumstances& circumstances) {
  record::ChangeBody body = emptyChange(circumstances);
  record::RecordWrite write;
  write.slipId = circumstances.slipId;
  write.type = type.number;
  std::vector<std::string> values{validate::Validator::normalise(rule, typed)};
  Result<std::string> wire = record::wireFromText(rule, values);
  wipeTexts(values);
  if (!wire.ok()) return wire.error();
  write.fields.push_back({rule.number, std::move(wire).value(), {record::Dot{circumstances.slipId, 0}}});
  body.records.push_back(std::move(write));
  return body;
}

namespace {

Result<record::FieldWrite> enumWrite(const schema::FieldRule& rule, int32_t number, const Id16& slipId) {
  const auto value = std::find_if(rule.enumValues.begin(), rule.enumValues.end(),
                                  [&](const schema::EnumValue& each) { return each.number == number; });
  FOYER_ASSERT(value != rule.enumValues.end());
  const std::vector<std::string> text{value->name};
  FOYER_ASSIGN(std::string wire, record::wireFromText(rule, text));
  return record::FieldWrite{rule.number, std::move(wire), {record::Dot{slipId, 0}}};
}

record::RecordWrite writeBySlip(const schema::RecordType& type, const Id16& slipId) {
  record::RecordWrite write;
  write.slipId = slipId;
  write.type = type.number;
  return write;
}

}  // namespace

Result<record::ChangeBody> writeSlipWish(const schema::Schema& schema, const SlipWish& wish,
                                         const Circumstances& circumstances) {
  record::ChangeBody body = emptyChange(circumstances);
  const Id16& slipId = circumstances.slipId;
  for (const schema::RecordType& type : schema.types()) {
    if (!type.isWrittenByKiosk) continue;
    record::RecordWrite cancelling = writeBySlip(type, slipId);
    for (const schema::FieldRule& rule : type.fields) {
      if (!wish.cancels || !rule.slipCancel) continue;
      FOYER_ASSIGN(record::FieldWrite field, enumWrite(rule, *rule.slipCancel, slipId));
      cancelling.fields.push_back(std::move(field));
    }
    if (!cancelling.fields.empty()) body.records.push_back(std::move(cancelling));
    const schema::FieldRule* answer = type.fieldWithRight(RIGHT_ANSWER);
    const schema::FieldRule* purpose = type.fieldWithRight(RIGHT_PURPOSE);
    if (wish.withdraws.empty() || !answer || !purpose) continue;
    record::RecordWrite withdrawing = writeBySlip(type, slipId);
    const std::vector<std::string> text{wish.withdraws};
    FOYER_ASSIGN(std::string wire, record::wireFromText(*purpose, text));
    withdrawing.matching.push_back({purpose->number, std::move(wire), {}});
    FOYER_ASSIGN(record::FieldWrite field, enumWrite(*answer, answer->withdrawing, slipId));
    withdrawing.fields.push_back(std::move(field));
    body.records.push_back(std::move(withdrawing));
  }
  return body;
}

}  // namespace foyer::form
