#pragma once
// A line icon of the module's icons/ folder in a given colour.
//
// Place in the flow: AppIcon.qml derives from it; nothing else uses it. The SVG is read from the
// module's resources, its `currentColor` replaced, and painted at the item's size, so it works
// with the software renderer and without Qt Quick effects.
// Ownership and thread: a Qt Quick item; GUI thread.
// Errors: an unknown name paints nothing and warns (tests turn warnings into failures).
// What it does not do: no files from disk or net, no filled icons.

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

class LineIcon : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
  Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
  Q_PROPERTY(bool mirrored READ mirrored WRITE setMirrored NOTIFY mirroredChanged)

public:
  explicit LineIcon(QQuickItem* parent = nullptr);

  QString name() const { return m_name; }
  void setName(const QString& name);
  QColor color() const { return m_color; }
  void setColor(const QColor& color);
  bool mirrored() const { return m_mirrored; }
  void setMirrored(bool mirrored);

  void paint(QPainter* painter) override;

signals:
  void nameChanged();
  void colorChanged();
  void mirroredChanged();

private:
  QString m_name;
  QColor m_color = Qt::black;
  bool m_mirrored = false;
};
