// Visitors who come back with their slip, at another kiosk, before or after their visit has arrived.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_CONFLICT;
using foyer::sync::v1::OUTCOME_HELD;
using store::LogOutcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Slips : public testing::Test {
 protected:
  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");
  Slip m_slip = m_lobby.visit({.phone = "+49 30 1111111"});
};

TEST_F(Slips, ChangeWhatTheVisitSaid) {
  ASSERT_TRUE(m_lobby.sync().ok());
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_THAT(m_world.values(m_slip.contact, "phone"), ElementsAre("+49 30 2222222"));
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

TEST_F(Slips, HoldAChangeThatArrivesBeforeItsVisitAndApplyItThen) {
  const Id16 change = m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD));
  EXPECT_EQ(m_world.logRow(change).outcome, LogOutcome::kHeld);
  EXPECT_EQ(m_world.count("Contact"), 0u);
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_EQ(m_world.logRow(change).outcome, LogOutcome::kApplied);
  EXPECT_THAT(m_world.values(m_slip.contact, "phone"), ElementsAre("+49 30 2222222"));
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

TEST_F(Slips, HoldBackNothingElseWhileAChangeWaits) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  m_annex.visit();
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD, OUTCOME_APPLIED));
  EXPECT_EQ(m_world.count("Contact"), 1u);
}

TEST_F(Slips, OpenACaseForTwoHeldChangesThatDidNotKnowOfEachOther) {
  Kiosk& school = m_world.kiosk("school");
  const Id16 first = m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  const Id16 second = school.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 3333333"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD));
  EXPECT_THAT(outcomes(school.sync()), ElementsAre(OUTCOME_HELD));
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_EQ(m_world.logRow(first).outcome, LogOutcome::kApplied);
  EXPECT_EQ(m_world.logRow(second).outcome, LogOutcome::kConflict);
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
}

TEST_F(Slips, ShowAHeldChangeInAnInboxThatHasLookedMeanwhile) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"email", {"amal@example.org"}}});
  ASSERT_TRUE(m_annex.sync().ok());
  m_annex.visit();
  ASSERT_TRUE(m_annex.sync().ok());
  EXPECT_EQ(m_world.inbox().total(), 1u);
  ASSERT_TRUE(m_lobby.sync().ok());
  api::ListInboxRequest request;
  request.set_search("amal@example.org");
  ASSERT_THAT(m_world.inbox(request).rows(), SizeIs(1));
  // The contact itself counts as changed now, for whoever follows the changes.
  const auto changed = m_world.look([](const store::Reader& reader) { return reader.recordsChangedAfter(2, 10); });
  EXPECT_THAT(changed, SizeIs(2));
}

TEST_F(Slips, MakeACaseOfAHeldChangeWhoseRecordTheVisitDidNotMake) {
  // Only a broken kiosk: the visit with this slip is feedback, and has no contact.
  const std::string code = record::newSlipCode(m_world.random());
  const Id16 change = m_annex.changeBySlip(seal::slipId(code), "Contact", {{"email", {"amal@example.org"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD));
  m_lobby.write({{"Feedback", {{"face", {"good"}}}, {}, {}}}, seal::slipId(code));
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED, OUTCOME_APPLIED));
  EXPECT_EQ(m_world.logRow(change).outcome, LogOutcome::kQuarantined);
  ASSERT_THAT(m_world.openCases(), SizeIs(1));
  EXPECT_EQ(m_world.openCases()[0].kind(), api::CASE_KIND_QUARANTINE);
  EXPECT_EQ(m_world.count("Feedback"), 1u);
}

TEST_F(Slips, AreNotUsedAndGivenOutInOneChange) {
  auto body = m_annex.bodyOf({{"Contact", {{"email", {"amal@example.org"}}}, {}, m_slip.id}}, m_slip.id);
  m_annex.write(std::move(body));
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_QUARANTINED));
}

TEST_F(Slips, DoNotTouchWhatNoSlipMayChange) {
  ASSERT_TRUE(m_lobby.sync().ok());
  m_annex.changeBySlip(m_slip.id, "Contact", {{"names", {"Somebody Else"}}}, Checking::kNone);
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_QUARANTINED));
  EXPECT_THAT(m_world.values(m_slip.contact, "names"), ElementsAre("Amal Example"));
}

}  // namespace
}  // namespace foyer::testworld
