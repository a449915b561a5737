// The clocks of one machine: a boot clock with drift, and a wall clock that may say anything.
//
// Place: handed to product code as its Clock. Ownership: refers to the agenda. Threads: one. Errors: none.
// With WallClocks::kTrue jumps and lost batteries change nothing but the boot: the run with true clocks, with
// which that under wild ones is compared.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "tests/sim/agenda.h"

namespace foyer::sim {

// True time 0 of every run: 2026-01-01, about 06:40 UTC.
inline constexpr int64_t kWallAtStartMs = 1'767'250'000'000;

enum class WallClocks { kTrue, kWild };
enum class Battery { kGood, kEmpty };

class MachineClock final : public Clock {
 public:
  // `driftPpm`: of the boot clock, parts in a million.
  MachineClock(const Agenda& agenda, WallClocks walls, int64_t driftPpm, std::string name)
      : m_agenda(agenda), m_walls(walls), m_driftPpm(driftPpm), m_name(std::move(name)) {}

  int64_t wallMs() const override { return kWallAtStartMs + m_agenda.nowMs() + m_wallErrorMs; }
  int64_t bootMs() const override { return stretched(m_agenda.nowMs() - m_bootedAtMs); }
  std::string bootId() const override { return m_name + "-boot-" + std::to_string(m_boots); }

  void setWall(int64_t wallMs) {
    if (m_walls == WallClocks::kWild) m_wallErrorMs = wallMs - kWallAtStartMs - m_agenda.nowMs();
  }
  void reboot(Battery battery) {
    ++m_boots;
    m_bootedAtMs = m_agenda.nowMs();
    if (battery == Battery::kEmpty) setWall(0);
  }
  // When this boot clock will show so much.
  int64_t trueTimeOf(int64_t bootMs) const {
    int64_t since = bootMs * 1'000'000 / (1'000'000 + m_driftPpm);
    while (stretched(since) < bootMs) ++since;
    return m_bootedAtMs + since;
  }
  int64_t wallErrorMs() const { return m_wallErrorMs; }

 private:
  int64_t stretched(int64_t ms) const { return ms + ms * m_driftPpm / 1'000'000; }

  const Agenda& m_agenda;
  const WallClocks m_walls;
  const int64_t m_driftPpm;
  const std::string m_name;
  int64_t m_wallErrorMs = 0;
  int64_t m_bootedAtMs = 0;
  int m_boots = 1;
};

}  // namespace foyer::sim
