// The methods of the staff API about what could not be applied, and about kiosks whose disk was copied.
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
