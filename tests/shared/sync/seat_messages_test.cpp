// Seats on the stream: both ends, message by message.
#include <gtest/gtest.h>

#include "shared/sync/kiosk_session.h"
#include "shared/sync/limits.h"
#include "shared/sync/server_session.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

struct SeatMessages : testing::Test {
  SeatMessages() {
    for (v1::SyncRequest& message : kiosk.takeMessages()) server.onMessage(std::move(message));
  }
  // What the server of the last release says: nothing of seats.
  enum class Server { kThisRelease, kBefore };
  void open(Server release = Server::kThisRelease) {
    server.welcome(std::nullopt, {epoch, 5, std::string(32, 'k'), 100});
    for (v1::SyncResponse& message : server.takeMessages()) {
      if (release == Server::kBefore) message.mutable_welcome()->clear_lends_seats();
      EXPECT_TRUE(kiosk.onMessage(std::move(message)).ok());
    }
    kiosk.takeEvents();
    server.takeEvents();
  }
  v1::SeatReport report() const {
    v1::SeatReport made;
    made.set_boot_id("boot-1");
    made.set_boot_ms(7);
    made.add_holdings()->set_lease_id(epoch.str());
    return made;
  }
  void sendToServer(v1::SeatReport made) {
    v1::SyncRequest request;
    *request.mutable_seat_report() = std::move(made);
    server.onMessage(std::move(request));
  }
  uint32_t refusal() {
    const auto messages = server.takeMessages();
    return !messages.empty() && messages.back().has_refusal() ? messages.back().refusal().code() : 0;
  }

  ModelJournal journal{systemRandom()};
  Id16 epoch = newRandomId(systemRandom());
  KioskSession kiosk{journal.hello(), journal.device, journal};
  ServerSession server{journal.device};
  static constexpr uint32_t kInvalid = static_cast<uint32_t>(Code::kInvalidArgument);
  static constexpr uint32_t kTooMuch = static_cast<uint32_t>(Code::kResourceExhausted);
};

TEST_F(SeatMessages, AReportIsAnsweredOnceAndThenTheNextMayCome) {
  open();
  ASSERT_TRUE(kiosk.takesSeatReport());
  kiosk.sendSeatReport(report());
  EXPECT_FALSE(kiosk.takesSeatReport());
  EXPECT_TRUE(kiosk.isWaiting());
  for (v1::SyncRequest& message : kiosk.takeMessages()) server.onMessage(std::move(message));
  const auto events = server.takeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* arrived = std::get_if<SeatReportArrived>(&events[0]);
  ASSERT_TRUE(arrived);
  EXPECT_EQ(arrived->report.boot_ms(), 7);
  v1::SeatLeases leases;
  leases.add_leases()->set_id(epoch.str());
  server.sendSeatLeases(std::move(leases));
  for (v1::SyncResponse& message : server.takeMessages()) EXPECT_TRUE(kiosk.onMessage(std::move(message)).ok());
  const auto lent = kiosk.takeEvents();
  ASSERT_EQ(lent.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<SeatsLent>(lent[0]));
  EXPECT_TRUE(kiosk.takesSeatReport());
  EXPECT_FALSE(kiosk.isWaiting());
}

TEST_F(SeatMessages, AServerOfTheReleaseBeforeIsNotAsked) {
  open(Server::kBefore);
  EXPECT_FALSE(kiosk.takesSeatReport());
}

TEST_F(SeatMessages, NoReportBeforeTheWelcomeAndNoneBeforeTheAnswer) {
  sendToServer(report());
  EXPECT_EQ(refusal(), kInvalid);
  EXPECT_TRUE(server.isEnded());
  ServerSession second(journal.device);
  std::swap(server, second);
  v1::SyncRequest hello;
  *hello.mutable_hello() = journal.hello();
  hello.mutable_hello()->set_protocol(kProtocol);
  server.onMessage(std::move(hello));
  open();
  sendToServer(report());
  sendToServer(report());
  EXPECT_EQ(refusal(), kTooMuch);
}

TEST_F(SeatMessages, AReportHasItsBounds) {
  open();
  v1::SeatReport shortId = report();
  shortId.mutable_holdings(0)->set_lease_id("short");
  sendToServer(shortId);
  EXPECT_EQ(refusal(), kInvalid);
}

TEST_F(SeatMessages, MoreHoldingsThanAKioskCanHaveAreRefused) {
  open();
  v1::SeatReport many;
  for (uint32_t i = 0; i <= kSeatHoldingsMax; ++i) many.add_holdings()->set_lease_id(epoch.str());
  sendToServer(many);
  EXPECT_EQ(refusal(), kInvalid);
}

TEST_F(SeatMessages, TheFullestReportAndAnswerFitIntoOneMessage) {
  v1::SyncRequest request;
  for (uint32_t i = 0; i < kSeatHoldingsMax; ++i) {
    auto& holding = *request.mutable_seat_report()->add_holdings();
    holding.set_lease_id(epoch.str());
    holding.set_session(std::string(kSessionIdBytesMax, 's'));
    holding.set_spent(1'000'000);
    holding.set_returned(1'000'000);
    holding.set_ended(true);
  }
  EXPECT_LE(request.ByteSizeLong(), kMessageBytesMax);
}

TEST_F(SeatMessages, SeatsThatNobodyAskedForEndTheStream) {
  open();
  v1::SyncResponse response;
  response.mutable_seat_leases();
  EXPECT_FALSE(kiosk.onMessage(std::move(response)).ok());
}

}  // namespace
}  // namespace foyer::sync
