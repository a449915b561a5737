// What happens in one run, as a value: the fleet, its lines, and everything that people and misfortune do.
//
// Place: drawn from a seed and a profile by drawScenario(); the World plays it; the shrinker leaves parts of it
// out. Each act brings its own luck, so that leaving one out changes nothing about the others.
// Ownership: values. Threads: any. Errors: none. Does not: say what must hold (checkers do).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/machine_clock.h"

namespace foyer::sim {

enum class Act {
  // People.
  kVisit,         // a visitor confirms an enquiry, a registration or feedback, and takes a slip home
  kConfirmAgain,  // the same change is confirmed twice
  kUseSlip,       // a visitor comes back with a slip, at any kiosk
  kEdit,          // staff edit what they see
  kEditUnseen,    // staff edit what they saw a while ago
  kDecide,        // staff decide a conflict
  kErase,         // staff erase a person
  kSettle,        // staff settle a change in quarantine: again, anew, or not at all
  kCapacity,      // staff publish a session with more or fewer seats
  kPublish,       // staff publish a new catalogue
  kBackup,        // an operator makes a backup of the server
  kTakeImage,     // somebody makes an image of a kiosk's disk
  // Misfortune.
  kKioskKilled,
  kKioskPowerCut,
  kKioskStruck,  // in the middle of what its disk does: killed, or without power
  kServerKilled,
  kServerPowerCut,
  kServerStruck,
  kKioskDiskFull,
  kServerDiskFull,
  kKioskDiskErrors,
  kServerDiskErrors,
  kSyncErrors,  // of a kiosk
  kBitRot,
  kRolledBack,
  kCloned,
  kServerRestored,
  kPartition,
  kPartitionOfAll,
  kLineTorn,
  kStreamReplayed,  // the network says everything of an old stream again
  kPoison,
  kClockJump,
  kServerClockJump,
  kBatteryEmpty,
};
inline constexpr int kActs = static_cast<int>(Act::kBatteryEmpty) + 1;
bool isFault(Act act);
// "power cut of a kiosk"; for figures and stories.
std::string_view nameOf(Act act);

struct Event {
  int64_t atMs = 0;
  Act act = Act::kVisit;
  size_t kiosk = 0;       // which one, where it is about one
  int64_t amount = 0;     // how long, how many, when: see World
  uint64_t luck = 0;      // seed of everything that is drawn for it
};

// What the network does to each message.
struct Weather {
  double loss = 0;       // of a message: it comes late, or tears its line
  double tear = 0;       // of a lost one: its line is torn
  double replay = 0;     // of an ended stream: all of it comes again; of a batch: it is said twice
  int64_t latencyMinMs = 5;
  int64_t latencyMaxMs = 80;
};

struct Fleet {
  size_t kiosks = 2;
  // Of each kiosk and, last, of the server: of the boot clock, parts in a million.
  std::vector<int64_t> driftPpm;
  // At the start, milliseconds that the wall clock is wrong by.
  std::vector<int64_t> wallErrorMs;
};

// What disks do where an act makes trouble for them.
struct Disks {
  double errorChance = 0;      // of a call
  double syncErrorChance = 0;  // of a sync
  int64_t strikeWithin = 40;   // a stroke comes at one of so many of the next calls that write
};

struct Scenario {
  uint64_t seed = 0;
  std::string profile;
  Fleet fleet;
  Weather weather;
  Disks disks;
  std::vector<Event> events;  // by time
  int64_t faultsEndMs = 0;    // then the liveness phase begins
  WallClocks walls = WallClocks::kWild;
};

// Names of the profiles, the first is the default.
const std::vector<std::string>& profiles();
Scenario drawScenario(uint64_t seed, const std::string& profile);
// The ranges that it drew, and how often what happens in it, for people.
std::string describe(const Scenario& scenario);

}  // namespace foyer::sim
