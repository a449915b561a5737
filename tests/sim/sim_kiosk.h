// One kiosk: a machine with a disk and clocks that runs the product's EngineCore (journal, session, uplink).
//
// Place: the World has a fleet of them. Ownership: owns disk, clock, catalogue and core; refers to Surroundings.
// Threads: one. Errors: what product code answers is taken as a person or systemd would take it: a kiosk that
// cannot start is started again after a while. Does not: judge; it notes in the Ledger what it promised.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/engine_core.h"
#include "tests/sim/disk/disk.h"
#include "tests/sim/machine_clock.h"
#include "tests/sim/surroundings.h"

namespace foyer::sim {

// Who a kiosk is; a cloned disk brings it to another machine.
struct KioskIdentity {
  Id16 device;
  std::string signingPublicKey;
  std::string signingSecretKey;
};

struct KioskParts {
  Surroundings& surroundings;
  size_t number = 0;
  KioskIdentity identity;
  int64_t driftPpm = 0;
  int64_t wallErrorMs = 0;
  Draw draw;
};

// A copy of a kiosk's disk, and which promises are on it.
struct KioskImage {
  Disk::Image disk;
  std::set<Id16> held;
};

class SimKiosk {
 public:
  explicit SimKiosk(KioskParts parts);
  ~SimKiosk();

  // --- life of the machine ---
  void start(Battery battery = Battery::kGood);
  // It stops now, and starts again by itself after a while.
  void crash(Stroke stroke, Battery battery = Battery::kGood);
  bool isRunning() const { return m_core != nullptr; }
  // Deals with what has arrived and what is due.
  void run();
  // Wakes when something is due; anew after a lull in which it would have overslept.
  void planWake();

  // --- people ---
  // Where they were told "not saved" it may be on the medium all the same: the disk failed, or the machine died. Poison passes the checks of this kiosk, and not those of the server.
  // Seats of a registration are taken first, and `body` says so then, unless it is confirmed once more.
  enum class Times { kFirst, kAgain };
  struct Confirming {
    std::string what;
    bool isPoison = false;
    Times times = Times::kFirst;
    std::vector<Id16> about;
  };
  enum class Told { kOutOfOrder, kNotSaved, kSaved };
  Told confirm(record::ChangeBody& body, const Confirming& confirming);
  // The server welcomed it and said this.
  void hearLamport(uint64_t lamport);
  // What the kiosk would say became of it; nothing: it does not know.
  std::optional<sync::v1::Outcome> outcomeOf(const Id16& changeId);

  // --- copies ---
  KioskImage image() const { return {m_disk.image(), m_held}; }
  // Stops, and starts with that disk.
  void putIn(const KioskImage& image);

  Disk& disk() { return m_disk; }
  MachineClock& clock() { return m_clock; }
  uplink::EngineCore& core() { return *m_core; }
  const std::set<Id16>& held() const { return m_held; }
  int lane() const { return static_cast<int>(m_parts.number); }
  const KioskIdentity& identity() const { return m_parts.identity; }
  uint64_t unsent() const;
  uint64_t catalogueCursor() const { return m_catalogue ? m_catalogue->cursor() : 0; }
  // What its visitors see of the catalogue.
  Items shown() const;
  // Its disk was copied: what it holds and what was acknowledged may be two things.
  void noteCopied() { m_mayDiverge = true; }
  // What stands in the write-ahead log of its journal goes into the database, as from time to time by itself.
  void writeBack();
  // Where that may be so: what stands in its journal, by number.
  std::vector<std::pair<uint64_t, Id16>> suspectEntries();
  // Whether this promise is still on its disk; what is old may have been purged.
  bool holds(const Promise& promise);

 private:
  void stop();
  void afterStep();
  void startLater();
  void checkPromises();
  Id16 takeSeats(record::ChangeBody& body);
  void sabotage(std::string_view sql);
  uplink::EngineParts engineParts();
  uplink::CatalogueIntake catalogueIntake();

  KioskParts m_parts;
  Draw m_draw;
  Disk m_disk;
  MachineClock m_clock;
  Random m_random;
  std::optional<uplink::EngineParts> m_engineParts;
  std::shared_ptr<uplink::Mailbox> m_mailbox;
  std::optional<catalogue::CatalogueCopy> m_catalogue;
  std::unique_ptr<uplink::EngineCore> m_core;
  std::set<Id16> m_held;
  Id16 m_incarnation;
  int64_t m_wakeMs = -1;
  int m_connects = 0;
  bool m_isStartPlanned = false;
  bool m_mustReboot = false;
  bool m_mayDiverge = false;
  uint64_t m_lamportHeard = 0;
};

}  // namespace foyer::sim
