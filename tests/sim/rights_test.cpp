// What was erased or withdrawn is nowhere, nothing else was taken out, and copies of a kiosk are told to staff.
#include "tests/sim/made_store.h"

namespace foyer::sim {
namespace {

class Rights : public Checkers {
 protected:
  Rights() : answered(store.visitWithConsent()), person(answered.records.front().recordId) {}

  // Staff erase the person, as the server should do it.
  void erase() {
    record::ChangeBody erasure;
    erasure.id = MadeStore::idOf(50);
    record::RecordWrite write;
    write.recordId = contact;
    write.type = store.view.records[contact].type;
    write.isErasure = true;
    erasure.records.push_back(write);
    before = store.view.records[contact];
    store.add(erasure, false);
    store.view.asked.erased.insert(contact);
    store.view.asked.erasureTried.insert(contact);
  }

  // The visitor takes the consent back, and nobody follows.
  void withdraw() {
    record::ChangeBody body;
    body.id = MadeStore::idOf(60);
    record::RecordWrite write;
    write.recordId = answered.records.back().recordId;
    write.type = Rules::get().schema.typeNamed("Consent")->number;
    const schema::FieldRule& rule = *Rules::get().schema.typeNamed("Consent")->fieldNamed("state");
    const std::vector<std::string> values = {"CONSENT_STATE_WITHDRAWN"};
    write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
    body.records.push_back(write);
    store.add(body, false);
  }

  // All that names the purpose, in the records of the visit.
  void takeOut() {
    for (const record::RecordWrite& write : answered.records) {
      std::vector<uint32_t> fields;
      for (const schema::FieldRule& rule : Rules::get().schema.type(write.type)->fields)
        if (std::count(rule.needsConsent.begin(), rule.needsConsent.end(), Visitors::kPurpose)) fields.push_back(rule.number);
      if (fields.empty()) continue;
      merge::purge(store.view.records[write.recordId], fields);
      store.redact(write.recordId, fields);
    }
  }

  const record::ChangeBody answered;
  const Id16 person;
  record::RecordState before;
};

TEST_F(Rights, LetAnErasedRecordPassThatIsNowhere) {
  erase();
  store.redact(contact);
  EXPECT_TRUE(run(checkErased).empty());
}

TEST_F(Rights, FindAnErasedRecordThatIsThere) {
  erase();
  store.redact(contact);
  store.view.records[contact] = before;
  EXPECT_EQ(run(checkErased).size(), 1u);
}

TEST_F(Rights, FindAnErasedRecordInTheLog) {
  erase();
  EXPECT_EQ(run(checkErased).size(), 1u);
}

TEST_F(Rights, FindARecordThatNobodyErased) {
  erase();
  store.redact(contact);
  store.view.asked = {};
  EXPECT_EQ(run(checkErased).size(), 1u);
  store.view.asked.erasureTried.insert(contact);
  EXPECT_TRUE(run(checkErased).empty()) << "staff tried, and were not told how it ended";
}

TEST_F(Rights, FindAWithdrawalThatTakesNothingOut) {
  EXPECT_TRUE(run(checkWithdrawn).empty());
  withdraw();
  EXPECT_FALSE(run(checkWithdrawn).empty());
  takeOut();
  EXPECT_TRUE(run(checkWithdrawn).empty());
}

TEST_F(Rights, FindInTheLogWhatAWithdrawalTookOutOfTheRecords) {
  withdraw();
  const auto log = store.view.log;
  takeOut();
  store.view.log = log;
  EXPECT_EQ(run(checkWithdrawn).size(), 1u);
}

TEST_F(Rights, LetStandWhatIsKeptForAnotherConsent) {
  withdraw();
  takeOut();
  const record::RecordWrite& consent = answered.records.back();
  const schema::FieldRule& purpose = *Rules::get().schema.typeNamed("Consent")->fieldNamed("purpose");
  record::RecordState other = store.view.records[consent.recordId];
  other.id = MadeStore::idOf(61);
  const auto set = [&](const char* name, const std::string& text) {
    const schema::FieldRule& rule = *Rules::get().schema.typeNamed("Consent")->fieldNamed(name);
    for (record::FieldState& field : other.fields)
      if (field.field == rule.number) field.versions = {field.versions.front()}, field.versions.front().wire = *record::wireFromText(rule, std::vector<std::string>{text});
  };
  set(purpose.name.c_str(), "invite");
  set("state", "CONSENT_STATE_GIVEN");
  // The contact's name is kept for invitations too; the enquiry's text is not.
  const schema::FieldRule& names = *Rules::get().schema.typeNamed("Contact")->fieldNamed("names");
  record::RecordState& state = store.view.records[person];
  std::erase(state.purged, names.number);
  for (record::FieldState& field : state.fields)
    if (field.field == names.number) field.versions = {store.phoneOf(contact).versions.front()};
  EXPECT_EQ(run(checkWithdrawn).size(), 1u) << "nobody has agreed to anything else";
  store.view.records[other.id] = other;
  EXPECT_TRUE(run(checkWithdrawn).empty());
}

TEST_F(Rights, FindAWithdrawalThatARestoredServerHasForgotten) {
  store.view.asked.withdrawn.insert({person, Visitors::kPurpose});
  EXPECT_FALSE(run(checkWithdrawn).empty());
  takeOut();
  EXPECT_TRUE(run(checkWithdrawn).empty());
}

TEST_F(Rights, FindValuesTakenOutWithoutAWithdrawal) {
  store.view.records[contact].purged.push_back(store.phoneOf(contact).field);
  store.phoneOf(contact).versions.clear();
  EXPECT_EQ(run(checkWithdrawn).size(), 1u);
  store.view.asked.withdrawalTried.insert(contact);
  EXPECT_TRUE(run(checkWithdrawn).empty());
}

TEST_F(Rights, FindAValueThatCameBack) {
  withdraw();
  takeOut();
  record::RecordState& state = store.view.records[person];
  state.fields.front().versions = {store.phoneOf(contact).versions.front()};
  state.purged = {state.fields.front().field};
  EXPECT_FALSE(run(checkWithdrawn).empty());
}

TEST_F(Rights, FindACopyThatNobodyIsToldOf) {
  const std::pair<Id16, Id16> journal{MadeStore::idOf(202), MadeStore::idOf(200)};
  EXPECT_TRUE(run(checkDiverged).empty());
  store.view.diverged.insert(journal);
  EXPECT_EQ(run(checkDiverged).size(), 1u);
  store.view.incidents.insert(journal);
  EXPECT_EQ(run(checkDiverged).size(), 1u) << "the kiosk is not flagged";
  store.view.flagged.insert(journal.first);
  EXPECT_TRUE(run(checkDiverged).empty());
}

}  // namespace
}  // namespace foyer::sim
