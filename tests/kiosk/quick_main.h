#pragma once
// What the QML test programs share: import paths, the on-screen keyboard, and a hook that ends the
// program on any QML warning (and prints which), so that a page never "only" warns.

#include <QQmlEngine>
#include <QQmlError>
#include <QtGlobal>
#include <QtQuickTest>
#include <cstdio>
#include <cstdlib>

namespace foyer::tests {

inline QtMessageHandler& earlierHook() {
  static QtMessageHandler hook = nullptr;
  return hook;
}

// Words of the platform, not of our pages: the keyboard without dictionaries, the run-time folder.
inline bool isOfThePlatform(const QString& text) {
  return text.contains("hunspell", Qt::CaseInsensitive) || text.contains("XDG_RUNTIME_DIR") ||
         text.contains("propagateSizeHints");
}

inline void abortOnWarning(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  const QString category = QString::fromLatin1(context.category ? context.category : "");
  if (type == QtWarningMsg && !isOfThePlatform(text) && !isOfThePlatform(category)) {
    std::fprintf(stderr, "QML warning: %s\n", qPrintable(text));
    std::fflush(stderr);
    std::abort();
  }
  if (earlierHook()) earlierHook()(type, context, text);
}

class Setup : public QObject {
  Q_OBJECT

public slots:
  void qmlEngineAvailable(QQmlEngine* engine) {
    engine->addImportPath("qrc:/qt/qml");
    // One engine a test file: the hook may be ours already.
    const QtMessageHandler earlier = qInstallMessageHandler(abortOnWarning);
    if (earlier != abortOnWarning) earlierHook() = earlier;
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
