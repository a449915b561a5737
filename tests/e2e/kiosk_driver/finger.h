// A finger on the kiosk's screen: finds items by name and touches them where they are.
//
// Place: every operation of the driver that touches goes through here. Touches are events of a touch device,
// delivered to the window as a screen would. Ownership: the driver's, GUI thread. Errors: one sentence that
// names the item. Does not: call anything in the program under test.
#pragma once

#include <QPoint>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

#include "shared/base/result.h"

class QPointingDevice;
class QQuickItem;
class QQuickWindow;

namespace foyer::kiosk_driver {

inline constexpr int kPatienceMs = 10'000;  // longer than anything the kiosk does between two touches

class Finger {
 public:
  explicit Finger(QQuickWindow& window);

  // Shown now: it and all around it are visible and it has a size.
  QQuickItem* find(const QString& name) const;
  QStringList names() const;
  // Waits for the item, brings it into view, touches its middle.
  Status tap(const QString& name, int timeoutMs);
  void tapAt(const QPoint& point);
  // Lets the program run until `isDone`; false when the time is over.
  static bool wait(const std::function<bool()>& isDone, int timeoutMs);
  static QPoint middleOf(const QQuickItem& item);

 private:
  struct Reach {
    bool isInView = true;
    QQuickItem* scrollButton = nullptr;  // brings it nearer; none is shown before its page has found out that it is too long
  };
  Reach reachOf(const QQuickItem& item) const;
  Status tapScrolled(const QString& name, int timeoutMs);

  QQuickWindow& m_window;
  QPointingDevice* m_device;
  int m_frames = 0;  // drawn since the start
};

// All items below, those first that are drawn last.
void visitItems(QQuickItem* root, const std::function<void(QQuickItem&)>& visit);

}  // namespace foyer::kiosk_driver
