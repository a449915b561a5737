// What every machine of a run stands in: time, lines, the observer's book, and the product's rules.
//
// Place: the World owns it, machines refer to it. Ownership: references. Threads: one. Errors: none.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "shared/schema/schema.h"
#include "shared/validate/validate.h"
#include "tests/sim/agenda.h"
#include "tests/sim/ledger.h"
#include "tests/sim/network.h"
#include "tests/sim/sabotage.h"

namespace foyer::sim {

// The record types, loaded once a process; and rules so lax that a kiosk with them writes what no server takes.
struct Rules {
  Rules();
  const schema::Schema schema;
  const schema::Schema laxSchema;
  const validate::Validator validator;
  const validate::Validator laxValidator;
  static const Rules& get();
};

struct Surroundings {
  Agenda& agenda;
  Network& network;
  Ledger& ledger;
  Sabotage& sabotage;
  WallClocks walls;
  std::string sealingPublicKey;
  // What stands in the journal of a kiosk whose disk was copied or replaced, by number.
  std::function<std::vector<std::pair<uint64_t, Id16>>(size_t kiosk)> suspectEntries;
  // How late an engine that has nothing to do may look around: nobody waits for it.
  int64_t lullMs = 0;
};

}  // namespace foyer::sim
