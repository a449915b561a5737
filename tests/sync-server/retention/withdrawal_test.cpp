// Somebody takes a consent back: what was kept for it goes, for ever, and a case proves it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  RightsWorld m_rights;
  World& m_world = m_rights.world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");

  std::vector<std::string> values(const Id16& record, const std::string& field) { return m_world.values(record, field); }
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

}  // namespace
}  // namespace foyer::testworld
