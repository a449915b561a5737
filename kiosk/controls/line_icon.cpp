#include "kiosk/controls/line_icon.h"

#include <QFile>
#include <QHash>
#include <QPainter>
#include <QSvgRenderer>

namespace {

constexpr auto kFolder = ":/qt/qml/Foyer/Controls/icons/";
// Lucide draws at 2; the house draws finer.
constexpr auto kStroke = "stroke-width=\"1.75\"";

QByteArray source(const QString& name) {
  static QHash<QString, QByteArray> known;  // GUI thread only; bounded by the icons in the module
  const auto found = known.constFind(name);
  if (found != known.constEnd()) return *found;
  QFile file(kFolder + name + ".svg");
  if (!file.open(QIODevice::ReadOnly)) {
    qWarning("There is no icon '%s' in kiosk/controls/icons; add its SVG.", qPrintable(name));
    return {};
  }
  QByteArray svg = file.readAll();
  svg.replace("stroke-width=\"2\"", kStroke);
  known.insert(name, svg);
  return svg;
}

}  // namespace

LineIcon::LineIcon(QQuickItem* parent) : QQuickPaintedItem(parent) {
  setAntialiasing(true);
}

void LineIcon::setName(const QString& name) {
  if (m_name == name) return;
  m_name = name;
  emit nameChanged();
  update();
}

void LineIcon::setColor(const QColor& color) {
  if (m_color == color) return;
  m_color = color;
  emit colorChanged();
  update();
}

void LineIcon::setMirrored(bool mirrored) {
  if (m_mirrored == mirrored) return;
  m_mirrored = mirrored;
  emit mirroredChanged();
  update();
}

void LineIcon::paint(QPainter* painter) {
  if (m_name.isEmpty()) return;
  QByteArray svg = source(m_name);
  if (svg.isEmpty()) return;
  svg.replace("currentColor", m_color.name().toLatin1());
  QSvgRenderer renderer(svg);
  const qreal side = qMin(width(), height());
  if (m_mirrored) {
    painter->translate(width(), 0);
    painter->scale(-1, 1);
  }
  painter->setRenderHint(QPainter::Antialiasing);
  renderer.render(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side));
}
