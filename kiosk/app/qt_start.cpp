#include "kiosk/app/qt_start.h"

#include <QByteArray>
#include <QString>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "shared/base/log.h"

namespace foyer::app {
namespace {

// Said by Qt on machines without a dictionary or a seat; nothing is wrong then.
constexpr const char* kHarmless[] = {"Hunspell", "hunspell", "This plugin does not support", "XDG_RUNTIME_DIR",
                                     "qtvirtualkeyboard currently is not supported"};

constexpr int kNoScreen = 1;

bool isHarmless(const QByteArray& text) {
  for (const char* part : kHarmless) {
    if (text.contains(part)) return true;
  }
  return false;
}

bool isOfPage(const QMessageLogContext& context, const QByteArray& text) {
  const char* category = context.category ? context.category : "";
  return std::strcmp(category, "qml") == 0 || std::strcmp(category, "js") == 0 || text.contains("qrc:/qt/qml/Foyer");
}

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& message) {
  const QByteArray text = message.toUtf8();
  if (type == QtDebugMsg || type == QtInfoMsg || isHarmless(text)) return;
  if (type == QtFatalMsg && text.contains("no Qt platform plugin")) {
    std::fputs("foyer-kiosk: No screen can be opened; start it in a Wayland or X session, or set QT_QPA_PLATFORM.\n", stderr);
    std::_Exit(kNoScreen);
  }
  const Safe safe(std::string_view(text.constData(), static_cast<size_t>(text.size())));
  if (type == QtWarningMsg) {
    logWarning(Event{"the surface warns"}.with("message", safe));
  } else {
    logError(Event{"the surface fails"}.with("message", safe));
  }
  if (type == QtFatalMsg) std::abort();
  if (isOfPage(context, text) && qEnvironmentVariableIntValue("FOYER_FATAL_QML") == 1) std::abort();
}

}  // namespace

void prepareQt() {
  qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
  qputenv("QT_VIRTUALKEYBOARD_STYLE", "foyer");
  qInstallMessageHandler(onMessage);
}

}  // namespace foyer::app
