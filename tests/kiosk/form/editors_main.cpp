// Editors want an application; text comes as an input method commits it, without a keyboard of its own.
#include <gtest/gtest.h>

#include <QGuiApplication>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_IM_MODULE", "none");
  QGuiApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
