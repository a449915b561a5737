// One change of a visit, from the schema alone.
#include "kiosk/form/change_writer.h"

#include "shared/seal/seal.h"
#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

class ChangeWriterTest : public testing::Test {
 protected:
  record::ChangeBody write(const std::vector<Context>& answers = {}) {
    const Circumstances circumstances{m_clock, m_changeIds, seal::slipId("7K4M9QXR2TDA")};
    Result<record::ChangeBody> change = writeChange(m_schema, m_draft, answers, circumstances);
    EXPECT_TRUE(change.ok()) << change.error().message();
    return std::move(change).value();
  }
  static Context consent(const std::string& purpose, const std::string& state) {
    return {{"purpose", purpose}, {"state", state}, {"text_version", "7"}, {"text_hash", "00ff"}, {"language", "de"}, {"given_ms", "5"}};
  }

  const schema::Schema m_schema = schemaWithToy();
  ManualClock m_clock;
  const IdSeries m_changeIds{repeatableRandom()};
  Draft m_draft{m_schema};
};

TEST_F(ChangeWriterTest, AnEnquiryBecomesAContactAnEnquiryAndAConsentForEachPurpose) {
  ASSERT_TRUE(m_draft.begin("enquiry", {{"site", "pankow"}, {"offer", "advice"}, {"language", "ar"}}).ok());
  ASSERT_TRUE(m_draft.set("contact.names", {"Amira"}).ok());
  ASSERT_TRUE(m_draft.set("enquiry.text", {"Hilfe beim Antrag"}).ok());
  const record::ChangeBody change = write({consent("answer", "given"), consent("invite", "refused")});
  const Told records = told(m_schema, change);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records.count("Consent"), 2u);
  const auto& contact = records.find("Contact")->second;
  const auto& enquiry = records.find("Enquiry")->second;
  EXPECT_EQ(first(contact, "names"), "Amira");
  EXPECT_EQ(first(contact, "language"), "ar");
  EXPECT_EQ(first(contact, "site"), "pankow");
  EXPECT_EQ(first(enquiry, "text"), "Hilfe beim Antrag");
  EXPECT_EQ(first(enquiry, "offer"), "advice");
  EXPECT_EQ(first(enquiry, "status"), "REQUEST_STATUS_NEW");
  EXPECT_EQ(first(enquiry, "created_ms"), std::to_string(m_clock.wallMs()));
  EXPECT_EQ(first(enquiry, "contact"), change.records.front().recordId.uuid());
  EXPECT_EQ(change.slipId, seal::slipId("7K4M9QXR2TDA"));
  EXPECT_EQ(refusal(m_schema, change), "");
}

TEST_F(ChangeWriterTest, ConsentsSayWhatWasShownAndWhatWasAnswered) {
  ASSERT_TRUE(m_draft.begin("enquiry", {{"site", "pankow"}}).ok());
  ASSERT_TRUE(m_draft.set("contact.names", {"Amira"}).ok());
  ASSERT_TRUE(m_draft.set("enquiry.text", {"?"}).ok());
  const Told records = told(m_schema, write({consent("answer", "given"), consent("invite", "refused")}));
  std::map<std::string, std::string> states;
  const auto [from, to] = records.equal_range("Consent");
  for (auto it = from; it != to; ++it) {
    states[first(it->second, "purpose")] = first(it->second, "state");
    EXPECT_EQ(first(it->second, "text_version"), "7");
    EXPECT_EQ(first(it->second, "text_hash"), "00ff");
    EXPECT_EQ(first(it->second, "site"), "pankow");
    EXPECT_EQ(first(it->second, "given_ms"), "5");
  }
  EXPECT_EQ(states["answer"], "CONSENT_STATE_GIVEN");
  EXPECT_EQ(states["invite"], "CONSENT_STATE_REFUSED");
}

TEST_F(ChangeWriterTest, ANetworkFormAlsoSaysWhoTheContactIsInTheOrganisation) {
  ASSERT_TRUE(m_draft.begin("network", {{"site", "pankow"}}).ok());
  ASSERT_TRUE(m_draft.set("contact.names", {"Amira"}).ok());
  ASSERT_TRUE(m_draft.set("organisation.name", {"Brücke e.V."}).ok());
  const record::ChangeBody change = write();
  const Told records = told(m_schema, change);
  ASSERT_EQ(records.count("Affiliation"), 1u);
  const auto& affiliation = records.find("Affiliation")->second;
  EXPECT_EQ(first(affiliation, "contact"), change.records[0].recordId.uuid());
  EXPECT_EQ(first(affiliation, "organisation"), change.records[1].recordId.uuid());
  EXPECT_EQ(refusal(m_schema, change), "");
}

TEST_F(ChangeWriterTest, ARegistrationTakesItsStateFromTheContext) {
  ASSERT_TRUE(m_draft.begin("registration", {{"offer", "course"}, {"session", "spring"}, {"state", "waiting"}}).ok());
  ASSERT_TRUE(m_draft.set("contact.names", {"Amira"}).ok());
  const record::ChangeBody change = write();
  const Told records = told(m_schema, change);
  const auto& registration = records.find("Registration")->second;
  EXPECT_EQ(first(registration, "state"), "REGISTRATION_STATE_WAITING");
  EXPECT_EQ(first(registration, "session"), "spring");
  EXPECT_EQ(first(registration, "seats"), "1");
  EXPECT_EQ(first(registration, "number"), "") << "only the server gives numbers";
  EXPECT_EQ(refusal(m_schema, change), "");
}

TEST_F(ChangeWriterTest, FeedbackRefersToNobody) {
  ASSERT_TRUE(m_draft.begin("feedback", {{"site", "pankow"}}).ok());
  ASSERT_TRUE(m_draft.set("feedback.face", {"good"}).ok());
  const record::ChangeBody change = write({consent("answer", "given")});
  EXPECT_EQ(change.records.size(), 1u);
  EXPECT_EQ(refusal(m_schema, change), "");
}

TEST_F(ChangeWriterTest, AnUnknownRecordTypeLandsInTheChangeWholly) {
  ASSERT_TRUE(m_draft.begin("wish", {{"site", "here"}, {"offer", "tea"}, {"number", "4711"}}).ok());
  for (const auto& [key, value] : std::map<std::string, std::string>{{"contact.names", "Amira"},
                                                                    {"wish.colour", " blau "},
                                                                    {"wish.story", "Weil.\nDarum."},
                                                                    {"wish.size", "large"},
                                                                    {"wish.pager", "٠٣٠ ١٢٣٤٥٦"},
                                                                    {"wish.gift", "false"},
                                                                    {"wish.tongue", "ar"},
                                                                    {"wish.day", "2026-12-24"}}) {
    ASSERT_TRUE(m_draft.set(key, {value}).ok()) << key;
  }
  ASSERT_TRUE(m_draft.set("wish.tags", {"a", "c"}).ok());
  const record::ChangeBody change = write();
  const Told records = told(m_schema, change);
  const auto& wish = records.find("Wish")->second;
  EXPECT_EQ(first(wish, "colour"), "blau");
  EXPECT_EQ(first(wish, "story"), "Weil.\nDarum.");
  EXPECT_EQ(first(wish, "pager"), "030 123456");
  EXPECT_EQ(wish.at("tags"), (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(first(wish, "gift"), "false");
  EXPECT_EQ(first(wish, "pieces"), "1");
  EXPECT_EQ(first(wish, "day"), "2026-12-24");
  EXPECT_EQ(first(wish, "mood"), "MOOD_CALM");
  EXPECT_EQ(first(wish, "place"), "here");
  EXPECT_EQ(first(wish, "offer"), "tea");
  EXPECT_EQ(first(wish, "begun_ms"), std::to_string(m_clock.wallMs()));
  EXPECT_EQ(first(wish, "contact"), change.records.front().recordId.uuid());
  EXPECT_EQ(wish.count("number"), 0u) << "a field of the server";
  EXPECT_EQ(refusal(m_schema, change), "");
}

TEST_F(ChangeWriterTest, AnAnswerToAQuestionThatIsNoLongerAskedDoesNotCount) {
  ASSERT_TRUE(m_draft.begin("enquiry", {}).ok());
  ASSERT_TRUE(m_draft.set("contact.reach", {"phone"}).ok());
  ASSERT_TRUE(m_draft.set("contact.phone", {"030 123456"}).ok());
  ASSERT_TRUE(m_draft.set("contact.reach", {"email"}).ok());
  EXPECT_EQ(told(m_schema, write()).find("Contact")->second.count("phone"), 0u);
}

TEST_F(ChangeWriterTest, ASlipChangeNamesTheSlipAndEndsWhatItsVisitWrote) {
  const schema::RecordType& contact = *m_schema.typeNamed("Contact");
  const Circumstances circumstances{m_clock, m_changeIds, seal::slipId("7K4M9QXR2TDA")};
  const auto change = writeSlipChange(contact, *contact.fieldNamed("phone"), "030 999", circumstances);
  ASSERT_TRUE(change.ok());
  ASSERT_EQ(change->records.size(), 1u);
  const record::RecordWrite& write = change->records.front();
  EXPECT_TRUE(write.recordId.isNil());
  EXPECT_EQ(write.slipId, circumstances.slipId);
  EXPECT_TRUE(change->slipId.isNil()) << "no new slip is given";
  EXPECT_EQ(write.fields.front().seen, (std::vector<record::Dot>{{circumstances.slipId, 0}}));
}

}  // namespace
}  // namespace foyer::form
