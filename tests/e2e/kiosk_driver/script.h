// Operations from stdin, answers to stdout: one JSON object a line each, strictly in order.
//
// Place: main.cpp makes one when the kiosk's window stands. While an operation runs the kiosk runs on, but
// no other operation begins. Ownership: the window's, its parent; GUI thread. Errors: a line that is no JSON is answered with
// one. Ends the program after `quit` and at the end of stdin. Does not: know operations.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include "tests/e2e/kiosk_driver/driver.h"

namespace foyer::kiosk_driver {

class Script : public QObject {
 public:
  explicit Script(QQuickWindow& window);

 private:
  void onReadable();
  void runLines();

  Driver m_driver;
  QSocketNotifier m_stdin;
  QByteArray m_waiting;
};

}  // namespace foyer::kiosk_driver
