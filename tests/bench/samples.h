// Repetitions of one measurement: median and spread, and the line that is printed.
//
// Place: every piece of work collects into one and prints it against its floor or its goal. Values; one thread.
// Errors: none. Does not: leave any repetition out.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace foyer::bench {

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - m_begin).count(); }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point m_begin = Clock::now();
};

// User and system time of this process until now, in seconds.
double cpuSeconds();

class Samples {
 public:
  void add(double value) { m_values.push_back(value); }
  size_t count() const { return m_values.size(); }
  double median() const { return quantile(0.5); }
  double quantile(double part) const;
  double least() const { return quantile(0); }
  double greatest() const { return quantile(1); }

 private:
  std::vector<double> m_values;
};

enum class Better { kMore, kLess };

// What was reached, and what must be.
class Report {
 public:
  // "name: 0.41 (0.38..0.44, 5 runs)"
  void figure(const std::string& name, const Samples& samples);
  void figure(const std::string& name, const std::string& value);
  // "name: 0.35 met" or "failed: name: 0.31, and not 0.35 or more".
  void floor(const std::string& name, double reached, double floor, Better better);
  // As floor, but a miss is only said.
  void goal(const std::string& name, double reached, double goal, Better better);
  // "N passed, N failed"; the exit status.
  int finish() const;

 private:
  int m_passed = 0;
  int m_failed = 0;
};

}  // namespace foyer::bench
