#include "tests/sim/shrink.h"

#include <algorithm>

namespace foyer::sim {

namespace {

class Shrinking {
 public:
  Shrinking(Scenario scenario, const StillFails& stillFails) : m_best(std::move(scenario)), m_stillFails(stillFails) {}

  Scenario run() {
    for (bool isShorter = true; isShorter && m_runs < kShrinkRunsMax;) {
      const size_t before = m_best.events.size();
      for (size_t size = std::max<size_t>(m_best.events.size() / 2, 1);; size /= 2) {
        leaveOutGroups(size);
        if (size <= 1) break;
      }
      isShorter = m_best.events.size() < before;
    }
    calm();
    return std::move(m_best);
  }

 private:
  bool accept(const Scenario& candidate) {
    if (m_runs >= kShrinkRunsMax) return false;
    ++m_runs;
    if (!m_stillFails(candidate)) return false;
    m_best = candidate;
    return true;
  }

  void leaveOutGroups(size_t size) {
    for (size_t from = 0; from < m_best.events.size();) {
      Scenario candidate = m_best;
      const size_t until = std::min(from + size, candidate.events.size());
      candidate.events.erase(candidate.events.begin() + static_cast<ptrdiff_t>(from),
                             candidate.events.begin() + static_cast<ptrdiff_t>(until));
      if (!accept(candidate)) from += size;
    }
  }

  void calm() {
    Scenario candidate = m_best;
    candidate.weather.loss = candidate.weather.tear = candidate.weather.replay = 0;
    accept(candidate);
    candidate = m_best;
    for (int64_t& drift : candidate.fleet.driftPpm) drift = 0;
    for (int64_t& wall : candidate.fleet.wallErrorMs) wall = 0;
    accept(candidate);
  }

  Scenario m_best;
  const StillFails& m_stillFails;
  int m_runs = 0;
};

}  // namespace

Scenario shrink(Scenario scenario, const StillFails& stillFails) {
  return Shrinking(std::move(scenario), stillFails).run();
}

}  // namespace foyer::sim
