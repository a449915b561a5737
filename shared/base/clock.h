// Time as a value that can be handed in: the wall clock for people, the boot clock for waits and leases.
//
// Place: everything that needs time takes a `const Clock&`; tests and the simulation hand in their own.
// Wall clocks decide nothing (invariant 7). Threads: any. Errors: none.
#pragma once

#include <cstdint>
#include <string>

namespace foyer {

class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01T00:00:00Z as the machine believes; may jump or be wrong by years.
  virtual int64_t wallMs() const = 0;
  // Milliseconds since this machine started, suspend included (CLOCK_BOOTTIME); never jumps.
  virtual int64_t bootMs() const = 0;
  // Identifies one run of the machine; a different value means that bootMs() started anew.
  virtual std::string bootId() const = 0;
};

class SystemClock final : public Clock {
 public:
  int64_t wallMs() const override;
  int64_t bootMs() const override;
  std::string bootId() const override;
};

// A clock that stands still until it is moved; for tests and the simulation.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t wallMs = 1'700'000'000'000, int64_t bootMs = 1'000)
      : m_wallMs(wallMs), m_bootMs(bootMs) {}
  int64_t wallMs() const override { return m_wallMs; }
  int64_t bootMs() const override { return m_bootMs; }
  std::string bootId() const override { return m_bootId; }
  void advanceMs(int64_t ms) { m_wallMs += ms, m_bootMs += ms; }
  void setWallMs(int64_t ms) { m_wallMs = ms; }
  void reboot(std::string bootId) { m_bootId = std::move(bootId), m_bootMs = 0; }

 private:
  int64_t m_wallMs;
  int64_t m_bootMs;
  std::string m_bootId = "boot-1";
};

// "2026-11-23T08:36:00Z"; for people and logs.
std::string formatUtc(int64_t wallMs);

}  // namespace foyer
