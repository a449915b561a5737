// Between what and what the faults of seeds were drawn, in one line: of one seed, or of all that were played.
//
// Place: the command prints it. Ownership: a value. Threads: any. Errors: none. Does not: draw anything.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/sim/scenario.h"

namespace foyer::sim {

struct Span {
  double least = 0, most = 0;
  bool isEmpty = true;
  void take(double value) {
    least = isEmpty ? value : std::min(least, value);
    most = isEmpty ? value : std::max(most, value);
    isEmpty = false;
  }
};

class Ranges {
 public:
  void add(const Scenario& scenario);
  // "2 kiosks; latency 5..80 ms, loss 12 % ..."
  std::string text() const;

 private:
  Span m_kiosks, m_latencyMs, m_loss, m_torn, m_twice, m_cutOffSeconds, m_driftPpm, m_wrongDays, m_errors, m_syncs, m_struck,
      m_minutes;
};

// "ranges of seed 7 (default): ..."
std::string rangesOf(const Scenario& scenario);

}  // namespace foyer::sim
