// Seats that visitors were told are theirs, session by session, whatever any machine knows of it.
//
// Place: part of the Ledger; kiosks note here what they say: the invariant "seats are bounded" is about the people,
// not about a table. Ownership: a value. Threads: one. Errors: violations, in words. Does not: know leases.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "tests/sim/checkers/verdict.h"

namespace foyer::sim {

struct SimSession {
  const char* id;
  uint32_t capacity;
};
inline constexpr SimSession kSessions[] = {{"session-1", 3}, {"session-2", 6}, {"session-3", 14}};

class SeatsTold {
 public:
  SeatsTold() {
    for (const SimSession& each : kSessions) m_most[each.id] = each.capacity;
  }

  // Rights that were lent before a capacity was lowered are still good: the highest one is the bound.
  void offer(const std::string& session, uint32_t capacity) {
    uint32_t& most = m_most[session];
    most = std::max(most, capacity);
  }
  Verdict confirm(const std::string& session, uint32_t seats) {
    const uint32_t now = m_told[session] += seats;
    if (now <= m_most[session]) return {};
    return {"more people were told that they have a seat in " + session + " than there are seats"};
  }
  void cancel(const std::string& session, uint32_t seats) { m_told[session] -= seats; }

 private:
  std::map<std::string, uint32_t> m_told;
  std::map<std::string, uint32_t> m_most;
};

}  // namespace foyer::sim
