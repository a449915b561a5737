// One operation of a script against the running kiosk, as JSON in and out; see README.md for all of them.
//
// Place: main.cpp hands in each line of stdin. Ownership: main's, GUI thread, while the window lives.
// Errors: {"ok": false, "error": "..."}; never ends the program. Does not: read or write streams.
#pragma once

#include <QJsonObject>

#include "tests/e2e/kiosk_driver/finger.h"
#include "tests/e2e/kiosk_driver/typist.h"

class QQuickWindow;

namespace foyer::kiosk_driver {

class Driver {
 public:
  explicit Driver(QQuickWindow& window) : m_window(window), m_finger(window), m_typist(window, m_finger) {}

  QJsonObject run(const QJsonObject& operation);
  // A `quit` has come.
  bool isOver() const { return m_isOver; }

 private:
  QJsonObject read(const QJsonObject& operation);
  QJsonObject wait(const QJsonObject& operation);
  QJsonObject shot(const QString& file);
  QJsonObject status() const;
  QJsonObject type(const QJsonObject& operation);

  QQuickWindow& m_window;
  Finger m_finger;
  Typist m_typist;
  bool m_isOver = false;
};

}  // namespace foyer::kiosk_driver
