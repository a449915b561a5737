// Staff erase somebody: nothing but ids remains, and nothing brings the rest back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "shared/sqlite/sqlite.h"
#include "sync-server/store/erased_mark.h"
#include "tests/sync-server/retention/rights_world.h"

namespace foyer::testworld {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Ne;
using testing::SizeIs;

class Erasure : public testing::Test {
 protected:
  RightsWorld m_rights;
  World& m_world = m_rights.world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");
  Id16 m_staff = m_world.account("Mo");

  uint32_t erase(const Id16& record) { return must(m_world.ingest().erase(m_staff, record)); }
};

TEST_F(Erasure, TakesAlongAllThatBelongsToThePersonAndNobodyElse) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}, {"invite", "GIVEN"}});
  const Person other = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_EQ(erase(person.enquiry), 4u) << "enquiry, contact and two consents, whichever is named";
  for (const Id16& id : {person.contact, person.enquiry, person.consents.at("answer"), person.consents.at("invite")})
    EXPECT_TRUE(m_rights.isErased(id));
  EXPECT_FALSE(m_rights.isErased(other.contact));
  EXPECT_EQ(m_world.count("Contact"), 1u);
  EXPECT_EQ(erase(person.enquiry), 0u) << "again: nothing more";
  EXPECT_FALSE(m_world.ingest().erase(m_staff, seal::slipId("NOTHING00000")).ok());
}

TEST_F(Erasure, LeavesNoWordInAnyFileOfTheServer) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Zaunkoenig");
  ASSERT_TRUE(m_lobby.sync().ok());
  const Id16 edit = std::get<ingest::StaffReceipt>(*m_world.edit(m_staff, person.enquiry, "outcome", {"Zaunkoenig called"})).changeId;
  ASSERT_THAT(m_world.inbox().rows(), SizeIs(1));
  const std::string sealed = m_world.logRow(person.change).content;
  ASSERT_TRUE(m_rights.stands("Zaunkoenig"));
  ASSERT_TRUE(m_rights.stands("5550123"));
  erase(person.contact);
  EXPECT_FALSE(m_rights.stands("Zaunkoenig"));
  EXPECT_FALSE(m_rights.stands("5550123"));
  EXPECT_FALSE(m_rights.stands(sealed.substr(sealed.size() / 2, 32))) << "what the kiosk sealed is gone too";
  EXPECT_TRUE(m_world.logRow(edit).content.find("Zaunkoenig") == std::string::npos);
  EXPECT_THAT(m_world.inbox().rows(), IsEmpty());
  EXPECT_THAT(m_world.page(person.contact).history(), IsEmpty());
}

TEST_F(Erasure, BeatsWhatIsWrittenAtTheSameTimeAndLater) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  const Id16 late = m_annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 8880001"}}});
  erase(person.contact);
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_APPLIED));
  EXPECT_TRUE(m_rights.isErased(person.contact));
  EXPECT_TRUE(m_world.logRow(late).content.find("8880001") == std::string::npos);
  EXPECT_FALSE(m_rights.stands("8880001"));
  EXPECT_TRUE(m_world.state(person.contact).fields.empty());
}

TEST_F(Erasure, IsKnownAgainWhenTheKioskSendsItsSealedCopyOnceMore) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  erase(person.contact);
  EXPECT_THAT(outcomes(m_lobby.send(1, 1)), ElementsAre(foyer::sync::v1::OUTCOME_SEEN_BEFORE));
  EXPECT_TRUE(m_rights.isErased(person.contact));
}

TEST_F(Erasure, GivesTheSameRecordsWhenTheLogIsFoldedAgain) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  m_rights.visit(m_annex, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  ASSERT_TRUE(m_annex.sync().ok());
  m_annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 8880002"}}});
  erase(person.contact);
  ASSERT_TRUE(m_annex.sync().ok());
  const std::string before = m_world.digest();
  const auto report = m_world.rebuild();
  EXPECT_EQ(report.quarantined, 0u);
  EXPECT_EQ(m_world.digest(), before);
  EXPECT_TRUE(m_rights.isErased(person.contact));
}

TEST_F(Erasure, OutlivesABackupThatIsOlder) {
  const Person before = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Zaunkoenig");
  const Person stays = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Rotkehlchen");
  ASSERT_TRUE(m_lobby.sync().ok());
  // The backup knows the first two; a third comes after it, and a change of the first is under way.
  const std::string backup = m_world.folder() + "/../" + std::filesystem::path(m_world.folder()).filename().string() + ".backup";
  auto live = must(sqlite::Database::open(m_world.folder() + "/foyer.db", {.access = sqlite::Access::kReadOnly, .vfs = {}}));
  must(sqlite::backup(live, backup));
  const Person after = m_rights.visit(m_lobby, {{"answer", "GIVEN"}}, "Goldammer");
  ASSERT_TRUE(m_lobby.sync().ok());
  const auto sealedOfAfter = m_lobby.outgoing(m_lobby.lastSeq());
  erase(before.contact);
  erase(after.contact);
  ASSERT_FALSE(m_rights.stands("Zaunkoenig"));

  m_world.restartOn(backup);
  ASSERT_TRUE(m_rights.stands("Zaunkoenig")) << "the backup did hold it: else this shows nothing";
  m_rights.listErasures();
  must(ingest::adoptErasures(m_world.store(), m_world.schema(), m_world.ingest().opener(), store::ErasedList(m_world.folder())));
  EXPECT_TRUE(m_rights.isErased(before.contact));
  EXPECT_FALSE(m_rights.isErased(stays.contact));
  EXPECT_FALSE(m_rights.stands("Zaunkoenig"));

  // A kiosk offers again what it still holds of the one that the backup never knew.
  Kiosk& again = m_world.kiosk("again");
  const Id16 copied = again.write({{"Contact", {{"names", {"Goldammer name"}}}, after.contact, {}}}, after.slip);
  again.changeBySlip(after.slip, "Contact", {{"phone", {"+49 30 8880003"}}});
  again.changeBySlip(before.slip, "Contact", {{"phone", {"+49 30 8880004"}}});
  ASSERT_TRUE(again.sync().ok());
  EXPECT_TRUE(m_rights.isErased(after.contact));
  EXPECT_FALSE(m_rights.stands("Goldammer"));
  EXPECT_FALSE(m_rights.stands("888000"));
  EXPECT_THAT(m_world.logRow(copied).content, Ne(""));
  std::filesystem::remove(backup);
}

TEST_F(Erasure, KeepsNothingOfAnErasedSlipWhoseVisitThisServerNeverSaw) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  const std::vector<Id16> marks{store::erasedMark(person.slip)};
  must(store::ErasedList(m_world.folder()).append(marks));
  must(ingest::adoptErasures(m_world.store(), m_world.schema(), m_world.ingest().opener(), store::ErasedList(m_world.folder())));
  m_annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 8880005"}}});
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(foyer::sync::v1::OUTCOME_APPLIED)) << "it waits for nothing";
  EXPECT_FALSE(m_rights.stands("8880005"));
}

TEST_F(Erasure, DoesNotHappenWhereTheListCannotBeWritten) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_world.ingest().keepErasedList(store::ErasedList(m_world.folder() + "/no/such/folder"));
  const auto refused = m_world.ingest().erase(m_staff, person.contact);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kUnavailable);
  EXPECT_FALSE(m_rights.isErased(person.contact)) << "else a restored backup would bring it back for good";
  m_rights.listErasures();
  EXPECT_EQ(erase(person.contact), 3u);
}

TEST_F(Erasure, GoesOnAfterAFullDiskLeftAListWithoutALine) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  const store::ErasedList list(m_world.folder());
  std::ofstream(list.path()).flush();
  must(ingest::adoptErasures(m_world.store(), m_world.schema(), m_world.ingest().opener(), list));
  m_world.ingest().keepErasedList(list);
  EXPECT_EQ(erase(person.contact), 3u);
  EXPECT_FALSE(must(list.read()).empty());
}

TEST_F(Erasure, ClosesTheCasesOfThePerson) {
  const Person person = m_rights.visit(m_lobby, {{"answer", "GIVEN"}});
  ASSERT_TRUE(m_lobby.sync().ok());
  m_annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 1"}}}, Checking::kNone);
  m_annex.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 1230001"}}});
  Kiosk& school = m_world.kiosk("school");
  school.changeBySlip(person.slip, "Contact", {{"phone", {"+49 30 1230002"}}});
  ASSERT_TRUE(m_annex.sync().ok());
  ASSERT_TRUE(school.sync().ok());
  m_rights.withdraw(school, person.slip, "answer");
  erase(person.contact);
  for (const auto& row : m_world.openCases()) EXPECT_EQ(row.kind(), api::CASE_KIND_QUARANTINE);
}

}  // namespace
}  // namespace foyer::testworld
