#pragma once
// The message hook of the programs that show QML: any warning ends the program (and is printed), so
// that a page never "only" warns.

#include <QString>
#include <QtGlobal>
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

inline void installAbortOnWarning() {
  // One engine a test file: the hook may be ours already.
  const QtMessageHandler earlier = qInstallMessageHandler(abortOnWarning);
  if (earlier != abortOnWarning) earlierHook() = earlier;
}

}  // namespace foyer::tests
