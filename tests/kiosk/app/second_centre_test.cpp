// Another centre with other languages, topics and purposes: nothing of the first one is in the program.
#include <QQuickItem>

#include "tests/e2e/kiosk_driver/finger.h"
#include "tests/kiosk/app/surface_world.h"

namespace foyer::app {
namespace {

class SecondCentreTest : public SurfaceWorld, public testing::WithParamInterface<const char*> {
 protected:
  // What the catalogue says, in the language of the visit.
  std::string titleOf(const std::string& offer) const {
    for (const catalogue::v1::Item& item : itemsFrom("example")) {
      if (item.id() == offer && item.has_offer()) return item.offer().title().by_language().at(GetParam());
    }
    return {};
  }
  bool isRead(const std::string& words) {
    const QString wanted = QString::fromStdString(words);
    bool found = false;
    kiosk_driver::visitItems(m_surface->window()->contentItem(), [&](QQuickItem& item) {
      found = found || (item.isVisible() && item.property("text").toString() == wanted);
    });
    return found;
  }
};

TEST_P(SecondCentreTest, AnEnquiryFromTheFirstTouchToTheSlip) {
  const QString language = GetParam();
  openKiosk({1080, 1920}, "example", "pier-four");
  waitFor("language-en");
  EXPECT_TRUE(isShown("language-pl") && isShown("language-de"));
  EXPECT_FALSE(isShown("language-ar")) << "a language of another centre";
  tap("language-" + language);
  waitFor("tile-shore-advice");
  EXPECT_EQ(ask({{"op", "status"}})["language"].toString(), language);
  shot(language + "-example-home");
  tap("tile-shore-advice");
  tap("primary");
  waitFor("option-enquiry.topics-wages");
  EXPECT_FALSE(isShown("option-enquiry.topics-founding"));
  tap("option-enquiry.topics-wages");
  tap("primary");
  tap("option-enquiry.on_behalf-shipmate");
  tap("primary");
  waitFor("field-enquiry.text");
  tap("field-enquiry.text");
  must({{"op", "type"}, {"text", "Gdzie jest moja wypłata?"}, {"with", "commit"}});
  tap("primary");
  tap("field-contact.names");
  must({{"op", "type"}, {"text", "Łukasz"}, {"with", "commit"}});
  tap("primary");
  tap("option-contact.reach-phone");
  tap("primary");
  waitFor("field-contact.phone");
  tap("field-contact.phone");
  type("+441632960123");
  tap("primary");
  waitFor("option-contact.language-fil");
  shot(language + "-example-language");
  tap("primary");
  tap("consent-answer-yes");
  tap("consent-refer-no");
  shot(language + "-example-consent");
  tap("primary");
  waitFor("answer-contact.names");
  shot(language + "-example-review");
  tap("primary");
  waitFor("slip-code");
  shot(language + "-example-saved");
  ASSERT_EQ(m_saved.size(), 1u);
  tap("primary");
  waitFor("language-en");
}

TEST_P(SecondCentreTest, ItsOwnWordsAreOnThePages) {
  const QString language = GetParam();
  openKiosk({1920, 1080}, "example", "pier-four");
  tap("language-" + language);
  waitFor("tile-evenings");
  tap("tile-evenings");
  waitFor("offer-rope-work");
  ASSERT_FALSE(titleOf("rope-work").empty());
  EXPECT_TRUE(isRead(titleOf("rope-work"))) << titleOf("rope-work");
  tap("offer-rope-work");
  waitFor("session-rope-work-spring");
  EXPECT_TRUE(isRead(titleOf("rope-work")));
  shot(language + "-example-offer");
}

INSTANTIATE_TEST_SUITE_P(InEachOfItsLanguages, SecondCentreTest, testing::Values("en", "pl", "de"),
                         [](const testing::TestParamInfo<const char*>& language) { return std::string(language.param); });

}  // namespace
}  // namespace foyer::app
