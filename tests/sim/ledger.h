// What was promised to whom, as an observer sees it who stands beside all machines.
//
// Place: World and machines write it, checkers read it. Ownership: one a run. Threads: one. Errors: none; what
// is wrong is reported as a Violation. Does not: look into product code's state.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/record/record.h"
#include "shared/seal/seal.h"
#include "tests/sim/asked.h"
#include "tests/sim/checkers/seats_told.h"
#include "tests/sim/checkers/watches.h"
#include "tests/sim/chronicle.h"

namespace foyer::sim {

// An invariant that did not hold.
struct Violation {
  std::string invariant;  // "no lost record"
  std::string words;
};

// A visitor or a person of staff was told "saved".
struct Promise {
  Id16 changeId;
  int lane = 0;  // who gave it
  record::Dot dot;
  seal::Hash32 content{};  // of what was said, without what the program filled in
  std::string what;        // "visit 3"
  int64_t atMs = 0;
  // The records it writes; of a change by slip those of its visit.
  std::vector<Id16> about;
  // Of a change of a kiosk: the highest Lamport number that the server had told it by then.
  uint64_t lamportHeard = 0;
  // All copies are gone: by a disk that was replaced by an older one.
  bool isDestroyed = false;
  // It cannot be applied, or its copy at the kiosk was damaged: it must become a case.
  bool isPoison = false;
  bool isRotten = false;
};

// A visitor has taken a consent back by slip.
struct AskedWithdrawal {
  Id16 changeId;
  Id16 visitChangeId;
  Withdrawal what;
};

class Ledger {
 public:
  explicit Ledger(Chronicle& chronicle) : m_chronicle(chronicle) {}

  void promise(Promise promise);
  Promise* find(const Id16& changeId);
  const std::vector<Promise>& promises() const { return m_promises; }
  std::vector<Promise>& promises() { return m_promises; }

  void wrong(std::string invariant, std::string words);
  // What a checker found.
  void judge(const char* invariant, const Verdict& verdict);
  const std::vector<Violation>& violations() const { return m_violations; }

  void countFault(const std::string& kind) { ++m_faults[kind]; }
  const std::map<std::string, uint64_t>& faults() const { return m_faults; }

  Chronicle& chronicle() { return m_chronicle; }

  // What the server has acknowledged, or told staff; a restored backup takes it back to what it had.
  std::set<Id16> committed;
  SeatsTold seats;
  AcksTold acks;
  NamesGiven names;
  DivergedJournals diverged;
  Asked asked;
  std::vector<AskedWithdrawal> withdrawals;
  // Those of `withdrawals` that the server has by now hold for ever. Before a restore, and at the end.
  void noteWithdrawn();
  // What the list of erasures and withdrawals holds, which no restore takes back.
  std::vector<Id16> erasedMarks;

 private:
  Chronicle& m_chronicle;
  std::vector<Promise> m_promises;
  std::map<Id16, size_t> m_byId;
  std::vector<Violation> m_violations;
  std::map<std::string, uint64_t> m_faults;
};

// The content of a change that its author stands for: without number, times and incarnation.
seal::Hash32 contentOf(record::ChangeBody body);

}  // namespace foyer::sim
