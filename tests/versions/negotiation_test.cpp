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

template <typename Event, typename Events>
bool holds(const Events& events) {
  for (const auto& event : events) {
    if (std::holds_alternative<Event>(event)) return true;
  }
  return false;
}

TEST(Negotiation, AServerSpeaksItsOwnProtocolWithKiosksOneAndTwoReleasesNewer) {
  for (const uint32_t newer : {kProtocol + 1, kProtocol + 2}) {
    ServerSession session(kDevice);
    session.onMessage(helloOf(newer));
    ASSERT_TRUE(holds<HelloArrived>(session.takeEvents())) << newer;
    session.welcome({}, facts());
    EXPECT_TRUE(session.isOpen()) << newer;
  }
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

// --- without what was added since the first release (golden/0.1-first) ---

TEST(Negotiation, AServerTakesTheHelloAndTheBatchesOfTheFirstRelease) {
  ModelJournal journal(systemRandom());
  for (int i = 0; i < 8; ++i) journal.append();
  ServerSession session(journal.device);
  v1::SyncRequest hello;
  *hello.mutable_hello() = journal.hello();
  hello.mutable_hello()->set_protocol(kProtocolOldest);
  hello.mutable_hello()->clear_outcome_cursor();
  hello.mutable_hello()->clear_incarnation_cause();
  hello.mutable_hello()->clear_incarnation_before();
  session.onMessage(std::move(hello));
  ASSERT_TRUE(holds<HelloArrived>(session.takeEvents()));
  session.welcome({}, facts());
  ASSERT_TRUE(session.isOpen());
  session.takeMessages();
  v1::SyncRequest request;
  v1::Batch& batch = *request.mutable_batch();
  batch = toMessage(*journal.entriesAfter(0, 8, kBatchBytesMax), journal.incarnation);
  for (auto& key : *batch.mutable_keys()) key.clear_incarnation();
  // Nothing was left out of an entry then.
  for (int i = 1; i < batch.entries_size(); ++i) {
    v1::Entry& entry = *batch.mutable_entries(i);
    const v1::Entry& before = batch.entries(i - 1);
    if (entry.seq() == 0) entry.set_seq(before.seq() + 1);
    if (entry.data_key_id().empty()) entry.set_data_key_id(before.data_key_id());
    if (entry.schema_version() == 0) entry.set_schema_version(before.schema_version());
    ASSERT_TRUE(entry.origin_incarnation().empty());
  }
  session.onMessage(std::move(request));
  const auto events = session.takeEvents();
  ASSERT_TRUE(holds<BatchArrived>(events));
  const Batch& arrived = std::get<BatchArrived>(events.back()).batch;
  ASSERT_EQ(arrived.entries.size(), 8u);
  for (const Key& key : arrived.keys) EXPECT_EQ(key.incarnation, journal.incarnation);
  session.onCommitted(8, {});
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].ack().seq(), 8u);
}

TEST(Negotiation, AKioskGoesOnWithTheWelcomeOfTheFirstRelease) {
  ModelJournal journal(systemRandom());
  for (int i = 0; i < 3; ++i) journal.append();
  KioskSession session(journal.hello(), journal.device, journal);
  session.takeMessages();
  v1::SyncResponse response;
  v1::Welcome& welcome = *response.mutable_welcome();
  // No port for pictures, no seats, no Lamport number.
  welcome.set_order(v1::ORDER_NONE);
  welcome.set_server_epoch(newRandomId(systemRandom()).str());
  welcome.set_chain_head(std::string(asBytes(seal::chainStart(journal.incarnation))));
  welcome.set_sealing_key(std::string(32, 'k'));
  welcome.set_window_entries(kWindowEntries);
  welcome.set_batch_bytes_max(kBatchBytesMax);
  ASSERT_TRUE(session.onMessage(std::move(response)).ok());
  ASSERT_TRUE(session.pump().ok());
  EXPECT_FALSE(session.takesSeatReport()) << "that server would not know it";
  const auto sent = session.takeMessages();
  int entries = 0;
  for (const v1::SyncRequest& request : sent) entries += request.batch().entries_size();
  EXPECT_EQ(entries, 3);
  v1::SyncResponse ack;
  ack.mutable_ack()->set_seq(3);
  ASSERT_TRUE(session.onMessage(std::move(ack)).ok());
  EXPECT_TRUE(holds<Acked>(session.takeEvents()));
  EXPECT_FALSE(session.isWaiting());
}

}  // namespace
}  // namespace foyer::sync
