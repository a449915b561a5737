// Two people who wrote one field without knowing of each other, and the person who decides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_CONFLICT;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kFromStaff[] = "+49 30 2222222";
constexpr char kFromSlip[] = "+49 30 3333333";

class Conflicts : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(m_lobby.sync().ok()); }
  // Staff and the visitor, both having seen what the visit said.
  void disagree() {
    m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {kFromSlip}}});
    ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {kFromStaff}).ok());
    EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_CONFLICT));
  }
  api::GetCaseResponse onlyCase() {
    const auto cases = m_world.openCases();
    FOYER_ASSERT(cases.size() == 1);
    return m_world.casePage(cases[0].case_id());
  }

  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Kiosk& m_annex = m_world.kiosk("annex");
  Id16 m_mo = m_world.account("Mo");
  Slip m_slip = m_lobby.visit({.phone = "+49 30 1111111"});
};

TEST_F(Conflicts, OpenExactlyOneCaseForASlipChangeAndAStaffEditThatDidNotKnowOfEachOther) {
  disagree();
  const auto cases = m_world.openCases();
  ASSERT_THAT(cases, SizeIs(1));
  EXPECT_EQ(cases[0].kind(), api::CASE_KIND_CONFLICT);
  EXPECT_EQ(cases[0].field(), "phone");
  EXPECT_EQ(cases[0].title(), "Amal Example");
  const api::GetCaseResponse page = m_world.casePage(cases[0].case_id());
  ASSERT_THAT(page.field().versions(), SizeIs(2));
  // The visit's own version has ended: both had seen it.
  std::vector<std::string> shown, kinds;
  for (const api::FieldVersion& version : page.field().versions()) {
    shown.push_back(version.values(0));
    kinds.push_back(version.origin().kind() + " " + version.origin().name());
  }
  EXPECT_THAT(shown, testing::UnorderedElementsAre(kFromStaff, kFromSlip));
  EXPECT_THAT(kinds, testing::UnorderedElementsAre("staff Mo", "kiosk annex"));
}

TEST_F(Conflicts, OpenTheSameCaseWhicheverArrivesFirst) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {kFromSlip}}});
  const auto seen = m_world.field(m_slip.contact, "phone").versions(0).dot();
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_APPLIED));
  ASSERT_TRUE(m_world.editHavingSeen(m_mo, m_slip.contact, "phone", {kFromStaff}, {seen}).ok());
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
}

TEST_F(Conflicts, AreNoneWhenBothSaidTheSame) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {kFromStaff}}});
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {kFromStaff}).ok());
  EXPECT_THAT(outcomes(m_annex.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

TEST_F(Conflicts, CloseByADecisionThatIsItselfAChange) {
  disagree();
  const int64_t before = m_world.logHead();
  ASSERT_TRUE(m_world.decide(m_mo, onlyCase(), kFromSlip).ok());
  EXPECT_EQ(m_world.logHead(), before + 1);
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  const api::Field phone = m_world.field(m_slip.contact, "phone");
  EXPECT_FALSE(phone.in_conflict());
  EXPECT_THAT(phone.values(), ElementsAre(kFromSlip));
  EXPECT_THAT(phone.versions(), SizeIs(1));
  const auto all = m_world.cases(true);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_NE(all[0].closed_ms(), 0);
}

TEST_F(Conflicts, AreNotDecidedByWhoHadNotSeenAValueThatArrivedMeanwhile) {
  disagree();
  const api::GetCaseResponse onScreen = onlyCase();
  Kiosk& school = m_world.kiosk("school");
  school.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 4444444"}}});
  EXPECT_THAT(outcomes(school.sync()), ElementsAre(OUTCOME_CONFLICT));
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
  const auto refused = m_world.decide(m_mo, onScreen, kFromSlip);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kAborted);
  EXPECT_THAT(m_world.field(m_slip.contact, "phone").versions(), SizeIs(3));
  ASSERT_TRUE(m_world.decide(m_mo, onlyCase(), kFromSlip).ok());
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

TEST_F(Conflicts, AreDecidedOnce) {
  disagree();
  const api::GetCaseResponse onScreen = onlyCase();
  ASSERT_TRUE(m_world.decide(m_mo, onScreen, kFromSlip).ok());
  const auto refused = m_world.decide(m_world.account("Ada"), onScreen, kFromStaff);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kFailedPrecondition);
  EXPECT_THAT(m_world.values(m_slip.contact, "phone"), ElementsAre(kFromSlip));
}

TEST_F(Conflicts, OpenAgainForAWriteThatArrivesAfterTheDecisionWithoutHavingSeenIt) {
  disagree();
  ASSERT_TRUE(m_world.decide(m_mo, onlyCase(), kFromSlip).ok());
  Kiosk& school = m_world.kiosk("school");
  school.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 4444444"}}});
  EXPECT_THAT(outcomes(school.sync()), ElementsAre(OUTCOME_CONFLICT));
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
  EXPECT_THAT(m_world.cases(true), SizeIs(2));
}

TEST_F(Conflicts, StayOpenAfterUnrelatedCleanSyncs) {
  disagree();
  const std::string open = m_world.openCases()[0].case_id();
  for (int i = 0; i < 3; ++i) {
    m_lobby.visit();
    m_annex.changeBySlip(m_slip.id, "Contact", {{"email", {"a" + std::to_string(i) + "@example.org"}}});
    ASSERT_TRUE(m_lobby.sync().ok());
    ASSERT_TRUE(m_annex.sync().ok());
    ASSERT_TRUE(m_annex.send(1, m_annex.lastSeq()).ok());
  }
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "language", {"en"}).ok());
  bool isStillOpen = false;
  for (const api::CaseSummary& each : m_world.openCases()) isStillOpen = isStillOpen || each.case_id() == open;
  EXPECT_TRUE(isStillOpen);
  EXPECT_THAT(m_world.field(m_slip.contact, "phone").versions(), SizeIs(2));
}

TEST_F(Conflicts, CloseWhenAnEditHasSeenEveryValue) {
  disagree();
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {"+49 30 5555555"}).ok());
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

TEST_F(Conflicts, AreOpenedByASecondValueOfWhatIsSetOnce) {
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "site", {"townhall"}).ok());
  const api::GetCaseResponse page = onlyCase();
  EXPECT_EQ(page.field().name(), "site");
  EXPECT_THAT(page.field().values(), ElementsAre("library"));
  ASSERT_TRUE(m_world.decide(m_mo, page, "townhall").ok());
  EXPECT_THAT(m_world.openCases(), IsEmpty());
  EXPECT_THAT(m_world.values(m_slip.contact, "site"), ElementsAre("townhall"));
}

TEST_F(Conflicts, LeaveNothingBehindWhenAnEditIsNotValid) {
  const auto numberOfLast = [&] {
    const std::string dot = m_world.field(m_slip.contact, "phone").versions(0).dot();
    EXPECT_TRUE(dot.starts_with(m_mo.hex() + ":")) << dot;
    return std::stoull(dot.substr(dot.find(':') + 1));
  };
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {kFromStaff}).ok());
  const uint64_t number = numberOfLast();
  const std::string before = m_world.digest();
  const int64_t head = m_world.logHead();
  const auto outcome = m_world.edit(m_mo, m_slip.contact, "phone", {"no number"});
  ASSERT_TRUE(outcome.ok());
  const auto* violations = std::get_if<std::vector<validate::Violation>>(&*outcome);
  ASSERT_NE(violations, nullptr);
  EXPECT_EQ(violations->front().code, validate::ViolationCode::kNotPhone);
  EXPECT_EQ(m_world.digest(), before);
  EXPECT_EQ(m_world.logHead(), head);
  // And the account's own count has no hole.
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {kFromStaff}).ok());
  EXPECT_EQ(numberOfLast(), number + 1);
}

TEST_F(Conflicts, AreNoneBetweenTwoRecordsThatReferToEachOther) {
  const Id16 note = newUuidV7(m_world.clock().wallMs(), m_world.random());
  const Id16 answer = newUuidV7(m_world.clock().wallMs(), m_world.random());
  const schema::RecordType& type = *m_world.schema().typeNamed("Note");
  std::vector<record::RecordWrite> writes;
  for (const auto& [id, other] : {std::pair(note, answer), std::pair(answer, note)}) {
    record::RecordWrite write;
    write.recordId = id;
    write.type = type.number;
    write.isNew = true;
    write.fields.push_back({1, must(record::wireFromText(*type.field(1), std::vector{other.uuid()})), {}});
    write.fields.push_back({2, must(record::wireFromText(*type.field(2), std::vector<std::string>{"See there."})), {}});
    writes.push_back(std::move(write));
  }
  ASSERT_TRUE(m_world.ingest().applyStaff(m_mo, writes, ingest::StaffAct::kEdit).ok());
  for (const auto& [id, other] : {std::pair(note, answer), std::pair(answer, note)}) {
    const api::GetRecordResponse page = m_world.page(id);
    ASSERT_THAT(page.related(), SizeIs(1));
    EXPECT_EQ(page.related(0).record_id(), other.uuid());
  }
  EXPECT_THAT(m_world.openCases(), IsEmpty());
}

}  // namespace
}  // namespace foyer::testworld
