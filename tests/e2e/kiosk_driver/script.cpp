#include "tests/e2e/kiosk_driver/script.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QQuickWindow>
#include <cstdio>
#include <unistd.h>

namespace foyer::kiosk_driver {
namespace {

constexpr size_t kReadBytes = 64 * 1024;  // a line with the longest text fits

void say(const QJsonObject& answer) {
  const QByteArray line = QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
  std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
  std::fflush(stdout);
}

}  // namespace

Script::Script(QQuickWindow& window) : QObject(&window), m_driver(window), m_stdin(STDIN_FILENO, QSocketNotifier::Read) {
  connect(&m_stdin, &QSocketNotifier::activated, this, &Script::onReadable);
}

void Script::onReadable() {
  char bytes[kReadBytes];
  const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
  m_stdin.setEnabled(false);
  if (count <= 0) {
    QCoreApplication::quit();
    return;
  }
  m_waiting.append(bytes, static_cast<qsizetype>(count));
  runLines();
  m_stdin.setEnabled(true);
}

void Script::runLines() {
  for (qsizetype end = m_waiting.indexOf('\n'); end >= 0; end = m_waiting.indexOf('\n')) {
    const QByteArray line = m_waiting.left(end);
    m_waiting.remove(0, end + 1);
    if (line.trimmed().isEmpty()) continue;
    const QJsonDocument operation = QJsonDocument::fromJson(line);
    say(operation.isObject() ? m_driver.run(operation.object())
                             : QJsonObject{{"ok", false}, {"error", "This line is no JSON object."}});
    if (m_driver.isOver()) {
      QCoreApplication::quit();
      return;
    }
  }
}

}  // namespace foyer::kiosk_driver
