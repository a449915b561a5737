// Visitors who come back with their slip, at another kiosk, before or after their visit has arrived.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync-server/review/quarantine_view.h"
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

// Somebody types codes that nobody was given, for days, at a kiosk that has no line.
TEST_F(Slips, ThousandsOfGuessedCodesBlockNothingAndNoneOfThemIsLost) {
  constexpr int kGuesses = 3'000;
  std::vector<Id16> guesses;
  for (int i = 0; i < kGuesses; ++i)
    guesses.push_back(m_annex.changeBySlip(seal::slipId(record::newSlipCode(m_world.random())), "Contact",
                                           {{"phone", {"+49 30 " + std::to_string(1'000'000 + i)}}}));
  const Id16 real = m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  const Slip behind = m_annex.visit();
  const auto receipt = must(m_annex.sync());
  EXPECT_EQ(receipt.ackedSeq, kGuesses + 2u);
  EXPECT_EQ(receipt.outcomes.back().second, OUTCOME_APPLIED) << "what comes behind them is there";
  EXPECT_THAT(m_world.values(behind.contact, "names"), ElementsAre("Amal Example"));
  EXPECT_THAT(m_world.openCases(), IsEmpty());

  // The one of them whose visit was only late.
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_EQ(m_world.logRow(real).outcome, LogOutcome::kApplied);
  EXPECT_THAT(m_world.values(m_slip.contact, "phone"), ElementsAre("+49 30 2222222"));
  m_lobby.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 3333333"}}});
  EXPECT_THAT(outcomes(m_lobby.sync()), testing::Not(ElementsAre(OUTCOME_HELD)));

  // Staff see how many there are and where they come from; they read a page of them at a time.
  const review::QuarantineView view(m_world.schema(), [&](const store::Reader& reader, const store::LogRow& row) {
    return m_world.ingest().opener().read(reader, row);
  });
  const auto waiting = m_world.look([&](const store::Reader& reader) { return view.waiting(reader, {}, m_world.clock().wallMs()); });
  EXPECT_EQ(waiting.total(), static_cast<uint32_t>(kGuesses));
  EXPECT_LT(waiting.changes_size(), 1'000);
  EXPECT_EQ(waiting.changes(0).origin().name(), "annex");

  const std::string before = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), before);
  for (const Id16& guess : {guesses.front(), guesses.back()}) {
    EXPECT_EQ(m_world.logRow(guess).outcome, LogOutcome::kHeld);
    EXPECT_THAT(m_world.logRow(guess).content, testing::Ne("")) << "kept as it came";
  }
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
