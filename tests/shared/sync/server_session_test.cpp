// What a server accepts of a kiosk, and what it refuses.
#include "shared/sync/server_session.h"

#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

struct ServerSessionTest : testing::Test {
  ServerSessionTest() {
    for (int i = 0; i < 20; ++i) journal.append();
  }
  void say(v1::Hello hello) {
    v1::SyncRequest request;
    if (hello.protocol() == 0) hello.set_protocol(kProtocol);
    *request.mutable_hello() = std::move(hello);
    session.onMessage(std::move(request));
  }
  void send(const Batch& batch) {
    v1::SyncRequest request;
    *request.mutable_batch() = toMessage(batch, journal.incarnation);
    session.onMessage(std::move(request));
  }
  Batch batch(uint64_t after, uint32_t entries) {
    return *journal.entriesAfter(after, entries, kBatchBytesMax);
  }
  v1::Welcome welcome(std::optional<KnownJournal> known) {
    session.welcome(known, {epoch, 5, std::string(32, 'k'), 100});
    const auto messages = session.takeMessages();
    return messages.size() == 1 ? messages[0].welcome() : v1::Welcome();
  }
  v1::Order orderFor(v1::Hello hello, std::optional<KnownJournal> known) {
    session = ServerSession(journal.device);
    say(std::move(hello));
    return welcome(known).order();
  }
  // Says hello and opens.
  void open(std::optional<KnownJournal> known = std::nullopt) {
    say(journal.hello());
    EXPECT_EQ(welcome(known).order(), v1::ORDER_NONE);
    session.takeEvents();
  }
  uint32_t refusal() {
    const auto messages = session.takeMessages();
    return !messages.empty() && messages.back().has_refusal() && session.isEnded()
               ? messages.back().refusal().code()
               : 0;
  }
  std::vector<uint64_t> arrived() {
    std::vector<uint64_t> numbers;
    for (const ServerEvent& event : session.takeEvents())
      if (const auto* got = std::get_if<BatchArrived>(&event))
        for (const Entry& entry : got->batch.entries) numbers.push_back(entry.seq);
    return numbers;
  }
  seal::Hash32 headAt(uint64_t seq) { return **journal.chainAt(seq); }

  ModelJournal journal{systemRandom()};
  Id16 epoch = newRandomId(systemRandom());
  ServerSession session{journal.device};
  static constexpr uint32_t kInvalid = static_cast<uint32_t>(Code::kInvalidArgument);
};

TEST_F(ServerSessionTest, TakesConsecutiveBatchesAndAcknowledgesWhatIsDurable) {
  open();
  send(batch(0, 5));
  send(batch(5, 5));
  EXPECT_EQ(arrived(), (std::vector<uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_TRUE(session.takeMessages().empty()) << "nothing is acknowledged before it is durable";
  session.onCommitted(10, {{3, v1::OUTCOME_CONFLICT}, {4, v1::OUTCOME_APPLIED}});
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].ack().seq(), 10u);
  ASSERT_EQ(messages[0].ack().outcomes_size(), 1);
  EXPECT_EQ(messages[0].ack().outcomes(0).seq(), 3u);
}

TEST_F(ServerSessionTest, SkipsEntriesThatAreHereAlready) {
  open(KnownJournal{4, headAt(4)});
  send(batch(2, 5));
  EXPECT_EQ(arrived(), (std::vector<uint64_t>{5, 6, 7}));
  send(batch(2, 5));
  EXPECT_TRUE(arrived().empty());
  session.onCommitted(7, {});
  session.takeMessages();
  send(batch(0, 3));
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].ack().seq(), 7u) << "the kiosk has missed it";
}

TEST_F(ServerSessionTest, OrdersANewIncarnationOfARolledBackOrCopiedJournal) {
  const auto head20 = headAt(20);
  EXPECT_EQ(orderFor(journal.hello(), KnownJournal{20, head20}), v1::ORDER_NONE);
  EXPECT_EQ(orderFor(journal.hello(), KnownJournal{21, head20}), v1::ORDER_NEW_INCARNATION)
      << "behind its ack";
  EXPECT_TRUE(session.isEnded());
  EXPECT_EQ(orderFor(journal.hello(), KnownJournal{20, seal::Hash32{}}), v1::ORDER_NEW_INCARNATION)
      << "another chain";
}

TEST_F(ServerSessionTest, AsksForTheIdsAfterARestore) {
  auto hello = journal.hello();
  hello.set_server_epoch(newRandomId(systemRandom()).str());
  hello.set_acked_seq(20);
  EXPECT_EQ(orderFor(hello, KnownJournal{10, headAt(10)}), v1::ORDER_RE_OFFER) << "restored";
  hello.set_acked_seq(5);
  EXPECT_EQ(orderFor(hello, KnownJournal{10, headAt(10)}), v1::ORDER_RE_OFFER)
      << "ids decide, not numbers alone";
  hello.set_server_epoch(epoch.str());
  hello.set_acked_seq(20);
  EXPECT_EQ(orderFor(hello, std::nullopt), v1::ORDER_RE_OFFER) << "this server forgot what it had";

  const Id16 known = newRandomId(systemRandom()), missing = newRandomId(systemRandom());
  v1::SyncRequest request;
  request.mutable_offer()->add_change_ids(known.str());
  request.mutable_offer()->add_change_ids(missing.str());
  request.mutable_offer()->set_complete(true);
  session.takeEvents();
  session.onMessage(std::move(request));
  const auto events = session.takeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(std::get<OfferArrived>(events[0]).changeIds, (std::vector<Id16>{known, missing}));
  session.onLookedUp({missing});
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  ASSERT_EQ(messages[0].wanted().change_ids_size(), 1);
  EXPECT_EQ(messages[0].wanted().change_ids(0), missing.view());
  EXPECT_TRUE(session.isOpen());
}

TEST_F(ServerSessionTest, RefusesMessagesOutOfOrder) {
  send(batch(0, 5));
  EXPECT_EQ(refusal(), kInvalid) << "a batch before hello";
  session = ServerSession(journal.device);
  say(journal.hello());
  say(journal.hello());
  EXPECT_EQ(refusal(), kInvalid) << "hello twice";
  session = ServerSession(journal.device);
  say(journal.hello());
  send(batch(0, 5));
  EXPECT_EQ(refusal(), kInvalid) << "a batch before welcome";
  session = ServerSession(journal.device);
  open();
  v1::SyncRequest offer;
  offer.mutable_offer()->set_complete(true);
  session.onMessage(std::move(offer));
  EXPECT_EQ(refusal(), kInvalid) << "an offer that nobody asked for";
  session = ServerSession(journal.device);
  open();
  v1::SyncRequest applied;
  applied.mutable_catalogue_applied()->set_cursor(1);
  session.onMessage(std::move(applied));
  EXPECT_EQ(refusal(), kInvalid) << "a catalogue that was not sent";
  session = ServerSession(journal.device);
  session.onMessage({});
  EXPECT_EQ(refusal(), static_cast<uint32_t>(Code::kUnimplemented));
}

TEST_F(ServerSessionTest, RefusesGapsBrokenChainsAndMissingKeys) {
  open();
  send(batch(1, 5));
  EXPECT_EQ(refusal(), kInvalid) << "entry 1 is missing";

  session = ServerSession(journal.device);
  open();
  Batch bad = batch(0, 5);
  bad.entries[2].content.sealed[0] ^= 1;
  send(bad);
  EXPECT_EQ(refusal(), static_cast<uint32_t>(Code::kAborted));
  EXPECT_TRUE(arrived().empty());

  session = ServerSession(journal.device);
  open();
  bad = batch(0, 7);
  bad.keys.erase(bad.keys.begin());
  send(bad);
  EXPECT_EQ(refusal(), kInvalid);

  session = ServerSession(journal.device);
  open();
  send(batch(0, 3));
  bad = batch(3, 2);
  bad.keys.clear();
  send(bad);
  EXPECT_EQ(arrived().size(), 5u) << "the key of the entry before needs not come again";
}

TEST_F(ServerSessionTest, RefusesHellosThatContradictThemselves) {
  const auto code = [&](auto spoil) {
    auto hello = journal.hello();
    spoil(hello);
    session = ServerSession(journal.device);
    say(std::move(hello));
    return refusal();
  };
  EXPECT_EQ(code([](v1::Hello&) {}), 0u);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_incarnation("x"); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_incarnation(std::string(16, '\0')); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_chain_head("x"); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_server_epoch("x"); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_acked_seq(21); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_last_seq(UINT64_MAX); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_last_seq(0); }), kInvalid)
      << "the chain of an empty journal is known";
  EXPECT_EQ(code([](v1::Hello& h) { h.set_boot_id(std::string(kHelloTextBytesMax + 1, 'x')); }), kInvalid);
  EXPECT_EQ(code([](v1::Hello& h) { h.set_protocol(kProtocol + 1); }), 0u) << "both speak the older one";
}

TEST_F(ServerSessionTest, BoundsWhatAKioskMakesItHold) {
  for (uint32_t i = 20; i < kWindowEntries + 10; ++i) journal.append();
  open();
  for (uint64_t after = 0; after < kWindowEntries; after += 500) send(batch(after, 500));
  EXPECT_FALSE(session.isEnded());
  send(batch(kWindowEntries, 1));
  EXPECT_EQ(refusal(), static_cast<uint32_t>(Code::kResourceExhausted)) << "entries";

  ModelJournal large(systemRandom());
  for (int i = 0; i < 20; ++i) large.append(250'000);
  ServerSession bytes(large.device);
  v1::SyncRequest hello;
  *hello.mutable_hello() = large.hello();
  hello.mutable_hello()->set_protocol(kProtocol);
  bytes.onMessage(std::move(hello));
  bytes.welcome(std::nullopt, {epoch, 5, std::string(32, 'k'), 100});
  uint64_t sent = 0;
  while (!bytes.isEnded() && sent < 20) {
    v1::SyncRequest request;
    *request.mutable_batch() = toMessage(*large.entriesAfter(sent++, 1, 1), large.incarnation);
    bytes.onMessage(std::move(request));
  }
  EXPECT_TRUE(bytes.isEnded());
  EXPECT_LE((sent - 1) * 250'000, kWindowBytes + kMessageBytesMax);

  ServerSession oversize(large.device);
  v1::SyncRequest huge;
  huge.mutable_hello()->set_boot_id(std::string(kMessageBytesMax, 'x'));
  oversize.onMessage(std::move(huge));
  EXPECT_TRUE(oversize.isEnded());
}

TEST_F(ServerSessionTest, SendsTheCatalogueInPartsAsTheKioskAppliesThem) {
  journal.catalogueCursor = 40;
  journal.epoch = epoch;
  open();
  EXPECT_EQ(session.catalogueCursor(), 40u);
  for (uint32_t i = 1; i <= kCatalogueBatchesUnapplied; ++i) {
    EXPECT_TRUE(session.wantsCatalogue());
    session.sendCatalogue({{}}, 40 + i, CataloguePart::kMoreFollows);
  }
  EXPECT_FALSE(session.wantsCatalogue());
  v1::SyncRequest applied;
  applied.mutable_catalogue_applied()->set_cursor(41);
  session.onMessage(std::move(applied));
  EXPECT_TRUE(session.wantsCatalogue());
  EXPECT_EQ(session.takeMessages().size(), kCatalogueBatchesUnapplied);
}

TEST_F(ServerSessionTest, StartsTheCatalogueAnewAfterARestore) {
  journal.catalogueCursor = 101;
  journal.epoch = epoch;
  say(journal.hello());
  welcome(std::nullopt);
  EXPECT_EQ(session.catalogueCursor(), 0u) << "a cursor beyond the head";
  session = ServerSession(journal.device);
  journal.catalogueCursor = 40;
  journal.epoch = newRandomId(systemRandom());
  say(journal.hello());
  welcome(std::nullopt);
  EXPECT_EQ(session.catalogueCursor(), 0u) << "another epoch";
}

TEST_F(ServerSessionTest, ReportsOutcomesAfterTheKiosksCursor) {
  journal.epoch = epoch;
  v1::Hello said = journal.hello();
  said.set_outcome_cursor(5);
  say(std::move(said));
  EXPECT_FALSE(session.wantsOutcomes(9)) << "not before the welcome";
  welcome(std::nullopt);
  session.takeMessages();
  EXPECT_EQ(session.outcomeCursor(), 5u);
  EXPECT_FALSE(session.wantsOutcomes(5));
  ASSERT_TRUE(session.wantsOutcomes(9));
  const Id16 change = newRandomId(systemRandom());
  session.sendOutcomes({{change, v1::OUTCOME_APPLIED}}, 9);
  const auto messages = session.takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].outcomes().cursor(), 9u);
  EXPECT_EQ(messages[0].outcomes().changes(0).change_id(), change.str());
  EXPECT_FALSE(session.wantsOutcomes(9));
}

TEST_F(ServerSessionTest, CountsOutcomesAnewAfterARestore) {
  journal.epoch = newRandomId(systemRandom());
  v1::Hello said = journal.hello();
  said.set_outcome_cursor(5);
  say(std::move(said));
  welcome(std::nullopt);
  EXPECT_EQ(session.outcomeCursor(), 0u);
}

}  // namespace
}  // namespace foyer::sync
