// Pages want an application with the on-screen keyboard; a warning of a page ends the test.
#include <gtest/gtest.h>

#include <QGuiApplication>

#include "kiosk/app/qt_start.h"
#include "shared/seal/seal.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  foyer::app::prepareQt();
  QGuiApplication application(argc, argv);
  if (!foyer::seal::start().ok()) return 1;
  return RUN_ALL_TESTS();
}
