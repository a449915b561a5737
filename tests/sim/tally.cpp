#include "tests/sim/tally.h"

#include <algorithm>
#include <sstream>

namespace foyer::sim {

void Tally::add(uint64_t seed, const Report& report) {
  ++seeds;
  promises += report.promises;
  steps += report.steps;
  longestRestMs = std::max(longestRestMs, static_cast<uint64_t>(std::max<int64_t>(report.restedAfterMs, 0)));
  violations += report.violations.size();
  for (const auto& [kind, count] : report.faults) faults[kind] += count;
  if (!report.violations.empty())
    failures.push_back({seed, report.violations.front().invariant, report.violations.front().words});
}

void Tally::add(const Tally& other) {
  seeds += other.seeds;
  promises += other.promises;
  steps += other.steps;
  longestRestMs = std::max(longestRestMs, other.longestRestMs);
  violations += other.violations;
  for (const auto& [kind, count] : other.faults) faults[kind] += count;
  failures.insert(failures.end(), other.failures.begin(), other.failures.end());
  std::sort(failures.begin(), failures.end(), [](const Failure& a, const Failure& b) { return a.seed < b.seed; });
}

// One item a line, its parts apart by tabs.
std::string Tally::asText() const {
  std::ostringstream text;
  text << "counts\t" << seeds << '\t' << promises << '\t' << steps << '\t' << longestRestMs << '\t' << violations << '\n';
  for (const auto& [kind, count] : faults) text << "fault\t" << count << '\t' << kind << '\n';
  for (const Failure& failure : failures)
    text << "failure\t" << failure.seed << '\t' << failure.invariant << '\t' << failure.words << '\n';
  return text.str();
}

Tally Tally::fromText(const std::string& text) {
  Tally tally;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream parts(line);
    std::string what, kind, words;
    std::getline(parts, what, '\t');
    if (what == "counts")
      parts >> tally.seeds >> tally.promises >> tally.steps >> tally.longestRestMs >> tally.violations;
    uint64_t number = 0;
    if (what == "fault" && parts >> number && parts.ignore() && std::getline(parts, kind)) tally.faults[kind] = number;
    if (what == "failure" && parts >> number && parts.ignore() && std::getline(parts, kind, '\t') &&
        std::getline(parts, words))
      tally.failures.push_back({number, kind, words});
  }
  return tally;
}

}  // namespace foyer::sim
