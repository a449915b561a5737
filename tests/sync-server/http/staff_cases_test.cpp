// What staff are told of dates that are promised to more people than there are seats, and of what is in quarantine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/http/staff_desk.h"
#include "tests/sync-server/seats/centre.h"

namespace foyer::http {
namespace {

namespace api = foyer::staff::v1;
using testing::HasSubstr;
using testing::SizeIs;
using testworld::Centre;
using testworld::Checking;
using testworld::kCourse;
using testworld::Kiosk;

struct StaffCases : testing::Test {
  Centre centre{5};
  testworld::World& world = centre.world;
  StaffDesk desk{world.schema(), world.store(), world.writer(), world.ingest(), world.clock()};
  std::string adviser = desk.logIn("amy", {STAFF_ROLE_ADVISER});
  Kiosk& lobby = world.kiosk("lobby");

  std::vector<api::CaseSummary> list(api::CaseKind kind) {
    api::ListCasesRequest request;
    request.set_kind(kind);
    const auto answer = desk.call<api::ListCasesResponse>("ListCases", request, adviser);
    return {answer.cases().begin(), answer.cases().end()};
  }
  api::GetCaseResponse page(const std::string& caseId) {
    api::GetCaseRequest request;
    request.set_case_id(caseId);
    return desk.call<api::GetCaseResponse>("GetCase", request, adviser);
  }
};

TEST_F(StaffCases, SayInNumbersThatADateIsPromisedToMoreThanThereAreSeats) {
  centre.registered(lobby, "CONFIRMED", 2, centre.borrow(lobby, 2));
  const auto second = centre.registered(lobby, "CONFIRMED", 1, centre.borrow(lobby, 1));
  EXPECT_THAT(list(api::CASE_KIND_CAPACITY), SizeIs(0));

  world.clock().setWallMs(world.clock().wallMs() + 1);
  centre.publish(1);
  const auto cases = list(api::CASE_KIND_CAPACITY);
  ASSERT_THAT(cases, SizeIs(1));
  const auto found = page(cases[0].case_id());
  for (const api::SeatsMissing& seats : {cases[0].seats(), found.summary().seats()}) {
    EXPECT_EQ(seats.session(), kCourse);
    EXPECT_EQ(seats.capacity(), 1u);
    EXPECT_EQ(seats.confirmed(), 3u);
    EXPECT_EQ(seats.missing(), 3u + seats.lent() - 1u);
  }
  ASSERT_EQ(found.confirmed_size(), 2);
  EXPECT_EQ(found.confirmed(0).seats() + found.confirmed(1).seats(), 3u);
  EXPECT_EQ(found.confirmed(0).title(), "Amal Example");

  // One of them does not come: the numbers follow, and the case closes when there is room again.
  centre.cancel(lobby, second);
  EXPECT_EQ(page(cases[0].case_id()).summary().seats().confirmed(), 2u);
  EXPECT_EQ(page(cases[0].case_id()).confirmed_size(), 1);
  centre.publish(50);
  EXPECT_THAT(list(api::CASE_KIND_CAPACITY), SizeIs(0));
  const auto closed = page(cases[0].case_id());
  EXPECT_NE(closed.summary().closed_ms(), 0);
  EXPECT_FALSE(closed.summary().has_seats()) << "nothing is missing any more";
}

TEST_F(StaffCases, SayOfWhichKindTheReasonOfAQuarantineIs) {
  const auto slip = lobby.visit();
  lobby.write({{"Contact", {{"phone", {"030 1234567"}}}, {}, {}}}, {}, Checking::kNone);
  lobby.write({{"Feedback", {{"face", {"good"}}}, slip.contact, {}}});
  lobby.changeBySlip(slip.id, "Registration", {{"state", {"REGISTRATION_STATE_CANCELLED"}}});
  lobby.writeBytes("\xff\xff these are no protobuf bytes");
  auto foreign = lobby.bodyOf({{"Contact", {{"names", {"Amal"}}}, {}, {}}});
  foreign.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
  lobby.write(foreign, Checking::kNone);
  lobby.visit();
  std::string& sealed = *lobby.outgoing(lobby.lastSeq()).entry.mutable_sealed();
  sealed[sealed.size() / 2] = static_cast<char>(sealed[sealed.size() / 2] ^ 1);
  lobby.visit();
  lobby.outgoing(lobby.lastSeq()).entry.set_data_key_id(std::string(16, 'k'));
  ASSERT_TRUE(lobby.sync().ok());
  std::vector<api::QuarantineReason> kinds;
  for (const auto& one : list(api::CASE_KIND_QUARANTINE)) {
    kinds.push_back(one.quarantine_reason());
    EXPECT_EQ(page(one.case_id()).summary().quarantine_reason(), one.quarantine_reason()) << one.reason();
  }
  EXPECT_THAT(kinds, testing::UnorderedElementsAre(
                         api::QUARANTINE_REASON_NOT_VALID, api::QUARANTINE_REASON_OTHER_RECORD,
                         api::QUARANTINE_REASON_NO_SUCH_RECORD, api::QUARANTINE_REASON_UNREADABLE,
                         api::QUARANTINE_REASON_NOT_GENUINE, api::QUARANTINE_REASON_UNREADABLE,
                         api::QUARANTINE_REASON_KEY_MISSING));
}

}  // namespace
}  // namespace foyer::http
