// Bytes that are no question about a slip, over real TLS with an enrolled kiosk's certificate: refused with a reason,
// and the next question is answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/sync-server/rpc/raw_call.h"
#include "tests/sync-server/rpc/rpc_world.h"

namespace foyer::rpc {
namespace {

using testing::HasSubstr;

constexpr char kCheckSlip[] = "/foyer.sync.v1.SyncService/CheckSlip";

using SlipHeard = Heard<v1::CheckSlipResponse>;

class SlipGarbage : public Rpc {
 protected:
  void SetUp() override {
    Rpc::SetUp();
    m_kiosk = makeKiosk();
  }
  SlipHeard say(const std::vector<std::string>& messages, const std::string& method = kCheckSlip) {
    return sayBytes<v1::CheckSlipResponse>(channel(m_kiosk.certificate.certificatePem, m_kiosk.certificate.keyPem), method, messages);
  }
  static std::string question(const std::string& slipId) {
    v1::CheckSlipRequest request;
    request.set_slip_id(slipId);
    return request.SerializeAsString();
  }
  void expectAnswers() {
    const SlipHeard heard = say({question(std::string(16, 's'))});
    EXPECT_TRUE(heard.status.ok()) << heard.status.error_message();
    ASSERT_EQ(heard.messages.size(), 1u);
    EXPECT_EQ(heard.messages.front().answer(), v1::SLIP_ANSWER_NOT_KNOWN);
  }
  void expectRefused(const SlipHeard& heard, grpc::StatusCode code, const std::string& reason) {
    EXPECT_EQ(heard.status.error_code(), code);
    EXPECT_THAT(heard.status.error_message(), HasSubstr(reason));
    EXPECT_TRUE(heard.messages.empty());
  }

  TestKiosk m_kiosk;
};

TEST_F(SlipGarbage, BytesThatAreNoMessageAreRefusedWithAReason) {
  std::string pattern;
  for (int i = 0; i < 4096; ++i) pattern += static_cast<char>(i * 131 + 7);
  for (const std::string& bytes : {std::string("\xff\xff\xff\xff"), std::string("GET / HTTP/1.1\r\n\r\n"), pattern})
    expectRefused(say({bytes}), grpc::StatusCode::INVALID_ARGUMENT, "no message of this protocol");
  expectAnswers();
}

TEST_F(SlipGarbage, AMessageThatEndsTooEarlyIsRefusedWithAReason) {
  const std::string whole = question(std::string(16, 's'));
  for (size_t length = 1; length < whole.size(); ++length)
    expectRefused(say({whole.substr(0, length)}), grpc::StatusCode::INVALID_ARGUMENT, "no message of this protocol");
  expectAnswers();
}

TEST_F(SlipGarbage, AnIdThatIsNoneIsRefusedWithAReason) {
  for (const std::string& id : {std::string(), std::string(15, 's'), std::string(17, 's'), std::string(100'000, 's')})
    expectRefused(say({question(id)}), grpc::StatusCode::INVALID_ARGUMENT, "16 bytes");
  expectAnswers();
}

TEST_F(SlipGarbage, ACallWithoutAQuestionIsRefused) {
  const SlipHeard heard = say({});
  EXPECT_FALSE(heard.status.ok());
  EXPECT_NE(heard.status.error_message(), "");
  expectAnswers();
}

TEST_F(SlipGarbage, AnOversizeMessageIsRefusedWithAReason) {
  expectRefused(say({std::string(sync::kMessageBytesMax + 1, 'x')}), grpc::StatusCode::RESOURCE_EXHAUSTED, "larger than max");
  expectRefused(say({question(std::string(sync::kMessageBytesMax, 's'))}), grpc::StatusCode::RESOURCE_EXHAUSTED, "larger than max");
  expectAnswers();
}

TEST_F(SlipGarbage, FieldsThatOnlyANewerKioskHasDoNotDisturb) {
  const SlipHeard heard = say({question(std::string(16, 's')) + "\xa2\x38\x03new"});
  EXPECT_TRUE(heard.status.ok()) << heard.status.error_message();
  ASSERT_EQ(heard.messages.size(), 1u);
  EXPECT_EQ(heard.messages.front().answer(), v1::SLIP_ANSWER_NOT_KNOWN);
}

TEST_F(SlipGarbage, ACallThatOnlyANewerProtocolHasIsRefusedWithAReason) {
  for (const char* method : {"/foyer.sync.v1.SyncService/Dance", "/foyer.sync.v9.SyncService/CheckSlip", "/"})
    expectRefused(say({question(std::string(16, 's'))}, method), grpc::StatusCode::UNIMPLEMENTED, "update the server");
  expectAnswers();
}

}  // namespace
}  // namespace foyer::rpc
