// A desk at which staff sit: logs people in and calls the staff API over its Connect service, without sockets.
//
// Place: tests of what staff are told. Ownership: refers to the parts of a server, which outlive it. Threads: the
// test's. Errors: test failures; a broken promise ends the test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sync-server/http/access.h"
#include "sync-server/http/staff_api.h"

namespace foyer::http {

class StaffDesk {
 public:
  StaffDesk(const schema::Schema& schema, store::Store& store, ingest::WriterThread& writer, ingest::Ingest& ingest,
            const Clock& clock)
      : m_accounts(store, [&writer](const auto& work) { return writer.run(work); }, clock, systemRandom()),
        m_api({schema, store, writer, ingest, m_accounts, clock, systemRandom(), "1.0-test"}),
        m_service(*foyer::staff::v1::GetStatusRequest::descriptor()->file()->FindServiceByName("StaffService"),
                  sessionAuthorize([this](std::string_view token) { return m_accounts.identify(token); })) {
    FOYER_ASSERT(m_api.bindTo(m_service).ok());
  }

  // The session's token.
  std::string logIn(const std::string& name, const std::vector<StaffRole>& roles) {
    constexpr char kPassword[] = "four green words here";
    FOYER_ASSERT(m_accounts.add(name, kPassword, roles).ok());
    const auto in = m_accounts.logIn(name, kPassword, "192.0.2.7");
    FOYER_ASSERT(in.ok());
    return in->token;
  }
  template <typename Question>
  Response post(const std::string& method, const Question& question, const std::string& token) {
    Request request;
    request.method = "POST";
    request.path = "/foyer.staff.v1.StaffService/" + method;
    request.headers = {{"content-type", "application/proto"}, {"host", "foyer.example"}};
    request.peerAddress = "192.0.2.7";
    request.isEncrypted = true;
    request.body = question.SerializeAsString();
    if (!token.empty()) request.cookies["__Host-session"] = token;
    return m_service.handle(request);
  }
  // The answer to a call that must succeed.
  template <typename Answer, typename Question>
  Answer call(const std::string& method, const Question& question, const std::string& token) {
    const Response response = post(method, question, token);
    EXPECT_EQ(response.status, 200) << method << ": " << response.body;
    Answer answer;
    EXPECT_TRUE(answer.ParseFromString(response.body));
    return answer;
  }

 private:
  accounts::Accounts m_accounts;
  StaffApi m_api;
  ConnectService m_service;
};

}  // namespace foyer::http
