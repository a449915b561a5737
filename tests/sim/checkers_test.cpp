// Each checker lets what is right pass, and finds what is wrong.
#include <gtest/gtest.h>

#include "shared/merge/merge.h"
#include "tests/sim/checkers/checkers.h"
#include "tests/sim/people.h"

namespace foyer::sim {
namespace {

// A server's store as a value: what was written, and what it came to.
struct Store {
  FinalView view;
  Promises promises;
  Id16 kiosk = idOf(200);
  Id16 account = idOf(201);
  uint64_t seqs = 0, staffSeqs = 0, lamport = 0;

  static Id16 idOf(uint8_t n) {
    Id16 id;
    id.bytes.fill(n);
    return id;
  }

  LoggedChange& add(record::ChangeBody body, bool byKiosk) {
    body.authorKind = byKiosk ? record::AuthorKind::AUTHOR_KIND_KIOSK : record::AuthorKind::AUTHOR_KIND_STAFF;
    body.author = byKiosk ? kiosk : account;
    body.seq = byKiosk ? ++seqs : ++staffSeqs;
    body.lamport = ++lamport;
    body.schemaVersion = schema::kSchemaVersion;
    store::LogRow row;
    row.n = static_cast<int64_t>(view.log.size()) + 1;
    row.changeId = body.id;
    row.author = body.author;
    row.device = byKiosk ? idOf(202) : Id16{};
    row.seq = body.seq;
    promises.push_back({.changeId = body.id, .lane = byKiosk ? 0 : kStaffLane, .content = contentOf(body), .what = "a visit"});
    auto checked = Rules::get().validator.check(std::move(body));
    view.log.push_back({row, std::get<record::Change>(std::move(checked))});
    LoggedChange& logged = view.log.back();
    for (const record::RecordWrite& write : logged.change->body().records) {
      const Id16 target = write.recordId.isNil() ? slipTarget(write) : write.recordId;
      record::RecordState& state = view.records[target];
      state.id = target;
      state.type = write.type;
      merge::apply(state, Rules::get().schema.type(write.type), *logged.change, write);
      ++view.historyRows[target];
    }
    return logged;
  }
  Id16 slipTarget(const record::RecordWrite& write) const {
    for (const LoggedChange& logged : view.log)
      if (logged.change->body().slipId == write.slipId)
        for (const record::RecordWrite& made : logged.change->body().records)
          if (made.type == write.type) return made.recordId;
    return {};
  }
  // A visit whose contact has a phone; gives its body.
  record::ChangeBody visit(uint64_t seed = 3) {
    record::ChangeBody body = Visitors::visit(Draw(seed), "library");
    while (body.slipId.isNil()) body = Visitors::visit(Draw(++seed), "library");
    add(body, true);
    return body;
  }
  // Staff change the contact's phone; what they had seen is what stands.
  void editPhone(const Id16& contact, const std::string& phone, bool sawIt = true) {
    const schema::FieldRule& rule = *Rules::get().schema.typeNamed("Contact")->fieldNamed("phone");
    record::ChangeBody body;
    body.id = idOf(static_cast<uint8_t>(100 + staffSeqs));
    record::RecordWrite write;
    write.recordId = contact;
    write.type = view.records[contact].type;
    const std::vector<std::string> values = {phone};
    record::FieldWrite field{rule.number, *record::wireFromText(rule, values), {}};
    if (sawIt)
      for (const record::Version& version : view.records[contact].field(rule.number)->versions) field.seen.push_back(version.dot);
    write.fields.push_back(field);
    body.records.push_back(write);
    add(body, false);
  }
  record::FieldState& phoneOf(const Id16& contact) {
    const uint32_t number = Rules::get().schema.typeNamed("Contact")->fieldNamed("phone")->number;
    for (record::FieldState& field : view.records[contact].fields)
      if (field.field == number) return field;
    return view.records[contact].fields.front();
  }
  store::CaseRow& openCase(const Id16& contact) {
    store::CaseRow row;
    row.recordId = contact;
    row.field = phoneOf(contact).field;
    view.cases.push_back(row);
    return view.cases.back();
  }
};

class Checkers : public testing::Test {
 protected:
  Checkers() : visit(store.visit()), contact(visit.records.front().recordId) {}
  Store store;
  const record::ChangeBody visit;
  const Id16 contact;
  Verdict run(Verdict (*check)(const FinalView&, const Promises&)) { return check(store.view, store.promises); }
};

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
  store.phoneOf(contact).ended.push_back({Store::idOf(7), 7});
  EXPECT_EQ(run(checkConvergence).size(), 1u);
}

TEST_F(Checkers, FindARebuildThatChangesSomething) {
  store.view.digest = "a";
  store.view.digestRebuilt = "b";
  EXPECT_EQ(run(checkIdempotence).size(), 1u);
}

TEST_F(Checkers, FindAChangeUnderTwoNames) {
  LoggedChange again = store.view.log.front();
  again.row.changeId = Store::idOf(9);
  again.row.seq = 9;
  store.view.log.push_back(again);
  EXPECT_FALSE(run(checkExactlyOnce).empty());
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
    Visitors::confirmSeats(body, Store::idOf(static_cast<uint8_t>(seed)));
    store.add(body, true);
    ++made;
    EXPECT_EQ(run(checkSeats).empty(), made == 1) << made;
  }
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

TEST_F(Checkers, FindAnErasedRecordThatIsThere) {
  record::ChangeBody erasure;
  erasure.id = Store::idOf(50);
  record::RecordWrite write;
  write.recordId = contact;
  write.type = store.view.records[contact].type;
  write.isErasure = true;
  erasure.records.push_back(write);
  const record::RecordState before = store.view.records[contact];
  store.add(erasure, false);
  store.view.erased.insert(contact);
  EXPECT_TRUE(run(checkRights).empty());
  store.view.records[contact] = before;
  EXPECT_EQ(run(checkRights).size(), 1u);
}

TEST_F(Checkers, FindValuesTakenOutWithoutAWithdrawal) {
  store.view.records[contact].purged.push_back(store.phoneOf(contact).field);
  EXPECT_FALSE(run(checkRights).empty());
}

}  // namespace
}  // namespace foyer::sim
