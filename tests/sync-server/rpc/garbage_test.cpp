// Bytes that are no message, over real TLS with an enrolled kiosk's certificate: refused with a reason, and the server
// serves on.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/sync-server/rpc/rpc_world.h"

namespace foyer::rpc {
namespace {

using testing::HasSubstr;

// What a stream heard, and how it ended.
struct Heard {
  std::vector<v1::SyncResponse> messages;
  grpc::Status status;
  std::string reason() const {
    return !messages.empty() && messages.back().has_refusal() ? messages.back().refusal().reason() : "";
  }
};

class Garbage : public Rpc {
 protected:
  // Says these bytes, message by message, and hears all there is.
  Heard say(const std::vector<std::string>& messages) {
    grpc::GenericStub stub(channel(m_kiosk.certificate.certificatePem, m_kiosk.certificate.keyPem));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    grpc::CompletionQueue queue;
    const auto wait = [&] {
      void* tag = nullptr;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    const auto stream = stub.PrepareCall(&context, "/foyer.sync.v1.SyncService/Sync", &queue);
    stream->StartCall(nullptr);
    wait();
    bool isOpen = true;
    for (const std::string& bytes : messages) {
      if (!isOpen) break;
      const grpc::Slice slice(bytes);
      stream->Write(grpc::ByteBuffer(&slice, 1), nullptr);
      isOpen = wait();
    }
    if (isOpen) {
      stream->WritesDone(nullptr);
      wait();
    }
    Heard heard;
    for (grpc::ByteBuffer received;; received.Clear()) {
      stream->Read(&received, nullptr);
      if (!wait()) break;
      v1::SyncResponse message;
      EXPECT_TRUE(grpc::SerializationTraits<v1::SyncResponse>::Deserialize(&received, &message).ok());
      heard.messages.push_back(std::move(message));
    }
    stream->Finish(&heard.status, nullptr);
    wait();
    queue.Shutdown();
    while (wait()) continue;
    return heard;
  }
  // A good Hello on a new stream.
  void expectServes() {
    const Heard heard = say({m_kiosk.hello().SerializeAsString()});
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
      const Heard heard = say(messages);
      EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
      EXPECT_THAT(heard.status.error_message(), HasSubstr("no message of this protocol"));
      EXPECT_THAT(heard.reason(), HasSubstr("no message of this protocol"));
      expectServes();
    }
  }
}

TEST_F(Garbage, AMessageThatOnlyANewerProtocolHasIsRefusedWithAReason) {
  // Field 14 of SyncRequest, an empty message: a oneof's part that this server has not.
  const Heard heard = say({std::string("\x72\x00", 2)});
  EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_THAT(heard.reason(), HasSubstr("update the server"));
  expectServes();
}

TEST_F(Garbage, FieldsThatOnlyANewerKioskHasDoNotDisturb) {
  // A part of Hello that is said twice is one Hello; the second has field 900 alone.
  const Heard heard = say({m_kiosk.hello().SerializeAsString() + "\x0a\x06\xa2\x38\x03new"});
  ASSERT_FALSE(heard.messages.empty());
  EXPECT_TRUE(heard.messages.front().has_welcome());
  EXPECT_TRUE(heard.status.ok());
}

TEST_F(Garbage, DeepNestingIsRefusedWithAReason) {
  for (const int depth : {33, 99, 1000, 100'000}) {
    const Heard heard = say({nested(depth)});
    EXPECT_FALSE(heard.status.ok()) << depth;
    EXPECT_NE(heard.reason(), "") << depth;
    expectServes();
  }
}

TEST_F(Garbage, AnOversizeMessageIsRefusedWithAReason) {
  const Heard heard = say({std::string(sync::kMessageBytesMax + 1, 'x')});
  EXPECT_EQ(heard.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(heard.status.error_message(), "");
  expectServes();
}

}  // namespace
}  // namespace foyer::rpc
