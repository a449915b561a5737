// What stands at the end of a run, as a value: the log with what is in it, the records, the cases.
//
// Place: read from the server's store when everything is at rest; the checkers look at nothing else, so that
// their own tests can make one by hand. Ownership: a value. Threads: one. Errors: those of the store.
// Does not: judge.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/record/record.h"
#include "shared/seal/seal.h"
#include "sync-server/store/store.h"
#include "tests/sim/asked.h"

namespace foyer::sim {

class SimServer;

struct LoggedChange {
  store::LogRow row;
  std::optional<record::Change> change;  // nothing: it cannot be opened or is not valid
};

struct FinalView {
  std::vector<LoggedChange> log;  // in order of arrival
  std::map<Id16, record::RecordState> records;
  std::map<Id16, uint64_t> historyRows;  // of each record
  std::vector<store::CaseRow> cases;     // open and closed
  Asked asked;                           // what people were told is taken out
  std::set<std::pair<Id16, Id16>> diverged;   // kiosk and incarnation: seen not to be what was acknowledged
  std::set<std::pair<Id16, Id16>> incidents;  // the same, as staff are told
  std::set<Id16> flagged;                     // kiosks that somebody is to look at
  std::map<std::string, uint32_t> capacities;  // of sessions, as they are published now
  std::set<std::string> shortSessions;         // of which an open case says that more is promised than there is
  std::string digest;
  std::string digestRebuilt;  // after everything was folded anew from the log
  std::string digestShuffled;  // of a replica at which the same changes arrived in another order
  std::string seatsWrong;      // what the product's own account of its seats says; empty: it adds up

  // `erasedMarks`: the list of erasures, which is kept outside of all stores.
  static Result<FinalView> of(SimServer& server, const std::vector<seal::SealingKeyPair>& keys,
                              const std::vector<Id16>& erasedMarks);
};

}  // namespace foyer::sim
