// The page wants an application with the on-screen keyboard.
#include <gtest/gtest.h>

#include <QGuiApplication>

#include "tests/kiosk/abort_on_warning.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
  qputenv("QT_VIRTUALKEYBOARD_STYLE", "foyer");
  foyer::tests::installAbortOnWarning();
  QGuiApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
