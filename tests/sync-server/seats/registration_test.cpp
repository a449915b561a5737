#include "tests/sync-server/seats/centre.h"

namespace foyer::testworld {
namespace {

TEST(Seats, ConfirmedFromALeaseStaysConfirmed) {
  Centre centre(8);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Id16 lease = centre.borrow(lobby);
  const Registered visitor = centre.registered(lobby, "CONFIRMED", 2, lease);
  EXPECT_EQ(centre.stateOf(visitor), "CONFIRMED");
  EXPECT_EQ(centre.confirmed(), 2u);
  EXPECT_TRUE(centre.openCases().empty());
  centre.expectRebuildsToTheSame();
}

TEST(Seats, ConfirmedWithoutASeatWaitsAndStaffIsToldWhoMustKnow) {
  Centre centre(2);
  Kiosk& lobby = centre.world.kiosk("lobby");
  Kiosk& library = centre.world.kiosk("library");
  const Id16 lease = centre.borrow(lobby, 2);
  centre.registered(lobby, "CONFIRMED", 2, lease);
  const Registered second = centre.registered(library, "CONFIRMED", 1, lease);  // another kiosk's
  EXPECT_EQ(centre.stateOf(second), "WAITING");
  EXPECT_EQ(centre.confirmed(), 2u);
  ASSERT_EQ(centre.openCases().size(), 1u);
  EXPECT_EQ(centre.openCases()[0].recordId, second.record);
  EXPECT_NE(centre.openCases()[0].reason.find("Tell this person"), std::string::npos);
  const auto shown = centre.world.openCases();  // as the console lists it
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].record_id(), second.record.uuid());
  centre.expectRebuildsToTheSame();
}

TEST(Seats, WhatTheServerWroteIsInTheLogOnceHoweverOftenTheEntryComes) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  const Registered second = centre.registered(lobby, "CONFIRMED", 1, newRandomId(centre.world.random()));
  EXPECT_EQ(centre.stateOf(second), "WAITING");
  const int64_t head = centre.world.logHead();
  EXPECT_EQ(head, 3);  // two visits, and the server's word on the second
  must(lobby.send(1, 2));
  EXPECT_EQ(centre.world.logHead(), head);
  centre.expectRebuildsToTheSame();
}

TEST(Seats, AFreeSeatGoesToTheFirstWhoWaits) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Registered first = centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  const Registered second = centre.registered(lobby, "WAITING");
  const Registered third = centre.registered(lobby, "WAITING");
  EXPECT_EQ(centre.stateOf(second), "WAITING");
  centre.cancel(lobby, first);
  EXPECT_EQ(centre.stateOf(first), "CANCELLED");
  EXPECT_EQ(centre.stateOf(second), "CONFIRMED");
  EXPECT_EQ(centre.stateOf(third), "WAITING");
  centre.expectRebuildsToTheSame();
}

TEST(Seats, WhoeverWasToldTwiceComesFirst) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Registered first = centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  const Registered waiting = centre.registered(lobby, "WAITING");
  const Registered promised = centre.registered(lobby, "CONFIRMED", 1, newRandomId(centre.world.random()));
  centre.cancel(lobby, first);
  EXPECT_EQ(centre.stateOf(promised), "CONFIRMED");
  EXPECT_EQ(centre.stateOf(waiting), "WAITING");
  EXPECT_TRUE(centre.openCases().empty()) << "the promise is kept now";
  centre.expectRebuildsToTheSame();
}

TEST(Seats, AWaitingListIsInOrderAfterLateSyncWhateverTheClocksSay) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  Kiosk& library = centre.world.kiosk("library");
  const Registered holder = centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  library.hearLamport(centre.world.ingest().lamport());
  centre.world.clock().setWallMs(4'102'444'800'000);  // this kiosk believes that it is 2100
  const Registered early = centre.write(library, "WAITING");  // offline
  centre.world.clock().setWallMs(1'700'000'000'000);
  lobby.hearLamport(centre.world.ingest().lamport() + 1);
  const Registered late = centre.registered(lobby, "WAITING");
  must(library.sync());  // arrives last, was first
  centre.cancel(lobby, holder);
  EXPECT_EQ(centre.stateOf(early), "CONFIRMED");
  EXPECT_EQ(centre.stateOf(late), "WAITING");
}

TEST(Seats, CapacityBelowWhatIsPromisedIsACaseUntilItIsNot) {
  Centre centre(4);
  Kiosk& lobby = centre.world.kiosk("lobby");
  centre.registered(lobby, "CONFIRMED", 3, centre.borrow(lobby, 3));
  centre.publish(2);
  EXPECT_EQ(centre.confirmed(), 3u) << "nobody is put out by a number in a file";
  ASSERT_EQ(centre.openCases().size(), 1u);
  EXPECT_NE(centre.openCases()[0].reason.find("2 seats, but 3 are confirmed"), std::string::npos);
  EXPECT_EQ(centre.world.openCases().size(), 1u);  // as the console lists it
  const Registered next = centre.registered(lobby, "WAITING");
  EXPECT_EQ(centre.stateOf(next), "WAITING");
  centre.expectRebuildsToTheSame();
  centre.publish(6);
  EXPECT_TRUE(centre.openCases().empty());
  EXPECT_EQ(centre.stateOf(next), "CONFIRMED");
  centre.expectRebuildsToTheSame();
}

TEST(Seats, AnErasedRegistrationGivesItsSeatBack) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  const Registered first = centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  const Registered waiting = centre.registered(lobby, "WAITING");
  must(centre.world.ingest().erase(centre.world.account("Mo"), first.record));
  EXPECT_EQ(centre.confirmed(), 1u);
  EXPECT_EQ(centre.stateOf(waiting), "CONFIRMED");
  centre.expectRebuildsToTheSame();
}

TEST(Seats, StaffCannotConfirmMoreThanThereAre) {
  Centre centre(1);
  Kiosk& lobby = centre.world.kiosk("lobby");
  centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  const Registered waiting = centre.registered(lobby, "WAITING");
  const Id16 mo = centre.world.account("Mo");
  must(centre.world.edit(mo, waiting.record, "state", {"REGISTRATION_STATE_CONFIRMED"}));
  EXPECT_EQ(centre.stateOf(waiting), "WAITING");
  EXPECT_EQ(centre.confirmed(), 1u);
  EXPECT_EQ(centre.openCases().size(), 1u);
  // "I have told them": the promise is taken back by somebody who saw it.
  must(centre.world.edit(mo, waiting.record, "state", {"REGISTRATION_STATE_WAITING"}));
  EXPECT_TRUE(centre.openCases().empty());
  centre.expectRebuildsToTheSame();
}

TEST(Seats, ACancelledDateConfirmsNobody) {
  Centre centre(4);
  Kiosk& lobby = centre.world.kiosk("lobby");
  centre.publish(4, Offered::kCancelled);
  EXPECT_TRUE(centre.borrow(lobby, 1).isNil());
  EXPECT_EQ(centre.stateOf(centre.registered(lobby, "WAITING")), "WAITING");
}

// A registration that could not be opened when it came, since its data key was damaged, and much that came after it.
struct Delayed {
  explicit Delayed(Centre& centre) : lobby(centre.world.kiosk("lobby")) {
    lease = centre.borrow(lobby, 2);
    visitor = centre.write(lobby, "CONFIRMED", 2, lease);
    whole = *lobby.outgoing(1).key;
    lobby.outgoing(1).key->signature[3] ^= 1;
    must(lobby.sync());
    Kiosk& library = centre.world.kiosk("library");
    for (size_t i = 0; i < record::kRecordsPerChangeMax; ++i) library.visit();
    must(library.sync());
    EXPECT_EQ(centre.confirmed(), 0u);
  }
  void expectCounted(Centre& centre) {
    EXPECT_EQ(centre.stateOf(visitor), "CONFIRMED");
    EXPECT_EQ(centre.confirmed(), 2u);
    const auto lent = centre.world.look([&](const store::Reader& reader) { return reader.seatLease(lease); });
    ASSERT_TRUE(lent);
    EXPECT_EQ(lent->spent, 2u);
    centre.expectRebuildsToTheSame();
  }
  Kiosk& lobby;
  Id16 lease;
  Registered visitor;
  store::DataKeyRow whole;
};

TEST(Seats, OfARegistrationThatStaffTryAgainAreCountedHoweverMuchHasArrivedSince) {
  Centre centre(2);
  Delayed delayed(centre);
  must(centre.world.writer().run([&](store::Writer& writer) { return writer.putDataKey(delayed.whole); }));
  must(centre.world.ingest().settleChange(centre.world.account("Mo"),
                                          {delayed.visitor.change, record::v1::SETTLEMENT_ACT_TRY_AGAIN, {}}, {}));
  delayed.expectCounted(centre);
}

TEST(Seats, OfARegistrationWhoseDataKeyComesLateAreCounted) {
  Centre centre(2);
  Delayed delayed(centre);
  delayed.lobby.outgoing(1).key = delayed.whole;
  must(delayed.lobby.send(1, 1));
  delayed.expectCounted(centre);
}

TEST(Seats, AnUnlimitedDateConfirmsEverybody) {
  Centre centre(0);
  Kiosk& lobby = centre.world.kiosk("lobby");
  EXPECT_EQ(centre.stateOf(centre.registered(lobby, "CONFIRMED", 20)), "CONFIRMED");
  EXPECT_EQ(centre.stateOf(centre.registered(lobby, "WAITING", 20)), "CONFIRMED");
}

}  // namespace
}  // namespace foyer::testworld
