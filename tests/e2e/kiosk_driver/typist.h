// Types on the kiosk's own on-screen keyboard.
//
// Place: the driver's `type` and `clear`. A character that the keyboard shows is typed by touching its key,
// with shift where the case differs; others come as an input method would commit them, since a script has
// names that no single layout can write. Ownership: the driver's, GUI thread. Errors: one sentence.
// Does not: switch layouts or write into fields behind the program's back.
#pragma once

#include <QString>

#include "shared/base/result.h"
#include "tests/e2e/kiosk_driver/finger.h"

class QQuickItem;
class QQuickWindow;

namespace foyer::kiosk_driver {

enum class TypeWith { kKeys, kCommit };

struct Typed {
  int keys = 0;
  int commits = 0;
};

class Typist {
 public:
  Typist(QQuickWindow& window, Finger& finger) : m_window(window), m_finger(finger) {}

  Result<Typed> type(const QString& text, TypeWith with);
  // Until the field in use is empty.
  Status clear();

 private:
  QQuickItem* keyFor(const QString& character) const;
  QQuickItem* keyOfType(int qtKey) const;
  bool tapKeyFor(const QString& character);
  Status commit(const QString& text);
  QString fieldText() const;

  QQuickWindow& m_window;
  Finger& m_finger;
};

}  // namespace foyer::kiosk_driver
