#include "tests/e2e/kiosk_driver/finger.h"

#include <QElapsedTimer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

namespace foyer::kiosk_driver {
namespace {

constexpr int kStepMs = 5;
constexpr int kTouchId = 1;
constexpr int kScrollsMax = 40;  // three quarters of a page each: no page of ours is longer

bool isShown(const QQuickItem& item) { return item.isVisible() && item.width() > 0 && item.height() > 0; }

Error cannot(const QString& name, const char* what) {
  return Error(Code::kNotFound, "The item \"" + name.toStdString() + "\" " + what);
}

// Nothing on the item's way to the window dims or disables it.
bool canBeTouched(const QQuickItem& item) {
  for (const QQuickItem* at = &item; at; at = at->parentItem()) {
    if (!at->isVisible() || !at->isEnabled()) return false;
  }
  return true;
}

}  // namespace

void visitItems(QQuickItem* root, const std::function<void(QQuickItem&)>& visit) {
  if (!root || !root->isVisible()) return;
  const QList<QQuickItem*> children = root->childItems();
  for (auto child = children.rbegin(); child != children.rend(); ++child) visitItems(*child, visit);
  visit(*root);
}

Finger::Finger(QQuickWindow& window) : m_window(window), m_device(QTest::createTouchDevice()) {
  QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [this] { ++m_frames; });
}

bool Finger::wait(const std::function<bool()>& isDone, int timeoutMs) {
  QElapsedTimer clock;
  clock.start();
  while (!isDone()) {
    if (clock.elapsed() > timeoutMs) return false;
    QTest::qWait(kStepMs);
  }
  return true;
}

QPoint Finger::middleOf(const QQuickItem& item) {
  return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint();
}

QQuickItem* Finger::find(const QString& name) const {
  QQuickItem* found = nullptr;
  visitItems(m_window.contentItem(), [&](QQuickItem& item) {
    if (!found && item.objectName() == name && isShown(item)) found = &item;
  });
  return found;
}

QStringList Finger::names() const {
  QStringList all;
  visitItems(m_window.contentItem(), [&](QQuickItem& item) {
    if (!item.objectName().isEmpty() && isShown(item)) all << item.objectName();
  });
  all.sort();
  all.removeDuplicates();
  return all;
}

void Finger::tapAt(const QPoint& point) {
  QTest::touchEvent(&m_window, m_device).press(kTouchId, point, &m_window);
  QCoreApplication::processEvents();
  QTest::touchEvent(&m_window, m_device).release(kTouchId, point, &m_window);
  QCoreApplication::processEvents();
}

Finger::Reach Finger::reachOf(const QQuickItem& item) const {
  const QPoint middle = middleOf(item);
  for (QQuickItem* around = item.parentItem(); around; around = around->parentItem()) {
    // What can be moved shows no more than its room, also while it does not clip yet.
    if (!around->clip() && !around->inherits("QQuickFlickable")) continue;
    const QRectF shown = around->mapRectToScene(QRectF(0, 0, around->width(), around->height()));
    if (shown.contains(middle)) continue;
    const QString wanted = middle.y() > shown.center().y() ? QStringLiteral("scroll-down") : QStringLiteral("scroll-up");
    QQuickItem* button = nullptr;
    // The buttons stand beside what they move, somewhere in the same area.
    for (QQuickItem* area = around->parentItem(); area && !button; area = area->parentItem()) {
      visitItems(area, [&](QQuickItem& candidate) {
        if (!button && candidate.objectName() == wanted && isShown(candidate)) button = &candidate;
      });
    }
    return {false, button};
  }
  return {};
}

Status Finger::tapScrolled(const QString& name, int timeoutMs) {
  // The page may still be coming in or fading: a touch on a moving thing lands beside it, also on the button
  // that scrolls. So each touch waits, as a person's eye does, until two frames show the item at one place:
  // before a frame is drawn, what has just changed has not got its place.
  QPoint last(-1, -1);
  int frame = m_frames;
  int scrolls = 0;
  const auto isInside = [this](const QPoint& point) { return QRect(QPoint(0, 0), m_window.size()).contains(point); };
  const bool stands = wait(
      [&] {
        m_window.update();
        if (m_frames == frame) return false;
        frame = m_frames;
        QQuickItem* item = find(name);
        const QPoint now = item ? middleOf(*item) : QPoint(-1, -1);
        const bool isStill = item && now == last;
        last = now;
        if (!isStill) return false;
        const Reach reach = reachOf(*item);
        if (reach.isInView) return isInside(now) && canBeTouched(*item);
        if (reach.scrollButton && scrolls < kScrollsMax && isInside(middleOf(*reach.scrollButton))) {
          tapAt(middleOf(*reach.scrollButton));
          ++scrolls;
        }
        last = QPoint(-1, -1);
        return false;
      },
      timeoutMs);
  if (!stands) return cannot(name, "does not stand still inside the window; look at a shot.");
  tapAt(last);
  return okStatus();
}

Status Finger::tap(const QString& name, int timeoutMs) {
  const bool isThere = wait([&] { return find(name) != nullptr; }, timeoutMs);
  if (!isThere) return cannot(name, "did not appear in time; `names` says what is shown.");
  const bool isReady = wait(
      [&] {
        const QQuickItem* item = find(name);
        return item && canBeTouched(*item);
      },
      timeoutMs);
  if (!isReady) return cannot(name, "is shown but not enabled.");
  return tapScrolled(name, timeoutMs);
}

}  // namespace foyer::kiosk_driver
