// What a finger must not do: touch what lies where the wanted item would be if it were in view.
#include <gtest/gtest.h>

#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>

#include "tests/e2e/kiosk_driver/finger.h"

namespace foyer::kiosk_driver {
namespace {

// A list that is longer than its room, and a button below the room, where the wanted item would be. That there is
// more, and how to get there, is shown only after a while.
constexpr char kPage[] = R"(
import QtQuick
Item {
    id: page
    property int wanted: 0
    property int others: 0
    property bool overflows: false
    width: 400; height: 600
    Timer { interval: 300; running: true; onTriggered: page.overflows = true }
    Item {
        width: 400; height: 400
        Flickable {
            id: flick
            width: 300; height: 400
            clip: page.overflows
            contentHeight: 700
            Item {
                objectName: "wanted"
                y: 450; width: 300; height: 80
                TapHandler { gesturePolicy: TapHandler.ReleaseWithinBounds; onTapped: ++page.wanted }
            }
        }
        Item {
            objectName: "scroll-down"
            visible: page.overflows
            x: 300; y: 300; width: 100; height: 100
            TapHandler { gesturePolicy: TapHandler.ReleaseWithinBounds; onTapped: flick.contentY = 300 }
        }
    }
    Rectangle {
        y: 400; width: 400; height: 200
        TapHandler { gesturePolicy: TapHandler.ReleaseWithinBounds; onTapped: ++page.others }
    }
}
)";

TEST(Finger, WaitsForTheWayToWhatIsOutOfViewAndTouchesNothingElse) {
  QQmlEngine engine;
  QQuickWindow window;
  window.resize(400, 600);
  window.show();
  QQmlComponent component(&engine);
  component.setData(kPage, QUrl());
  const std::unique_ptr<QQuickItem> page(qobject_cast<QQuickItem*>(component.create()));
  ASSERT_TRUE(page) << component.errorString().toStdString();
  page->setParentItem(window.contentItem());
  Finger finger(window);
  const Status tapped = finger.tap("wanted", 3'000);
  ASSERT_TRUE(tapped.ok()) << tapped.error().message();
  EXPECT_TRUE(Finger::wait([&] { return page->property("wanted").toInt() == 1; }, 3'000));
  EXPECT_EQ(page->property("others").toInt(), 0);
}

}  // namespace
}  // namespace foyer::kiosk_driver

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  QGuiApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
