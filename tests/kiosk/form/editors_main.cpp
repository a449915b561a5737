// Editors want an application; text comes as an input method commits it, without a keyboard of its own.
#include <gtest/gtest.h>

#include <QGuiApplication>

#include "tests/kiosk/abort_on_warning.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_IM_MODULE", "none");
  foyer::tests::installAbortOnWarning();
  QGuiApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
