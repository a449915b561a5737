// What staff decide about changes in quarantine and changes that wait: recorded in the log, kept over a
// rebuild, told to the kiosk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_HELD;
using foyer::sync::v1::OUTCOME_QUARANTINED;
using record::v1::SETTLEMENT_ACT_DISCARD;
using record::v1::SETTLEMENT_ACT_REPLACE;
using record::v1::SETTLEMENT_ACT_TRY_AGAIN;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Settlement : public testing::Test {
 protected:
  // A change whose kiosk this server does not know: enrolled too late, as after a restore.
  Id16 quarantined() {
    Id16 id = m_lobby.writeBytes("no change at all");
    m_lobby.visit({.names = "After"});
    EXPECT_TRUE(m_lobby.sync().ok());
    return id;
  }
  Result<ingest::StaffOutcome> settle(const Id16& change, record::SettlementAct act, const std::string& reason = "",
                                      std::vector<record::RecordWrite> writes = {}) {
    return m_world.ingest().settleChange(m_mo, {change, act, reason}, std::move(writes));
  }
  std::vector<store::OutcomeRow> later() {
    return m_world.look([&](const store::Reader& reader) { return reader.outcomesAfter(m_lobby.row().device, 0, 100); });
  }
  store::LogOutcome outcomeOf(const Id16& change) { return m_world.logRow(change).outcome; }
  void expectTheSameAfterARebuild() {
    const std::string before = m_world.digest();
    m_world.rebuild();
    EXPECT_EQ(m_world.digest(), before);
  }

  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");
  Id16 m_mo = m_world.account("Mo");
};

TEST_F(Settlement, DiscardsWithARecordedReasonAndTellsTheKiosk) {
  const Id16 bad = quarantined();
  ASSERT_THAT(m_world.openCases(), SizeIs(1));
  const int64_t head = m_world.logHead();
  ASSERT_TRUE(settle(bad, SETTLEMENT_ACT_DISCARD, "A test of the printer").ok());
  EXPECT_EQ(m_world.logHead(), head + 1) << "the decision is itself a change";
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  const auto cases = m_world.cases(true);
  ASSERT_THAT(cases, SizeIs(1));
  EXPECT_THAT(cases[0].decision(), HasSubstr("A test of the printer"));
  EXPECT_EQ(outcomeOf(bad), store::LogOutcome::kDiscarded);
  ASSERT_THAT(later(), SizeIs(1));
  EXPECT_EQ(later()[0].changeId, bad);
  EXPECT_EQ(later()[0].outcome, store::LogOutcome::kDiscarded);
  expectTheSameAfterARebuild();
  EXPECT_EQ(outcomeOf(bad), store::LogOutcome::kDiscarded);
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  EXPECT_THAT(later(), SizeIs(1)) << "the kiosk knows it already";
  EXPECT_FALSE(m_world.logRow(bad).content.empty()) << "the raw bytes stay";
}

TEST_F(Settlement, IsMadeOnceAndNeedsAReason) {
  const Id16 bad = quarantined();
  const auto without = settle(bad, SETTLEMENT_ACT_DISCARD);
  ASSERT_TRUE(without.ok());
  EXPECT_TRUE(std::holds_alternative<std::vector<validate::Violation>>(*without));
  EXPECT_EQ(outcomeOf(bad), store::LogOutcome::kQuarantined);
  ASSERT_TRUE(settle(bad, SETTLEMENT_ACT_DISCARD, "because").ok());
  const auto again = settle(bad, SETTLEMENT_ACT_DISCARD, "because");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code(), Code::kFailedPrecondition);
  EXPECT_EQ(settle(m_world.account("Jo"), SETTLEMENT_ACT_DISCARD, "what?").error().code(), Code::kNotFound);
}

TEST_F(Settlement, IsToldAgainToAKioskThatLostItsDiskAndSendsTheChangeOnceMore) {
  const Id16 bad = quarantined();
  ASSERT_TRUE(settle(bad, SETTLEMENT_ACT_DISCARD, "A test of the printer").ok());
  const uint64_t heard = m_world.ingest().outcomeHead();
  const Id16 old = m_lobby.incarnation();
  m_lobby.pretendJournal(newRandomId(m_world.random()));
  m_lobby.outgoing(1).entry.set_origin_incarnation(old.str());
  m_lobby.outgoing(1).entry.set_origin_seq(1);
  EXPECT_THAT(outcomes(m_lobby.send(1, 1)), ElementsAre(foyer::sync::v1::OUTCOME_DISCARDED));
  // That acknowledgement may be lost, and a Welcome says only how far entries are stored.
  EXPECT_GT(m_world.ingest().outcomeHead(), heard);
  const auto rows = m_world.look(
      [&](const store::Reader& reader) { return reader.outcomesAfter(m_lobby.row().device, static_cast<int64_t>(heard), 10); });
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].changeId, bad);
  EXPECT_EQ(rows[0].outcome, store::LogOutcome::kDiscarded);
}

TEST_F(Settlement, IsToldToNoOtherKioskThatSaysTheSameId) {
  const Id16 bad = quarantined();
  ASSERT_TRUE(settle(bad, SETTLEMENT_ACT_DISCARD, "A test of the printer").ok());
  m_annex.visit();
  m_annex.outgoing(1).entry.set_change_id(bad.str());
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_SEEN_BEFORE));
  ASSERT_THAT(later(), SizeIs(1)) << "it is still told to its own";
}

TEST_F(Settlement, PutsWhatStaffWroteInItsPlace) {
  const Id16 bad = quarantined();
  const auto body = m_lobby.bodyOf({{"Contact", {{"names", {"Amal Rewritten"}}}}});
  std::vector<record::RecordWrite> writes = body.records;
  for (record::RecordWrite& write : writes) write.isNew = true;
  const uint64_t before = m_world.count("Contact");
  const auto done = settle(bad, SETTLEMENT_ACT_REPLACE, "She told us again", writes);
  ASSERT_TRUE(done.ok()) << done.error().message();
  ASSERT_TRUE(std::holds_alternative<ingest::StaffReceipt>(*done));
  EXPECT_EQ(m_world.count("Contact"), before + 1);
  EXPECT_EQ(outcomeOf(bad), store::LogOutcome::kReplaced);
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  expectTheSameAfterARebuild();
  EXPECT_EQ(m_world.count("Contact"), before + 1);
}

TEST_F(Settlement, TriesAgainWhenTheMissingKeyIsThere) {
  const Slip slip = m_lobby.visit({.names = "Amal Example"});
  store::DataKeyRow key;
  // The key row is lost on its way, as when a disk gave back zeros.
  auto& outgoing = m_lobby.outgoing(1);
  key = *outgoing.key;
  outgoing.key->box = std::string(key.box.size(), '\0');
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_QUARANTINED));
  ASSERT_THAT(m_world.openCases(), SizeIs(1));
  ASSERT_TRUE(settle(slip.change, SETTLEMENT_ACT_TRY_AGAIN).ok());
  EXPECT_THAT(m_world.openCases(), SizeIs(1)) << "nothing has changed";
  // Somebody puts the key there.
  sqlite::Database database = must(sqlite::Database::open(m_world.folder() + "/foyer.db"));
  {
    auto put = must(database.prepare("UPDATE data_key SET box = ? WHERE id = ?"));
    must(put.bindBlob(1, key.box).bind(2, key.id).run());
  }
  ASSERT_TRUE(settle(slip.change, SETTLEMENT_ACT_TRY_AGAIN).ok());
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  EXPECT_EQ(m_world.values(slip.contact, "names"), std::vector<std::string>{"Amal Example"});
  ASSERT_THAT(later(), SizeIs(1));
  EXPECT_EQ(later()[0].outcome, store::LogOutcome::kApplied);
  expectTheSameAfterARebuild();
}

TEST_F(Settlement, ARebuildDoesNotApplyWhatStaffHadDiscardedAlsoWhereItCould) {
  const Slip slip = m_lobby.visit({.names = "Amal Example"});
  auto& outgoing = m_lobby.outgoing(1);
  const store::DataKeyRow key = *outgoing.key;
  outgoing.key->box = std::string(key.box.size(), '\0');
  ASSERT_TRUE(m_lobby.sync().ok());
  ASSERT_TRUE(settle(slip.change, SETTLEMENT_ACT_DISCARD, "She took it back").ok());
  {
    sqlite::Database database = must(sqlite::Database::open(m_world.folder() + "/foyer.db"));
    auto put = must(database.prepare("UPDATE data_key SET box = ? WHERE id = ?"));
    must(put.bindBlob(1, key.box).bind(2, key.id).run());
  }
  expectTheSameAfterARebuild();
  EXPECT_EQ(m_world.count("Contact"), 0u);
}

TEST_F(Settlement, AWaitingChangeIsListedByItsAgeAndCanBeDiscarded) {
  const Id16 wish = m_annex.changeBySlip(seal::slipId("0123456789AB"), "Contact", {{"phone", {"+49 30 3333333"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD));
  const auto waiting = [&](int64_t beforeMs) {
    return m_world.look([&](const store::Reader& reader) { return reader.heldBefore(beforeMs, 10, 0); });
  };
  const int64_t now = m_world.clock().wallMs();
  EXPECT_THAT(waiting(now), IsEmpty());
  ASSERT_THAT(waiting(now + 1), SizeIs(1));
  EXPECT_EQ(waiting(now + 1)[0].changeId, wish);
  ASSERT_TRUE(settle(wish, SETTLEMENT_ACT_DISCARD, "Nobody knows this slip").ok());
  EXPECT_THAT(waiting(now + 1), IsEmpty());
  EXPECT_EQ(outcomeOf(wish), store::LogOutcome::kDiscarded);
  expectTheSameAfterARebuild();
}

TEST_F(Settlement, TheKioskHearsThatAWaitingChangeWasApplied) {
  const Slip slip = m_lobby.visit();
  const Id16 wish = m_annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 3333333"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_HELD));
  const uint64_t before = m_world.ingest().outcomeHead();
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_GT(m_world.ingest().outcomeHead(), before);
  const auto rows = m_world.look([&](const store::Reader& reader) { return reader.outcomesAfter(m_annex.row().device, 0, 10); });
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].changeId, wish);
  EXPECT_EQ(rows[0].outcome, store::LogOutcome::kApplied);
}

}  // namespace
}  // namespace foyer::testworld
