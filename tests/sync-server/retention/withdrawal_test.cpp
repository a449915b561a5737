// Somebody takes a consent back: what was kept for it goes, for ever, and a case proves it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "shared/sqlite/sqlite.h"
#include "sync-server/store/erased_mark.h"
#include "tests/sync-server/retention/rights_world.h"

namespace foyer::testworld {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Withdrawal : public testing::Test {
 protected:
  ~Withdrawal() override { std::filesystem::remove(m_backup); }

  RightsWorld m_rights;
  World& m_world = m_rights.world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");

  std::vector<std::string> values(const Id16& record, const std::string& field) { return m_world.values(record, field); }

  // --- a server that is put back to an older backup, with the list of erasures that was kept outside of it ---
  void backUp() {
    auto live = must(sqlite::Database::open(m_world.folder() + "/foyer.db", {.access = sqlite::Access::kReadOnly, .vfs = {}}));
    must(sqlite::backup(live, m_backup));
  }
  void putBack() {
    m_world.restartOn(m_backup);
    m_rights.listErasures();
  }
  void adopt() {
    must(ingest::adoptErasures(m_world.store(), m_world.schema(), m_world.ingest().opener(), store::ErasedList(m_world.folder())));
  }
  void withdrawAtTheDesk(const Person& person, const std::string& purpose) {
    const auto done = m_world.edit(m_world.account("Mo"), person.consents.at(purpose), "state", {"CONSENT_STATE_WITHDRAWN"});
    ASSERT_TRUE(done.ok()) << done.error().message();
  }
  // What a kiosk offers again: the same records under the same ids.
  void visitAgain(Kiosk& kiosk, const Person& person, const std::string& canary) {
    std::vector<Writing> writings{
        {"Contact", {{"names", {canary + " name"}}, {"phone", {"+49 30 5550199"}}}, person.contact, {}},
        {"Enquiry", {{"text", {canary + " text"}}, {"contact", {person.contact.uuid()}}}, person.enquiry, {}}};
    for (const auto& [purpose, consent] : person.consents)
      writings.push_back({"Consent",
                          {{"contact", {person.contact.uuid()}}, {"purpose", {purpose}}, {"state", {"CONSENT_STATE_GIVEN"}}},
                          consent, {}});
    kiosk.write(writings, person.slip);
    ASSERT_TRUE(kiosk.sync().ok());
  }
  size_t openProofs() {
    size_t count = 0;
    for (const auto& row : m_world.openCases()) count += row.kind() == api::CASE_KIND_WITHDRAWAL ? 1 : 0;
    return count;
  }

  const std::string m_backup = m_world.folder() + ".backup";
};

TEST_F(Withdrawal, TakesOutWhatWasKeptForThePurposeAlone) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_rights.withdraw(m_annex, person.slip, "answer");
  ASSERT_TRUE(m_annex.sync().ok());
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty()) << "kept for the answer";
  EXPECT_THAT(values(person.enquiry, "status"), SizeIs(1)) << "says nothing of anybody";
  EXPECT_THAT(values(person.contact, "phone"), SizeIs(1)) << "also kept for the invitation, which stands";
  m_rights.withdraw(m_lobby, person.slip, "invite");
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_THAT(values(person.contact, "phone"), IsEmpty());
  EXPECT_THAT(values(person.contact, "names"), IsEmpty());
}

TEST_F(Withdrawal, OpensACaseThatSaysWhatWasTakenOutAndNothingOfThePerson) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "REFUSED"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  const Id16 change = m_rights.withdraw(m_annex, person.slip, "answer");
  ASSERT_TRUE(m_annex.sync().ok());
  const auto cases = m_world.openCases();
  ASSERT_THAT(cases, SizeIs(1));
  EXPECT_EQ(cases.front().kind(), api::CASE_KIND_WITHDRAWAL);
  const std::string reason = cases.front().reason();
  EXPECT_THAT(reason, HasSubstr("answer"));
  EXPECT_THAT(reason, HasSubstr("Contact.names, Contact.phone, Enquiry.text"));
  EXPECT_THAT(reason, HasSubstr("row " + std::to_string(m_world.logRow(change).n)));
  EXPECT_THAT(reason, Not(HasSubstr("canary")));
  const Id16 who = m_world.account("Mo");
  ASSERT_TRUE(m_world.ingest().closeCase(who, *Id16::fromText(cases.front().case_id())).ok());
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  EXPECT_FALSE(m_world.ingest().closeCase(who, *Id16::fromText(cases.front().case_id())).ok());
  const std::string before = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), before) << "it stays closed";
}

TEST_F(Withdrawal, WinsOverEveryWriteThatComesLater) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_rights.withdraw(m_annex, person.slip, "answer");
  ASSERT_TRUE(m_annex.sync().ok());
  Kiosk& school = m_world.kiosk("school");
  school.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 7770001"}}});
  ASSERT_TRUE(school.sync().ok());
  EXPECT_THAT(values(person.contact, "phone"), IsEmpty());
  ASSERT_TRUE(m_world.editHavingSeen(m_world.account("Mo"), person.consents.at("answer"), "state", {"CONSENT_STATE_GIVEN"}, {}).ok());
  EXPECT_THAT(values(person.consents.at("answer"), "state"), ElementsAre("CONSENT_STATE_WITHDRAWN"));
  ASSERT_TRUE(m_world.edit(m_world.account("Jo"), person.enquiry, "outcome", {"late word"}).ok());
  EXPECT_THAT(values(person.enquiry, "outcome"), IsEmpty());
}

TEST_F(Withdrawal, WaitsForItsVisitAndComesToTheSameInAnyOrder) {
  std::string expected;
  for (const bool isVisitFirst : {true, false}) {
    RightsWorld rights(5);
    Kiosk& lobby = rights.world.kiosk("lobby");
    Kiosk& annex = rights.world.kiosk("annex");
    const Person person = rights.visit(lobby, {{"answer", "GIVEN"}, {"refer", "GIVEN"}});
    rights.withdraw(annex, person.slip, "answer");
    annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 7770002"}}});
    ASSERT_TRUE((isVisitFirst ? lobby : annex).sync().ok());
    ASSERT_TRUE((isVisitFirst ? annex : lobby).sync().ok());
    EXPECT_THAT(rights.world.values(person.contact, "phone"), IsEmpty());
    if (expected.empty()) expected = rights.world.digest();
    EXPECT_EQ(rights.world.digest(), expected);
    rights.world.rebuild();
    EXPECT_EQ(rights.world.digest(), expected) << "folding the log without the content gives the same";
  }
}

// As a replica meets it, to which the same changes come in another order.
TEST_F(Withdrawal, LeavesWhatAnotherConsentHoldsUpAlsoWhereItComesBeforeTheVisit) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}});
  const schema::RecordType& type = *m_world.schema().typeNamed("Consent");
  const schema::FieldRule& state = *type.fieldNamed("state");
  const std::vector<std::string> withdrawn{"CONSENT_STATE_WITHDRAWN"};
  record::RecordWrite write;
  write.recordId = person.consents.at("answer");
  write.type = type.number;
  write.fields.push_back({state.number, must(record::wireFromText(state, withdrawn)), {}});
  must(m_world.ingest().applyStaff(m_world.account("Mo"), std::vector{write}, ingest::StaffAct::kEdit));
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty());
  EXPECT_THAT(values(person.contact, "phone"), SizeIs(1)) << "also kept for the invitation, which stands";
  EXPECT_EQ(openProofs(), 1u);
}

TEST_F(Withdrawal, LeavesNoTraceInHistoryLogInboxAndFiles) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Zaunkoenig");
  ASSERT_TRUE(m_lobby.sync().ok());
  ASSERT_THAT(m_world.inbox().rows(), SizeIs(1));
  const std::string sealed = m_world.logRow(person.change).content;
  ASSERT_TRUE(m_rights.stands("Zaunkoenig"));
  ASSERT_TRUE(m_rights.stands(sealed.substr(sealed.size() / 2, 32)));
  m_rights.withdraw(m_annex, person.slip, "answer");
  ASSERT_TRUE(m_annex.sync().ok());
  EXPECT_FALSE(m_rights.stands("Zaunkoenig"));
  EXPECT_FALSE(m_rights.stands(sealed.substr(sealed.size() / 2, 32)));
  const auto page = m_world.page(person.enquiry);
  for (const auto& line : page.history())
    for (const std::string& value : line.values()) EXPECT_THAT(value, Not(HasSubstr("Zaunkoenig")));
  EXPECT_THAT(m_world.inbox().rows(), SizeIs(1)) << "the request itself stays in the list";
}

TEST_F(Withdrawal, OfAPurposeThatWasNeverAskedForIsACaseAndTouchesNothing) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_rights.withdraw(m_annex, person.slip, "publish");
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_QUARANTINED));
  EXPECT_THAT(values(person.contact, "phone"), SizeIs(1));
}

TEST_F(Withdrawal, CannotBeFakedByAKioskThatSaysContentWasTakenOut) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  auto body = m_lobby.bodyOf({{"Contact", {}, {}, {}}});
  body.isRedacted = true;
  m_lobby.write(std::move(body), Checking::kNone);
  EXPECT_THAT(outcomes(m_lobby.sync()),
              ElementsAre(foyer::sync::v1::OUTCOME_APPLIED, foyer::sync::v1::OUTCOME_QUARANTINED));
  EXPECT_EQ(m_world.count("Contact"), 1u);
}

TEST_F(Withdrawal, OutlivesABackupThatIsOlder) {
  const Person before = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}}, "Zaunkoenig");
  const Person stays = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Rotkehlchen");
  ASSERT_TRUE(m_lobby.sync().ok());
  backUp();
  withdrawAtTheDesk(before, "answer");
  ASSERT_FALSE(m_rights.stands("Zaunkoenig text"));

  putBack();
  ASSERT_TRUE(m_rights.stands("Zaunkoenig text") || !values(before.enquiry, "text").empty()) << "the backup did hold it";
  adopt();
  EXPECT_THAT(values(before.enquiry, "text"), IsEmpty());
  EXPECT_THAT(values(before.consents.at("answer"), "state"), ElementsAre("CONSENT_STATE_WITHDRAWN")) << "staff see it";
  EXPECT_THAT(values(before.contact, "phone"), SizeIs(1)) << "kept for the invitation, which stands";
  EXPECT_FALSE(m_rights.stands("Zaunkoenig text"));
  EXPECT_EQ(openProofs(), 1u);
  EXPECT_THAT(values(stays.enquiry, "text"), SizeIs(1)) << "nobody else is touched";
  const std::string digest = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), digest);
  const int64_t rows = m_world.logHead();
  adopt();
  EXPECT_EQ(m_world.logHead(), rows) << "once is enough";
}

TEST_F(Withdrawal, CannotBeUndoneByAVisitThatTheBackupNeverKnew) {
  backUp();
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}}, "Goldammer");
  ASSERT_TRUE(m_lobby.sync().ok());
  withdrawAtTheDesk(person, "answer");

  putBack();
  adopt();
  Kiosk& again = m_world.kiosk("again");
  visitAgain(again, person, "Goldammer");
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty());
  EXPECT_THAT(values(person.contact, "phone"), SizeIs(1)) << "kept for the invitation, which stands";
  EXPECT_FALSE(m_rights.stands("Goldammer text"));
  again.changeBySlip(person.slip, "Enquiry", {{"text", {"Goldammer text once more"}}}, Checking::kNone);
  ASSERT_TRUE(again.sync().ok());
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty());
  // The withdrawal itself comes as well, from somewhere: it is known.
  const std::string digest = m_world.digest();
  EXPECT_EQ(openProofs(), 1u);
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), digest);
  EXPECT_EQ(openProofs(), 1u);
}

TEST_F(Withdrawal, OutlivesItAlsoWhereItWaitedForItsVisit) {
  backUp();
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"refer", "GIVEN"}}, "Goldammer");
  m_rights.withdraw(m_annex, person.slip, "answer");
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_HELD)) << "the lobby has no line";

  putBack();
  adopt();
  visitAgain(m_world.kiosk("again"), person, "Goldammer");
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty());
  EXPECT_THAT(values(person.consents.at("answer"), "state"), ElementsAre("CONSENT_STATE_WITHDRAWN"));
  EXPECT_THAT(values(person.consents.at("refer"), "state"), ElementsAre("CONSENT_STATE_GIVEN"));
}

TEST_F(Withdrawal, DoesNothingTwiceWhenItComesBackByItself) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Goldammer");
  ASSERT_TRUE(m_lobby.sync().ok());
  backUp();
  m_rights.withdraw(m_annex, person.slip, "answer");
  ASSERT_TRUE(m_annex.sync().ok());

  putBack();
  adopt();
  ASSERT_THAT(values(person.enquiry, "text"), IsEmpty());
  ASSERT_EQ(openProofs(), 1u);
  Kiosk& again = m_world.kiosk("again");
  m_rights.withdraw(again, person.slip, "answer");
  EXPECT_THAT(outcomes(again.sync()), ElementsAre(foyer::sync::v1::OUTCOME_APPLIED));
  EXPECT_EQ(openProofs(), 1u);
  const std::string digest = m_world.digest();
  m_world.rebuild();
  EXPECT_EQ(m_world.digest(), digest);
}

TEST_F(Withdrawal, IsNotAnsweredWhereTheListCannotBeWritten) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_world.ingest().keepErasedList(store::ErasedList(m_world.folder() + "/no/such/folder"));
  const auto refused = m_world.edit(m_world.account("Jo"), person.consents.at("answer"), "state", {"CONSENT_STATE_WITHDRAWN"});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kUnavailable);
  EXPECT_THAT(values(person.enquiry, "text"), SizeIs(1)) << "else a restored backup would bring it back for good";
  m_rights.listErasures();
  withdrawAtTheDesk(person, "answer");
  EXPECT_THAT(values(person.enquiry, "text"), IsEmpty());
}

TEST_F(Withdrawal, StandsInTheListAsAHashAloneBesideWhatOlderServersPutThere) {
  const Person erased = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  const Person withdrawn = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  backUp();
  // The list as a server wrote it that knew no withdrawals.
  std::ofstream(m_world.folder() + "/erased.list") << store::erasedMark(erased.contact).hex() << "\n";
  withdrawAtTheDesk(withdrawn, "answer");
  const auto marks = must(store::ErasedList(m_world.folder()).read());
  EXPECT_THAT(marks, ElementsAre(store::erasedMark(erased.contact), store::withdrawnMark(withdrawn.contact, "answer")));
  putBack();
  adopt();
  EXPECT_TRUE(m_rights.isErased(erased.contact));
  EXPECT_THAT(values(withdrawn.enquiry, "text"), IsEmpty());
}

TEST_F(Withdrawal, IsRememberedAlsoWhereItHappenedBeforeThereWereMarks) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  withdrawAtTheDesk(person, "answer");
  {
    auto database = must(sqlite::Database::open(m_world.folder() + "/foyer.db"));
    must(database.execute("DELETE FROM erased"));
  }
  m_world.restart();
  adopt();
  EXPECT_TRUE(m_world.look([&](const store::Reader& r) { return r.isErased(store::withdrawnMark(person.contact, "answer")); }));
  EXPECT_THAT(m_world.look([](const store::Reader& r) { return r.erasedUnlisted(10); }), SizeIs(1)) << "for the next commit";
}

// Visits, changes by slip, withdrawals and cancellations of three kiosks that have no line.
struct Story {
  explicit Story(RightsWorld& rights) {
    for (const char* name : {"lobby", "annex", "school"}) kiosks.push_back(&rights.world.kiosk(name));
    for (int i = 0; i < 9; ++i) {
      Kiosk& here = *kiosks[i % 3];
      Kiosk& there = *kiosks[(i + 1) % 3];
      people.push_back(rights.visit(here, {{"answer", "GIVEN"}, {"invite", i % 2 ? "GIVEN" : "REFUSED"}}));
      const Id16& slip = people.back().slip;
      there.changeBySlip(slip, "Contact", {{"phone", {"+49 30 900000" + std::to_string(i)}}});
      if (i % 3 != 1) rights.withdraw(there, slip, "answer");
      if (i % 4 != 2) rights.withdraw(*kiosks[(i + 2) % 3], slip, "invite");
      here.changeBySlip(slip, "Enquiry", {{"wish", {"REQUEST_WISH_TAKEN_BACK"}}});
    }
  }
  // Some entries of one kiosk after the other, as `order` says.
  void arrive(uint32_t order) {
    std::mt19937 engine(order);
    std::vector<uint64_t> sent(kiosks.size());
    for (;;) {
      std::vector<size_t> open;
      for (size_t i = 0; i < sent.size(); ++i)
        if (sent[i] < kiosks[i]->lastSeq()) open.push_back(i);
      if (open.empty()) return;
      const size_t i = open[engine() % open.size()];
      const uint64_t until = std::min<uint64_t>(kiosks[i]->lastSeq(), sent[i] + 1 + engine() % 3);
      ASSERT_TRUE(kiosks[i]->send(sent[i] + 1, until).ok());
      sent[i] = until;
    }
  }
  std::vector<Kiosk*> kiosks;
  std::vector<Person> people;
};

TEST(Withdrawals, OfManyPeopleComeToTheSameInEveryOrderOfArrivalAndWhenTheLogIsFoldedAgain) {
  std::string expected;
  for (uint32_t order = 0; order < 10; ++order) {
    RightsWorld rights(11);
    Story story(rights);
    story.arrive(order);
    // Erased after everything: what staff do has no place in the order of the kiosks.
    must(rights.world.ingest().erase(rights.world.account("Mo"), story.people[4].contact));
    const std::string digest = rights.world.digest();
    if (expected.empty()) expected = digest;
    ASSERT_EQ(digest, expected) << "order " << order;
    if (order % 5 != 0) continue;
    rights.world.rebuild();
    ASSERT_EQ(rights.world.digest(), expected) << "order " << order << ", folded again";
    for (size_t i = 0; i < story.people.size(); ++i) {
      const bool isWithdrawn = i % 3 != 1;
      const auto text = i == 4 ? std::vector<std::string>() : rights.world.values(story.people[i].enquiry, "text");
      EXPECT_EQ(text.empty(), isWithdrawn || i == 4) << "person " << i;
    }
  }
}

}  // namespace
}  // namespace foyer::testworld
