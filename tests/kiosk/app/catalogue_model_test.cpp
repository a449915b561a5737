// The catalogue in the words and maps that the pages bind to.
#include "kiosk/app/catalogue_model.h"

#include "kiosk/app/session_words.h"
#include "tests/kiosk/app/surface_world.h"

namespace foyer::app {
namespace {

class CatalogueModelTest : public testing::Test {
 protected:
  CatalogueModelTest() { m_model.setSnapshot(catalogueFrom("pankow")); }

  ManualClock m_clock{1'795'000'000'000};
  CatalogueModel m_model{"stadtteilzentrum", m_clock};
};

TEST_F(CatalogueModelTest, TilesAreTheOffersOfTheHomePageThenSlipAndAbout) {
  QStringList kinds;
  for (const QVariant& tile : m_model.tiles()) kinds << tile.toMap()["kind"].toString();
  EXPECT_EQ(kinds, (QStringList{"advice", "training", "network", "question", "slip", "about"}));
}

TEST_F(CatalogueModelTest, BehindATileStandTheOffersOfItsKind) {
  EXPECT_GT(m_model.offers("training").size(), 2);
  EXPECT_EQ(m_model.offers("question").size(), 1);
  EXPECT_TRUE(m_model.offers("nothing").isEmpty());
}

TEST_F(CatalogueModelTest, EveryTextFollowsTheLanguage) {
  const QVariantList german = m_model.tiles();
  m_model.setLanguage("ar");
  EXPECT_NE(m_model.tiles()[0].toMap()["title"], german[0].toMap()["title"]);
  EXPECT_FALSE(m_model.dataUse("enquiry")["text"].toString().isEmpty());
}

TEST_F(CatalogueModelTest, ALanguageWithoutWordsFallsBackVisibly) {
  const QVariant german = m_model.tiles()[0].toMap()["title"];
  m_model.setLanguage("vi");
  EXPECT_EQ(m_model.tiles()[0].toMap()["title"], german);
}

TEST_F(CatalogueModelTest, ACourseHasItsDatesInWordsAndOffersTheWaitingList) {
  const QVariantList sessions = m_model.offer("project-management")["sessions"].toList();
  ASSERT_FALSE(sessions.isEmpty());
  const QVariantMap session = sessions[0].toMap();
  EXPECT_EQ(session["when"].toStringList().size(), 3);
  EXPECT_TRUE(session["when"].toStringList()[0].contains("2027"));
  EXPECT_TRUE(session["waiting"].toBool()) << "without a lease no seat is promised";
  EXPECT_FALSE(session["language"].toString().isEmpty());
}

TEST_F(CatalogueModelTest, WhatIsOverIsNotOffered) {
  const qsizetype before = m_model.offer("project-management")["sessions"].toList().size();
  m_clock.setWallMs(1'803'000'000'000);  // February 2027
  EXPECT_EQ(m_model.offer("project-management")["sessions"].toList().size(), before - 1);
}

TEST_F(CatalogueModelTest, AboutBeginsWithWhoRunsIt) {
  ASSERT_FALSE(m_model.pages().isEmpty());
  const QVariantMap page = m_model.page(m_model.pages()[0].toMap()["id"].toString());
  EXPECT_GE(page["paragraphs"].toList().size(), 3) << "aim, carriers, funders";
}

TEST(SessionWords, DaysAreWrittenOutInTheLanguageOfTheVisit) {
  catalogue::v1::Date date;
  date.set_day("2027-01-14");
  date.set_from("17:00");
  date.set_until("20:00");
  EXPECT_TRUE(dateText(date, "de").startsWith("Donnerstag, 14. Januar 2027"));
  EXPECT_TRUE(dateText(date, "en").startsWith("Thursday, 14 January 2027"));
  EXPECT_TRUE(dateText(date, "ar").contains(QStringLiteral("الخميس")));
  EXPECT_TRUE(dateText(date, "de-simple").contains(QStringLiteral("17:00–20:00")));
  EXPECT_EQ(dateText(date, "ar"), QStringLiteral("الخميس، 14 يناير 2027، 17:00 – 20:00")) << "digits as on the posters";
}

TEST(SessionWords, LimitedSeatsAreWaitedForAndUnlimitedOnesConfirmed) {
  catalogue::v1::Session session;
  EXPECT_EQ(promiseFor(&session), SeatPromise::kConfirmed);
  session.set_capacity(12);
  EXPECT_EQ(promiseFor(&session), SeatPromise::kWaiting);
  EXPECT_EQ(promiseFor(nullptr), SeatPromise::kWaiting);
}

TEST(EmptyCatalogue, IsEmptyEverywhereAndBreaksNothing) {
  ManualClock clock;
  const CatalogueModel model("nowhere", clock);
  EXPECT_EQ(model.centreName(), "");
  EXPECT_TRUE(model.languages().isEmpty());
  EXPECT_TRUE(model.welcomeLines().isEmpty());
  EXPECT_EQ(model.tiles().size(), 2);
  EXPECT_TRUE(model.offer("x").isEmpty());
  EXPECT_TRUE(model.page("x").isEmpty());
  EXPECT_TRUE(model.purposes("enquiry").isEmpty());
}

}  // namespace
}  // namespace foyer::app
