// Whole visits by touch, on the real pages.
#include "tests/kiosk/app/surface_world.h"

namespace foyer::app {
namespace {

class VisitTest : public SurfaceWorld {};

TEST_F(VisitTest, BeforeTheFirstContactAQuietPageWaits) {
  openKiosk({1920, 1080}, "");
  waitFor("first-contact");
  shot("first-contact");
  m_surface->setCatalogue(catalogueFrom("pankow"));
  waitFor("language-de");
}

TEST_F(VisitTest, AnEnquiryInGermanFromTheFirstTouchToTheSlip) {
  openKiosk();
  shot("de-1-attract");
  tap("language-de");
  shot("de-2-home");
  tap("tile-question");
  waitFor("option-enquiry.topics-founding");
  shot("de-3-topics");
  tap("option-enquiry.topics-founding");
  tap("primary");
  tap("primary");
  waitFor("field-enquiry.text");
  tap("field-enquiry.text");
  type("Wie gründe ich einen Verein?");
  shot("de-4-text");
  tap("primary");
  waitFor("field-contact.names");
  tap("field-contact.names");
  type("Nguyễn Thị Hoa");
  shot("de-5-names");
  tap("primary");
  tap("option-contact.reach-phone");
  shot("de-6-reach");
  tap("primary");
  waitFor("field-contact.phone");
  tap("field-contact.phone");
  type("030 123456");
  shot("de-7-phone");
  tap("primary");
  waitFor("option-contact.language-de");
  shot("de-8-language");
  tap("primary");
  tap("consent-answer-yes");
  shot("de-9-consent");
  for (const char* purpose : {"invite", "refer"}) {
    tap(QStringLiteral("consent-%1-no").arg(QLatin1String(purpose)));
  }
  tap("primary");
  waitFor("answer-contact.phone");
  shot("de-10-review");
  tap("primary");
  waitFor("slip-code");
  shot("de-11-saved");
  ASSERT_EQ(m_saved.size(), 1u);
  EXPECT_EQ(ask({{"op", "read"}, {"name", "slip-code"}, {"property", "code"}})["value"].toString().remove('-').size(), 12);
  tap("primary");
  waitFor("language-de");
  EXPECT_EQ(page(), "attract");
}

TEST_F(VisitTest, ArabicIsMirroredAndAWrongNumberIsRefusedKindly) {
  openKiosk({1080, 1920});
  tap("language-ar");
  waitFor("tile-question");
  shot("ar-1-home");
  tap("tile-question");
  waitFor("option-enquiry.topics-founding");
  tap("primary");
  waitFor("option-enquiry.on_behalf-myself");
  tap("primary");
  waitFor("field-enquiry.text");
  tap("field-enquiry.text");
  type("أريد تأسيس جمعية");
  shot("ar-2-text");
  tap("primary");
  tap("field-contact.names");
  type("أميرة");
  tap("primary");
  tap("option-contact.reach-phone");
  tap("primary");
  waitFor("field-contact.phone");
  tap("field-contact.phone");
  type("12");
  tap("primary");
  must({{"op", "wait"}, {"ms", 50}});
  shot("ar-3-phone-error");
  EXPECT_TRUE(isShown("field-contact.phone")) << "the visitor stays at the field";
  must({{"op", "clear"}});
  type("030 99887766");
  tap("primary");
  waitFor("option-contact.language-ar");
  tap("top-language");
  waitFor("switch-en");
  shot("ar-4-languages");
  tap("switch-en");
  must({{"op", "wait"}, {"ms", 300}});
  EXPECT_EQ(ask({{"op", "status"}})["language"].toString(), "en");
  shot("ar-5-now-english");
}

TEST_F(VisitTest, WhenTheDiskFailsTheVisitorIsToldAndNothingIsLost) {
  openKiosk();
  m_disk = Error(Code::kResourceExhausted, "The disk is full; free some space.");
  tap("language-es");
  tap("tile-question");
  waitFor("option-enquiry.topics-founding");
  tap("primary");
  waitFor("option-enquiry.on_behalf-myself");
  tap("primary");
  tap("field-enquiry.text");
  must({{"op", "type"}, {"text", "¿Cómo empiezo?"}, {"with", "commit"}});
  tap("primary");
  tap("field-contact.names");
  must({{"op", "type"}, {"text", "María"}, {"with", "commit"}});
  tap("primary");
  waitFor("option-contact.reach-phone");
  tap("primary");
  waitFor("option-contact.language-es");
  tap("primary");
  tap("consent-answer-yes");
  tap("consent-invite-no");
  tap("consent-refer-no");
  tap("primary");
  waitFor("answer-contact.names");
  tap("primary");
  must({{"op", "wait"}, {"ms", 100}});
  EXPECT_EQ(page(), "review");
  shot("es-1-not-saved");
  m_disk = okStatus();
  tap("primary");
  waitFor("slip-code");
  EXPECT_EQ(m_saved.size(), 1u);
}

TEST_F(VisitTest, WithASlipThePhoneNumberIsChanged) {
  openKiosk();
  tap("language-en");
  tap("tile-slip");
  waitFor("code-7");
  for (const QChar c : QStringLiteral("7K4M9QXR2TDA")) tap(QStringLiteral("code-") + c);
  shot("en-1-slip");
  tap("primary");
  tap("slip-do-change");
  tap("channel-contact.phone");
  tap("channel-value");
  type("0151 2345678");
  shot("en-2-slip-change");
  tap("primary");
  must({{"op", "wait"}, {"ms", 200}});
  EXPECT_EQ(page(), "slipDone");
  shot("en-3-slip-done");
  ASSERT_EQ(m_saved.size(), 1u);
  EXPECT_TRUE(m_saved[0].records[0].recordId.isNil());
}

TEST_F(VisitTest, WithASlipARequestIsCancelledWithoutALine) {
  openKiosk();
  tap("language-ar");
  tap("tile-slip");
  waitFor("code-7");
  for (const QChar c : QStringLiteral("7K4M9QXR2TDA")) tap(QStringLiteral("code-") + c);
  tap("primary");
  EXPECT_FALSE(ask({{"op", "read"}, {"name", "slip-standing"}, {"property", "text"}})["value"].toString().isEmpty());
  shot("ar-1-slip-stand");
  tap("slip-do-cancel");
  EXPECT_EQ(m_saved.size(), 0u) << "it is asked first";
  tap("primary");
  must({{"op", "wait"}, {"ms", 200}});
  EXPECT_EQ(page(), "slipDone");
  ASSERT_EQ(m_saved.size(), 1u);
  for (const record::RecordWrite& write : m_saved[0].records) EXPECT_TRUE(write.recordId.isNil());
}

TEST_F(VisitTest, ADiskThatFillsUpLetsTheVisitUnderWayEndAndStopsTheNext) {
  openKiosk();
  tap("language-en");
  waitFor("tile-question");
  m_surface->setLine({true, 3, Obstacle::kDiskFull});
  EXPECT_TRUE(ask({{"op", "status"}})["canCapture"].toBool());
  tap("leave");
  must({{"op", "wait"}, {"ms", 200}});
  EXPECT_FALSE(isShown("language-en"));
  EXPECT_FALSE(ask({{"op", "status"}})["canCapture"].toBool());
  m_surface->setLine({true, 0, Obstacle::kNone});
  waitFor("language-en");
}

TEST_F(VisitTest, OutOfOrderIsSaidBeforeAnythingIsTyped) {
  openKiosk();
  m_surface->setLine({false, 0, Obstacle::kDiskFull});
  must({{"op", "wait"}, {"ms", 200}});
  EXPECT_FALSE(isShown("language-de"));
  shot("out-of-order");
}

}  // namespace
}  // namespace foyer::app
