#include "kiosk/app/line_model.h"

#include <QCoreApplication>

namespace foyer::app {

void LineModel::setState(const LineState& state) {
  if (state == m_state) return;
  m_state = state;
  emit changed();
}

QString LineModel::outOfOrderReason() const {
  switch (m_state.obstacle) {
    case Obstacle::kNone: return {};
    //% "The storage of this kiosk cannot be opened."
    case Obstacle::kJournal: return qtTrId("app-journal-broken");
    //% "The storage of this kiosk is full."
    case Obstacle::kDiskFull: return qtTrId("app-disk-full");
  }
  return {};
}

}  // namespace foyer::app
