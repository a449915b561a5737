// Forms speak through Qt's translations, which want an application.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTranslator>

#include "shared/seal/seal.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  QCoreApplication application(argc, argv);
  QTranslator words;
  if (!words.load(QStringLiteral(":/i18n/form_de.qm"))) return 1;
  QCoreApplication::installTranslator(&words);
  if (!foyer::seal::start().ok()) return 1;
  return RUN_ALL_TESTS();
}
