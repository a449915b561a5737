#include "sync-server/review/record_view.h"

#include <algorithm>

namespace foyer::review {

namespace api = foyer::staff::v1;

Result<record::RecordState> loadState(const store::Reader& reader, const Id16& id) {
  FOYER_ASSIGN(const auto row, reader.record(id));
  if (!row) return Error(Code::kNotFound, "There is no such record; it may have been erased. Go back to the inbox.");
  return record::decodeState(row->state);
}

std::vector<Id16> referencesOf(const schema::Schema& schema, const record::RecordState& state) {
  std::vector<Id16> ids;
  const schema::RecordType* type = schema.type(state.type);
  for (const record::FieldState& field : state.fields) {
    const schema::FieldRule* rule = type ? type->field(field.field) : nullptr;
    if (!rule || !rule->isReference) continue;
    for (const std::string& value : record::textValues(*rule, merge::resolve(field, *rule).wire))
      if (const auto id = Id16::fromText(value)) ids.push_back(*id);
  }
  return ids;
}

std::vector<std::string> valuesWithRole(const schema::Schema& schema, const record::RecordState& state, Role role) {
  const schema::RecordType* type = schema.type(state.type);
  const schema::FieldRule* rule = type ? type->fieldWithRole(role) : nullptr;
  const record::FieldState* field = rule ? state.field(rule->number) : nullptr;
  return field ? record::textValues(*rule, merge::resolve(*field, *rule).wire) : std::vector<std::string>{};
}

Result<RecordView::RowsByDot> RecordView::rowsOf(const store::Reader& reader, const Id16& id) const {
  FOYER_ASSIGN(const auto lines, reader.history(id));
  RowsByDot rows;
  const size_t from = lines.size() > kHistoryRowsMax ? lines.size() - kHistoryRowsMax : 0;
  for (size_t i = from; i < lines.size(); ++i) {
    FOYER_ASSIGN(auto row, reader.logRow(lines[i].logN));
    if (row) rows.emplace(record::Dot{row->author, row->seq}, std::move(*row));
  }
  return rows;
}

api::Field RecordView::show(const record::RecordState& state, const record::FieldState& field,
                            const schema::FieldRule& rule, const RowsByDot& rows, People& people) const {
  api::Field shown;
  const merge::Resolved resolved = merge::resolve(field, rule);
  shown.set_number(rule.number);
  shown.set_name(rule.name);
  shown.set_in_conflict(resolved.isConflict);
  for (std::string& value : record::textValues(rule, resolved.wire)) shown.add_values(std::move(value));
  for (auto version = resolved.standing.rbegin(); version != resolved.standing.rend(); ++version) {
    api::FieldVersion* to = shown.add_versions();
    to->set_dot((*version)->dot.text());
    for (std::string& value : record::textValues(rule, (*version)->wire)) to->add_values(std::move(value));
    *to->mutable_origin() = people.origin(state, **version, rows);
  }
  return shown;
}

api::Record RecordView::show(const record::RecordState& state, const RowsByDot& rows, People& people) const {
  api::Record shown;
  shown.set_record_id(state.id.uuid());
  shown.set_erased(state.isErased);
  const schema::RecordType* type = m_schema.type(state.type);
  shown.set_type(type ? type->name : state.isErased ? std::string() : std::to_string(state.type));
  if (!type) return shown;
  for (const record::FieldState& field : state.fields)
    if (const schema::FieldRule* rule = type->field(field.field)) *shown.add_fields() = show(state, field, *rule, rows, people);
  return shown;
}

Result<api::Record> RecordView::record(const store::Reader& reader, const Id16& id) const {
  FOYER_ASSIGN(const record::RecordState state, loadState(reader, id));
  FOYER_ASSIGN(const RowsByDot rows, rowsOf(reader, id));
  People people(reader);
  return show(state, rows, people);
}

Result<api::Field> RecordView::field(const store::Reader& reader, const Id16& id, uint32_t number) const {
  FOYER_ASSIGN(const record::RecordState state, loadState(reader, id));
  const schema::RecordType* type = m_schema.type(state.type);
  const schema::FieldRule* rule = type ? type->field(number) : nullptr;
  const record::FieldState* field = state.field(number);
  if (!rule || !field) return Error(Code::kNotFound, "This record has no such field; go back to the record.");
  FOYER_ASSIGN(const RowsByDot rows, rowsOf(reader, id));
  People people(reader);
  return show(state, *field, *rule, rows, people);
}

Result<std::vector<Id16>> RecordView::relatives(const store::Reader& reader, const record::RecordState& state) const {
  std::vector<Id16> ids;
  const auto add = [&](const Id16& id) {
    if (id != state.id && ids.size() < kRelatedRecordsMax && std::find(ids.begin(), ids.end(), id) == ids.end())
      ids.push_back(id);
  };
  const std::vector<Id16> references = referencesOf(m_schema, state);
  for (const Id16& id : references) add(id);
  FOYER_ASSIGN(const auto own, reader.referringTo(state.id));
  for (const Id16& id : own) add(id);
  for (const Id16& reference : references) {
    FOYER_ASSIGN(const auto siblings, reader.referringTo(reference));
    for (const Id16& id : siblings) add(id);
  }
  return ids;
}

Result<api::GetRecordResponse> RecordView::page(const store::Reader& reader, const Id16& id) const {
  api::GetRecordResponse page;
  FOYER_ASSIGN(const record::RecordState state, loadState(reader, id));
  FOYER_ASSIGN(*page.mutable_record(), record(reader, id));
  FOYER_ASSIGN(const auto related, relatives(reader, state));
  std::vector<Id16> shown{id};
  for (const Id16& relative : related) {
    auto other = record(reader, relative);
    if (!other.ok() && other.error().code() == Code::kNotFound) continue;  // refers to what has not arrived
    FOYER_ASSIGN(*page.add_related(), std::move(other));
    shown.push_back(relative);
  }
  for (const Id16& each : shown) {
    FOYER_ASSIGN(const auto lines, history(reader, each, 0));
    for (const api::HistoryLine& line : lines) *page.add_history() = line;
    FOYER_ASSIGN(const auto cases, reader.casesOf(each));
    for (const store::CaseRow& row : cases) {
      if (row.closedMs != 0) continue;
      FOYER_ASSIGN(*page.add_open_cases(), summary(reader, row));
    }
  }
  std::stable_sort(page.mutable_history()->begin(), page.mutable_history()->end(),
                   [](const api::HistoryLine& a, const api::HistoryLine& b) {
                     return a.origin().received_ms() < b.origin().received_ms();
                   });
  return page;
}

Result<std::vector<api::HistoryLine>> RecordView::history(const store::Reader& reader, const Id16& id,
                                                          uint32_t only) const {
  FOYER_ASSIGN(const record::RecordState state, loadState(reader, id));
  const schema::RecordType* type = m_schema.type(state.type);
  FOYER_ASSIGN(const RowsByDot rowsByDot, rowsOf(reader, id));
  FOYER_ASSIGN(const auto cases, reader.casesOf(id));
  std::map<int64_t, const store::LogRow*> rows;  // in order of arrival
  for (const auto& [dot, row] : rowsByDot) rows.emplace(row.n, &row);
  People people(reader);
  std::vector<api::HistoryLine> lines;
  const auto add = [&](const schema::FieldRule& rule, const api::Origin& origin, const char* event) -> api::HistoryLine& {
    api::HistoryLine& line = lines.emplace_back();
    line.set_field(rule.name);
    line.set_event(event);
    line.set_record_id(id.uuid());
    *line.mutable_origin() = origin;
    return line;
  };
  for (const auto& [n, row] : rows) {
    const auto change = m_open(reader, *row);
    if (!change.ok()) continue;  // it is a case of its own
    const api::Origin origin = people.origin(*row, &change->body());
    for (const record::RecordWrite& write : change->body().records) {
      const bool isThis = write.recordId == id || (write.recordId.isNil() && write.type == state.type);
      if (!isThis || !type) continue;
      for (const record::FieldWrite& field : write.fields) {
        const schema::FieldRule* rule = type->field(field.field);
        if (!rule || (only != 0 && field.field != only)) continue;
        auto& line = add(*rule, origin, change->body().isDecision ? "resolved" : "written");
        for (std::string& value : record::textValues(*rule, field.wire)) line.add_values(std::move(value));
      }
    }
    for (const store::CaseRow& row2 : cases) {
      const schema::FieldRule* rule = type ? type->field(row2.field) : nullptr;
      if (row2.logN == n && rule && (only == 0 || only == row2.field)) add(*rule, origin, "conflict");
    }
  }
  return lines;
}

Result<std::string> RecordView::title(const store::Reader& reader, const Id16& id) const {
  auto state = loadState(reader, id);
  if (!state.ok()) return state.error().code() == Code::kNotFound ? Result<std::string>(std::string()) : state.error();
  auto own = valuesWithRole(m_schema, *state, ROLE_TITLE);
  if (!own.empty()) return own.front();
  for (const Id16& reference : referencesOf(m_schema, *state)) {
    const auto other = loadState(reader, reference);
    if (!other.ok()) continue;
    auto values = valuesWithRole(m_schema, *other, ROLE_TITLE);
    if (!values.empty()) return values.front();
  }
  return std::string();
}

Result<api::CaseSummary> RecordView::summary(const store::Reader& reader, const store::CaseRow& row) const {
  api::CaseSummary summary;
  summary.set_case_id(row.id.uuid());
  summary.set_kind(static_cast<api::CaseKind>(static_cast<int>(row.kind)));
  const schema::RecordType* type = m_schema.type(row.recordType);
  const schema::FieldRule* rule = type ? type->field(row.field) : nullptr;
  if (!row.recordId.isNil()) {
    summary.set_record_id(row.recordId.uuid());
    FOYER_ASSIGN(*summary.mutable_title(), title(reader, row.recordId));
  }
  summary.set_record_type(type ? type->name : "");
  summary.set_field(rule ? rule->name : "");
  summary.set_opened_ms(row.openedMs);
  summary.set_closed_ms(row.closedMs);
  summary.set_reason(row.reason);
  summary.set_decision(row.decision);
  return summary;
}

}  // namespace foyer::review
