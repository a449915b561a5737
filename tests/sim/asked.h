// What people asked to be taken out, and were told is done: erasures and withdrawals, as an observer remembers them.
//
// Place: part of the Ledger and of the FinalView. What was done stays done for ever, whatever is restored.
// Ownership: a value. Threads: one. Errors: none. Does not: look into the server's store.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "shared/base/ids.h"

namespace foyer::sim {

// A person (their contact), and the purpose for which nothing of them may be kept any more.
using Withdrawal = std::pair<Id16, std::string>;

struct Asked {
  std::set<Id16> erased;           // records: the person's contact, and all of their visit
  std::set<Id16> erasureTried;     // also where nobody was told how it ended
  std::set<Withdrawal> withdrawn;  // of what has come to the server
  std::set<Id16> withdrawalTried;  // contacts, also where it is still on its way or went down with its kiosk
};

}  // namespace foyer::sim
