#include "kiosk/controls/qr_code.h"

#include <qrencode.h>

#include <QPainter>
#include <memory>

namespace {
constexpr int kQuietModules = 4;  // the standard's quiet zone
}

QrCode::QrCode(QQuickItem* parent) : QQuickPaintedItem(parent) {
  setFillColor(Qt::white);
}

void QrCode::setText(const QString& text) {
  if (m_text == text) return;
  m_text = text;
  encode();
  emit textChanged();
  update();
}

void QrCode::encode() {
  m_modules.clear();
  m_side = 0;
  if (m_text.isEmpty()) return;
  const QByteArray bytes = m_text.toUtf8();
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(int(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.constData()),
                        0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) return;
  m_side = code->width;
  m_modules.reserve(qsizetype(m_side) * m_side);
  for (int i = 0; i < m_side * m_side; ++i) m_modules.append(char(code->data[i] & 1));
}

void QrCode::paint(QPainter* painter) {
  if (m_side == 0) return;
  const int cells = m_side + 2 * kQuietModules;
  const int cell = qMax(1, int(qMin(width(), height())) / cells);
  const int left = (int(width()) - cell * m_side) / 2;
  const int top = (int(height()) - cell * m_side) / 2;
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (int y = 0; y < m_side; ++y)
    for (int x = 0; x < m_side; ++x)
      if (m_modules.at(qsizetype(y) * m_side + x))
        painter->fillRect(left + x * cell, top + y * cell, cell, cell, Qt::black);
}
