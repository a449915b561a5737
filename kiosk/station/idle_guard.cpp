#include "kiosk/station/idle_guard.h"

#include <QCoreApplication>
#include <QEvent>

namespace {

constexpr int kSecondMs = 1000;

bool isActivity(QEvent::Type type) {
  switch (type) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::KeyPress:
    case QEvent::Wheel:
      return true;
    default:
      return false;
  }
}

}  // namespace

IdleGuard::IdleGuard(QObject* parent) : QObject(parent) {
  m_timer.setSingleShot(true);
  m_seconds.setInterval(kSecondMs);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    if (!m_warned) return warn();
    setRunning(false);
    emit expired();
  });
  connect(&m_seconds, &QTimer::timeout, this, &IdleGuard::tick);
}

IdleGuard::~IdleGuard() {
  if (auto* app = QCoreApplication::instance()) app->removeEventFilter(this);
}

void IdleGuard::setRunning(bool running) {
  if (m_running == running) return;
  m_running = running;
  if (running) {
    QCoreApplication::instance()->installEventFilter(this);
    restart();
  } else {
    QCoreApplication::instance()->removeEventFilter(this);
    m_timer.stop();
    setWarned(false);
  }
  emit runningChanged();
}

void IdleGuard::extend() {
  if (m_running) restart();
}

bool IdleGuard::eventFilter(QObject* watched, QEvent* event) {
  if (m_running && !m_warned && isActivity(event->type())) restart();
  return QObject::eventFilter(watched, event);
}

void IdleGuard::restart() {
  setWarned(false);
  m_timer.start(qMax(1, m_warnAfterMs));
}

void IdleGuard::warn() {
  m_secondsLeft = (m_endAfterMs + kSecondMs - 1) / kSecondMs;
  emit secondsLeftChanged();
  setWarned(true);
  m_timer.start(qMax(1, m_endAfterMs));
  emit warning();
}

void IdleGuard::tick() {
  m_secondsLeft = qMax(0, m_secondsLeft - 1);
  emit secondsLeftChanged();
}

void IdleGuard::setWarned(bool warned) {
  if (m_warned == warned) return;
  m_warned = warned;
  if (warned)
    m_seconds.start();
  else
    m_seconds.stop();
  emit warnedChanged();
}
