// Two releases at the ends of one stream: who refuses whom, and what either leaves unread.
#include <gtest/gtest.h>

#include "shared/sync/kiosk_session.h"
#include "shared/sync/limits.h"
#include "shared/sync/server_session.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

// A field number that no release has used, with these bytes.
template <typename Message>
void addUnknown(Message& message) {
  std::string bytes = message.SerializeAsString();
  bytes += std::string("\xca\xbb\x01\x03new", 7);
  ASSERT_TRUE(message.ParseFromString(bytes));
}

const Id16 kDevice = *Id16::fromText("00000000-0000-7000-8000-000000000001");
const Id16 kIncarnation = *Id16::fromText("00000000-0000-4000-8000-000000000002");

v1::SyncRequest helloOf(uint32_t protocol) {
  v1::SyncRequest request;
  v1::Hello& hello = *request.mutable_hello();
  hello.set_protocol(protocol);
  hello.set_schema_version(99);
  hello.set_incarnation(kIncarnation.str());
  hello.set_chain_head(std::string(asBytes(seal::chainStart(kIncarnation))));
  return request;
}

ServerFacts facts() { return {newRandomId(systemRandom()), 1, std::string(32, 'k'), 0, 0}; }

template <typename Event>
bool holds(const std::vector<ServerEvent>& events) {
  for (const ServerEvent& event : events) {
    if (std::holds_alternative<Event>(event)) return true;
  }
  return false;
}

TEST(Negotiation, AServerSpeaksItsOwnProtocolWithANewerKiosk) {
  ServerSession session(kDevice);
  session.onMessage(helloOf(kProtocol + 1));
  ASSERT_TRUE(holds<HelloArrived>(session.takeEvents()));
  session.welcome({}, facts());
  EXPECT_TRUE(session.isOpen());
}

TEST(Negotiation, AServerRefusesAKioskThatIsTooOldInOneSentence) {
  ServerSession session(kDevice);
  session.onMessage(helloOf(kProtocolOldest - 1));
  EXPECT_TRUE(session.isEnded());
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].refusal().code(), static_cast<uint32_t>(Code::kUnimplemented));
  EXPECT_EQ(messages[0].refusal().reason(), "The kiosk speaks a protocol that is too old; update the kiosk.");
}

TEST(Negotiation, FieldsThatAServerDoesNotKnowChangeNothing) {
  ServerSession session(kDevice);
  v1::SyncRequest request = helloOf(kProtocol);
  addUnknown(*request.mutable_hello());
  addUnknown(request);
  session.onMessage(std::move(request));
  EXPECT_TRUE(holds<HelloArrived>(session.takeEvents()));
}

TEST(Negotiation, AServerToldSomethingItDoesNotKnowSaysThatItIsToBeUpdated) {
  ServerSession session(kDevice);
  session.onMessage(helloOf(kProtocol));
  session.welcome({}, facts());
  session.takeMessages();
  v1::SyncRequest unknown;
  addUnknown(unknown);
  session.onMessage(std::move(unknown));
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_NE(messages[0].refusal().reason().find("update the server"), std::string::npos);
}

TEST(Negotiation, AKioskLeavesUnreadWhatANewerServerAdds) {
  ModelJournal journal(systemRandom());
  KioskSession session(journal.hello(), journal.device, journal);
  session.takeMessages();
  v1::SyncResponse response;
  v1::Welcome& welcome = *response.mutable_welcome();
  welcome.set_order(v1::ORDER_NONE);
  welcome.set_server_epoch(newRandomId(systemRandom()).str());
  welcome.set_chain_head(journal.hello().chain_head());
  welcome.set_sealing_key(std::string(32, 'k'));
  addUnknown(welcome);
  ASSERT_TRUE(session.onMessage(std::move(response)).ok());
  EXPECT_TRUE(session.isOpen());
  v1::SyncResponse unknown;
  addUnknown(unknown);
  EXPECT_TRUE(session.onMessage(std::move(unknown)).ok()) << "it is not needed for what this kiosk does";
  EXPECT_TRUE(session.isOpen());
}

TEST(Negotiation, AKioskDoesNotCarryOutAnOrderThatItDoesNotKnow) {
  ModelJournal journal(systemRandom());
  KioskSession session(journal.hello(), journal.device, journal);
  v1::SyncResponse response;
  v1::Welcome& welcome = *response.mutable_welcome();
  welcome.set_order(static_cast<v1::Order>(77));
  welcome.set_server_epoch(newRandomId(systemRandom()).str());
  welcome.set_chain_head(journal.hello().chain_head());
  welcome.set_sealing_key(std::string(32, 'k'));
  const Status status = session.onMessage(std::move(response));
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().message().find("update the kiosk or the server"), std::string::npos);
}

}  // namespace
}  // namespace foyer::sync
