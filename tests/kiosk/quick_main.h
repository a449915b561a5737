#pragma once
// What the QML test programs share: import paths, the on-screen keyboard, and a hook that ends the
// program on any QML warning (and prints which), so that a page never "only" warns.

#include <QQmlEngine>
#include <QQmlError>
#include <QtQuickTest>
#include <cstdio>
#include <cstdlib>

#include "tests/kiosk/abort_on_warning.h"

namespace foyer::tests {

class Setup : public QObject {
  Q_OBJECT

public slots:
  void qmlEngineAvailable(QQmlEngine* engine) {
    engine->addImportPath("qrc:/qt/qml");
    installAbortOnWarning();
    // The test library puts its own message hook in front of ours; the engine's signal stays.
    connect(engine, &QQmlEngine::warnings, this, [](const QList<QQmlError>& errors) {
      for (const QQmlError& error : errors)
        std::fprintf(stderr, "QML warning: %s\n", qPrintable(error.toString()));
      std::fflush(stderr);
      std::abort();
    });
  }
};

inline int run(int argc, char** argv, const char* name, const char* folder) {
  qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
  qputenv("QT_VIRTUALKEYBOARD_STYLE", "foyer");
  QTEST_SET_MAIN_SOURCE_PATH
  Setup setup;
  return quick_test_main_with_setup(argc, argv, name, folder, &setup);
}

}  // namespace foyer::tests
