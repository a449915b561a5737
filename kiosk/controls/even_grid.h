#pragma once
// Children in rows of equal columns; all children of a row are as high as its highest.
//
// Place in the flow: wherever a page repeats over a list that may change while it is shown (another
// language, another catalogue). The layouts of Qt 6.4 look at rows that a new list has just deleted;
// this one forgets a child the moment it goes. With one column it is a plain stack.
// Ownership and thread: a Qt Quick item; GUI thread. It sets the position and size of its visible
// children and never owns them; while it is hidden itself it places all of them, so that nothing moves
// when it appears. Heights follow the children's implicit heights at their new width.
// Errors: none; fewer than one column counts as one.
// What it does not do: no spans, no stretch; Layout.* attached properties are not read.

#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

class EvenGrid : public QQuickItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int columns MEMBER m_columns WRITE setColumns NOTIFY columnsChanged)
  Q_PROPERTY(qreal columnSpacing MEMBER m_columnSpacing WRITE setColumnSpacing NOTIFY columnSpacingChanged)
  Q_PROPERTY(qreal rowSpacing MEMBER m_rowSpacing WRITE setRowSpacing NOTIFY rowSpacingChanged)
  // No row is lower than this.
  Q_PROPERTY(qreal rowHeightMin MEMBER m_rowHeightMin WRITE setRowHeightMin NOTIFY rowHeightMinChanged)
  // The first column stands at the right. Bound to LayoutMirroring.enabled by the page.
  Q_PROPERTY(bool mirrored MEMBER m_mirrored WRITE setMirrored NOTIFY mirroredChanged)

public:
  explicit EvenGrid(QQuickItem* parent = nullptr);

  void setColumns(int columns);
  void setColumnSpacing(qreal spacing);
  void setRowSpacing(qreal spacing);
  void setRowHeightMin(qreal height);
  void setMirrored(bool mirrored);

signals:
  void columnsChanged();
  void columnSpacingChanged();
  void rowSpacingChanged();
  void rowHeightMinChanged();
  void mirroredChanged();

protected:
  void itemChange(ItemChange change, const ItemChangeData& value) override;
  void geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry) override;
  void componentComplete() override;
  void updatePolish() override;

private:
  template <typename Value>
  void setShape(Value& member, Value value, void (EvenGrid::*changed)());
  QList<QQuickItem*> cells() const;
  // Places the cells from `first` to before `last` below `top`; the height of their row.
  qreal placeRow(const QList<QQuickItem*>& cells, qsizetype first, qsizetype last, qreal top);

  int m_columns = 1;
  qreal m_columnSpacing = 0;
  qreal m_rowSpacing = 0;
  qreal m_rowHeightMin = 0;
  bool m_mirrored = false;
};
