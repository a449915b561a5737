#include "tests/sim/ranges.h"

#include <cstdio>

namespace foyer::sim {

namespace {

constexpr double kMsOfSecond = 1'000, kMsOfMinute = 60'000, kMsOfDay = 86'400'000;

std::string numberText(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.1f", value);
  std::string own = text;
  if (own.ends_with(".0")) own.resize(own.size() - 2);
  return own == "-0" ? "0" : own;
}

std::string spanText(const Span& span) {
  const std::string least = numberText(span.least), most = numberText(span.most);
  return least == most ? least : least + ".." + most;
}

}  // namespace

void Ranges::add(const Scenario& scenario) {
  const Weather& weather = scenario.weather;
  const Disks& disks = scenario.disks;
  m_kiosks.take(static_cast<double>(scenario.fleet.kiosks));
  m_latencyMs.take(static_cast<double>(weather.latencyMinMs));
  m_latencyMs.take(static_cast<double>(weather.latencyMaxMs));
  m_loss.take(weather.loss * 100);
  m_torn.take(weather.tear * 100);
  m_twice.take(weather.replay * 100);
  int64_t cutOffMs = 0;
  for (const Event& event : scenario.events)
    if (event.act == Act::kPartition || event.act == Act::kPartitionOfAll) cutOffMs = std::max(cutOffMs, event.amount);
  m_cutOffSeconds.take(static_cast<double>(cutOffMs) / kMsOfSecond);
  for (const int64_t drift : scenario.fleet.driftPpm) m_driftPpm.take(static_cast<double>(drift));
  for (const int64_t wrong : scenario.fleet.wallErrorMs) m_wrongDays.take(static_cast<double>(wrong) / kMsOfDay);
  m_errors.take(disks.errorChance * 100);
  m_syncs.take(disks.syncErrorChance * 100);
  m_struck.take(static_cast<double>(disks.strikeWithin));
  m_minutes.take(static_cast<double>(scenario.faultsEndMs) / kMsOfMinute);
}

std::string Ranges::text() const {
  return spanText(m_kiosks) + " kiosks; latency " + spanText(m_latencyMs) + " ms, loss " + spanText(m_loss) +
         " %, of it torn " + spanText(m_torn) + " %, comes twice " + spanText(m_twice) + " %; cut off up to " +
         spanText(m_cutOffSeconds) + " s; drift " + spanText(m_driftPpm) + " ppm, wall clocks wrong by " +
         spanText(m_wrongDays) + " days; disk errors " + spanText(m_errors) + " %, failed syncs " + spanText(m_syncs) +
         " %, struck within " + spanText(m_struck) + " writes; " + spanText(m_minutes) + " minutes of faults";
}

std::string rangesOf(const Scenario& scenario) {
  Ranges ranges;
  ranges.add(scenario);
  return "ranges of seed " + std::to_string(scenario.seed) + " (" + scenario.profile + "): " + ranges.text();
}

}  // namespace foyer::sim
