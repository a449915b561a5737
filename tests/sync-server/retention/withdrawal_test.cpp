// Somebody takes a consent back: what was kept for it goes, for ever, and a case proves it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

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
