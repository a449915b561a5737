#include "kiosk/controls/even_grid.h"

#include <cmath>

EvenGrid::EvenGrid(QQuickItem* parent) : QQuickItem(parent) {}

template <typename Value>
void EvenGrid::setShape(Value& member, Value value, void (EvenGrid::*changed)()) {
  if (member == value) return;
  member = value;
  polish();
  emit (this->*changed)();
}

void EvenGrid::setColumns(int columns) { setShape(m_columns, qMax(1, columns), &EvenGrid::columnsChanged); }
void EvenGrid::setColumnSpacing(qreal spacing) { setShape(m_columnSpacing, spacing, &EvenGrid::columnSpacingChanged); }
void EvenGrid::setRowSpacing(qreal spacing) { setShape(m_rowSpacing, spacing, &EvenGrid::rowSpacingChanged); }
void EvenGrid::setRowHeightMin(qreal height) { setShape(m_rowHeightMin, height, &EvenGrid::rowHeightMinChanged); }
void EvenGrid::setMirrored(bool mirrored) { setShape(m_mirrored, mirrored, &EvenGrid::mirroredChanged); }

void EvenGrid::itemChange(ItemChange change, const ItemChangeData& value) {
  if (change == ItemChildAddedChange) {
    connect(value.item, &QQuickItem::implicitHeightChanged, this, [this] { polish(); });
    connect(value.item, &QQuickItem::visibleChanged, this, [this] { polish(); });
    polish();
  }
  if (change == ItemChildRemovedChange) {
    // It may be half destroyed: nothing of it is touched but the connections.
    value.item->disconnect(this);
    polish();
  }
  QQuickItem::itemChange(change, value);
}

void EvenGrid::geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry) {
  QQuickItem::geometryChange(newGeometry, oldGeometry);
  if (newGeometry.width() != oldGeometry.width()) updatePolish();
}

void EvenGrid::componentComplete() {
  QQuickItem::componentComplete();
  updatePolish();
}

QList<QQuickItem*> EvenGrid::cells() const {
  QList<QQuickItem*> list;
  for (QQuickItem* child : childItems()) {
    // A Repeater is a child too, without a face.
    if ((child->isVisible() || !isVisible()) && !child->inherits("QQuickRepeater")) list << child;
  }
  return list;
}

qreal EvenGrid::placeRow(const QList<QQuickItem*>& cells, qsizetype first, qsizetype last, qreal top) {
  const qreal column = std::floor((width() - (m_columns - 1) * m_columnSpacing) / m_columns);
  qreal height = m_rowHeightMin;
  for (qsizetype i = first; i < last; ++i) {
    cells[i]->setWidth(qMax(0.0, column));
    height = qMax(height, cells[i]->implicitHeight());
  }
  for (qsizetype i = first; i < last; ++i) {
    const qreal left = static_cast<qreal>(i - first) * (column + m_columnSpacing);
    cells[i]->setPosition(QPointF(m_mirrored ? width() - left - column : left, top));
    cells[i]->setHeight(height);
  }
  return height;
}

void EvenGrid::updatePolish() {
  if (!isComponentComplete()) return;
  const QList<QQuickItem*> all = cells();
  qreal top = 0;
  for (qsizetype first = 0; first < all.size(); first += m_columns) {
    if (first > 0) top += m_rowSpacing;
    top += placeRow(all, first, qMin(first + m_columns, all.size()), top);
  }
  setImplicitHeight(top);
}
