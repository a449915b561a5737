#pragma once
// A QR code of a short text, drawn in whole pixels so that a phone's camera reads it at once.
//
// Place in the flow: the slip after saving shows it. Made with libqrencode, error correction M.
// Ownership and thread: a Qt Quick item; GUI thread.
// Errors: a text that does not fit (over about 2,300 bytes) draws nothing; `valid` says so.
// What it does not do: no quiet zone of its own beyond four modules, no logo in the middle.

#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

class QrCode : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
  Q_PROPERTY(bool valid READ valid NOTIFY textChanged)

public:
  explicit QrCode(QQuickItem* parent = nullptr);

  QString text() const { return m_text; }
  void setText(const QString& text);
  bool valid() const { return m_side > 0; }

  void paint(QPainter* painter) override;

signals:
  void textChanged();

private:
  void encode();

  QString m_text;
  QByteArray m_modules;  // m_side x m_side, 1 = dark
  int m_side = 0;
};
