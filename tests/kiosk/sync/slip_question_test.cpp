// A kiosk asks a real server how it stands with a slip: its own certificate, real TLS, a real store.
#include "kiosk/sync/slip_question.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <future>
#include <sstream>

#include "shared/sync/limits.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/rpc/sync_server.h"
#include "tests/kiosk/sync/raw_server.h"
#include "tests/sync-server/retention/rights_world.h"

namespace foyer::uplink {
namespace {

namespace v1 = sync::v1;
using testworld::must;

std::string readText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class SlipQuestionTest : public testing::Test {
 protected:
  SlipQuestionTest() {
    must(fleet::Authority::prepare(m_keys, {}, m_clock));
    start();
  }
  ~SlipQuestionTest() override { stop(); }

  void start() {
    auto& world = m_rights.world;
    rpc::SyncServerOptions options;
    options.port = m_port;
    options.authorityPem = readText(m_keys + "/ca.pem");
    options.certificatePem = readText(m_keys + "/sync.pem");
    options.keyPem = readText(m_keys + "/sync.key");
    m_server = must(rpc::SyncServer::start(
        options, {world.store(), world.writer(), world.ingest(), world.clock(), world.keys().front().publicKey, {}}));
    m_port = m_server->port();
  }
  void stop() {
    if (m_server) m_server->stop();
    m_server.reset();
  }
  Identity enrol() {
    const auto authority = must(fleet::Authority::open(m_keys));
    const fleet::Enrolment enrolment{"lobby", "library", "127.0.0.1:" + std::to_string(m_port),
                                     m_rights.world.keys().front().publicKey, m_rights.world.folder() + "/identity"};
    must(fleet::enrolKiosk(
        enrolment, authority,
        [this](const std::function<Status(store::Writer&)>& work) { return m_rights.world.writer().run(work); }, m_clock,
        systemRandom()));
    return must(readIdentity(enrolment.folder));
  }
  static Result<v1::CheckSlipResponse> ask(SlipQuestion& question, const Id16& slip) {
    const auto answer = std::make_shared<std::promise<Result<v1::CheckSlipResponse>>>();
    auto told = answer->get_future();
    question.ask(slip, [answer](const Result<v1::CheckSlipResponse>& said) { answer->set_value(said); });
    return told.get();
  }

  // The connection waits a little before it tries again.
  static void expectAnswers(SlipQuestion& question) {
    Result<v1::CheckSlipResponse> answer = ask(question, newRandomId(systemRandom()));
    for (int i = 0; i < 20 && !answer.ok(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(250));
      answer = ask(question, newRandomId(systemRandom()));
    }
    EXPECT_TRUE(answer.ok());
  }

  SystemClock m_clock;
  testworld::RightsWorld m_rights;
  const std::string m_keys = m_rights.world.folder() + "/keys";
  uint16_t m_port = 0;
  std::unique_ptr<rpc::SyncServer> m_server;
};

TEST_F(SlipQuestionTest, IsAnsweredInAWordByTheServer) {
  auto& lobby = m_rights.world.kiosk("other");
  const testworld::Person person = m_rights.visit(lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(lobby.sync().ok());
  SlipQuestion question(enrol());
  const auto answer = ask(question, person.slip);
  ASSERT_TRUE(answer.ok()) << answer.error().message();
  EXPECT_EQ(answer->answer(), v1::SLIP_ANSWER_KNOWN);
  ASSERT_EQ(answer->items_size(), 1);
  EXPECT_EQ(answer->items(0).word(), SLIP_WORD_RECEIVED);
  EXPECT_EQ(ask(question, newRandomId(systemRandom()))->answer(), v1::SLIP_ANSWER_NOT_KNOWN);
}

TEST_F(SlipQuestionTest, WithoutAServerIsAnErrorSoonAndWorksAgainWhenItIsBack) {
  SlipQuestion question(enrol());
  stop();
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(ask(question, newRandomId(systemRandom())).ok());
  const auto took = std::chrono::steady_clock::now() - begun;
  EXPECT_LE(took, std::chrono::milliseconds(kSlipPatienceMs + 2'000));
  start();
  expectAnswers(question);
}

TEST_F(SlipQuestionTest, WithAnAnswerThatIsNoMessageIsAnErrorAndWorksAgainAfterwards) {
  SlipQuestion question(enrol());
  const ServerTls tls{readText(m_keys + "/ca.pem"), readText(m_keys + "/sync.pem"), readText(m_keys + "/sync.key")};
  const std::string huge(sync::kMessageBytesMax + 1, 'x');
  for (const std::string& bytes : {std::string("\xff\xff\xff\xff"), std::string("\x0a\x10short"),
                                   std::string("\x08\x01\xff\xff\xff\xff"), std::string(), huge}) {
    stop();
    RawServer falseServer(tls, m_port, [&](const v1::Hello&) { return RawWords{{bytes}, grpc::Status::OK}; });
    ASSERT_TRUE(falseServer.isRunning());
    bool wasHeard = false;
    // The connection to the server before may be tried first.
    for (int i = 0; i < 20 && !wasHeard; ++i) {
      const auto answer = ask(question, newRandomId(systemRandom()));
      ASSERT_FALSE(answer.ok());
      EXPECT_NE(answer.error().message(), "");
      wasHeard = falseServer.greeted() > 0;
      if (!wasHeard) std::this_thread::sleep_for(std::chrono::milliseconds(250));
    }
    EXPECT_TRUE(wasHeard);
  }
  start();
  expectAnswers(question);
}

// Whoever lets go of a connection last ends its threads, which none of them can do to itself.
TEST_F(SlipQuestionTest, GoesWhileTheThreadOfItsAnswerIsSlow) {
  std::promise<void> gone;
  auto slow = std::shared_ptr<std::promise<void>>(&gone, [](std::promise<void>* told) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    told->set_value();
  });
  {
    SlipQuestion question(enrol());
    question.ask(newRandomId(systemRandom()), [held = std::move(slow)](const Result<v1::CheckSlipResponse>&) {});
  }
  ASSERT_EQ(gone.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // what that thread still does
}

TEST_F(SlipQuestionTest, GoesWhileSomethingIsUnderWay) {
  bool wasTold = false;
  {
    SlipQuestion question(enrol());
    question.ask(newRandomId(systemRandom()), [&](const Result<v1::CheckSlipResponse>&) { wasTold = true; });
  }
  EXPECT_FALSE(wasTold);
}

}  // namespace
}  // namespace foyer::uplink
