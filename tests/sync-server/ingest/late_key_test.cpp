// A data key that a kiosk's disk had damaged, or that was not there, and comes whole later: the kiosk looks for what
// its disk has lost (kiosk/journal/salvage.h). What is stored must be what a rebuild can open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_QUARANTINED;
using foyer::sync::v1::OUTCOME_SEEN_BEFORE;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DataKey : public testing::Test {
 protected:
  void SetUp() override {
    m_lobby.visit({.names = "After"});
    m_sent = m_lobby.outgoing(1).key;
  }
  std::optional<store::DataKeyRow>& key() { return m_lobby.outgoing(1).key; }
  void damage() { key()->signature[3] ^= 1; }
  void mend() { key() = m_sent; }
  store::DataKeyRow stored() {
    const auto row = m_world.look([&](const store::Reader& reader) { return reader.dataKey(m_sent->id); });
    FOYER_ASSERT(row);
    return *row;
  }
  std::vector<store::OutcomeRow> told() {
    return m_world.look([&](const store::Reader& reader) { return reader.outcomesAfter(m_lobby.row().device, 0, 100); });
  }
  void sendTheFirstAlone() { EXPECT_THAT(outcomes(m_lobby.send(1, 1)), ElementsAre(OUTCOME_QUARANTINED)); }
  void expectBothAreThereAndStayThroughARebuild() {
    EXPECT_THAT(m_world.openCases(), IsEmpty());
    EXPECT_THAT(m_world.values(m_first.contact, "names"), ElementsAre("Before"));
    EXPECT_EQ(m_world.count("Contact"), 2u);
    ASSERT_THAT(told(), SizeIs(1));
    EXPECT_EQ(told()[0].changeId, m_first.change);
    EXPECT_EQ(told()[0].outcome, store::LogOutcome::kApplied) << "its kiosk hears of it";
    const std::string before = m_world.digest();
    EXPECT_EQ(m_world.rebuild().quarantined, 0u);
    EXPECT_EQ(m_world.digest(), before);
    EXPECT_EQ(m_world.count("Contact"), 2u);
  }

  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Slip m_first = m_lobby.visit({.names = "Before"});
  std::optional<store::DataKeyRow> m_sent;
};

TEST_F(DataKey, ThatComesDamagedGivesWayToTheWholeOneAndWhatWaitedForItIsApplied) {
  damage();
  sendTheFirstAlone();
  mend();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_APPLIED));
  EXPECT_EQ(stored().signature, m_sent->signature);
  expectBothAreThereAndStayThroughARebuild();
}

TEST_F(DataKey, ThatNeverCameAndComesLaterLetsWhatWaitedForItBeApplied) {
  key().reset();
  sendTheFirstAlone();
  mend();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_APPLIED));
  expectBothAreThereAndStayThroughARebuild();
}

TEST_F(DataKey, ThatComesWholeWithNothingNewIsTakenAsWell) {
  damage();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_QUARANTINED, OUTCOME_QUARANTINED));
  mend();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_SEEN_BEFORE));
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  EXPECT_EQ(m_world.count("Contact"), 2u);
  const std::string before = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), before);
}

TEST_F(DataKey, ThatIsWholeStaysWhenItComesDamaged) {
  EXPECT_THAT(outcomes(m_lobby.send(1, 1)), ElementsAre(OUTCOME_APPLIED));
  damage();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_APPLIED));
  EXPECT_EQ(stored().signature, m_sent->signature);
  const std::string before = m_world.digest();
  EXPECT_EQ(m_world.rebuild().quarantined, 0u);
  EXPECT_EQ(m_world.digest(), before);
}

TEST_F(DataKey, ThatComesDamagedTwiceChangesNothing) {
  damage();
  sendTheFirstAlone();
  key()->box[0] ^= 1;
  EXPECT_THAT(outcomes(m_lobby.send(1, 1)), ElementsAre(OUTCOME_SEEN_BEFORE));
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
  EXPECT_EQ(m_world.logHead(), 1);
  EXPECT_EQ(stored().box, m_sent->box);
}

TEST_F(DataKey, OfOneKioskIsNotReplacedByAnother) {
  damage();
  sendTheFirstAlone();
  Kiosk& annex = m_world.kiosk("annex");
  annex.visit({.names = "Elsewhere"});
  annex.outgoing(1).key->id = m_sent->id;
  ASSERT_TRUE(annex.sync().ok());
  EXPECT_EQ(stored().device, m_lobby.row().device);
  mend();
  ASSERT_TRUE(m_lobby.send(1, 2).ok());
  EXPECT_EQ(stored().signature, m_sent->signature);
  EXPECT_THAT(m_world.values(m_first.contact, "names"), ElementsAre("Before"));
}

TEST_F(DataKey, ThatComesLateBringsTheLamportNumberOfWhatWaitedForIt) {
  Kiosk& annex = m_world.kiosk("annex");
  annex.hearLamport(5'000);
  annex.visit();
  const auto whole = annex.outgoing(1).key;
  annex.outgoing(1).key->signature[3] ^= 1;
  ASSERT_TRUE(annex.sync().ok());
  EXPECT_LT(m_world.ingest().lamport(), 5'000u);
  annex.outgoing(1).key = whole;
  ASSERT_TRUE(annex.send(1, 1).ok());
  EXPECT_GT(m_world.ingest().lamport(), 5'000u);
}

TEST_F(DataKey, ThatComesLateDoesNotBringBackWhatStaffHaveDiscarded) {
  damage();
  sendTheFirstAlone();
  const Id16 mo = m_world.account("Mo");
  ASSERT_TRUE(m_world.ingest().settleChange(mo, {m_first.change, record::v1::SETTLEMENT_ACT_DISCARD, "She took it back"}, {}).ok());
  mend();
  EXPECT_THAT(outcomes(m_lobby.send(1, 2)), ElementsAre(OUTCOME_SEEN_BEFORE, OUTCOME_APPLIED));
  EXPECT_EQ(m_world.count("Contact"), 1u);
  const std::string before = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), before);
  EXPECT_EQ(m_world.count("Contact"), 1u);
}

}  // namespace
}  // namespace foyer::testworld
