// What staff find in the inbox, and how.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr int64_t kMonday = 1'700'000'000'000;
constexpr int64_t kTuesday = kMonday + 86'400'000;

class Inbox : public testing::Test {
 protected:
  void SetUp() override {
    m_amal = m_lobby.visit({.names = "Amal Haddad", .phone = "+49 30 1234567", .topics = {"language"}, .createdMs = kMonday});
    m_jose = m_annex.visit({.names = "José Ñáñez-O'Brien", .phone = "+49 176 5556667", .text = "Trabajo en Berlín",
                            .language = "es", .topics = {"work", "law"}, .createdMs = kTuesday,
                            .status = "REQUEST_STATUS_IN_PROGRESS"});
    m_lobby.write({{"Feedback", {{"face", {"good"}}, {"site", {"library"}}, {"created_ms", {std::to_string(kTuesday + 1)}}}, {}, {}}});
    ASSERT_TRUE(m_lobby.sync().ok());
    ASSERT_TRUE(m_annex.sync().ok());
  }
  std::vector<std::string> titles(const api::ListInboxRequest& request) {
    std::vector<std::string> all;
    const auto found = m_world.inbox(request);
    for (const api::InboxRow& row : found.rows()) all.push_back(row.title());
    EXPECT_EQ(found.total(), all.size());
    return all;
  }
  std::vector<std::string> search(const std::string& words) {
    api::ListInboxRequest request;
    request.set_search(words);
    return titles(request);
  }
  // As a request with one filter set.
  template <typename Set>
  std::vector<std::string> with(Set set) {
    api::ListInboxRequest request;
    set(request);
    return titles(request);
  }

  static constexpr char kAmal[] = "Amal Haddad";
  static constexpr char kJose[] = "José Ñáñez-O'Brien";
  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby", "library");
  Kiosk& m_annex = m_world.kiosk("annex", "townhall");
  Id16 m_mo = m_world.account("Mo");
  Slip m_amal, m_jose;
};

TEST_F(Inbox, ShowsTheNewestFirstWithWhoItIsAbout) {
  EXPECT_THAT(titles({}), ElementsAre("good", kJose, kAmal));
  const api::InboxRow row = m_world.inbox().rows(2);
  EXPECT_EQ(row.type(), "Enquiry");
  EXPECT_EQ(row.record_id(), m_amal.enquiry.uuid());
  EXPECT_EQ(row.language(), "ar") << "of the contact";
  EXPECT_EQ(row.site(), "library");
  EXPECT_EQ(row.created_ms(), kMonday);
  EXPECT_EQ(row.status(), "REQUEST_STATUS_NEW");
  EXPECT_THAT(row.topics(), ElementsAre("language"));
  EXPECT_FALSE(row.has_case());
}

TEST_F(Inbox, FiltersByTypeSiteLanguageStatusTopicAndDate) {
  EXPECT_THAT(with([](auto& r) { r.add_types("Feedback"); }), ElementsAre("good"));
  EXPECT_THAT(with([](auto& r) { r.add_sites("townhall"); }), ElementsAre(kJose));
  EXPECT_THAT(with([](auto& r) { r.add_languages("ar"); }), ElementsAre(kAmal));
  EXPECT_THAT(with([](auto& r) { r.add_statuses("REQUEST_STATUS_IN_PROGRESS"); }), ElementsAre(kJose));
  EXPECT_THAT(with([](auto& r) { r.add_topics("law"); }), ElementsAre(kJose));
  EXPECT_THAT(with([](auto& r) { r.set_from_ms(kTuesday); }), ElementsAre("good", kJose));
  EXPECT_THAT(with([](auto& r) { r.set_until_ms(kTuesday); }), ElementsAre(kAmal));
  EXPECT_THAT(with([](auto& r) { r.add_types("Enquiry"), r.add_sites("library"), r.add_languages("es"); }), IsEmpty());
}

TEST_F(Inbox, RefusesAFilterByATypeThatDoesNotExist) {
  api::ListInboxRequest request;
  request.add_types("Invoice");
  const review::InboxView inbox(m_world.schema(), m_world.records());
  Code code = Code::kOk;
  must(m_world.store().read([&](const store::Reader& reader) -> Status {
    const auto found = inbox.list(reader, request);
    code = found.ok() ? Code::kOk : found.error().code();
    return okStatus();
  }));
  EXPECT_EQ(code, Code::kInvalidArgument);
}

TEST_F(Inbox, FindsNamesWithoutAccentsAndCase) {
  for (const char* typed : {"jose", "JOSÉ", "nanez", "obrien", "O'Brien", "bri jos", "ñáñez"})
    EXPECT_THAT(search(typed), ElementsAre(kJose)) << typed;
  EXPECT_THAT(search("berlin trabajo"), ElementsAre(kJose)) << "the words of the text too";
  EXPECT_THAT(search("nobody"), IsEmpty());
}

TEST_F(Inbox, FindsAnUmlautHoweverItIsWritten) {
  Kiosk& kiosk = m_world.kiosk("umlauts");
  kiosk.visit({.names = "Jörg Müller"});
  ASSERT_TRUE(kiosk.sync().ok());
  for (const char* typed : {"Müller", "mueller", "MUELLER Joerg", "muel", "jorg"})
    EXPECT_THAT(search(typed), ElementsAre("Jörg Müller")) << typed;
  kiosk.visit({.names = "Anna Mueller"});
  ASSERT_TRUE(kiosk.sync().ok());
  EXPECT_THAT(search("müller"), UnorderedElementsAre("Jörg Müller", "Anna Mueller"));
}

TEST_F(Inbox, FindsAPartOfAPhoneNumberHoweverItIsWritten) {
  for (const char* typed : {"1234567", "30 123-45 67", "+49 30 1234567", "030 1234567", "(030) 123 45 67"})
    EXPECT_THAT(search(typed), ElementsAre(kAmal)) << typed;
  EXPECT_THAT(search("491765556667"), ElementsAre(kJose)) << "twelve digits are no slip";
}

TEST_F(Inbox, FindsASlipsCodeHoweverItIsWritten) {
  EXPECT_THAT(search(m_amal.code), ElementsAre(kAmal));
  EXPECT_THAT(search(record::groupSlipCode(m_jose.code)), ElementsAre(kJose));
  EXPECT_THAT(search(record::newSlipCode(m_world.random())), IsEmpty());
}

TEST_F(Inbox, FindsASlipsCodeAlsoAfterStaffCorrectedTheName) {
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.contact, "names", {"Amal Hadad"}).ok());
  EXPECT_THAT(search(m_amal.code), ElementsAre("Amal Hadad"));
}

TEST_F(Inbox, FindsAPersonAlsoBehindTheLongestText) {
  std::string text;
  for (int i = 0; i < 1'300; ++i) text += "質問 ";  // 3,900 letters of 4,000, and 9,100 bytes
  m_lobby.visit({.names = "Basma Yusuf", .phone = "+49 30 7654321", .text = text});
  m_lobby.visit({.names = "Basma Saleh", .phone = "+49 30 7654322", .text = text});
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_THAT(search("basma yusuf"), ElementsAre("Basma Yusuf"));
  EXPECT_THAT(search("7654321"), ElementsAre("Basma Yusuf"));
}

TEST_F(Inbox, PagesThroughAllRowsOnce) {
  for (int i = 0; i < 7; ++i) m_lobby.visit({.names = "V" + std::to_string(i), .createdMs = kMonday});
  ASSERT_TRUE(m_lobby.sync().ok());
  api::ListInboxRequest request;
  request.set_page_size(4);
  std::vector<std::string> ids;
  int pages = 0;
  do {
    const auto page = m_world.inbox(request);
    EXPECT_EQ(page.total(), 10u);
    for (const api::InboxRow& row : page.rows()) ids.push_back(row.record_id());
    request.set_page_token(page.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(ids.size(), 10u);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST_F(Inbox, ShowsTheEnquiriesOfAContactAnewWhenTheContactChanges) {
  EXPECT_THAT(search("haddad"), ElementsAre(kAmal));
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.contact, "names", {"Amal Sayed"}).ok());
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.contact, "language", {"fr"}).ok());
  EXPECT_THAT(search("sayed"), ElementsAre("Amal Sayed"));
  EXPECT_THAT(search("haddad"), IsEmpty());
  EXPECT_THAT(with([](auto& r) { r.add_languages("fr"); }), ElementsAre("Amal Sayed"));
}

TEST_F(Inbox, ShowsWhatStaffDoWithAnEnquiry) {
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.enquiry, "status", {"REQUEST_STATUS_CLOSED"}).ok());
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.enquiry, "assignee", {"Mo"}).ok());
  const auto found = with([](auto& r) { r.add_statuses("REQUEST_STATUS_CLOSED"); });
  EXPECT_THAT(found, ElementsAre(kAmal));
  EXPECT_EQ(m_world.inbox().rows(2).assignee(), "Mo");
}

TEST_F(Inbox, FindsWhatHasAnOpenCaseAlsoWhenTheCaseIsTheContacts) {
  const auto onlyWithCase = [&] { return with([](auto& r) { r.set_only_with_case(true); }); };
  EXPECT_THAT(onlyWithCase(), IsEmpty());
  m_annex.changeBySlip(m_amal.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(m_world.edit(m_mo, m_amal.contact, "phone", {"+49 30 3333333"}).ok());
  ASSERT_TRUE(m_annex.sync().ok());
  EXPECT_THAT(onlyWithCase(), ElementsAre(kAmal));
  EXPECT_TRUE(m_world.inbox().rows(2).has_case());
  EXPECT_EQ(m_world.inbox().open_cases(), 1u);
  EXPECT_THAT(search("2222222"), ElementsAre(kAmal)) << "each value of a conflict is found";
  EXPECT_THAT(search("3333333"), ElementsAre(kAmal));
  ASSERT_TRUE(m_world.decide(m_mo, m_world.casePage(m_world.openCases()[0].case_id()), "+49 30 2222222").ok());
  EXPECT_THAT(onlyWithCase(), IsEmpty());
}

}  // namespace
}  // namespace foyer::testworld
