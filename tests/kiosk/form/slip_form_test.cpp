// "My slip" at any kiosk, without a line.
#include "kiosk/form/slip_form.h"

#include <set>

#include "shared/seal/seal.h"
#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

class SlipFormTest : public testing::Test {
 protected:
  SlipFormTest() { m_form.setCatalogue(ToyCatalogue().snapshot()); }

  const schema::Schema m_schema = schemaWithToy();
  ManualClock m_clock;
  std::vector<record::ChangeBody> m_submitted;
  Status m_disk;
  SlipForm m_form{m_schema, m_clock, IdSeries(repeatableRandom()), [this](const record::ChangeBody& change) {
                    if (m_disk.ok()) m_submitted.push_back(change);
                    return m_disk;
                  }};
};

TEST_F(SlipFormTest, ReadsACodeHoweverItIsTyped) {
  EXPECT_EQ(SlipForm::normalised("7k4m-9qxr 2tda").toStdString(), "7K4M9QXR2TDA");
  EXPECT_EQ(SlipForm::normalised("iLo0").toStdString(), "1100");
  EXPECT_TRUE(SlipForm::isValid("7K4M9QXR2TDA"));
  EXPECT_FALSE(SlipForm::isValid("7K4M9QXR2TD"));
  EXPECT_FALSE(SlipForm::isValid(""));
}

TEST_F(SlipFormTest, OffersEveryFieldThatASlipMayChange) {
  QStringList keys;
  for (const QVariant& channel : m_form.channels()) keys << channel.toMap()["key"].toString();
  EXPECT_EQ(keys, (QStringList{"contact.phone", "contact.email"}));
}

TEST_F(SlipFormTest, AGoodNumberIsStoredAsOneChangeThatValidationAccepts) {
  const QVariantMap result = m_form.submitChange("7K4M-9QXR-2TDA", "contact.phone", " ٠٣٠ ٩٩٩٨٨ ");
  EXPECT_TRUE(result["ok"].toBool()) << result["message"].toString().toStdString();
  ASSERT_EQ(m_submitted.size(), 1u);
  EXPECT_EQ(first(told(m_schema, m_submitted[0]).find("Contact")->second, "phone"), "030 99988");
  EXPECT_EQ(m_submitted[0].records[0].slipId, seal::slipId("7K4M9QXR2TDA"));
  EXPECT_EQ(refusal(m_schema, m_submitted[0]), "");
}

TEST_F(SlipFormTest, ABadNumberIsRefusedWithASentenceAndNothingIsStored) {
  const QVariantMap result = m_form.submitChange("7K4M9QXR2TDA", "contact.phone", "ring me");
  EXPECT_FALSE(result["ok"].toBool());
  EXPECT_FALSE(result["message"].toString().isEmpty());
  EXPECT_TRUE(m_submitted.empty());
}

TEST_F(SlipFormTest, AnAddressWithHalfACharacterIsRefusedAndNotStoredWithAQuestionMark) {
  EXPECT_TRUE(m_form.submitChange("7K4M9QXR2TDA", "contact.email", "a?b@example.org")["ok"].toBool());
  m_submitted.clear();
  const QString half = QStringLiteral("a") + QChar(u'\xd83e') + QStringLiteral("b@example.org");
  const QVariantMap result = m_form.submitChange("7K4M9QXR2TDA", "contact.email", half);
  EXPECT_FALSE(result["ok"].toBool());
  EXPECT_FALSE(result["message"].toString().isEmpty());
  EXPECT_TRUE(m_submitted.empty());
}

TEST_F(SlipFormTest, AHalfCodeAFieldOfNoSlipAndAFullDiskAreRefused) {
  EXPECT_FALSE(m_form.submitChange("7K4M", "contact.phone", "030 99988")["ok"].toBool());
  EXPECT_FALSE(m_form.submitChange("7K4M9QXR2TDA", "contact.names", "Eve")["ok"].toBool());
  m_disk = Error(Code::kResourceExhausted, "full");
  EXPECT_FALSE(m_form.submitChange("7K4M9QXR2TDA", "contact.phone", "030 99988")["ok"].toBool());
  EXPECT_TRUE(m_submitted.empty());
}

TEST_F(SlipFormTest, TakingBackSaysWhatItMeansOfEveryTypeThatMayBeThere) {
  const QVariantMap result = m_form.submitCancel("7K4M9QXR2TDA");
  EXPECT_TRUE(result["ok"].toBool()) << result["message"].toString().toStdString();
  ASSERT_EQ(m_submitted.size(), 1u);
  EXPECT_EQ(refusal(m_schema, m_submitted[0]), "");
  const record::Dot visit{seal::slipId("7K4M9QXR2TDA"), 0};
  std::set<std::string> types;
  for (const record::RecordWrite& write : m_submitted[0].records) {
    types.insert(m_schema.type(write.type)->name);
    EXPECT_EQ(write.slipId, visit.author);
    for (const record::FieldWrite& field : write.fields) EXPECT_EQ(field.seen, std::vector{visit});
  }
  EXPECT_TRUE(types.count("Enquiry") && types.count("Registration"));
  EXPECT_FALSE(types.count("Contact") || types.count("Consent"));
}

TEST_F(SlipFormTest, AConsentIsWithdrawnByItsPurposeAndAPurposeThatIsNeededEndsTheRequestToo) {
  QVariantMap optional, required;
  for (const QVariant& purpose : m_form.purposes())
    (purpose.toMap()["required"].toBool() ? required : optional) = purpose.toMap();
  ASSERT_FALSE(optional.isEmpty());
  ASSERT_FALSE(required.isEmpty());
  EXPECT_TRUE(m_form.submitWithdrawal("7K4M9QXR2TDA", optional["id"].toString())["ok"].toBool());
  ASSERT_EQ(m_submitted.size(), 1u);
  ASSERT_EQ(m_submitted[0].records.size(), 1u);
  EXPECT_EQ(m_submitted[0].records[0].matching.size(), 1u);
  EXPECT_EQ(refusal(m_schema, m_submitted[0]), "");
  EXPECT_TRUE(m_form.submitWithdrawal("7K4M9QXR2TDA", required["id"].toString())["ok"].toBool());
  ASSERT_EQ(m_submitted.size(), 2u);
  EXPECT_GT(m_submitted[1].records.size(), 1u);
  EXPECT_EQ(refusal(m_schema, m_submitted[1]), "");
}

TEST_F(SlipFormTest, APurposeThatTheCentreDoesNotHaveIsRefused) {
  EXPECT_FALSE(m_form.submitWithdrawal("7K4M9QXR2TDA", "world-peace")["ok"].toBool());
  EXPECT_FALSE(m_form.submitCancel("7K4M")["ok"].toBool());
  EXPECT_TRUE(m_submitted.empty());
}

}  // namespace
}  // namespace foyer::form
