// A visitor who walks away: after a warning the screen starts afresh, and nothing that was typed is left.
#include <QElapsedTimer>

#include "tests/kiosk/app/surface_world.h"

namespace foyer::app {
namespace {

constexpr int kOverMs = 15'000;  // longer than any limit here, on a busy machine too

class IdleTest : public SurfaceWorld {
 protected:
  void publish(uint32_t warningSeconds, uint32_t endSeconds) {
    std::vector<catalogue::v1::Item> items = itemsFrom("pankow");
    for (catalogue::v1::Item& item : items) {
      if (!item.has_settings()) continue;
      item.mutable_settings()->set_idle_warning_seconds(warningSeconds);
      item.mutable_settings()->set_idle_end_seconds(endSeconds);
    }
    m_surface->setCatalogue(std::make_shared<const catalogue::Snapshot>(std::move(items), 2));
  }
  QObject* guard() const {
    return m_surface->window()->property("station").value<QObject*>()->property("guard").value<QObject*>();
  }
  std::pair<int, int> limitsMs() const { return {guard()->property("warnAfterMs").toInt(), guard()->property("endAfterMs").toInt()}; }
  void waitForPage(const QString& name) {
    QElapsedTimer waited;
    waited.start();
    while (page() != name && waited.elapsed() < kOverMs) must({{"op", "wait"}, {"ms", 20}});
    ASSERT_EQ(page(), name);
  }
  void toTheName() {
    tap("language-de");
    tap("tile-question");
    waitFor("option-enquiry.topics-founding");
    tap("primary");
    waitFor("option-enquiry.on_behalf-myself");
    tap("primary");
    waitFor("field-enquiry.text");
    tap("field-enquiry.text");
    must({{"op", "type"}, {"text", "Wann haben Sie offen?"}, {"with", "commit"}});
    tap("primary");
    waitFor("field-contact.names");
    tap("field-contact.names");
  }
};

TEST_F(IdleTest, TheSecondsAreThoseOfTheCatalogue) {
  openKiosk();
  EXPECT_EQ(limitsMs(), std::pair(60'000, 30'000));
  m_surface->setCatalogue(catalogueFrom("example"));
  EXPECT_EQ(limitsMs(), std::pair(75'000, 45'000));
  publish(0, 0);
  EXPECT_EQ(limitsMs(), std::pair(60'000, 30'000)) << "where the catalogue says nothing";
}

TEST_F(IdleTest, StayingKeepsTheVisitAndWalkingAwayLeavesNothingOfIt) {
  openKiosk();
  toTheName();
  must({{"op", "type"}, {"text", "Canary"}, {"with", "commit"}});
  publish(1, 4);
  tap("field-contact.names");  // from now on the short limits count
  must({{"op", "wait"}, {"name", "idle-stay"}, {"timeout_ms", kOverMs}});
  shot("idle-warning");
  tap("idle-stay");
  EXPECT_EQ(page(), "form");
  EXPECT_EQ(textOf("field-contact.names"), "Canary");
  must({{"op", "wait"}, {"name", "idle-stay"}, {"gone", true}});

  must({{"op", "wait"}, {"name", "language-de"}, {"timeout_ms", kOverMs}});
  EXPECT_EQ(page(), "attract");
  publish(600, 700);
  toTheName();
  EXPECT_EQ(textOf("field-contact.names"), "");
  EXPECT_TRUE(m_saved.empty());
}

TEST_F(IdleTest, GoingAtOnceIsOneTouchToo) {
  openKiosk();
  toTheName();
  publish(1, 20);
  tap("field-contact.names");
  must({{"op", "wait"}, {"name", "idle-go"}, {"timeout_ms", kOverMs}});
  tap("idle-go");
  waitFor("language-de");
  EXPECT_EQ(page(), "attract");
}

TEST_F(IdleTest, AVisitUnderWayOnAKioskThatBreaksIsWipedWhenItsTimeIsOver) {
  openKiosk();
  toTheName();
  must({{"op", "type"}, {"text", "Canary"}, {"with", "commit"}});
  publish(1, 3);
  m_surface->setLine({true, 0, Obstacle::kJournal});
  must({{"op", "wait"}, {"name", "field-contact.names"}, {"gone", true}});
  EXPECT_EQ(page(), "form") << "not yet wiped: a storage that is back at once costs nobody their visit";
  shot("broken-visit");
  waitForPage("attract");
  EXPECT_FALSE(isShown("idle-stay")) << "a broken kiosk asks nobody";
  publish(600, 700);
  m_surface->setLine({true, 0, Obstacle::kNone});
  waitFor("language-de");
  toTheName();
  EXPECT_EQ(textOf("field-contact.names"), "");
  EXPECT_TRUE(m_saved.empty());
}

TEST_F(IdleTest, AVisitUnderWayIsWipedAlsoWhereTheKioskBreaksWhileItAsksForTheVisitor) {
  openKiosk();
  toTheName();
  must({{"op", "type"}, {"text", "Canary"}, {"with", "commit"}});
  publish(1, 3);
  tap("field-contact.names");  // from now on the short limits count
  must({{"op", "wait"}, {"name", "idle-stay"}, {"timeout_ms", kOverMs}});
  m_surface->setLine({true, 0, Obstacle::kJournal});
  must({{"op", "wait"}, {"name", "idle-stay"}, {"gone", true}});
  waitForPage("attract");
  m_surface->setLine({true, 0, Obstacle::kNone});
  publish(600, 700);
  waitFor("language-de");
  toTheName();
  EXPECT_EQ(textOf("field-contact.names"), "");
}

TEST_F(IdleTest, AVisitGoesOnWhereTheKioskIsWellAgainInTime) {
  openKiosk();
  toTheName();
  must({{"op", "type"}, {"text", "Canary"}, {"with", "commit"}});
  publish(2, 3);
  m_surface->setLine({true, 0, Obstacle::kJournal});
  must({{"op", "wait"}, {"name", "field-contact.names"}, {"gone", true}});
  m_surface->setLine({true, 0, Obstacle::kNone});
  waitFor("field-contact.names");
  // Longer than a broken kiosk waits: whoever touches it goes on.
  for (int i = 0; i < 18; ++i) {
    tap("field-contact.names");
    must({{"op", "wait"}, {"ms", 200}});
  }
  EXPECT_EQ(textOf("field-contact.names"), "Canary");
  waitForPage("attract");
}

TEST_F(IdleTest, NobodyIsWarnedBeforeTheFirstTouch) {
  openKiosk();
  publish(1, 2);
  must({{"op", "wait"}, {"ms", 1'500}});
  EXPECT_FALSE(isShown("idle-stay"));
  EXPECT_EQ(page(), "attract");
}

}  // namespace
}  // namespace foyer::app
