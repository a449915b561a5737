#include "tests/sim/world.h"

#include <algorithm>

#include "tests/sim/checkers/checkers.h"
#include "tests/sim/disk/chance.h"

namespace foyer::sim {

namespace {

std::string minutes(int64_t ms) {
  return ms < 120'000 ? std::to_string(ms / 1'000) + " s" : std::to_string(ms / 60'000) + " min";
}

// How often machines that have nothing to do look around between two events.
constexpr int64_t kLooksInALull = 20;

std::vector<Id16> recordsOf(const record::ChangeBody& visit) {
  std::vector<Id16> ids;
  for (const record::RecordWrite& write : visit.records) ids.push_back(write.recordId);
  return ids;
}

}  // namespace

Report play(const Scenario& scenario, Plant plant) {
  useSeed(scenario.seed);
  return World(scenario, plant).run();
}

World::World(const Scenario& scenario, Plant plant)
    : m_scenario(scenario),
      m_sabotage(plant),
      m_draw(Draw(scenario.seed).fork("world")),
      m_network(
          m_agenda, scenario.weather, m_draw.fork("network"),
          [this](size_t kiosk, const std::shared_ptr<SimLine>& line) {
            return m_server->accept(m_kiosks[kiosk]->identity().device, line);
          },
          [this](size_t kiosk) { m_kiosks[kiosk]->run(); }),
      m_surroundings{m_agenda, m_network, m_ledger, m_sabotage, scenario.walls, {}} {
  m_network.tamper = m_sabotage.tamper();
  m_network.onWelcomed = [this](size_t kiosk, uint64_t lamport) { m_kiosks[kiosk]->hearLamport(lamport); };
  m_keys.push_back(seal::newSealingKeyPair());
  m_surroundings.sealingPublicKey = m_keys.front().publicKey;
  m_account = newRandomId(m_draw.fork("account").random());
}

SimKiosk& World::addKiosk(const KioskIdentity& identity) {
  const size_t number = m_kiosks.size();
  const size_t like = number % m_scenario.fleet.kiosks;
  m_kiosks.push_back(std::make_unique<SimKiosk>(KioskParts{m_surroundings, number, identity, m_scenario.fleet.driftPpm[like],
                                                           m_scenario.fleet.wallErrorMs[like], m_draw}));
  m_images.emplace_back();
  return *m_kiosks.back();
}

void World::makeFleet() {
  std::vector<KioskIdentity> identities;
  for (size_t i = 0; i < m_scenario.fleet.kiosks; ++i) {
    const seal::SigningKeyPair signing = seal::newSigningKeyPair();
    identities.push_back({newRandomId(m_draw.fork("device", i).random()), signing.publicKey,
                          std::string(signing.secretKey.bytes())});
  }
  m_server = std::make_unique<SimServer>(m_surroundings, m_keys, m_scenario.fleet.driftPpm.back(),
                                         m_scenario.fleet.wallErrorMs.back(), m_draw);
  m_server->init(identities);
  for (const KioskIdentity& identity : identities) addKiosk(identity).start();
}

Report World::run() {
  makeFleet();
  for (size_t i = 0; i < m_scenario.events.size(); ++i) {
    const int64_t nextMs = i + 1 < m_scenario.events.size() ? m_scenario.events[i + 1].atMs : m_scenario.faultsEndMs;
    m_agenda.at(m_scenario.events[i].atMs, [this, event = m_scenario.events[i], nextMs] {
      m_surroundings.lullMs = (nextMs - m_agenda.nowMs()) / kLooksInALull;
      happen(event);
    });
  }
  m_agenda.at(m_scenario.faultsEndMs, [this] { endFaults(); });
  while (m_restedAtMs < 0 && m_agenda.next(m_scenario.faultsEndMs + kRestWithinMs)) {
  }
  Report report;
  judge(report);
  report.violations = m_ledger.violations();
  report.faults = m_ledger.faults();
  report.faults["message lost"] = m_network.lost();
  report.faults["line torn by loss"] = m_network.torn();
  report.story = m_chronicle.all();
  report.trace = m_chronicle.hash();
  report.promises = m_ledger.promises().size();
  report.steps = m_agenda.happened();
  if (m_restedAtMs >= 0) report.restedAfterMs = m_restedAtMs - m_scenario.faultsEndMs;
  return report;
}

void World::fault(const Event& event, int lane, const std::string& words, int64_t lastsMs) {
  m_ledger.countFault(std::string(nameOf(event.act)));
  m_chronicle.tell(lane, Mark::kFault, words, m_agenda.nowMs() + lastsMs);
}

void World::happen(const Event& event) {
  SimKiosk& kiosk = kioskOf(event);
  Draw luck(event.luck);
  switch (event.act) {
    case Act::kVisit: return visit(event, false);
    case Act::kConfirmAgain: return confirmAgain(event);
    case Act::kUseSlip: return useSlip(event, false);
    case Act::kEdit: return edit(event, false);
    case Act::kEditUnseen: return edit(event, true);
    case Act::kDecide: return decide(event);
    case Act::kErase: return erase(event);
    case Act::kPublish: return m_server->publish("offer-" + std::to_string(luck.below(5)));
    case Act::kBackup:
      m_backups.push_back(m_server->image());
      return m_chronicle.tell(kServerLane, Mark::kPeople, "is backed up");
    case Act::kTakeImage:
      m_images[event.kiosk % m_kiosks.size()].push_back(kiosk.image());
      return m_chronicle.tell(kiosk.lane(), Mark::kPeople, "an image of its disk is made");
    case Act::kKioskKilled:
      fault(event, kiosk.lane(), "its program is killed");
      return kiosk.crash(Stroke::kProcessKilled);
    case Act::kKioskPowerCut:
      fault(event, kiosk.lane(), "loses power");
      return kiosk.crash(Stroke::kPowerCut);
    case Act::kBatteryEmpty:
      fault(event, kiosk.lane(), "loses power, and its clock's battery is empty: it is 1970");
      return kiosk.crash(Stroke::kPowerCut, Battery::kEmpty);
    case Act::kKioskStruck:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return kiosk.disk().strikeAfter(static_cast<uint64_t>(event.amount),
                                      luck.chance(0.5) ? Stroke::kProcessKilled : Stroke::kPowerCut);
    case Act::kServerKilled:
      fault(event, kServerLane, "is killed");
      return m_server->crash(Stroke::kProcessKilled);
    case Act::kServerPowerCut:
      fault(event, kServerLane, "loses power");
      return m_server->crash(Stroke::kPowerCut);
    case Act::kServerStruck:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return m_server->disk().strikeAfter(static_cast<uint64_t>(event.amount),
                                          luck.chance(0.5) ? Stroke::kProcessKilled : Stroke::kPowerCut);
    case Act::kKioskDiskFull:
    case Act::kKioskDiskErrors:
    case Act::kSyncErrors:
      fault(event, kiosk.lane(), std::string(nameOf(event.act)) + " for " + minutes(event.amount), event.amount);
      return troubleDisk(kiosk.disk(), event);
    case Act::kServerDiskFull:
    case Act::kServerDiskErrors:
      fault(event, kServerLane, std::string(nameOf(event.act)) + " for " + minutes(event.amount), event.amount);
      return troubleDisk(m_server->disk(), event);
    case Act::kBitRot: return rot(event, kiosk);
    case Act::kRolledBack: return rollBack(event, kiosk);
    case Act::kCloned: return clone(event, kiosk);
    case Act::kServerRestored: return restore(event);
    case Act::kPartition:
      fault(event, kiosk.lane(), "is cut off for " + minutes(event.amount), event.amount);
      return partition(event, event.kiosk % m_kiosks.size());
    case Act::kPartitionOfAll:
      fault(event, kServerLane, "is cut off from all kiosks for " + minutes(event.amount), event.amount);
      for (size_t i = 0; i < m_kiosks.size(); ++i) partition(event, i);
      return;
    case Act::kLineTorn:
      fault(event, kiosk.lane(), "its line is torn");
      return m_network.tearLineOf(event.kiosk % m_kiosks.size());
    case Act::kStreamReplayed:
      fault(event, kiosk.lane(), "all of its last stream arrives once more");
      return m_network.replayLineOf(event.kiosk % m_kiosks.size());
    case Act::kPoison:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return luck.chance(0.5) ? visit(event, true) : useSlip(event, true);
    case Act::kClockJump:
      fault(event, kiosk.lane(), "its wall clock jumps");
      return kiosk.clock().setWall(event.amount);
    case Act::kServerClockJump:
      fault(event, kServerLane, "its wall clock jumps");
      return m_server->clock().setWall(event.amount);
  }
}

void World::visit(const Event& event, bool isPoison) {
  const Draw luck(event.luck);
  Visit visit{m_visits.size(), event.kiosk % m_kiosks.size(), {}, isPoison};
  visit.body = isPoison ? Visitors::poisonVisit(luck, "library") : Visitors::visit(luck, "library");
  const std::string what = (isPoison ? "poison: " : "") + Visitors::nameOf(visit.body) + " of visitor " +
                           std::to_string(event.luck % 10'000);
  if (kioskOf(event).confirm(visit.body, {what, isPoison, SimKiosk::Times::kFirst, recordsOf(visit.body)})) m_visits.push_back(std::move(visit));
}

void World::confirmAgain(const Event& event) {
  if (m_visits.empty()) return;
  const Visit& visit = m_visits[Draw(event.luck).below(m_visits.size())];
  SimKiosk& kiosk = *m_kiosks[visit.kiosk];
  record::ChangeBody body = visit.body;
  if (m_sabotage.is(Plant::kConfirmedTwice)) body.id.bytes[0] ^= 0x5a;
  kiosk.confirm(body, {Visitors::nameOf(visit.body) + " confirmed once more", visit.isPoison, SimKiosk::Times::kAgain,
                       recordsOf(visit.body)});
}

void World::useSlip(const Event& event, bool isPoison) {
  if (m_visits.empty()) return;
  Draw luck(event.luck);
  const Visit& visit = m_visits[luck.below(m_visits.size())];
  auto body = isPoison ? Visitors::poisonSlip(luck, visit.body) : Visitors::useSlip(luck, visit.body);
  if (!body) return;
  const std::string what = std::string(isPoison ? "poison: " : "") + "a change by the slip of " + Visitors::nameOf(visit.body);
  const bool isSaved = kioskOf(event).confirm(*body, {what, isPoison, SimKiosk::Times::kAgain, recordsOf(visit.body)});
  const bool givesUpSeats = isSaved && Visitors::isCancellation(*body) && Visitors::isConfirmed(visit.body);
  if (!givesUpSeats || !m_cancelled.insert(visit.body.id).second) return;
  const auto seats = Visitors::seatsOf(visit.body);
  m_ledger.seats.cancel(seats->session, seats->seats);
}

std::optional<record::RecordState> World::stateOf(const Id16& id) {
  std::optional<record::RecordState> state;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto row, reader.record(id));
    if (!row) return okStatus();
    FOYER_ASSIGN(state, record::decodeState(row->state));
    return okStatus();
  });
  return read.ok() ? state : std::nullopt;
}

void World::edit(const Event& event, bool isLate) {
  if (m_visits.empty() || !m_server->isRunning()) return;
  Draw luck(event.luck);
  const Visit& visit = m_visits[luck.below(m_visits.size())];
  const auto seen = stateOf(luck.oneOf(visit.body.records).recordId);
  if (!seen) return;
  auto write = Staff::edit(luck.fork("edit"), *seen);
  if (!write) return;
  if (!isLate) return apply(std::move(*write), ingest::StaffAct::kEdit, "edit a record");
  m_agenda.after(luck.between(1'000, 20 * 60'000), [this, own = std::move(*write)] {
    apply(own, ingest::StaffAct::kEdit, "edit a record as they saw it a while ago");
  });
}

void World::apply(record::RecordWrite write, ingest::StaffAct act, const std::string& what) {
  if (!m_server->isRunning()) return;
  const Id16 about = write.recordId;
  const auto outcome = m_server->applyStaff(m_account, {std::move(write)}, act);
  if (!outcome.ok()) return m_chronicle.tell(kStaffLane, Mark::kPeople, "could not " + what);
  const auto* receipt = std::get_if<ingest::StaffReceipt>(&*outcome);
  if (receipt == nullptr) return;
  m_ledger.promise({.changeId = receipt->changeId, .lane = kStaffLane, .what = what, .atMs = m_agenda.nowMs(), .about = {about}});
  m_chronicle.tell(kStaffLane, Mark::kSaved, what);
}

void World::erase(const Event& event) {
  if (m_visits.empty() || !m_server->isRunning()) return;
  Draw luck(event.luck);
  const Id16 record = m_visits[luck.below(m_visits.size())].body.records.front().recordId;
  if (stateOf(record)) m_server->erase(m_account, record);
}

void World::decide(const Event& event) {
  if (!m_server->isRunning()) return;
  Draw luck(event.luck);
  std::vector<store::CaseRow> cases;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(cases, reader.listCases(static_cast<int>(store::CaseKind::kConflict), false, 100, 0));
    return okStatus();
  });
  if (!read.ok() || cases.empty()) return;
  const store::CaseRow& chosen = cases[luck.below(cases.size())];
  const auto state = stateOf(chosen.recordId);
  if (!state) return;
  auto write = Staff::decide(luck, *state, chosen.field);
  if (write) apply(std::move(*write), ingest::StaffAct::kDecision, "decide a conflict");
}

void World::rollBack(const Event& event, SimKiosk& kiosk) {
  auto& images = m_images[event.kiosk % m_kiosks.size()];
  if (images.empty()) return;
  fault(event, kiosk.lane(), "its disk is replaced by an old image");
  kiosk.putIn(images[event.luck % images.size()]);
  noteDestroyed();
}

void World::clone(const Event& event, SimKiosk& kiosk) {
  fault(event, kiosk.lane(), "its disk is cloned to " + std::to_string(event.amount) + " other machines");
  const KioskImage image = kiosk.image();
  const KioskIdentity identity = kiosk.identity();
  for (int64_t i = 0; i < event.amount; ++i) addKiosk(identity).putIn(image);
}

void World::restore(const Event& event) {
  if (m_backups.empty()) return;
  fault(event, kServerLane, "is restored from an old backup");
  m_server->restore(m_backups[event.luck % m_backups.size()]);
  noteDestroyed();
}

void World::noteDestroyed() {
  for (Promise& promise : m_ledger.promises()) {
    const bool isAtServer = m_ledger.committed.count(promise.changeId) > 0;
    const bool isAtKiosk = std::any_of(m_kiosks.begin(), m_kiosks.end(), [&](const auto& kiosk) {
      return kiosk->holds(promise);
    });
    if (!isAtServer && !isAtKiosk) promise.isDestroyed = true;
  }
}

void World::rot(const Event& event, SimKiosk& kiosk) {
  if (!kiosk.isRunning() || kiosk.unsent() == 0) return;
  auto& journal = kiosk.core().journal();
  const uint64_t acked = journal.hello().acked_seq();
  const auto batch = journal.entriesAfter(acked + event.luck % kiosk.unsent(), 1, 1);
  if (!batch.ok() || batch->entries.empty()) return;
  const sync::Entry& entry = batch->entries.front();
  if (!kiosk.disk().rot(entry.content.sealed, event.luck >> 8)) return;
  if (Promise* promise = m_ledger.find(entry.changeId)) promise->isRotten = true;
  fault(event, kiosk.lane(), "one bit of an entry that is not sent yet rots on its disk");
}

void World::troubleDisk(Disk& disk, const Event& event) {
  const bool isFull = event.act == Act::kKioskDiskFull || event.act == Act::kServerDiskFull;
  if (isFull) {
    const uint64_t used = (uint64_t{1} << 30) - disk.freeBytes();
    disk.setCapacity(used + event.luck % 40'000);
  } else if (event.act == Act::kSyncErrors) {
    disk.setSyncErrorChance(0.2);
  } else {
    disk.setErrorChance(0.02);
  }
  m_agenda.after(event.amount, [&disk, isFull, act = event.act] {
    if (isFull) disk.setCapacity(uint64_t{1} << 30);
    if (act == Act::kSyncErrors) disk.setSyncErrorChance(0);
    if (!isFull) disk.setErrorChance(0);
  });
}

void World::partition(const Event& event, size_t kiosk) { m_network.partition(kiosk, m_agenda.nowMs() + event.amount); }

void World::endFaults() {
  m_surroundings.lullMs = 0;
  m_network.clearUp();
  const auto heal = [](Disk& disk) {
    disk.cancelStrike();
    disk.setCapacity(uint64_t{1} << 30);
    disk.setErrorChance(0);
    disk.setSyncErrorChance(0);
  };
  heal(m_server->disk());
  for (const auto& kiosk : m_kiosks) heal(kiosk->disk());
  m_chronicle.tell(kServerLane, Mark::kPeople, "from here on there are no more faults");
  rest();
}

// Looks again and again whether all is quiet.
void World::rest() {
  if (isAtRest()) {
    m_restedAtMs = m_agenda.nowMs();
    return;
  }
  m_agenda.after(2'000, [this] { rest(); });
}

bool World::isAtRest() {
  if (!m_server->isRunning()) return false;
  int64_t catalogueHead = 0;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(catalogueHead, reader.catalogueHead());
    return okStatus();
  });
  if (!read.ok()) return false;
  return std::all_of(m_kiosks.begin(), m_kiosks.end(), [&](const auto& kiosk) {
    if (!kiosk->isRunning() || kiosk->unsent() > 0) return false;
    if (kiosk->catalogueCursor() != static_cast<uint64_t>(catalogueHead)) return false;
    return kiosk->core().journal().hello().server_epoch() == m_server->epoch().view();
  });
}

void World::checkOutcomes(const FinalView& view) {
  for (const LoggedChange& logged : view.log) {
    if (logged.row.outcome != store::LogOutcome::kQuarantined) continue;
    const Promise* promise = m_ledger.find(logged.row.changeId);
    if (promise == nullptr || promise->lane < 0) continue;
    SimKiosk& kiosk = *m_kiosks[static_cast<size_t>(promise->lane)];
    const auto told = kiosk.holds(*promise) ? kiosk.outcomeOf(promise->changeId) : std::nullopt;
    if (told == sync::v1::OUTCOME_APPLIED)
      m_ledger.wrong("the kiosk learns the outcome", laneName(promise->lane) + " believes that " + promise->what +
                                                        " was applied, and it is in quarantine");
  }
}

void World::judge(Report& report) {
  if (m_restedAtMs < 0) {
    std::string who;
    for (const auto& kiosk : m_kiosks) {
      if (!kiosk->isRunning()) who += " " + laneName(kiosk->lane()) + " does not run;";
      if (kiosk->unsent() > 0) who += " " + laneName(kiosk->lane()) + " still has " + std::to_string(kiosk->unsent()) + " unsent;";
    }
    m_ledger.wrong("liveness", "not at rest " + minutes(kRestWithinMs) + " after the last fault:" + who);
  }
  if (!m_server->isRunning()) return;
  auto view = FinalView::of(*m_server, m_keys);
  if (!view.ok()) return m_ledger.wrong("liveness", "the server's store cannot be read: " + view.error().message());
  view->erased = m_ledger.erased;
  checkAll(*view, m_ledger);
  checkOutcomes(*view);
  report.digest = view->digest;
}

}  // namespace foyer::sim
