// What happened to a kiosk's disk is told to staff, and only who may says that they have looked: real engines,
// journals and gRPC on one side, the staff API on the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pitfalls/centre.h"
#include "tests/sync-server/http/staff_desk.h"

namespace foyer::pitfalls {
namespace {

namespace api = foyer::staff::v1;

bool isTold(const api::Kiosk& kiosk, foyer::sync::v1::IncarnationCause cause) {
  return std::any_of(kiosk.incidents().begin(), kiosk.incidents().end(),
                     [&](const api::KioskIncident& incident) { return incident.cause() == cause && incident.at_ms() != 0; });
}

TEST(ToldToStaff, ADiskThatWasPutBackStandsInTheListOfKiosks) {
  Centre centre;
  Machine kiosk(centre, "lobby");
  kiosk.start();
  kiosk.confirmMany(3);
  ASSERT_TRUE(kiosk.sendsAll());
  kiosk.stop();
  const std::string image = kiosk.copyDisk("image");
  kiosk.start();
  kiosk.confirmMany(3);
  ASSERT_TRUE(kiosk.sendsAll());
  kiosk.stop();
  kiosk.putDisk(image);
  kiosk.start();
  kiosk.confirm();
  ASSERT_TRUE(kiosk.sendsAll());
  ASSERT_TRUE(eventually([&] { return centre.flaggedMs(kiosk.device()) != 0; }));
  http::StaffDesk desk(centre.schema(), centre.store(), centre.writer(), centre.ingest(), centre.clock());
  const std::string amy = desk.logIn("amy", {STAFF_ROLE_ADVISER});
  const auto answer = desk.call<api::ListKiosksResponse>("ListKiosks", api::ListKiosksRequest(), amy);
  ASSERT_EQ(answer.kiosks_size(), 1);
  EXPECT_NE(answer.kiosks(0).flagged_ms(), 0);
  EXPECT_TRUE(isTold(answer.kiosks(0), foyer::sync::v1::INCARNATION_CAUSE_ROLLED_BACK));
}

TEST(ToldToStaff, ARestoredServerSaysSoInTheListOfKiosks) {
  Centre centre;
  Machine kiosk(centre, "lobby");
  kiosk.start();
  kiosk.confirmMany(2);
  ASSERT_TRUE(kiosk.sendsAll());
  const std::string backup = centre.backUp("backup.foyer");
  kiosk.confirmMany(2);
  ASSERT_TRUE(kiosk.sendsAll());
  centre.stop();
  centre.restore(backup);
  centre.start();
  ASSERT_TRUE(eventually([&] { return centre.hasAll(kiosk.confirmed); }));
  http::StaffDesk desk(centre.schema(), centre.store(), centre.writer(), centre.ingest(), centre.clock());
  const std::string amy = desk.logIn("amy", {STAFF_ROLE_ADVISER});
  EXPECT_TRUE(eventually([&] {
    const auto answer = desk.call<api::ListKiosksResponse>("ListKiosks", api::ListKiosksRequest(), amy);
    return answer.restored_ms() != 0 && answer.kiosks_size() == 1 &&
           isTold(answer.kiosks(0), foyer::sync::v1::INCARNATION_CAUSE_SERVER_RESTORED);
  }));
}

TEST(ToldToStaff, ACopiedDiskStandsInTheListOfKiosksUntilSomebodyWhoMayHasLooked) {
  Centre centre;
  Machine kiosk(centre, "lobby");
  kiosk.start();
  kiosk.confirmMany(4);
  ASSERT_TRUE(kiosk.sendsAll());
  kiosk.stop();
  Machine twin = kiosk.twin("twin", kiosk.copyDisk("image"));
  // Both write under the same numbers without a line, and come one after the other.
  centre.stop();
  kiosk.start();
  twin.start();
  kiosk.confirmMany(3);
  twin.confirmMany(3);
  centre.start();
  http::StaffDesk desk(centre.schema(), centre.store(), centre.writer(), centre.ingest(), centre.clock());
  const std::string adviser = desk.logIn("amy", {STAFF_ROLE_ADVISER});
  const auto shown = [&] {
    const auto answer = desk.call<api::ListKiosksResponse>("ListKiosks", api::ListKiosksRequest(), adviser);
    FOYER_ASSERT(answer.kiosks_size() == 1);
    return answer.kiosks(0);
  };
  ASSERT_TRUE(eventually([&] { return kiosk.unsent() == 0 && twin.unsent() == 0; }));
  ASSERT_TRUE(eventually([&] { return shown().flagged_ms() != 0; }));
  kiosk.stop();
  twin.stop();
  const api::Kiosk told = shown();
  EXPECT_TRUE(isTold(told, foyer::sync::v1::INCARNATION_CAUSE_COPIED));

  // Whoever has no right to it changes nothing.
  api::ClearKioskFlagRequest clear;
  clear.set_kiosk_id(told.kiosk_id());
  EXPECT_EQ(desk.post("ClearKioskFlag", clear, "").status, 401);
  EXPECT_EQ(desk.post("ListKiosks", api::ListKiosksRequest(), "").status, 401);
  EXPECT_EQ(desk.post("ClearKioskFlag", clear, adviser).status, 403);
  EXPECT_EQ(desk.post("ClearKioskFlag", clear, desk.logIn("ed", {STAFF_ROLE_EDITOR})).status, 403);
  EXPECT_NE(shown().flagged_ms(), 0);

  const std::string coordinator = desk.logIn("carl", {STAFF_ROLE_COORDINATOR});
  EXPECT_EQ(desk.call<api::ClearKioskFlagResponse>("ClearKioskFlag", clear, coordinator).kiosk().flagged_ms(), 0);
  EXPECT_EQ(shown().flagged_ms(), 0);
  EXPECT_GT(shown().incidents_size(), 0) << "what happened stays in the list";
  EXPECT_EQ(desk.call<api::ClearKioskFlagResponse>("ClearKioskFlag", clear, coordinator).kiosk().flagged_ms(), 0)
      << "again: no harm";
}

}  // namespace
}  // namespace foyer::pitfalls
