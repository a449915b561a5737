// Binds every method of StaffService to what does its work: accounts, review, ingest.
//
// Place: composed by foyer-server, which hands the service to the Router. One line a method: parse, ask,
// answer. Ownership: borrows its parts, which outlive it. Threads: the HTTP workers. Errors: those of the parts.
// Does not: decide who may call (access.h) or what a record is (schema).
#pragma once

#include "shared/base/clock.h"
#include "sync-server/accounts/accounts.h"
#include "sync-server/http/connect.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/review/inbox_view.h"
#include "sync-server/review/quarantine_view.h"

namespace foyer::http {

struct StaffParts {
  const schema::Schema& schema;
  const store::Store& store;
  ingest::WriterThread& writer;
  ingest::Ingest& ingest;
  accounts::Accounts& accounts;
  const Clock& clock;
  Random random;
  std::string version;
};

class StaffApi {
 public:
  explicit StaffApi(StaffParts parts);
  // kFailedPrecondition if a method of staff.proto is not bound or says nothing of access.
  Status bindTo(ConnectService& service);

 private:
  void bindAccounts(ConnectService& service);
  void bindReading(ConnectService& service);
  void bindWriting(ConnectService& service);
  void bindSettling(ConnectService& service);
  Result<foyer::staff::v1::SettleChangeResponse> settle(const foyer::staff::v1::SettleChangeRequest& request,
                                                        const Id16& account);
  Result<foyer::staff::v1::ResolveCaseResponse> decide(const foyer::staff::v1::ResolveCaseRequest& request,
                                                       const Id16& account);
  Result<foyer::staff::v1::ClearKioskFlagResponse> clearFlag(const foyer::staff::v1::ClearKioskFlagRequest& request);
  // The inbox is made when somebody looks; see InboxView.
  Status showNewest();
  template <typename Response>
  Result<Response> read(const std::function<Result<Response>(const store::Reader&)>& ask) const;

  StaffParts m_parts;
  review::RecordView m_records;
  review::InboxView m_inbox;
  review::QuarantineView m_quarantine;
};

template <typename Response>
Result<Response> StaffApi::read(const std::function<Result<Response>(const store::Reader&)>& ask) const {
  Response response;
  FOYER_TRY(m_parts.store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(response, ask(reader));
    return okStatus();
  }));
  return response;
}

}  // namespace foyer::http
