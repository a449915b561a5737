// One run: the fleet, the server, the people and the misfortune of a Scenario, from beginning to end.
//
// Place: play() makes one, and is all that main, the shrinker and the tests use. First the safety phase, with
// faults; then the liveness phase: no more faults and no help, and everything must come to rest in bounded time.
// Ownership: owns all machines. Threads: one. Errors: violations, as values. Does not: print.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/sim/checkers/final_view.h"
#include "tests/sim/people.h"
#include "tests/sim/plants.h"
#include "tests/sim/scenario.h"
#include "tests/sim/sim_kiosk.h"
#include "tests/sim/sim_server.h"

namespace foyer::sim {

// From the end of all faults until everything is at rest: a restart, two longest waits of the uplink, a line
// that must be noticed as dead, and the catching up itself, with clones of one kiosk taking turns.
inline constexpr int64_t kRestWithinMs = 30 * 60 * 1000;

struct Report {
  std::vector<Violation> violations;
  std::vector<Happening> story;
  std::map<std::string, uint64_t> faults;
  uint64_t trace = 0;
  std::string digest;
  uint64_t promises = 0;
  uint64_t steps = 0;
  int64_t restedAfterMs = -1;
};

Report play(const Scenario& scenario, Plant plant = Plant::kNone);

class World {
 public:
  World(const Scenario& scenario, Plant plant);
  Report run();

 private:
  void makeFleet();
  SimKiosk& addKiosk(const KioskIdentity& identity);
  void happen(const Event& event);
  void live(const Event& event);
  void strikeKiosk(const Event& event, SimKiosk& kiosk);
  void strikeServer(const Event& event);
  void strikeLine(const Event& event, size_t kiosk);
  void visit(const Event& event, bool isPoison);
  void confirmAgain(const Event& event);
  void useSlip(const Event& event, bool isPoison);
  void edit(const Event& event, bool isLate);
  void apply(record::RecordWrite write, ingest::StaffAct act, const std::string& what);
  void erase(const Event& event);
  void giveBackSeats(const record::ChangeBody& visit);
  void settle(const Event& event);
  // What staff are told is done.
  void promiseByStaff(const ingest::StaffOutcome& outcome, const std::vector<Id16>& about, const std::string& what);
  // Kiosks know what became of what they sent and could not be applied.
  void checkOutcomes(const FinalView& view);
  // Visitors see what is published.
  void checkCatalogues();
  void decide(const Event& event);
  void rollBack(const Event& event, SimKiosk& kiosk);
  void clone(const Event& event, SimKiosk& kiosk);
  void restore(const Event& event);
  void rot(const Event& event, SimKiosk& kiosk);
  void troubleDisk(Disk& disk, const Event& event);
  void fault(const Event& event, int lane, const std::string& words, int64_t lastsMs = 0);
  // Promises of which no copy is left anywhere.
  void noteDestroyed();
  void endFaults();
  bool isMet(SimKiosk& kiosk);
  bool isAtRest();
  void rest();
  void judge(Report& report);
  std::optional<record::RecordState> stateOf(const Id16& record);
  SimKiosk& kioskOf(const Event& event) { return *m_kiosks[event.kiosk % m_kiosks.size()]; }

  const Scenario m_scenario;
  Sabotage m_sabotage;
  Agenda m_agenda;
  Chronicle m_chronicle{m_agenda};
  Ledger m_ledger{m_chronicle};
  Draw m_draw;
  std::vector<seal::SealingKeyPair> m_keys;
  Network m_network;
  Surroundings m_surroundings;
  std::unique_ptr<SimServer> m_server;
  std::vector<std::unique_ptr<SimKiosk>> m_kiosks;
  std::vector<Visit> m_visits;  // those that were told "saved"
  std::vector<std::vector<KioskImage>> m_images;
  std::set<Id16> m_cancelled;  // visits whose seats were given up
  std::vector<ServerImage> m_backups;
  Id16 m_account;
  int64_t m_restedAtMs = -1;
  bool m_wasQuiet = false;
  size_t m_divergedLooked = 0;
};

}  // namespace foyer::sim
