#include "kiosk/gallery/demo/demo_texts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace foyer::demo {
namespace {

QJsonObject load() {
  QFile file(":/qt/qml/Foyer/Demo/demo.json");
  if (!file.open(QIODevice::ReadOnly)) qFatal("demo.json is not embedded");
  return QJsonDocument::fromJson(file.readAll()).object();
}

QVariant localised(const QJsonValue& value, const QString& language) {
  if (value.isArray()) {
    QVariantList list;
    const QJsonArray array = value.toArray();
    for (const auto& each : array) list.append(localised(each, language));
    return list;
  }
  if (!value.isObject()) return value.toVariant();
  const QJsonObject object = value.toObject();
  if (object.contains("de"))
    return object.value(object.contains(language) ? language : "de").toVariant();
  QVariantMap map;
  for (auto it = object.begin(); it != object.end(); ++it)
    map.insert(it.key(), localised(it.value(), language));
  return map;
}

}  // namespace

QVariant text(const QString& key, const QString& language) {
  static const QJsonObject all = load();
  return localised(all.value(key), language);
}

}  // namespace foyer::demo
