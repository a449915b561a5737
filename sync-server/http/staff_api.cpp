#include "sync-server/http/staff_api.h"

#include "foyer/staff/v1/staff.pb.h"
#include "shared/seal/seal.h"
#include "sync-server/http/access.h"
#include "sync-server/http/cookies.h"
#include "sync-server/review/case_view.h"
#include "sync-server/review/edits.h"
#include "sync-server/review/export_view.h"
#include "sync-server/review/kiosk_view.h"
#include "sync-server/review/schema_view.h"

namespace foyer::http {

namespace api = foyer::staff::v1;

namespace {

Result<Id16> idOf(const std::string& text) {
  const auto id = Id16::fromText(text);
  if (!id) return Error(Code::kInvalidArgument, "An id in the request cannot be read; open the record from its list.");
  return *id;
}

api::Account show(const accounts::Identity& who) {
  api::Account account;
  account.set_id(who.accountId.uuid());
  account.set_name(who.name);
  for (const StaffRole role : who.roles) account.add_roles(role);
  return account;
}

void keepSession(Call& call, const std::string& token) {
  call.responseHeaders.push_back(makeCookie(kSessionCookie, token, accounts::kSessionMaxMs / 1000));
}

}  // namespace

StaffApi::StaffApi(StaffParts parts)
    : m_parts(std::move(parts)),
      m_records(m_parts.schema, [this](const store::Reader& reader, const store::LogRow& row) {
        return m_parts.ingest.opener().open(reader, row);
      }),
      m_inbox(m_parts.schema, m_records),
      m_quarantine(m_parts.schema, [this](const store::Reader& reader, const store::LogRow& row) {
        return m_parts.ingest.opener().read(reader, row);
      }) {}

Status StaffApi::showNewest() {
  const std::function<Result<bool>(const store::Reader&)> ask = [this](const store::Reader& r) { return m_inbox.isBehind(r); };
  FOYER_ASSIGN(bool isBehind, read<bool>(ask));
  while (isBehind) {
    FOYER_TRY(m_parts.writer.run([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(isBehind, m_inbox.catchUp(writer));
      return okStatus();
    }));
  }
  return okStatus();
}

Status StaffApi::bindTo(ConnectService& service) {
  bindAccounts(service);
  bindReading(service);
  bindWriting(service);
  bindSettling(service);
  const auto* descriptor = api::GetStatusRequest::descriptor()->file()->FindServiceByName("StaffService");
  FOYER_TRY(checkAccessOptions(*descriptor));
  return service.complete();
}

void StaffApi::bindAccounts(ConnectService& service) {
  service.bind<api::GetStatusRequest, api::GetStatusResponse>(
      "GetStatus", [this](const auto&, Call&) -> Result<api::GetStatusResponse> {
        api::GetStatusResponse response;
        FOYER_ASSIGN(const auto first, m_parts.accounts.firstAccount());
        response.set_first_account_needed(first == accounts::Accounts::FirstAccount::kNeeded);
        response.set_version(m_parts.version);
        FOYER_ASSIGN(*response.mutable_centre_name(), read<std::string>(review::centreName));
        return response;
      });
  service.bind<api::CreateFirstAccountRequest, api::CreateFirstAccountResponse>(
      "CreateFirstAccount", [this](const auto& request, Call& call) -> Result<api::CreateFirstAccountResponse> {
        FOYER_ASSIGN(const auto in, m_parts.accounts.createFirst(request.code(), request.name(), request.password(),
                                                                 call.request.peerAddress));
        keepSession(call, in.token);
        api::CreateFirstAccountResponse response;
        *response.mutable_account() = show(in.who);
        return response;
      });
  service.bind<api::LogInRequest, api::LogInResponse>(
      "LogIn", [this](const auto& request, Call& call) -> Result<api::LogInResponse> {
        FOYER_ASSIGN(const auto in, m_parts.accounts.logIn(request.name(), request.password(), call.request.peerAddress));
        keepSession(call, in.token);
        api::LogInResponse response;
        *response.mutable_account() = show(in.who);
        return response;
      });
  service.bind<api::LogOutRequest, api::LogOutResponse>(
      "LogOut", [this](const auto&, Call& call) -> Result<api::LogOutResponse> {
        if (const auto token = readCookie(call.request, kSessionCookie)) FOYER_TRY(m_parts.accounts.logOut(*token));
        call.responseHeaders.push_back(clearCookie(kSessionCookie));
        return api::LogOutResponse();
      });
  service.bind<api::GetMeRequest, api::GetMeResponse>("GetMe", [](const auto&, Call& call) -> Result<api::GetMeResponse> {
    api::GetMeResponse response;
    *response.mutable_account() = show(*call.who);
    return response;
  });
}

void StaffApi::bindReading(ConnectService& service) {
  service.bind<api::GetSchemaRequest, api::GetSchemaResponse>("GetSchema", [this](const auto&, Call&) {
    return read<api::GetSchemaResponse>(
        [this](const store::Reader& reader) { return review::showSchema(m_parts.schema, reader); });
  });
  service.bind<api::ListInboxRequest, api::ListInboxResponse>(
      "ListInbox", [this](const auto& request, Call&) -> Result<api::ListInboxResponse> {
        FOYER_TRY(showNewest());
        return read<api::ListInboxResponse>(
            [&](const store::Reader& reader) { return m_inbox.list(reader, request); });
      });
  service.bind<api::GetRecordRequest, api::GetRecordResponse>(
      "GetRecord", [this](const auto& request, Call&) -> Result<api::GetRecordResponse> {
        FOYER_ASSIGN(const Id16 id, idOf(request.record_id()));
        return read<api::GetRecordResponse>([&](const store::Reader& reader) { return m_records.page(reader, id); });
      });
  service.bind<api::FindBySlipRequest, api::FindBySlipResponse>(
      "FindBySlip", [this](const auto& request, Call&) -> Result<api::FindBySlipResponse> {
        const auto code = record::normaliseSlipCode(request.code());
        if (!code) return Error(Code::kInvalidArgument, "A slip's code has 12 letters and digits; read it again.");
        return read<api::FindBySlipResponse>([&](const store::Reader& reader) -> Result<api::FindBySlipResponse> {
          api::FindBySlipResponse response;
          FOYER_ASSIGN(const auto targets, reader.slip(seal::slipId(*code)));
          if (targets.empty())
            return Error(Code::kNotFound, "No slip with this code has arrived; the kiosk may still be without a line.");
          for (const store::SlipTarget& target : targets) response.add_record_ids(target.recordId.uuid());
          return response;
        });
      });
  service.bind<api::ListCasesRequest, api::ListCasesResponse>("ListCases", [this](const auto& request, Call&) {
    return read<api::ListCasesResponse>(
        [&](const store::Reader& reader) { return review::CaseView(m_records).list(reader, request); });
  });
  service.bind<api::GetCaseRequest, api::GetCaseResponse>(
      "GetCase", [this](const auto& request, Call&) -> Result<api::GetCaseResponse> {
        FOYER_ASSIGN(const Id16 id, idOf(request.case_id()));
        return read<api::GetCaseResponse>([&](const store::Reader& reader) -> Result<api::GetCaseResponse> {
          FOYER_ASSIGN(auto page, review::CaseView(m_records).page(reader, id));
          FOYER_ASSIGN(const auto row, reader.findCase(id));
          if (row) FOYER_TRY(m_quarantine.show(reader, *row, page));
          return page;
        });
      });
  service.bind<api::ListKiosksRequest, api::ListKiosksResponse>("ListKiosks", [this](const auto&, Call&) {
    return read<api::ListKiosksResponse>(
        [this](const store::Reader& reader) { return review::listKiosks(reader, m_parts.clock); });
  });
  service.bind<api::ExportRecordsRequest, api::ExportRecordsResponse>(
      "ExportRecords", [this](const auto& request, Call&) {
        return read<api::ExportRecordsResponse>([&](const store::Reader& reader) {
          return review::exportRecords(m_parts.schema, reader, request.type());
        });
      });
}

void StaffApi::bindWriting(ConnectService& service) {
  using Writes = std::vector<record::RecordWrite>;
  // Applies what was typed; what is not valid is told field by field.
  const auto apply = [this](Call& call, const Writes& writes, auto& response) -> Result<bool> {
    FOYER_ASSIGN(const auto outcome, m_parts.ingest.applyStaff(call.who->accountId, writes, ingest::StaffAct::kEdit));
    const auto* violations = std::get_if<std::vector<validate::Violation>>(&outcome);
    if (!violations) return true;
    const review::Edits edits(m_parts.schema);
    for (const validate::Violation& violation : *violations) *response.add_violations() = edits.show(writes, violation);
    return false;
  };
  service.bind<api::EditRecordRequest, api::EditRecordResponse>(
      "EditRecord", [this, apply](const auto& request, Call& call) -> Result<api::EditRecordResponse> {
        api::EditRecordResponse response;
        const review::Edits edits(m_parts.schema);
        FOYER_ASSIGN(const Writes writes,
                     read<Writes>([&](const store::Reader& reader) { return edits.edit(reader, request); }));
        FOYER_ASSIGN(const bool isDone, apply(call, writes, response));
        if (!isDone) return response;
        FOYER_ASSIGN(*response.mutable_record(), read<api::Record>([&](const store::Reader& reader) {
          return m_records.record(reader, writes.front().recordId);
        }));
        return response;
      });
  service.bind<api::CreateRecordRequest, api::CreateRecordResponse>(
      "CreateRecord", [this, apply](const auto& request, Call& call) -> Result<api::CreateRecordResponse> {
        api::CreateRecordResponse response;
        std::vector<Id16> ids;
        const int64_t nowMs = m_parts.clock.wallMs();
        for (int i = 0; i < request.records_size(); ++i) ids.push_back(newUuidV7(nowMs, m_parts.random));
        FOYER_ASSIGN(const Writes writes, review::Edits(m_parts.schema).create(request, ids, nowMs));
        FOYER_ASSIGN(const bool isDone, apply(call, writes, response));
        if (isDone)
          for (const Id16& id : ids) response.add_record_ids(id.uuid());
        return response;
      });
  service.bind<api::EraseRecordRequest, api::EraseRecordResponse>(
      "EraseRecord", [this](const auto& request, Call& call) -> Result<api::EraseRecordResponse> {
        FOYER_ASSIGN(const Id16 id, idOf(request.record_id()));
        api::EraseRecordResponse response;
        FOYER_ASSIGN(const uint32_t erased, m_parts.ingest.erase(call.who->accountId, id));
        response.set_erased(erased);
        return response;
      });
}

}  // namespace foyer::http
