// What a slip tells: words, over the desk, and over real TLS.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/rpc/limits.h"
#include "sync-server/rpc/slip_desk.h"
#include "sync-server/rpc/sync_server.h"
#include "tests/sync-server/retention/rights_world.h"

namespace foyer::rpc {
namespace {

namespace v1 = foyer::sync::v1;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testworld::Kiosk;
using testworld::must;
using testworld::Person;

class SlipAnswers : public testing::Test {
 protected:
  Parts parts() {
    return {m_rights.world.store(), m_rights.world.writer(), m_rights.world.ingest(), m_rights.world.clock(), {}, {}};
  }
  v1::CheckSlipResponse ask(const Id16& slip) { return m_desk.answer(m_lobby.row().device, slip); }
  Id16 wrong() { return seal::slipId(record::newSlipCode(m_rights.world.random())); }

  testworld::RightsWorld m_rights;
  Kiosk& m_lobby = m_rights.world.kiosk("lobby");
  SlipDesk m_desk{parts()};
};

TEST_F(SlipAnswers, AreAWordForEachThingAskedForAndThePurposesThatStand) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"refer", "REFUSED"}});
  EXPECT_EQ(ask(person.slip).answer(), v1::SLIP_ANSWER_NOT_KNOWN) << "not arrived";
  ASSERT_TRUE(m_lobby.sync().ok());
  const auto answer = ask(person.slip);
  EXPECT_EQ(answer.answer(), v1::SLIP_ANSWER_KNOWN);
  ASSERT_THAT(answer.items(), SizeIs(1));
  EXPECT_EQ(answer.items(0).word(), SLIP_WORD_RECEIVED);
  EXPECT_TRUE(answer.items(0).can_cancel());
  EXPECT_THAT(answer.purposes(), ElementsAre("answer"));
  EXPECT_EQ(answer.ShortDebugString().find("canary"), std::string::npos);
}

TEST_F(SlipAnswers, FollowTheStatusAndTheVisitorsOwnWord) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  const Id16 staff = m_rights.world.account("Mo");
  ASSERT_TRUE(m_rights.world.edit(staff, person.enquiry, "status", {"REQUEST_STATUS_IN_PROGRESS"}).ok());
  EXPECT_EQ(ask(person.slip).items(0).word(), SLIP_WORD_IN_WORK);
  m_lobby.changeBySlip(person.slip, "Enquiry",
                       {{"status", {"REQUEST_STATUS_CANCELLED"}}, {"wish", {"REQUEST_WISH_TAKEN_BACK"}}});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_EQ(ask(person.slip).items(0).word(), SLIP_WORD_CANCELLED);
  EXPECT_FALSE(ask(person.slip).items(0).can_cancel());
  EXPECT_THAT(m_rights.world.values(person.enquiry, "status"), ElementsAre("REQUEST_STATUS_IN_PROGRESS"))
      << "staff at work are not overruled";
}

TEST_F(SlipAnswers, CancelWhateverTheVisitMadeWithoutKnowingIt) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_lobby.write({{"Enquiry", {{"status", {"REQUEST_STATUS_CANCELLED"}}, {"wish", {"REQUEST_WISH_TAKEN_BACK"}}}, {}, person.slip},
                 {"Registration", {{"state", {"REGISTRATION_STATE_CANCELLED"}}}, {}, person.slip}});
  EXPECT_THAT(testworld::outcomes(m_lobby.sync()), ElementsAre(v1::OUTCOME_APPLIED));
  EXPECT_EQ(ask(person.slip).items(0).word(), SLIP_WORD_CANCELLED);
  EXPECT_THAT(m_rights.world.values(person.enquiry, "status"), ElementsAre("REQUEST_STATUS_CANCELLED"));
}

TEST_F(SlipAnswers, SayTheSameOfAnErasedSlipAsOfOneThatNeverWas) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  must(m_rights.world.ingest().erase(m_rights.world.account("Mo"), person.contact));
  EXPECT_EQ(ask(person.slip).SerializeAsString(), ask(wrong()).SerializeAsString());
}

TEST_F(SlipAnswers, HaveOneLengthWhateverTheySay) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_EQ(ask(person.slip).ByteSizeLong(), kSlipAnswerBytes);
  EXPECT_EQ(ask(wrong()).ByteSizeLong(), kSlipAnswerBytes);
  for (int i = 0; i < kWrongOfKioskMax; ++i) ask(wrong());
  EXPECT_EQ(ask(wrong()).ByteSizeLong(), kSlipAnswerBytes);
}

TEST_F(SlipAnswers, StopAtAKioskThatGuessesAlsoForRightCodesAndAfterARestart) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  for (int i = 0; i < kWrongOfKioskMax; ++i) EXPECT_EQ(ask(wrong()).answer(), v1::SLIP_ANSWER_NOT_KNOWN);
  EXPECT_EQ(ask(wrong()).answer(), v1::SLIP_ANSWER_LATER);
  const auto right = ask(person.slip);
  EXPECT_EQ(right.answer(), v1::SLIP_ANSWER_LATER);
  EXPECT_GT(right.retry_after_ms(), 0u);
  EXPECT_THAT(right.items(), IsEmpty());
  // What was counted is written soon, not at once.
  must(m_rights.world.writer().run([](store::Writer&) { return okStatus(); }));
  SlipDesk restarted(parts());
  EXPECT_EQ(restarted.answer(m_lobby.row().device, person.slip).answer(), v1::SLIP_ANSWER_LATER);
  EXPECT_EQ(restarted.answer(m_rights.world.kiosk("annex").row().device, person.slip).answer(), v1::SLIP_ANSWER_KNOWN);
  m_rights.world.clock().advanceMs(kBucketEmptyMs);
  EXPECT_EQ(ask(person.slip).answer(), v1::SLIP_ANSWER_KNOWN);
}

// --- over the wire ---

std::string content(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class SlipOverTls : public SlipAnswers {
 protected:
  void SetUp() override {
    m_keys = m_rights.world.folder() + "/keys";
    must(fleet::Authority::prepare(m_keys, {}, m_wallClock));
    SyncServerOptions options;
    options.authorityPem = content(m_keys + "/ca.pem");
    options.certificatePem = content(m_keys + "/sync.pem");
    options.keyPem = content(m_keys + "/sync.key");
    m_server = must(SyncServer::start(options, parts()));
  }
  void TearDown() override { m_server->stop(); }

  enum class Enrolled { kYes, kNo };
  std::unique_ptr<v1::SyncService::Stub> connect(Enrolled enrolled) {
    const Id16 device = newUuidV7(m_wallClock.wallMs(), systemRandom());
    auto authority = must(fleet::Authority::open(m_keys));
    const auto certificate = must(authority.issueKiosk(device));
    if (enrolled == Enrolled::kYes) {
      store::KioskRow row;
      row.device = device;
      row.certificateFingerprint = certificate.fingerprint;
      must(m_rights.world.writer().run([&](store::Writer& writer) { return writer.putKiosk(row); }));
    }
    const grpc::SslCredentialsOptions tls{content(m_keys + "/ca.pem"), certificate.keyPem,
                                          certificate.certificatePem};
    return v1::SyncService::NewStub(
        grpc::CreateChannel("localhost:" + std::to_string(m_server->port()), grpc::SslCredentials(tls)));
  }
  grpc::Status call(v1::SyncService::Stub& kiosk, const Id16& slip, v1::CheckSlipResponse& answer) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    v1::CheckSlipRequest request;
    request.set_slip_id(slip.str());
    const auto begun = std::chrono::steady_clock::now();
    const grpc::Status status = kiosk.CheckSlip(&context, request, &answer);
    m_tookMs = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
    return status;
  }

  SystemClock m_wallClock;
  std::string m_keys;
  int64_t m_tookMs = 0;
  std::unique_ptr<SyncServer> m_server;
};

TEST_F(SlipOverTls, AKioskAsksAndEveryAnswerTakesTheSameTime) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  const auto kiosk = connect(Enrolled::kYes);
  v1::CheckSlipResponse answer;
  ASSERT_TRUE(call(*kiosk, wrong(), answer).ok());
  ASSERT_TRUE(call(*kiosk, person.slip, answer).ok());
  EXPECT_EQ(answer.answer(), v1::SLIP_ANSWER_KNOWN);
  EXPECT_GE(m_tookMs, kSlipAnswerAfterMs - 5);
  ASSERT_TRUE(call(*kiosk, wrong(), answer).ok());
  EXPECT_EQ(answer.answer(), v1::SLIP_ANSWER_NOT_KNOWN);
  EXPECT_GE(m_tookMs, kSlipAnswerAfterMs - 5);
}

TEST_F(SlipOverTls, WhoIsNotEnrolledOrSendsNoIdIsRefused) {
  v1::CheckSlipResponse answer;
  EXPECT_EQ(call(*connect(Enrolled::kNo), wrong(), answer).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  const auto kiosk = connect(Enrolled::kYes);
  grpc::ClientContext context;
  v1::CheckSlipRequest request;
  request.set_slip_id("7K4M9QXR2TDA");
  EXPECT_EQ(kiosk->CheckSlip(&context, request, &answer).error_code(), grpc::StatusCode::INVALID_ARGUMENT)
      << "the code itself is never taken";
}

TEST_F(SlipOverTls, AServerThatStopsStillAnswersWhoAsked) {
  const auto kiosk = connect(Enrolled::kYes);
  v1::CheckSlipResponse answer;
  ASSERT_TRUE(call(*kiosk, wrong(), answer).ok());
  std::thread asking([&] { call(*kiosk, wrong(), answer); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  m_server->stop();
  asking.join();
}

}  // namespace
}  // namespace foyer::rpc
