#include "shared/base/clock.h"

#include <ctime>
#include <fstream>

namespace foyer {

namespace {
int64_t readClockMs(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}
}  // namespace

int64_t SystemClock::wallMs() const { return readClockMs(CLOCK_REALTIME); }
int64_t SystemClock::bootMs() const { return readClockMs(CLOCK_BOOTTIME); }

// Read once: no program outlives a boot, and it stands in every change that is saved.
std::string SystemClock::bootId() const {
  static const std::string id = [] {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string line;
    std::getline(file, line);
    return line;
  }();
  return id;
}

std::string formatUtc(int64_t wallMs) {
  const std::time_t seconds = wallMs / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace foyer
