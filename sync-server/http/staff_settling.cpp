// The methods of the staff API by which people settle what the server cannot: conflicts, withdrawals, what could
// not be applied, and kiosks whose disk was copied.
#include "sync-server/http/staff_api.h"
#include "sync-server/review/edits.h"
#include "sync-server/review/kiosk_view.h"

namespace foyer::http {

namespace api = foyer::staff::v1;

Result<api::SettleChangeResponse> StaffApi::settle(const api::SettleChangeRequest& request, const Id16& account) {
  api::SettleChangeResponse response;
  const review::Edits edits(m_parts.schema);
  FOYER_ASSIGN(record::Settlement settlement, read<record::Settlement>([&](const store::Reader& reader) {
                 return m_quarantine.settlement(reader, request);
               }));
  const Id16 changeId = settlement.changeId;
  std::vector<record::RecordWrite> writes;
  std::vector<Id16> ids;
  if (settlement.act == record::v1::SETTLEMENT_ACT_REPLACE) {
    api::CreateRecordRequest instead;
    *instead.mutable_records() = request.records();
    const int64_t nowMs = m_parts.clock.wallMs();
    for (int i = 0; i < instead.records_size(); ++i) ids.push_back(newUuidV7(nowMs, m_parts.random));
    FOYER_ASSIGN(writes, edits.create(instead, ids, nowMs));
  }
  FOYER_ASSIGN(const auto outcome, m_parts.ingest.settleChange(account, std::move(settlement), writes));
  if (const auto* violations = std::get_if<std::vector<validate::Violation>>(&outcome)) {
    for (const validate::Violation& violation : *violations) *response.add_violations() = edits.show(writes, violation);
  } else {
    for (const Id16& id : ids) response.add_record_ids(id.uuid());
  }
  FOYER_TRY(m_parts.store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto log, reader.findChange(changeId));
    if (!log) return okStatus();
    FOYER_ASSIGN(const auto row, reader.findCase(resolve::quarantineCaseId(*log)));
    if (!row) return okStatus();
    FOYER_ASSIGN(*response.mutable_summary(), m_records.summary(reader, *row));
    return okStatus();
  }));
  return response;
}

Result<api::ResolveCaseResponse> StaffApi::decide(const api::ResolveCaseRequest& request, const Id16& account) {
  api::ResolveCaseResponse response;
  const auto id = Id16::fromText(request.case_id());
  if (!id) return Error(Code::kInvalidArgument, "The case's id cannot be read; open the case from the list.");
  const std::function<Result<store::CaseRow>(const store::Reader&)> find = [&](const store::Reader& reader) -> Result<store::CaseRow> {
    FOYER_ASSIGN(const auto row, reader.findCase(*id));
    if (!row) return Error(Code::kNotFound, "There is no such case; go back to the list.");
    return *row;
  };
  FOYER_ASSIGN(const store::CaseRow before, read<store::CaseRow>(find));
  if (before.kind == store::CaseKind::kWithdrawal) {
    // Of a withdrawal there is nothing to choose: somebody has seen to what was passed on.
    FOYER_TRY(m_parts.ingest.closeCase(account, *id));
  } else {
    const review::Edits edits(m_parts.schema);
    std::vector<record::RecordWrite> writes;
    // Looked at when it is written: a value that has arrived by then was not on the screen.
    const ingest::StaffWrites choose = [&](const store::Reader& reader) -> Result<std::vector<record::RecordWrite>> {
      FOYER_ASSIGN(const store::CaseRow row, find(reader));
      FOYER_ASSIGN(writes, edits.resolve(reader, row, request));
      return writes;
    };
    FOYER_ASSIGN(const auto outcome, m_parts.ingest.applyStaff(account, choose, ingest::StaffAct::kDecision));
    if (const auto* violations = std::get_if<std::vector<validate::Violation>>(&outcome))
      for (const validate::Violation& violation : *violations) *response.add_violations() = edits.show(writes, violation);
  }
  FOYER_ASSIGN(*response.mutable_summary(), read<api::CaseSummary>([&](const store::Reader& reader) -> Result<api::CaseSummary> {
                 FOYER_ASSIGN(const store::CaseRow row, find(reader));
                 return m_records.summary(reader, row);
               }));
  return response;
}

Result<api::ClearKioskFlagResponse> StaffApi::clearFlag(const api::ClearKioskFlagRequest& request) {
  const auto id = Id16::fromText(request.kiosk_id());
  if (!id) return Error(Code::kInvalidArgument, "The kiosk's id cannot be read; open it from the list.");
  api::ClearKioskFlagResponse response;
  FOYER_TRY(m_parts.writer.run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(auto kiosk, writer.kiosk(*id));
    if (!kiosk) return Error(Code::kNotFound, "There is no such kiosk; load the list again.");
    kiosk->flaggedMs = 0;
    FOYER_TRY(writer.putKiosk(*kiosk));
    FOYER_ASSIGN(*response.mutable_kiosk(), review::showKiosk(writer, *kiosk, m_parts.clock));
    return okStatus();
  }));
  return response;
}

void StaffApi::bindSettling(ConnectService& service) {
  service.bind<api::ResolveCaseRequest, api::ResolveCaseResponse>(
      "ResolveCase", [this](const auto& request, Call& call) { return decide(request, call.who->accountId); });
  service.bind<api::SettleChangeRequest, api::SettleChangeResponse>(
      "SettleChange", [this](const auto& request, Call& call) { return settle(request, call.who->accountId); });
  service.bind<api::ListWaitingChangesRequest, api::ListWaitingChangesResponse>(
      "ListWaitingChanges", [this](const auto& request, Call&) {
        return read<api::ListWaitingChangesResponse>([&](const store::Reader& reader) {
          return m_quarantine.waiting(reader, request, m_parts.clock.wallMs());
        });
      });
  service.bind<api::ClearKioskFlagRequest, api::ClearKioskFlagResponse>(
      "ClearKioskFlag", [this](const auto& request, Call&) { return clearFlag(request); });
}

}  // namespace foyer::http
