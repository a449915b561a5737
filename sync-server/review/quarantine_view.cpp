#include "sync-server/review/quarantine_view.h"

#include <algorithm>
#include <charconv>

#include "sync-server/review/people.h"

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {

constexpr uint32_t kWaitingMax = 200;
constexpr uint32_t kWaitingDefault = 50;
constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

Result<size_t> offsetOf(const std::string& token) {
  size_t offset = 0;
  if (token.empty()) return offset;
  const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), offset);
  if (error != std::errc() || stop != token.data() + token.size())
    return Error(Code::kInvalidArgument, "The page token is not one of ours; start at the first page.");
  return offset;
}

}  // namespace

Status QuarantineView::show(const store::Reader& reader, const store::CaseRow& row, api::GetCaseResponse& page) const {
  if (row.kind != store::CaseKind::kQuarantine) return okStatus();
  FOYER_ASSIGN(const auto log, reader.logRow(row.logN));
  if (!log) return okStatus();
  page.set_change_id(log->changeId.uuid());
  const auto body = m_read(reader, *log);
  People people(reader);
  *page.mutable_origin() = people.origin(*log, body.ok() ? &*body : nullptr);
  if (!body.ok()) return okStatus();  // the case's reason says why
  for (const record::RecordWrite& write : body->records) {
    const schema::RecordType* type = m_schema.type(write.type);
    if (!type) continue;
    api::NewRecord& record = *page.add_content();
    record.set_type(type->name);
    for (const record::FieldWrite& field : write.fields) {
      const schema::FieldRule* rule = type->field(field.field);
      if (!rule) continue;
      api::FieldEdit& edit = *record.add_fields();
      edit.set_name(rule->name);
      for (std::string& value : record::textValues(*rule, field.wire)) edit.add_values(std::move(value));
    }
  }
  return okStatus();
}

Result<api::ListWaitingChangesResponse> QuarantineView::waiting(const store::Reader& reader,
                                                                const api::ListWaitingChangesRequest& request,
                                                                int64_t nowMs) const {
  FOYER_ASSIGN(const size_t offset, offsetOf(request.page_token()));
  const size_t limit = std::min(request.page_size() ? request.page_size() : kWaitingDefault, kWaitingMax);
  const int64_t beforeMs = nowMs + 1 - static_cast<int64_t>(request.days()) * kDayMs;
  api::ListWaitingChangesResponse response;
  FOYER_ASSIGN(const auto rows, reader.heldBefore(beforeMs, limit + 1, offset));
  People people(reader);
  for (size_t i = 0; i < rows.size() && i < limit; ++i) {
    api::WaitingChange& change = *response.add_changes();
    change.set_change_id(rows[i].changeId.uuid());
    *change.mutable_origin() = people.origin(rows[i], nullptr);
    change.set_days(static_cast<uint32_t>(std::max<int64_t>(0, nowMs - rows[i].receivedMs) / kDayMs));
  }
  if (rows.size() > limit) response.set_next_page_token(std::to_string(offset + limit));
  FOYER_ASSIGN(const uint64_t total, reader.countHeldBefore(beforeMs));
  response.set_total(static_cast<uint32_t>(total));
  return response;
}

Result<record::Settlement> QuarantineView::settlement(const store::Reader& reader,
                                                      const api::SettleChangeRequest& request) const {
  record::Settlement settlement{{}, request.act(), request.reason()};
  if (request.act() == record::v1::SETTLEMENT_ACT_UNSPECIFIED)
    return Error(Code::kInvalidArgument, "Say what is to be done: try again, replace or discard.");
  if (request.act() != record::v1::SETTLEMENT_ACT_TRY_AGAIN && request.reason().empty())
    return Error(Code::kInvalidArgument, "Say in a few words why; the next person will ask.");
  if (request.case_id().empty() == request.change_id().empty())
    return Error(Code::kInvalidArgument, "Name either the case or the change that waits.");
  const auto id = Id16::fromText(request.case_id().empty() ? request.change_id() : request.case_id());
  if (!id) return Error(Code::kInvalidArgument, "The id cannot be read; open the case from the list.");
  settlement.changeId = *id;
  if (request.case_id().empty()) return settlement;
  FOYER_ASSIGN(const auto row, reader.findCase(*id));
  if (!row) return Error(Code::kNotFound, "There is no such case; go back to the list.");
  if (row->kind != store::CaseKind::kQuarantine)
    return Error(Code::kFailedPrecondition, "Only what is in quarantine is settled like this.");
  FOYER_ASSIGN(const auto log, reader.logRow(row->logN));
  if (!log) return Error(Code::kNotFound, "The change of this case is not in the log; call support.");
  settlement.changeId = log->changeId;
  return settlement;
}

}  // namespace foyer::review
