// True time, and what happens when: the only loop of the simulation.
//
// Place: one a run; everything that waits is put down here. Things of the same moment happen in the order in
// which they were put down. Ownership: owns what is planned. Threads: one. Errors: none. Does not: sleep.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace foyer::sim {

class Agenda {
 public:
  int64_t nowMs() const { return m_nowMs; }
  uint64_t happened() const { return m_happened; }

  void at(int64_t atMs, std::function<void()> what) {
    m_planned.push({atMs < m_nowMs ? m_nowMs : atMs, m_number++, std::move(what)});
  }
  void after(int64_t delayMs, std::function<void()> what) { at(m_nowMs + delayMs, std::move(what)); }

  // Lets the next thing happen that is due until then; false: there is none.
  bool next(int64_t untilMs) {
    if (m_planned.empty() || m_planned.top().atMs > untilMs) return false;
    // A priority queue hands out only const; what is taken is moved out of the element that goes.
    Item item = std::move(const_cast<Item&>(m_planned.top()));
    m_planned.pop();
    m_nowMs = item.atMs;
    ++m_happened;
    item.what();
    return true;
  }
  void advanceTo(int64_t atMs) { m_nowMs = atMs > m_nowMs ? atMs : m_nowMs; }

 private:
  struct Item {
    int64_t atMs = 0;
    uint64_t number = 0;
    std::function<void()> what;
    bool operator<(const Item& other) const {
      return atMs != other.atMs ? atMs > other.atMs : number > other.number;
    }
  };
  std::priority_queue<Item> m_planned;
  int64_t m_nowMs = 0;
  uint64_t m_number = 0;
  uint64_t m_happened = 0;
};

}  // namespace foyer::sim
