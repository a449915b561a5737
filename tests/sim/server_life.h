// A server on a disk in memory, step by step: what kiosks and staff have it do, what it promised, and whether that is so.
//
// Place: server_calls_test. Nothing is random from run to run: ids, keys and salts follow from the seed.
// Ownership: Centre owns keys and what its kiosk wrote; the rest are values. Threads: one (Labour::kCaller). Errors:
// judge() fails the test. Does not: streams, TLS.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/disk/disk.h"
#include "tests/sync-server/world/world.h"

namespace foyer::sim {

// What was written down before the server's first step.
struct Centre {
  Centre();

  schema::Schema schema;
  std::vector<seal::SealingKeyPair> keys;
  ManualClock clock;
  // The database with one kiosk, one account and a course with seats.
  Disk::Image enrolled;
  store::KioskRow kiosk;
  Id16 incarnation;
  std::vector<testworld::Outgoing> entries;
  testworld::Slip first, second;  // visits
  Id16 unreadable;                // change id of what nobody can open
  Id16 staff;
};

// One run of the program.
struct Serving {
  static Result<std::unique_ptr<Serving>> start(const Centre& centre, const Disk& disk, uint64_t seed);

  std::unique_ptr<store::SqliteStore> store;
  std::unique_ptr<ingest::WriterThread> writer;
  std::unique_ptr<ingest::Ingest> ingest;
};

// What the world outside has been told: it must be there after every end.
struct Told {
  uint64_t acked = 0;
  std::set<Id16> staffChanges;
  std::map<Id16, uint32_t> lent;  // by lease
  int64_t catalogue = 0;
  std::set<Id16> erased;
  bool isSettled = false;
  // For telling two of them apart.
  std::string words() const;
};

struct Step {
  const char* name;
  // True: done, and the promise is noted. Doing it again after an error is harmless.
  std::function<bool(const Centre&, Serving&, Told&)> act;
};
const std::vector<Step>& serverSteps();

// After the end of a run: starts the server on this disk, where nothing fails any more, and looks whether all that was
// told is there, no record is half there, and it goes on to the end.
void judge(const Centre& centre, Disk& disk, const Told& told);

}  // namespace foyer::sim
