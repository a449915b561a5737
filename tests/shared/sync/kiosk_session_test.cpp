// What a kiosk does with what a server says.
#include "shared/sync/kiosk_session.h"

#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

struct KioskSessionTest : testing::Test {
  KioskSessionTest() {
    for (int i = 0; i < 20; ++i) journal.append();
    restart();
  }
  void restart() {
    session.emplace(journal.hello(), journal.device, journal);
    session->takeMessages();
  }
  v1::SyncResponse welcome(v1::Order order, uint64_t acked) {
    v1::SyncResponse response;
    v1::Welcome& message = *response.mutable_welcome();
    message.set_order(order);
    message.set_acked_seq(acked);
    message.set_chain_head(std::string(asBytes((*journal.chainAt(acked)).value_or(seal::Hash32{}))));
    message.set_server_epoch(epoch.str());
    message.set_sealing_key(std::string(32, 'k'));
    message.set_window_entries(kWindowEntries);
    message.set_batch_bytes_max(kBatchBytesMax);
    return response;
  }
  template <typename Event>
  std::optional<Event> event() {
    for (KioskEvent& one : session->takeEvents())
      if (auto* found = std::get_if<Event>(&one)) return std::move(*found);
    return std::nullopt;
  }
  std::optional<NewIncarnationOrdered> orderAfter(v1::SyncResponse response) {
    restart();
    EXPECT_TRUE(session->onMessage(std::move(response)).ok());
    return event<NewIncarnationOrdered>();
  }

  ModelJournal journal{systemRandom()};
  Id16 epoch = newRandomId(systemRandom());
  std::optional<KioskSession> session;
};

TEST_F(KioskSessionTest, SendsWhatIsNotAcknowledgedAndLearnsWhatIs) {
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_NONE, 8)).ok());
  EXPECT_EQ(event<Welcomed>()->ackedSeq, 8u);
  const auto messages = session->takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].batch().entries(0).seq(), 9u);
  EXPECT_EQ(messages[0].batch().entries_size(), 12);
  EXPECT_TRUE(session->isWaiting());
  v1::SyncResponse ack;
  ack.mutable_ack()->set_seq(20);
  ack.mutable_ack()->add_outcomes()->set_seq(11);
  ack.mutable_ack()->mutable_outcomes(0)->set_outcome(v1::OUTCOME_QUARANTINED);
  ASSERT_TRUE(session->onMessage(std::move(ack)).ok());
  const auto acked = event<Acked>();
  ASSERT_TRUE(acked);
  EXPECT_EQ(acked->seq, 20u);
  EXPECT_EQ(acked->outcomes.at(0).outcome, v1::OUTCOME_QUARANTINED);
  EXPECT_FALSE(session->isWaiting());
}

TEST_F(KioskSessionTest, SendsOneDataKeyOnceAndNoMoreThanItsWindow) {
  for (int i = 0; i < 100; ++i) journal.append();
  v1::SyncResponse small = welcome(v1::ORDER_NONE, 0);
  small.mutable_welcome()->set_window_entries(7);
  restart();
  ASSERT_TRUE(session->onMessage(std::move(small)).ok());
  int entries = 0, keys = 0;
  const auto count = [&] {
    for (const auto& message : session->takeMessages())
      entries += message.batch().entries_size(), keys += message.batch().keys_size();
  };
  count();
  EXPECT_EQ(entries, 7);
  ASSERT_TRUE(session->pump().ok());
  EXPECT_TRUE(session->takeMessages().empty()) << "its window is full";
  for (uint64_t seq = 7; seq <= 120; ++seq) {
    v1::SyncResponse ack;
    ack.mutable_ack()->set_seq(std::min<uint64_t>(seq, static_cast<uint64_t>(entries)));
    ASSERT_TRUE(session->onMessage(std::move(ack)).ok());
    ASSERT_TRUE(session->pump().ok());
    count();
  }
  EXPECT_EQ(entries, 120);
  EXPECT_EQ(keys, 24) << "one for five entries";
}

TEST_F(KioskSessionTest, BoundsBytesOnTheWay) {
  ModelJournal large(systemRandom());
  for (int i = 0; i < 40; ++i) large.append(200'000);
  KioskSession one(large.hello(), large.device, large);
  one.takeMessages();
  v1::SyncResponse response = welcome(v1::ORDER_NONE, 0);
  response.mutable_welcome()->set_chain_head(std::string(asBytes(seal::chainStart(large.incarnation))));
  ASSERT_TRUE(one.onMessage(std::move(response)).ok());
  size_t bytes = 0;
  for (const auto& message : one.takeMessages()) {
    EXPECT_LE(message.ByteSizeLong(), kMessageBytesMax);
    bytes += message.ByteSizeLong();
  }
  EXPECT_LE(bytes, kWindowBytes);
  EXPECT_GT(bytes, kWindowBytes / 2);
}

TEST_F(KioskSessionTest, DrawsANewIncarnationWhenTheServerKnowsOtherwise) {
  EXPECT_TRUE(orderAfter(welcome(v1::ORDER_NEW_INCARNATION, 20)));
  EXPECT_TRUE(orderAfter(welcome(v1::ORDER_NONE, 21))) << "longer than this journal";
  auto otherChain = welcome(v1::ORDER_NONE, 8);
  otherChain.mutable_welcome()->set_chain_head(std::string(32, 'x'));
  EXPECT_TRUE(orderAfter(otherChain)) << "a copy of this disk wrote other entries";
  EXPECT_TRUE(session->isEnded());
}

TEST_F(KioskSessionTest, OffersItsIdsAfterARestoreAndNumbersAnewAlsoWhenNothingIsWanted) {
  for (uint32_t i = 20; i < kOfferIdsMax + 5; ++i) journal.append();
  journal.markAcked(10);
  restart();
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_RE_OFFER, 12)).ok());
  auto messages = session->takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].offer().change_ids_size(), static_cast<int>(kOfferIdsMax));
  EXPECT_FALSE(messages[0].offer().complete());
  v1::SyncResponse none;
  none.mutable_wanted();
  ASSERT_TRUE(session->onMessage(v1::SyncResponse(none)).ok());
  messages = session->takeMessages();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_TRUE(messages[0].offer().complete());
  EXPECT_FALSE(event<NewIncarnationOrdered>()) << "not settled yet";
  ASSERT_TRUE(session->onMessage(v1::SyncResponse(none)).ok());
  const auto order = event<NewIncarnationOrdered>();
  ASSERT_TRUE(order) << "its next numbers may have named other changes before this disk was rolled back";
  EXPECT_TRUE(order->wanted.empty());
  EXPECT_EQ(order->cause, v1::INCARNATION_CAUSE_UNSPECIFIED) << "staff need not look";
}

TEST_F(KioskSessionTest, NumbersWantedEntriesAnewAfterARestore) {
  journal.markAcked(20);
  restart();
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_RE_OFFER, 12)).ok());
  v1::SyncResponse wanted;
  const Id16 id = journal.rows[15].entry.changeId;
  wanted.mutable_wanted()->add_change_ids(id.str());
  ASSERT_TRUE(session->onMessage(std::move(wanted)).ok());
  const auto order = event<NewIncarnationOrdered>();
  ASSERT_TRUE(order);
  EXPECT_EQ(order->wanted, std::vector<Id16>{id});
  EXPECT_EQ(order->serverEpoch, epoch);
}

TEST_F(KioskSessionTest, EndsWhenTheServerBreaksTheRules) {
  const auto breaks = [&](v1::SyncResponse response) {
    const Status status = session->onMessage(std::move(response));
    return !status.ok() && status.error().code() == Code::kFailedPrecondition;
  };
  v1::SyncResponse ack, wanted, catalogue;
  ack.mutable_ack()->set_seq(1);
  wanted.mutable_wanted();
  catalogue.mutable_catalogue();
  EXPECT_TRUE(breaks(ack)) << "before its welcome";
  EXPECT_TRUE(breaks(wanted));
  EXPECT_TRUE(breaks(catalogue));
  auto noEpoch = welcome(v1::ORDER_NONE, 0);
  noEpoch.mutable_welcome()->clear_server_epoch();
  EXPECT_TRUE(breaks(noEpoch));
  EXPECT_TRUE(breaks(welcome(static_cast<v1::Order>(9), 0)));
  journal.markAcked(9);
  restart();
  EXPECT_TRUE(breaks(welcome(v1::ORDER_NONE, 8))) << "it forgets without saying so";
  restart();
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_NONE, 9)).ok());
  EXPECT_TRUE(breaks(welcome(v1::ORDER_NONE, 9))) << "twice";
  ack.mutable_ack()->set_seq(21);
  EXPECT_TRUE(breaks(ack)) << "what was not sent";
  EXPECT_TRUE(breaks(wanted));
}

TEST_F(KioskSessionTest, TellsWhyItWasRefused) {
  v1::SyncResponse refusal;
  refusal.mutable_refusal()->set_code(static_cast<uint32_t>(Code::kUnauthenticated));
  refusal.mutable_refusal()->set_reason("This kiosk was revoked.");
  refusal.mutable_refusal()->set_retry_after_ms(UINT32_MAX);
  ASSERT_TRUE(session->onMessage(std::move(refusal)).ok());
  const auto refused = event<Refused>();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->error.code(), Code::kUnauthenticated);
  EXPECT_EQ(refused->error.message(), "This kiosk was revoked.");
  EXPECT_EQ(refused->retryAfterMs, kRetryAfterMaxMs);
  EXPECT_TRUE(session->isEnded());
}

TEST_F(KioskSessionTest, HearsWhatBecameOfChangesLater) {
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_NONE, 20)).ok());
  session->takeEvents();
  const Id16 change = newRandomId(systemRandom());
  v1::SyncResponse report;
  report.mutable_outcomes()->set_cursor(7);
  report.mutable_outcomes()->add_changes()->set_change_id(change.str());
  report.mutable_outcomes()->mutable_changes(0)->set_outcome(v1::OUTCOME_DISCARDED);
  ASSERT_TRUE(session->onMessage(v1::SyncResponse(report)).ok());
  const auto arrived = event<OutcomesArrived>();
  ASSERT_TRUE(arrived);
  EXPECT_EQ(arrived->cursor, 7u);
  EXPECT_EQ(arrived->changes.at(0).changeId, change);
  EXPECT_EQ(arrived->changes.at(0).outcome, v1::OUTCOME_DISCARDED);
  // Not before the welcome, not of ids that are none, not without a bound.
  restart();
  EXPECT_FALSE(session->onMessage(v1::SyncResponse(report)).ok());
  restart();
  ASSERT_TRUE(session->onMessage(welcome(v1::ORDER_NONE, 20)).ok());
  v1::SyncResponse many = report;
  for (uint32_t i = 0; i < kOutcomesPerReportMax; ++i) *many.mutable_outcomes()->add_changes() = report.outcomes().changes(0);
  EXPECT_FALSE(session->onMessage(std::move(many)).ok());
  report.mutable_outcomes()->mutable_changes(0)->set_change_id("short");
  EXPECT_FALSE(session->onMessage(std::move(report)).ok());
}

TEST_F(KioskSessionTest, SaysWhyANewIncarnationIsNeeded) {
  EXPECT_EQ(orderAfter(welcome(v1::ORDER_NEW_INCARNATION, 25))->cause, v1::INCARNATION_CAUSE_ROLLED_BACK);
  EXPECT_EQ(orderAfter(welcome(v1::ORDER_NEW_INCARNATION, 20))->cause, v1::INCARNATION_CAUSE_COPIED);
  auto other = welcome(v1::ORDER_NONE, 8);
  other.mutable_welcome()->set_chain_head(std::string(32, 'o'));
  EXPECT_EQ(orderAfter(std::move(other))->cause, v1::INCARNATION_CAUSE_COPIED);
}

}  // namespace
}  // namespace foyer::sync
