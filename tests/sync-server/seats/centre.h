// A centre with a date that has few seats: what the tests of seats over a real database share.
//
// Place: tests/sync-server/seats and tests/sync-server/rpc. Ownership: owns its World. Threads: the test's. Errors:
// test failures. Does not: test anything.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <string>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/sync/limits.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {

inline constexpr int64_t kSeatsSurelyOverMs = sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs;
inline constexpr char kCourse[] = "founding-1";

enum class Offered { kYes, kCancelled };

// A registration that a test wrote.
struct Registered {
  Id16 record;
  Id16 slip;
  Id16 change;
};

struct Centre {
  explicit Centre(uint32_t seats, uint32_t seed = 1) : world(seed) { publish(seats); }

  void publish(uint32_t seats, Offered offered = Offered::kYes) {
    foyer::catalogue::v1::Item item;
    item.set_id(kCourse);
    item.mutable_session()->set_offer("founding");
    item.mutable_session()->set_capacity(seats);
    item.mutable_session()->set_cancelled(offered == Offered::kCancelled);
    must(world.writer().run([&](store::Writer& writer) {
      return writer.putCatalogue({kCourse, "session", ++sequence, item.SerializeAsString(), false});
    }));
    sweep();
  }
  void sweep() {
    std::promise<Status> told;
    must(world.ingest().sweepSeats([&](const Status& status) { told.set_value(status); }));
    must(told.get_future().get());
    check();
  }
  // The kiosk meets the server with what it holds.
  foyer::sync::v1::SeatLeases meet(Kiosk& kiosk, const foyer::sync::v1::SeatReport& report) {
    std::promise<Result<foyer::sync::v1::SeatLeases>> told;
    must(world.ingest().meetSeats({kiosk.row().device, kiosk.incarnation(), report},
                                  [&](const auto& leases) { told.set_value(leases); }));
    auto leases = must(told.get_future().get());
    check();
    return leases;
  }
  // The lease that it holds after a meeting at which somebody wants so many seats; nil: none.
  Id16 borrow(Kiosk& kiosk, uint32_t wish = 0) {
    foyer::sync::v1::SeatReport report;
    if (wish > 0) {
      report.add_wishes()->set_session(kCourse);
      report.mutable_wishes(0)->set_seats(wish);
    }
    const auto leases = meet(kiosk, report);
    return leases.leases_size() > 0 ? *Id16::fromBytes(leases.leases(0).id()) : Id16{};
  }

  Registered write(Kiosk& kiosk, const std::string& state, uint32_t seats = 1, const Id16& lease = {}) {
    const Id16 contact = newUuidV7(world.clock().wallMs(), world.random());
    Registered made{newUuidV7(world.clock().wallMs(), world.random()), newRandomId(world.random()), {}};
    Values values{{"offer", {"founding"}},
                  {"session", {kCourse}},
                  {"seats", {std::to_string(seats)}},
                  {"state", {"REGISTRATION_STATE_" + state}},
                  {"contact", {contact.uuid()}}};
    if (!lease.isNil()) values["lease"] = {lease.hex()};
    made.change = kiosk.write({Writing{"Contact", {{"names", {"Amal Example"}}}, contact, {}},
                               Writing{"Registration", values, made.record, {}}},
                              made.slip);
    return made;
  }
  Registered registered(Kiosk& kiosk, const std::string& state, uint32_t seats = 1, const Id16& lease = {}) {
    const Registered made = write(kiosk, state, seats, lease);
    must(kiosk.sync());
    check();
    return made;
  }
  void cancel(Kiosk& kiosk, const Registered& registration) {
    kiosk.changeBySlip(registration.slip, "Registration", {{"state", {"REGISTRATION_STATE_CANCELLED"}}});
    must(kiosk.sync());
    check();
  }
  std::string stateOf(const Registered& registration) {
    const auto values = world.values(registration.record, "state");
    return values.empty() ? "" : values.front().substr(std::string("REGISTRATION_STATE_").size());
  }
  uint64_t confirmed() {
    return world.look([](const store::Reader& reader) { return reader.seatsConfirmed(kCourse); });
  }
  std::vector<store::CaseRow> openCases() {
    return world.look([](const store::Reader& reader) {
      return reader.listCases(static_cast<int>(store::CaseKind::kCapacity), false, 100, 0);
    });
  }
  void check() {
    const Status sums = world.look([](const store::Reader& reader) -> Result<Status> { return seats::checkAll(reader); });
    EXPECT_TRUE(sums.ok()) << (sums.ok() ? "" : sums.error().message());
  }
  // Folding the log again gives the same records and cases, and the same count of seats.
  void expectRebuildsToTheSame() {
    const std::string before = world.digest();
    const uint64_t confirmedBefore = confirmed();
    world.rebuild();
    EXPECT_EQ(world.digest(), before);
    EXPECT_EQ(confirmed(), confirmedBefore);
    check();
  }

  World world;
  int64_t sequence = 0;
};

}  // namespace foyer::testworld
