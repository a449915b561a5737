// The contract of the port Store for seats: capacities, leases, and registrations as they are counted.
#include "tests/sync-server/store/store_contract.h"

namespace foyer::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Seats : public StoreContract {
 protected:
  static SeatClaimRow claim(uint8_t n, SeatState state, uint32_t seats, uint64_t lamport, bool isPromised = false) {
    return {id(n), "spring", seats, state, isPromised, lamport, id(200), n};
  }
  static SeatLeaseRow lease(uint8_t n, uint32_t granted, uint32_t spent, uint32_t returned, bool isRenewed) {
    return {id(n), "spring", id(201), id(202), granted, spent, returned, 5'000, isRenewed};
  }
  std::vector<Id16> confirmed(size_t limit) {
    std::vector<Id16> ids;
    for (const SeatClaimRow& row : read([&](const Reader& r) { return r.seatClaimsConfirmed("spring", limit); }))
      ids.push_back(row.registration);
    return ids;
  }
  std::vector<Id16> waiting() {
    std::vector<Id16> ids;
    for (const SeatClaimRow& row : read([](const Reader& r) { return r.seatsWaiting("spring", 10); }))
      ids.push_back(row.registration);
    return ids;
  }
};

INSTANTIATE_TEST_SUITE_P(Adapters, Seats, adapters(), adapterName);

TEST_P(Seats, AddsUpWhatIsConfirmedAndNothingElse) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSeatClaim(claim(1, SeatState::kConfirmed, 2, 1)));
    FOYER_TRY(w.putSeatClaim(claim(2, SeatState::kConfirmed, 3, 2)));
    FOYER_TRY(w.putSeatClaim(claim(3, SeatState::kWaiting, 4, 3)));
    return w.putSeatClaim(claim(4, SeatState::kNone, 5, 4));
  });
  EXPECT_EQ(read([](const Reader& r) { return r.seatsConfirmed("spring"); }), 5u);
  EXPECT_EQ(read([](const Reader& r) { return r.seatsConfirmed("autumn"); }), 0u);
  EXPECT_THAT(confirmed(10), ElementsAre(id(1), id(2)));
  EXPECT_THAT(confirmed(1), ElementsAre(id(1)));
  write([](Writer& w) { return w.putSeatClaim(claim(2, SeatState::kNone, 3, 2)); });
  EXPECT_EQ(read([](const Reader& r) { return r.seatsConfirmed("spring"); }), 2u);
}

TEST_P(Seats, ListsWhoWaitsByPromiseThenLamportThenAuthorThenNumber) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSeatClaim(claim(5, SeatState::kWaiting, 1, 30)));
    FOYER_TRY(w.putSeatClaim(claim(4, SeatState::kWaiting, 1, 20)));
    FOYER_TRY(w.putSeatClaim(claim(3, SeatState::kWaiting, 1, 20)));
    FOYER_TRY(w.putSeatClaim(claim(2, SeatState::kWaiting, 1, 40, true)));
    return w.putSeatClaim(claim(1, SeatState::kConfirmed, 1, 1));
  });
  EXPECT_THAT(waiting(), ElementsAre(id(2), id(3), id(4), id(5)));
}

TEST_P(Seats, KeepsAClaimAsItWasPut) {
  write([](Writer& w) { return w.putSeatClaim(claim(7, SeatState::kWaiting, 20, 1'000'000, true)); });
  const auto found = read([](const Reader& r) { return r.seatClaim(id(7)); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->session, "spring");
  EXPECT_EQ(found->seats, 20u);
  EXPECT_TRUE(found->isPromised);
  EXPECT_EQ(found->lamport, 1'000'000u);
  EXPECT_EQ(found->author, id(200));
  EXPECT_EQ(found->seq, 7u);
  EXPECT_FALSE(read([](const Reader& r) { return r.seatClaim(id(8)); }));
}

TEST_P(Seats, ALeaseIsLiveWhileItIsRenewedOrSomethingOfItIsOpen) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSeatLease(lease(1, 4, 1, 3, true)));
    FOYER_TRY(w.putSeatLease(lease(2, 4, 1, 2, false)));
    return w.putSeatLease(lease(3, 4, 1, 3, false));
  });
  EXPECT_THAT(read([](const Reader& r) { return r.liveSeatLeases("spring"); }), SizeIs(2));
  EXPECT_THAT(read([](const Reader& r) { return r.liveSeatLeasesOf(id(201)); }), SizeIs(2));
  EXPECT_THAT(read([](const Reader& r) { return r.liveSeatLeasesOf(id(9)); }), IsEmpty());
  const auto ended = read([](const Reader& r) { return r.seatLease(id(3)); });
  ASSERT_TRUE(ended) << "what was lent once is known for ever";
  EXPECT_EQ(ended->returned, 3u);
  EXPECT_EQ(ended->renewedMs, 5'000);
}

TEST_P(Seats, ARebuildForgetsWhatIsFoldedAndKeepsWhatWasLent) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSeatSession({"spring", 12, true, false}));
    FOYER_TRY(w.putSeatClaim(claim(1, SeatState::kConfirmed, 2, 1)));
    FOYER_TRY(w.putSeatLease(lease(2, 4, 1, 2, true)));
    return w.clearFolded();
  });
  EXPECT_FALSE(read([](const Reader& r) { return r.seatClaim(id(1)); }));
  EXPECT_TRUE(read([](const Reader& r) { return r.seatLease(id(2)); }));
  const auto sessions = read([](const Reader& r) { return r.seatSessions(); });
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].capacity, 12u);
  EXPECT_TRUE(sessions[0].isLimited);
  EXPECT_FALSE(sessions[0].isOffered);
  EXPECT_FALSE(read([](const Reader& r) { return r.seatSession("autumn"); }));
}

TEST_P(Seats, AnItemOfTheCatalogueIsFoundAlsoWhenItWasTakenAway) {
  write([](Writer& w) { return w.putCatalogue({"spring", "session", 3, "bytes", true}); });
  const auto item = read([](const Reader& r) { return r.catalogueItem("spring"); });
  ASSERT_TRUE(item);
  EXPECT_TRUE(item->isDeleted);
  EXPECT_EQ(item->item, "bytes");
}

}  // namespace
}  // namespace foyer::store
