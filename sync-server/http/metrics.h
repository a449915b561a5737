// Counters and gauges for Prometheus, and the answers of /metrics and /health.
//
// Place: foyer-server makes one Metrics at start and hands references of its counters to whoever counts.
// The set is fixed before the server runs; afterwards values change by atomics alone.
// Format: the text exposition format 0.0.4 of Prometheus; one HELP and TYPE a name, one line a label set.
// Ownership: Metrics owns the values; references live as long as it. Threads: add and set from any; counter(),
// gauge() and measured() before the server starts. Errors: none. Does not: keep personal data; labels are
// names of ours, never what somebody typed.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "sync-server/http/message.h"

namespace foyer::http {

class Counter {
 public:
  void add(uint64_t amount = 1) { m_value.fetch_add(amount, std::memory_order_relaxed); }
  uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> m_value{0};
};

class Gauge {
 public:
  void set(int64_t value) { m_value.store(value, std::memory_order_relaxed); }
  void add(int64_t amount) { m_value.fetch_add(amount, std::memory_order_relaxed); }
  int64_t value() const { return m_value.load(std::memory_order_relaxed); }

 private:
  std::atomic<int64_t> m_value{0};
};

class Metrics {
 public:
  using Labels = std::vector<std::pair<std::string, std::string>>;
  enum class Kind { kCounter, kGauge };

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Names in Prometheus' manner: foyer_entries_applied_total, foyer_queue_bytes.
  Counter& counter(std::string name, std::string help, Labels labels = {});
  Gauge& gauge(std::string name, std::string help, Labels labels = {});
  // A value that somebody else keeps; `read` is called for each exposition, on a worker thread.
  void measured(Kind kind, std::string name, std::string help, std::function<int64_t()> read, Labels labels = {});

  std::string exposition() const;

 private:
  struct Line;
  void append(Kind kind, std::string name, std::string help, Labels labels, std::function<std::string()> read);

  std::deque<Counter> m_counters;
  std::deque<Gauge> m_gauges;
  std::vector<Line> m_lines;
};

// GET /metrics; `metrics` outlives the server.
Respond metricsResponder(const Metrics& metrics);

// What /health reports beside "status".
struct Health {
  Status status = okStatus();
  std::vector<std::pair<std::string, std::string>> facts;  // {"version", "0.1.0"}
};
// GET /health: 200 {"status":"ok",...} or 503 {"status":"failing","reason":...,...}.
Respond healthResponder(std::function<Health()> examine);

}  // namespace foyer::http
