// Where planted bugs do their work: in what writes the server's store, and in what is said on the line.
//
// Place: the World makes one a run and hands its parts to server and network. Ownership: one a run, outlives
// both. Threads: one. Errors: none. Does not: know invariants.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "sync-server/store/sqlite_store.h"
#include "tests/sim/network.h"
#include "tests/sim/plants.h"

namespace foyer::sim {

class Sabotage {
 public:
  explicit Sabotage(Plant plant) : m_plant(plant) {}
  bool is(Plant plant) const { return m_plant == plant; }

  // Empty where the bug is elsewhere.
  std::function<std::unique_ptr<store::SqliteView>(sqlite::Database&)> view();
  // What the writer takes for the store; nothing where the bug is elsewhere.
  std::unique_ptr<store::Store> over(store::Store& store) const;
  Network::Tamper tamper();
  // Every n-th time.
  bool isTurn(uint64_t n) { return ++m_turns % n == 0; }

 private:
  bool changeUp(size_t kiosk, SyncRequest& message);
  bool changeDown(size_t kiosk, SyncResponse& message);

  const Plant m_plant;
  uint64_t m_turns = 0;
  std::map<size_t, sync::v1::Hello> m_hellos;
};

}  // namespace foyer::sim
