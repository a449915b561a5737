// Seats that visitors were told are theirs, session by session, whatever any machine knows of it.
//
// Place: kiosks note here what they say; the invariant "seats are bounded" is about the people, not about a table.
// Ownership: part of the Ledger. Threads: one. Errors: none. Does not: know leases.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace foyer::sim {

struct SimSession {
  const char* id;
  uint32_t capacity;
};
inline constexpr SimSession kSessions[] = {{"session-1", 3}, {"session-2", 6}, {"session-3", 14}};

class SeatsTold {
 public:
  // False: more people were told that they have a seat than there are seats.
  bool confirm(const std::string& session, uint32_t seats) {
    const uint32_t now = m_told[session] += seats;
    for (const SimSession& each : kSessions)
      if (session == each.id) return now <= each.capacity;
    return true;
  }
  void cancel(const std::string& session, uint32_t seats) { m_told[session] -= seats; }

 private:
  std::map<std::string, uint32_t> m_told;
};

}  // namespace foyer::sim
