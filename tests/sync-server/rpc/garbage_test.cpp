// Bytes that are no message, over real TLS with an enrolled kiosk's certificate: refused with a reason, and the server
// serves on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/sync-server/rpc/raw_call.h"
#include "tests/sync-server/rpc/rpc_world.h"

namespace foyer::rpc {
namespace {

using testing::HasSubstr;

using StreamHeard = Heard<v1::SyncResponse>;

std::string reasonIn(const StreamHeard& heard) {
  return !heard.messages.empty() && heard.messages.back().has_refusal() ? heard.messages.back().refusal().reason() : "";
}

class Garbage : public Rpc {
 protected:
  StreamHeard say(const std::vector<std::string>& messages) {
    return sayBytes<v1::SyncResponse>(channel(m_kiosk.certificate.certificatePem, m_kiosk.certificate.keyPem),
                                      "/foyer.sync.v1.SyncService/Sync", messages);
  }
  // A good Hello on a new stream.
  void expectServes() {
    const StreamHeard heard = say({m_kiosk.hello().SerializeAsString()});
    ASSERT_FALSE(heard.messages.empty());
    EXPECT_TRUE(heard.messages.front().has_welcome());
    EXPECT_TRUE(heard.status.ok()) << heard.status.error_message();
  }
  static std::string nested(int depth) {
    // Field 15 as a group in a group in a group.
    return std::string(static_cast<size_t>(depth), '\x7b') + std::string(static_cast<size_t>(depth), '\x7c');
  }

  TestKiosk m_kiosk;
  void SetUp() override {
    Rpc::SetUp();
    m_kiosk = makeKiosk();
  }
};

TEST_F(Garbage, BytesThatAreNoMessageAreRefusedWithAReason) {
  std::string pattern;
  for (int i = 0; i < 4096; ++i) pattern += static_cast<char>(i * 131 + 7);
  for (const std::string& bytes : {std::string("\xff\xff\xff\xff"), std::string("GET / HTTP/1.1\r\n\r\n"), pattern}) {
    for (const bool isGreeted : {false, true}) {
      std::vector<std::string> messages{bytes};
      if (isGreeted) messages.insert(messages.begin(), m_kiosk.hello().SerializeAsString());
      const StreamHeard heard = say(messages);
      EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
      EXPECT_THAT(heard.status.error_message(), HasSubstr("no message of this protocol"));
      EXPECT_THAT(reasonIn(heard), HasSubstr("no message of this protocol"));
      expectServes();
    }
  }
}

TEST_F(Garbage, AMessageThatOnlyANewerProtocolHasIsRefusedWithAReason) {
  // Field 14 of SyncRequest, an empty message: a oneof's part that this server has not.
  const StreamHeard heard = say({std::string("\x72\x00", 2)});
  EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_THAT(reasonIn(heard), HasSubstr("update the server"));
  expectServes();
}

TEST_F(Garbage, FieldsThatOnlyANewerKioskHasDoNotDisturb) {
  // A part of Hello that is said twice is one Hello; the second has field 900 alone.
  const StreamHeard heard = say({m_kiosk.hello().SerializeAsString() + "\x0a\x06\xa2\x38\x03new"});
  ASSERT_FALSE(heard.messages.empty());
  EXPECT_TRUE(heard.messages.front().has_welcome());
  EXPECT_TRUE(heard.status.ok());
}

TEST_F(Garbage, DeepNestingIsRefusedWithAReason) {
  for (const int depth : {33, 99, 1000, 100'000}) {
    const StreamHeard heard = say({nested(depth)});
    EXPECT_FALSE(heard.status.ok()) << depth;
    EXPECT_NE(reasonIn(heard), "") << depth;
    expectServes();
  }
}

TEST_F(Garbage, AnOversizeMessageIsRefusedWithAReason) {
  const StreamHeard heard = say({std::string(sync::kMessageBytesMax + 1, 'x')});
  EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(heard.status.error_message(), "");
  expectServes();
}

}  // namespace
}  // namespace foyer::rpc
