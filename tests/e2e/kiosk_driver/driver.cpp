#include "tests/e2e/kiosk_driver/driver.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonValue>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

namespace foyer::kiosk_driver {
namespace {

// Pages fade in and the keyboard slides; a picture shows the end of it.
constexpr int kSettleMs = 300;

QJsonObject fine(QJsonObject answer = {}) {
  answer["ok"] = true;
  return answer;
}

QJsonObject failed(const QString& why) { return {{"ok", false}, {"error", why}}; }

QJsonObject from(const Status& status) {
  return status.ok() ? fine() : failed(QString::fromStdString(status.error().message()));
}

}  // namespace

QJsonObject Driver::run(const QJsonObject& operation) {
  const QString op = operation["op"].toString();
  const QString name = operation["name"].toString();
  const int timeoutMs = operation["timeout_ms"].toInt(kPatienceMs);
  if (op == "tap") return from(m_finger.tap(name, timeoutMs));
  if (op == "type") return type(operation);
  if (op == "clear") return from(m_typist.clear());
  if (op == "read") return read(operation);
  if (op == "exists") return fine({{"exists", m_finger.find(name) != nullptr}});
  if (op == "wait") return wait(operation);
  if (op == "names") return fine({{"names", QJsonArray::fromStringList(m_finger.names())}});
  if (op == "shot") return shot(operation["file"].toString());
  if (op == "status") return status();
  if (op == "quit") {
    m_isOver = true;
    return fine();
  }
  return failed("Unknown operation \"" + op + "\"; see README.md of the driver.");
}

QJsonObject Driver::type(const QJsonObject& operation) {
  const TypeWith with = operation["with"].toString() == "commit" ? TypeWith::kCommit : TypeWith::kKeys;
  const Result<Typed> typed = m_typist.type(operation["text"].toString(), with);
  if (!typed.ok()) return failed(QString::fromStdString(typed.error().message()));
  return fine({{"keys", typed->keys}, {"commits", typed->commits}});
}

QJsonObject Driver::read(const QJsonObject& operation) {
  const QString name = operation["name"].toString();
  if (!Finger::wait([&] { return m_finger.find(name) != nullptr; }, operation["timeout_ms"].toInt(kPatienceMs))) {
    return failed("The item \"" + name + "\" did not appear in time.");
  }
  const QVariant value = m_finger.find(name)->property(operation["property"].toString().toUtf8().constData());
  if (!value.isValid()) return failed("The item \"" + name + "\" has no such property.");
  return fine({{"value", QJsonValue::fromVariant(value)}});
}

QJsonObject Driver::wait(const QJsonObject& operation) {
  if (operation.contains("ms")) {
    QTest::qWait(operation["ms"].toInt());
    return fine();
  }
  const QString name = operation["name"].toString();
  const QByteArray property = operation["property"].toString().toUtf8();
  const bool isGone = operation["gone"].toBool();
  const auto isDone = [&] {
    const QQuickItem* item = m_finger.find(name);
    if (isGone) return item == nullptr;
    if (!item) return false;
    return property.isEmpty() || QJsonValue::fromVariant(item->property(property.constData())) == operation["value"];
  };
  if (Finger::wait(isDone, operation["timeout_ms"].toInt(kPatienceMs))) return fine();
  return failed("Waiting for \"" + name + "\" took too long.");
}

QJsonObject Driver::shot(const QString& file) {
  QTest::qWait(kSettleMs);
  if (!m_window.grabWindow().save(file)) return failed("The picture cannot be written to " + file + ".");
  return fine();
}

QJsonObject Driver::status() const {
  const QObject* line = m_window.property("line").value<QObject*>();
  const QObject* languages = m_window.property("languages").value<QObject*>();
  const QObject* station = m_window.property("station").value<QObject*>();
  const QObject* visit = station ? station->property("visit").value<QObject*>() : nullptr;
  if (!line || !languages || !visit) return failed("The kiosk's window does not have its ports.");
  return fine({{"online", line->property("online").toBool()},
               {"unsent", line->property("unsent").toInt()},
               {"canCapture", line->property("canCapture").toBool()},
               {"outOfOrder", line->property("outOfOrderReason").toString()},
               {"page", visit->property("page").toString()},
               {"language", languages->property("current").toString()}});
}

}  // namespace foyer::kiosk_driver
