#pragma once
// The line to the server and the state of this machine, as the station shows them.
//
// Place: the station's port LineView; the composition root sets what the engine reports. What the engine
// keeps saying is compared, so that pages hear of changes only.
// Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: none.
// Does not: try the line, or judge disks.

#include "kiosk/station/station_ports.h"

namespace foyer::app {

// What stops a kiosk from taking anything in.
enum class Obstacle { kNone, kJournal, kDiskFull };

struct LineState {
  bool isOnline = false;
  int unsent = 0;
  Obstacle obstacle = Obstacle::kNone;
  bool operator==(const LineState&) const = default;
};

class LineModel : public LineView {
  Q_OBJECT

 public:
  using LineView::LineView;

  void setState(const LineState& state);
  // The sentences changed their language.
  void retranslate() { emit changed(); }
  const LineState& state() const { return m_state; }

  bool online() const override { return m_state.isOnline; }
  QString sentence() const override { return {}; }
  int unsent() const override { return m_state.unsent; }
  bool canCapture() const override { return m_state.obstacle == Obstacle::kNone; }
  QString outOfOrderReason() const override;

 private:
  LineState m_state;
};

}  // namespace foyer::app
