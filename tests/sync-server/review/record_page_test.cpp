// A record's page: what holds, who said what where, and everything that belongs to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sync-server/review/kiosk_view.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class RecordPage : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(m_lobby.sync().ok()); }
  World m_world;
  Kiosk& m_lobby = m_world.kiosk("Lobby", "library");
  Kiosk& m_annex = m_world.kiosk("Annex", "townhall");
  Id16 m_mo = m_world.account("Mo");
  Slip m_slip = m_lobby.visit({.phone = "+49 30 1111111"});
};

TEST_F(RecordPage, SaysWhichKioskASentenceCameFromAndWhen) {
  const api::Field text = m_world.field(m_slip.enquiry, "text");
  ASSERT_THAT(text.versions(), SizeIs(1));
  const api::Origin origin = text.versions(0).origin();
  EXPECT_EQ(origin.kind(), "kiosk");
  EXPECT_EQ(origin.name(), "Lobby");
  EXPECT_EQ(origin.site(), "library");
  EXPECT_EQ(origin.written_ms(), m_world.clock().wallMs());
  EXPECT_EQ(origin.received_ms(), m_world.clock().wallMs());
  EXPECT_FALSE(origin.by_slip());
  EXPECT_EQ(text.versions(0).dot(), m_lobby.incarnation().hex() + ":1");
}

TEST_F(RecordPage, SaysWhatWasWrittenWithASlipAndWhatByStaff) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(m_annex.sync().ok());
  const api::Origin bySlip = m_world.field(m_slip.contact, "phone").versions(0).origin();
  EXPECT_TRUE(bySlip.by_slip());
  EXPECT_EQ(bySlip.name(), "Annex");
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {"+49 30 3333333"}).ok());
  const api::Origin byStaff = m_world.field(m_slip.contact, "phone").versions(0).origin();
  EXPECT_EQ(byStaff.kind(), "staff");
  EXPECT_EQ(byStaff.name(), "Mo");
  EXPECT_FALSE(byStaff.by_slip());
}

TEST_F(RecordPage, DoesNotTakeAVisitWithoutSlipForAWriteWithOne) {
  const Id16 feedback = newUuidV7(m_world.clock().wallMs(), m_world.random());
  m_lobby.write({{"Feedback", {{"face", {"good"}}}, feedback, {}}});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_FALSE(m_world.field(feedback, "face").versions(0).origin().by_slip());
}

TEST_F(RecordPage, TellsItsHistoryInOrderWithTheConflictAndItsResolution) {
  m_annex.changeBySlip(m_slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  m_world.clock().advanceMs(1'000);
  ASSERT_TRUE(m_world.edit(m_mo, m_slip.contact, "phone", {"+49 30 3333333"}).ok());
  m_world.clock().advanceMs(1'000);
  ASSERT_TRUE(m_annex.sync().ok());
  m_world.clock().advanceMs(1'000);
  const auto openPage = m_world.page(m_slip.contact);
  ASSERT_THAT(openPage.open_cases(), SizeIs(1));
  ASSERT_TRUE(m_world.decide(m_mo, m_world.casePage(openPage.open_cases(0).case_id()), "+49 30 2222222").ok());
  std::vector<std::string> told;
  const auto page = m_world.page(m_slip.contact);
  for (const api::HistoryLine& line : page.history()) {
    if (line.field() == "phone")
      told.push_back(line.event() + " " + line.origin().name() + (line.values().empty() ? "" : " " + line.values(0)));
  }
  EXPECT_THAT(told, ElementsAre("written Lobby +49 30 1111111", "written Mo +49 30 3333333",
                                "written Annex +49 30 2222222", "conflict Annex", "resolved Mo +49 30 2222222"));
  EXPECT_THAT(page.open_cases(), SizeIs(0));
}

TEST_F(RecordPage, ShowsWhatBelongsToIt) {
  const Id16 consent = newUuidV7(m_world.clock().wallMs(), m_world.random());
  m_lobby.write({{"Consent",
                  {{"contact", {m_slip.contact.uuid()}}, {"purpose", {"newsletter"}}, {"state", {"CONSENT_STATE_GIVEN"}}},
                  consent,
                  {}}});
  m_lobby.visit({.names = "Somebody Else"});
  ASSERT_TRUE(m_lobby.sync().ok());
  std::vector<std::string> related;
  const auto page = m_world.page(m_slip.enquiry);
  for (const api::Record& record : page.related()) related.push_back(record.record_id());
  EXPECT_THAT(related, UnorderedElementsAre(m_slip.contact.uuid(), consent.uuid()));
}

TEST_F(RecordPage, ShowsAnEnquiryWhoseContactHasNotArrived) {
  const Id16 enquiry = newUuidV7(m_world.clock().wallMs(), m_world.random());
  m_lobby.write({{"Enquiry", {{"text", {"Hello"}}, {"contact", {newRandomId(m_world.random()).uuid()}}}, enquiry, {}}});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_THAT(m_world.page(enquiry).related(), SizeIs(0));
  EXPECT_EQ(m_world.inbox().rows_size(), 2);
}

TEST_F(RecordPage, IsNotThereForAnUnknownId) {
  Code code = Code::kOk;
  must(m_world.store().read([&](const store::Reader& reader) -> Status {
    const auto page = m_world.records().page(reader, newRandomId(m_world.random()));
    code = page.ok() ? Code::kOk : page.error().code();
    return okStatus();
  }));
  EXPECT_EQ(code, Code::kNotFound);
}

TEST_F(RecordPage, CountsWhatEachKioskConfirmedAndWhatIsStored) {
  m_lobby.visit();
  ASSERT_TRUE(m_lobby.sync().ok());
  const auto shown = m_world.look([&](const store::Reader& reader) { return review::listKiosks(reader, m_world.clock()); });
  std::vector<std::string> told;
  for (const api::Kiosk& kiosk : shown.kiosks())
    told.push_back(kiosk.name() + " " + std::to_string(kiosk.confirmed_at_kiosk()) + "/" + std::to_string(kiosk.stored_at_server()));
  EXPECT_THAT(told, UnorderedElementsAre("Lobby 2/2", "Annex 0/0"));
}

TEST_F(RecordPage, PagesThroughTheCasesNewestFirst) {
  for (int i = 0; i < 5; ++i) m_lobby.writeBytes("no change");
  ASSERT_TRUE(m_lobby.sync().ok());
  api::ListCasesRequest request;
  request.set_page_size(2);
  std::vector<std::string> ids;
  do {
    const auto page = m_world.look([&](const store::Reader& reader) { return review::CaseView(m_world.records()).list(reader, request); });
    EXPECT_EQ(page.open_total(), 5u);
    for (const api::CaseSummary& each : page.cases()) ids.push_back(each.case_id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_THAT(ids, SizeIs(5));
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace
}  // namespace foyer::testworld
