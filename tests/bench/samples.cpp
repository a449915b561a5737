#include "tests/bench/samples.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

namespace foyer::bench {

namespace {

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); }

std::string text(double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f", value);
  return buffer;
}

bool isReached(double reached, double wanted, Better better) {
  return better == Better::kMore ? reached >= wanted : reached <= wanted;
}

}  // namespace

double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double Samples::quantile(double part) const {
  if (m_values.empty()) return 0;
  std::vector<double> sorted = m_values;
  std::sort(sorted.begin(), sorted.end());
  const double at = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(at);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

void Report::figure(const std::string& name, const Samples& samples) {
  figure(name, text(samples.median()) + " (" + text(samples.least()) + ".." + text(samples.greatest()) + ", " +
                   std::to_string(samples.count()) + " runs)");
}

void Report::figure(const std::string& name, const std::string& value) {
  std::printf("%s: %s\n", name.c_str(), value.c_str());
  std::fflush(stdout);
}

void Report::floor(const std::string& name, double reached, double floor, Better better) {
  const bool isMet = isReached(reached, floor, better);
  ++(isMet ? m_passed : m_failed);
  if (isMet) return figure(name, text(floor) + " met");
  const char* const orBetter = better == Better::kMore ? " or more" : " or less";
  figure("failed: " + name, text(reached) + ", and not " + text(floor) + orBetter);
}

void Report::goal(const std::string& name, double reached, double goal, Better better) {
  figure(name, text(goal) + (isReached(reached, goal, better) ? " reached" : " not reached"));
}

int Report::finish() const {
  std::printf("%d passed, %d failed\n", m_passed, m_failed);
  return m_failed == 0 ? 0 : 1;
}

}  // namespace foyer::bench
