// Each checker lets what is right pass, and finds what is wrong.
#include "tests/sim/made_store.h"

namespace foyer::sim {
namespace {

TEST_F(Checkers, LetAWholeStorePass) {
  store.editPhone(contact, "+49 30 7654321");
  for (const Checker& checker : checkers()) EXPECT_TRUE(run(checker.check).empty()) << checker.invariant;
}

TEST_F(Checkers, FindALostRecord) {
  store.view.log.clear();
  EXPECT_EQ(run(checkNoLostRecord).size(), 1u);
}

TEST_F(Checkers, DoNotAskForARecordOfWhichNoCopyIsLeft) {
  store.view.log.clear();
  store.promises.front().isDestroyed = true;
  EXPECT_TRUE(run(checkNoLostRecord).empty());
}

TEST_F(Checkers, FindARecordWithAnotherContent) {
  store.promises.front().content[0] ^= 1;
  EXPECT_EQ(run(checkNoLostRecord).size(), 1u);
}

TEST_F(Checkers, FindALostUpdate) {
  store.editPhone(contact, "+49 30 7654321", false);
  store.phoneOf(contact).versions.pop_back();
  EXPECT_EQ(run(checkNoLostUpdate).size(), 1u);
}

TEST_F(Checkers, FindAValueThatCameBack) {
  const auto before = store.phoneOf(contact).versions;
  store.editPhone(contact, "+49 30 7654321");
  store.phoneOf(contact).versions.push_back(before.front());
  EXPECT_EQ(run(checkNoLostUpdate).size(), 1u);
}

TEST_F(Checkers, FindAValueThatNobodyWrote) {
  record::Version strange = store.phoneOf(contact).versions.front();
  strange.dot.seq = 99;
  store.phoneOf(contact).versions.push_back(strange);
  EXPECT_EQ(run(checkNoLostUpdate).size(), 1u);
}

TEST_F(Checkers, FindAStateThatDependsOnTheOrder) {
  store.phoneOf(contact).ended.push_back({MadeStore::idOf(7), 7});
  EXPECT_EQ(run(checkConvergence).size(), 1u);
}

TEST_F(Checkers, FindARebuildThatChangesSomething) {
  store.view.digest = "a";
  store.view.digestRebuilt = "b";
  EXPECT_EQ(run(checkIdempotence).size(), 1u);
}

TEST_F(Checkers, FindAChangeUnderTwoNames) {
  LoggedChange again = store.view.log.front();
  again.row.changeId = MadeStore::idOf(9);
  again.row.seq = 9;
  store.view.log.push_back(again);
  EXPECT_FALSE(run(checkExactlyOnce).empty());
}

TEST_F(Checkers, FindAVisitThatIsThereAsTwoChanges) {
  EXPECT_TRUE(run(checkExactlyOnce).empty());
  record::ChangeBody again = visit;
  again.id = MadeStore::idOf(9);
  store.add(again, true);
  EXPECT_EQ(run(checkExactlyOnce).size(), visit.records.size());
}

TEST_F(Checkers, FindOneDotForTwoChanges) {
  store.editPhone(contact, "+49 30 7654321");
  store.editPhone(contact, "+49 30 7654322");
  store.view.log.back().row.seq = 1;
  EXPECT_FALSE(run(checkExactlyOnce).empty());
  EXPECT_FALSE(run(checkCausality).empty());
}

TEST_F(Checkers, FindALineTooManyInAHistory) {
  ++store.view.historyRows[contact];
  EXPECT_EQ(run(checkExactlyOnce).size(), 1u);
}

TEST_F(Checkers, FindAWriteThatDoesNotComeAfterWhatItHadSeen) {
  store.lamport = 0;
  store.editPhone(contact, "+49 30 7654321");
  EXPECT_EQ(run(checkCausality).size(), 1u);
}

TEST_F(Checkers, FindMoreSeatsConfirmedThanThereAre) {
  for (uint64_t seed = 1, made = 0; made < 5; ++seed) {
    record::ChangeBody body = Visitors::visit(Draw(seed), "library");
    const auto wanted = Visitors::seatsOf(body);
    if (!wanted || wanted->session != "session-1" || wanted->seats < 2) continue;
    Visitors::confirmSeats(body, MadeStore::idOf(static_cast<uint8_t>(seed)));
    store.add(body, true);
    ++made;
    EXPECT_EQ(run(checkSeats).empty(), made == 1) << made;
  }
  store.view.shortSessions.insert("session-2");
  EXPECT_EQ(run(checkSeats).size(), 1u) << "the case of another session says nothing about this one";
  store.view.shortSessions.insert("session-1");
  EXPECT_TRUE(run(checkSeats).empty()) << "staff are told that more is promised than there is";
}

TEST_F(Checkers, FindAnAccountOfSeatsThatDoesNotAddUp) {
  store.view.seatsWrong = "free and lent and confirmed are not the capacity";
  EXPECT_EQ(run(checkSeats).size(), 1u);
}

TEST_F(Checkers, FindAReplicaThatCameToSomethingElse) {
  store.view.digestShuffled = "other";
  EXPECT_EQ(run(checkConvergence).size(), 1u);
}

TEST_F(Checkers, FindAChangeThatDidNotCountOnFromTheServer) {
  store.promises.front().lamportHeard = 1;
  EXPECT_EQ(run(checkCausality).size(), 1u);
}

TEST_F(Checkers, FindAQuarantineWithoutACase) {
  store.view.log.front().row.outcome = store::LogOutcome::kQuarantined;
  store.view.log.front().change.reset();
  store.promises.front().isPoison = true;
  EXPECT_EQ(run(checkQuarantine).size(), 1u);
  store::CaseRow row;
  row.kind = store::CaseKind::kQuarantine;
  row.logN = 1;
  store.view.cases.push_back(row);
  EXPECT_TRUE(run(checkQuarantine).empty());
}

TEST_F(Checkers, FindAChangeThatNobodySetAside) {
  store.view.log.front().row.outcome = store::LogOutcome::kDiscarded;
  store.promises.front().isPoison = true;
  EXPECT_EQ(run(checkQuarantine).size(), 1u);
  record::ChangeBody decision;
  decision.id = MadeStore::idOf(70);
  decision.isDecision = true;
  decision.settlement = record::Settlement{store.view.log.front().row.changeId, record::v1::SETTLEMENT_ACT_DISCARD, "Nonsense"};
  store.add(decision, false);
  EXPECT_TRUE(run(checkQuarantine).empty());
}

TEST_F(Checkers, FindAGoodChangeInQuarantine) {
  store.view.log.front().row.outcome = store::LogOutcome::kQuarantined;
  EXPECT_FALSE(run(checkQuarantine).empty());
}

TEST_F(Checkers, FindAChangeThatStillWaits) {
  record::ChangeBody bySlip = *Visitors::useSlip(Draw(5), visit);
  store.add(bySlip, true).row.outcome = store::LogOutcome::kHeld;
  EXPECT_EQ(run(checkHeld).size(), 1u);
}

TEST_F(Checkers, FindAContradictionWithoutACase) {
  store.editPhone(contact, "+49 30 7654321", false);
  EXPECT_EQ(run(checkCases).size(), 1u);
  store.openCase(contact);
  EXPECT_TRUE(run(checkCases).empty());
  store.openCase(contact);
  EXPECT_EQ(run(checkCases).size(), 1u);
}

TEST_F(Checkers, FindACaseWhereNothingContradicts) {
  store.openCase(contact);
  EXPECT_EQ(run(checkCases).size(), 1u);
}

TEST_F(Checkers, FindACaseThatNobodyDecided) {
  store.openCase(contact).closedMs = 1;
  store.view.cases.back().closedByN = 1;  // the visit
  EXPECT_TRUE(run(checkCases).empty()) << "one number stands: there is nothing to decide";
  store.editPhone(contact, "+49 30 7654321", false);
  EXPECT_EQ(run(checkCases).size(), 2u) << "it was closed by nobody, and no other is open";
  store.editPhone(contact, "+49 30 7654322");
  store.view.cases.back().closedByN = 3;  // staff
  EXPECT_TRUE(run(checkCases).empty());
}

}  // namespace
}  // namespace foyer::sim
