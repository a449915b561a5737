#include "sync-server/review/edits.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "sync-server/review/record_view.h"

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {

void addDefaults(const schema::RecordType& type, int64_t nowMs, record::RecordWrite& write) {
  const auto add = [&](Role role, const std::function<std::string(const schema::FieldRule&)>& value) {
    const schema::FieldRule* rule = type.fieldWithRole(role);
    if (!rule) return;
    for (const record::FieldWrite& field : write.fields)
      if (field.field == rule->number) return;
    const std::vector<std::string> values{value(*rule)};
    auto wire = record::wireFromText(*rule, values);
    if (wire.ok()) write.fields.push_back({rule->number, std::move(*wire), {}});
  };
  add(ROLE_CREATED, [&](const schema::FieldRule&) { return std::to_string(nowMs); });
  add(ROLE_STATUS, [](const schema::FieldRule& rule) {
    return rule.enumValues.size() > 1 ? rule.enumValues[1].name : std::string();
  });
}

}  // namespace

Result<record::FieldWrite> Edits::fieldWrite(const schema::RecordType& type, const std::string& name,
                                             std::vector<std::string> values,
                                             const google::protobuf::RepeatedPtrField<std::string>& seen) const {
  const schema::FieldRule* rule = type.fieldNamed(name);
  if (!rule) return Error(Code::kInvalidArgument, type.name + " has no field of that name; ask GetSchema for the fields.");
  for (std::string& value : values) value = validate::Validator::normalise(*rule, value);
  std::erase(values, std::string());
  record::FieldWrite write{rule->number, {}, {}};
  FOYER_ASSIGN(write.wire, record::wireFromText(*rule, values));
  if (static_cast<size_t>(seen.size()) > record::kSeenDotsMax)
    return Error(Code::kInvalidArgument, "Too many versions are named as seen; load the record again.");
  for (const std::string& text : seen) {
    const auto dot = record::Dot::fromText(text);
    if (!dot) return Error(Code::kInvalidArgument, "A version named as seen is none of ours; load the record again.");
    write.seen.push_back(*dot);
  }
  return write;
}

Result<std::vector<record::RecordWrite>> Edits::edit(const store::Reader& reader,
                                                     const api::EditRecordRequest& request) const {
  const auto id = Id16::fromText(request.record_id());
  if (!id) return Error(Code::kInvalidArgument, "The record's id cannot be read; open the record from the inbox.");
  FOYER_ASSIGN(const auto state, loadState(reader, *id));
  if (state.isErased) return Error(Code::kNotFound, "This record was erased; go back to the inbox.");
  const schema::RecordType* type = m_schema.type(state.type);
  if (!type) return Error(Code::kFailedPrecondition, "This record is of a newer version; update the server to edit it.");
  if (request.edits().empty()) return Error(Code::kInvalidArgument, "Nothing was changed; name at least one field.");
  record::RecordWrite write;
  write.recordId = *id;
  write.type = state.type;
  for (const api::FieldEdit& edit : request.edits()) {
    FOYER_ASSIGN(auto field, fieldWrite(*type, edit.name(), {edit.values().begin(), edit.values().end()}, edit.seen()));
    for (const record::FieldWrite& other : write.fields)
      if (other.field == field.field) return Error(Code::kInvalidArgument, "A field is edited twice; name each once.");
    write.fields.push_back(std::move(field));
  }
  return std::vector{std::move(write)};
}

Result<std::vector<record::RecordWrite>> Edits::create(const api::CreateRecordRequest& request,
                                                       const std::vector<Id16>& newIds, int64_t nowMs) const {
  if (request.records().empty() || request.records_size() > static_cast<int>(record::kRecordsPerChangeMax))
    return Error(Code::kInvalidArgument, "Between 1 and 64 records can be made at once.");
  std::vector<record::RecordWrite> writes;
  for (int i = 0; i < request.records_size(); ++i) {
    const api::NewRecord& from = request.records(i);
    const schema::RecordType* type = m_schema.typeNamed(from.type());
    if (!type) return Error(Code::kInvalidArgument, "There is no such record type; ask GetSchema for them.");
    record::RecordWrite write;
    write.recordId = newIds[static_cast<size_t>(i)];
    write.type = type->number;
    write.isNew = true;
    for (const api::FieldEdit& edit : from.fields()) {
      std::vector<std::string> values(edit.values().begin(), edit.values().end());
      for (std::string& value : values) {
        size_t index = 0;
        if (value.size() < 2 || value[0] != '#') continue;
        const schema::FieldRule* rule = type->fieldNamed(edit.name());
        const auto [stop, error] = std::from_chars(value.data() + 1, value.data() + value.size(), index);
        const bool isPlace = error == std::errc() && stop == value.data() + value.size() && index < newIds.size();
        if (rule && rule->isReference && isPlace) value = newIds[index].uuid();
      }
      FOYER_ASSIGN(auto field, fieldWrite(*type, edit.name(), std::move(values), edit.seen()));
      if (!field.wire.empty()) write.fields.push_back(std::move(field));
    }
    addDefaults(*type, nowMs, write);
    writes.push_back(std::move(write));
  }
  return writes;
}

Result<std::vector<record::RecordWrite>> Edits::resolve(const store::Reader& reader, const store::CaseRow& row,
                                                        const api::ResolveCaseRequest& request) const {
  if (row.closedMs != 0) return Error(Code::kFailedPrecondition, "Somebody has decided this case already; load it again.");
  if (row.kind != store::CaseKind::kConflict)
    return Error(Code::kFailedPrecondition, "Only conflicts are decided by choosing a value.");
  FOYER_ASSIGN(const auto state, loadState(reader, row.recordId));
  const schema::RecordType* type = m_schema.type(state.type);
  const schema::FieldRule* rule = type ? type->field(row.field) : nullptr;
  const record::FieldState* field = state.field(row.field);
  if (!rule || !field) return Error(Code::kFailedPrecondition, "This field is of a newer version; update the server.");
  record::RecordWrite write;
  write.recordId = row.recordId;
  write.type = row.recordType;
  FOYER_ASSIGN(auto decided, fieldWrite(*type, rule->name, {request.values().begin(), request.values().end()}, request.seen()));
  // A decision is about what was on the screen. If something arrived meanwhile, it must be looked at too.
  for (const record::Version& version : field->versions)
    if (std::find(decided.seen.begin(), decided.seen.end(), version.dot) == decided.seen.end())
      return Error(Code::kAborted, "Somebody changed this meanwhile; look again and decide anew.");
  write.fields.push_back(std::move(decided));
  return std::vector{std::move(write)};
}

api::FieldViolation Edits::show(const std::vector<record::RecordWrite>& writes, const validate::Violation& violation) const {
  api::FieldViolation shown;
  const schema::RecordType* type =
      violation.record < writes.size() ? m_schema.type(writes[violation.record].type) : nullptr;
  const schema::FieldRule* rule = type ? type->field(violation.field) : nullptr;
  if (type) shown.set_type(type->name);
  if (rule) shown.set_field(rule->name);
  shown.set_record(static_cast<uint32_t>(violation.record));
  shown.set_code(validate::codeName(violation.code));
  shown.set_message_de(validate::sentenceDe(violation.code));
  shown.set_message_en(validate::sentenceEn(violation.code));
  return shown;
}

}  // namespace foyer::review
