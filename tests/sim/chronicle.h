// What happened in a run, in words and in order: the trace that two runs of a seed must share, the story of a
// violation, and the picture.
//
// Place: every part of the World tells it. Ownership: one a run. Threads: one. Errors: none. Does not: judge.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/agenda.h"

namespace foyer::sim {

enum class Mark {
  kPeople,   // somebody did something
  kSaved,    // a visitor was told "saved"
  kFault,    // misfortune
  kAgain,    // a machine runs again
  kLine,     // a line opened or ended
  kSent,     // entries on their way
  kAck,      // acknowledged
  kAnew,     // a new incarnation
  kCase,     // a case opened or closed
  kWrong,    // an invariant does not hold
};

// Whose line of the picture: kiosk 0, 1, 2 ...; the server; staff.
inline constexpr int kServerLane = -1;
inline constexpr int kStaffLane = -2;

struct Happening {
  int64_t atMs = 0;
  int lane = 0;
  Mark mark = Mark::kPeople;
  std::string words;
  int64_t untilMs = 0;  // of what lasts
};

class Chronicle {
 public:
  explicit Chronicle(const Agenda& agenda) : m_agenda(agenda) {}
  void tell(int lane, Mark mark, std::string words, int64_t untilMs = 0);
  const std::vector<Happening>& all() const { return m_all; }
  // FNV-1a over all of it.
  uint64_t hash() const { return m_hash; }

 private:
  const Agenda& m_agenda;
  std::vector<Happening> m_all;
  uint64_t m_hash = 0xcbf29ce484222325u;
};

// "2 d 03:14:15.926"
std::string clockText(int64_t atMs);
// "90 s", "12 min"
std::string minutes(int64_t ms);
// "Kiosk 1", "Server", "Staff".
std::string laneName(int lane);

}  // namespace foyer::sim
