#include "tests/sim/world.h"

#include <algorithm>

#include "tests/sim/checkers/checkers.h"
#include "tests/sim/disk/chance.h"

namespace foyer::sim {

namespace {

// Far more than any run needs: beyond it somebody turns in circles, and does not come to rest.
constexpr uint64_t kStepsMax = 400'000;
// How often machines that have nothing to do look around between two events.
constexpr int64_t kLooksInALull = 20;
// How often somebody looks whether all is at rest.
constexpr int64_t kLookMs = 2'000;
constexpr size_t kCatalogueMost = 10'000;  // more than a run publishes

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
      m_surroundings{m_agenda, m_network, m_ledger, m_sabotage, scenario.walls, {}, {}} {
  m_network.tamper = m_sabotage.tamper();
  m_surroundings.suspectEntries = [this](size_t kiosk) { return m_kiosks[kiosk]->suspectEntries(); };
  m_network.onAckTold = [this](const Id16& epoch, const Id16& incarnation, uint64_t seq) {
    m_ledger.judge("monotone ack", m_ledger.acks.told(epoch, incarnation, seq));
  };
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
  while (m_restedAtMs < 0 && m_agenda.happened() < kStepsMax && m_agenda.next(m_scenario.faultsEndMs + kRestWithinMs)) {
  }
  Report report;
  judge(report);
  report.violations = m_ledger.violations();
  report.faults = m_ledger.faults();
  report.faults["message lost"] = m_network.lost();
  report.faults["line torn by loss"] = m_network.torn();
  report.faults["ended stream comes again"] = m_network.duplicates().streams;
  report.faults["batch said twice"] = m_network.duplicates().batches;
  report.faults["entry arrived again"] = m_network.duplicates().entries;
  report.story = m_chronicle.all();
  report.trace = m_chronicle.hash();
  report.promises = m_ledger.promises().size();
  report.steps = m_agenda.happened();
  if (m_restedAtMs >= 0) report.restedAfterMs = m_restedAtMs - m_scenario.faultsEndMs;
  return report;
}

void World::happen(const Event& event) {
  if (!isFault(event.act)) return live(event);
  const size_t number = event.kiosk % m_kiosks.size();
  switch (event.act) {
    case Act::kServerKilled:
    case Act::kServerPowerCut:
    case Act::kServerStruck:
    case Act::kServerDiskFull:
    case Act::kServerDiskErrors:
    case Act::kServerRestored:
    case Act::kServerClockJump: return strikeServer(event);
    case Act::kPartition:
    case Act::kPartitionOfAll:
    case Act::kLineTorn:
    case Act::kStreamReplayed: return strikeLine(event, number);
    default: return strikeKiosk(event, *m_kiosks[number]);
  }
}

void World::endFaults() {
  m_surroundings.lullMs = 0;
  m_network.clearUp();
  m_server->disk().heal();
  for (const auto& kiosk : m_kiosks) {
    kiosk->disk().heal();
    if (kiosk->isRunning()) kiosk->planWake();
  }
  m_chronicle.tell(kServerLane, Mark::kPeople, "from here on there are no more faults");
  m_server->lookAfterSeats();
  m_agenda.after(kLookMs, [this] { rest(); });
}

// Looks again and again whether all is quiet, at two looks in a row: a copy of a disk that has nothing to send may just
// have said Hello, and what the server writes of it takes a moment.
void World::rest() {
  // What was seen a moment ago is still on its way to staff.
  const size_t diverged = m_ledger.diverged.all().size();
  const bool isQuiet = isAtRest() && std::exchange(m_divergedLooked, diverged) == diverged;
  if (isQuiet && m_wasQuiet) {
    m_restedAtMs = m_agenda.nowMs();
    return;
  }
  m_wasQuiet = isQuiet;
  m_agenda.after(kLookMs, [this] { rest(); });
}

// Since the faults ended this kiosk has a line, or had one, and the server has noted what it says of its journal. (Of
// copies of a disk one at most has a line at a time.)
bool World::isMet(SimKiosk& kiosk) {
  const bool hasLine = kiosk.core().uplink().state().isOnline;
  if (!hasLine && m_server->helloMs(static_cast<size_t>(kiosk.lane())) < m_scenario.faultsEndMs) return false;
  bool isNoted = false;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto row, reader.incarnation(kiosk.core().journal().incarnation()));
    isNoted = row && row->place != 0;
    return okStatus();
  });
  return read.ok() && isNoted;
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
    if (!kiosk->isRunning() || kiosk->unsent() > 0 || !isMet(*kiosk)) return false;
    if (kiosk->catalogueCursor() != static_cast<uint64_t>(catalogueHead)) return false;
    return kiosk->core().journal().hello().server_epoch() == m_server->epoch().view();
  });
}

void World::checkOutcomes(const FinalView& view) {
  for (const LoggedChange& logged : view.log) {
    const Promise* promise = m_ledger.find(logged.row.changeId);
    if (promise == nullptr || promise->lane < 0) continue;
    SimKiosk& kiosk = *m_kiosks[static_cast<size_t>(promise->lane)];
    const auto told = kiosk.holds(*promise) ? kiosk.outcomeOf(promise->changeId) : std::nullopt;
    m_ledger.judge("the kiosk learns the outcome",
                   checkOutcome({laneName(promise->lane), promise->what, logged.row.outcome, told}));
  }
}

void World::checkCatalogues() {
  Items published;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto rows, reader.catalogueAfter(0, kCatalogueMost));
    for (const store::CatalogueRow& row : rows) {
      foyer::catalogue::v1::Item item;
      FOYER_ASSERT(item.ParseFromString(row.item));
      item.set_sequence(static_cast<uint64_t>(row.sequence));
      if (!row.isDeleted) published[row.id] = item.SerializeAsString();
    }
    return okStatus();
  });
  if (!read.ok()) return m_ledger.wrong("liveness", "the server's catalogue cannot be read: " + read.error().message());
  for (const auto& kiosk : m_kiosks)
    m_ledger.judge("visitors see what is published", checkCatalogue(laneName(kiosk->lane()), kiosk->shown(), published));
}

void World::judge(Report& report) {
  AtEnd end{m_restedAtMs >= 0, minutes(kRestWithinMs), {}};
  for (const auto& kiosk : m_kiosks) end.kiosks.push_back({laneName(kiosk->lane()), kiosk->isRunning(), kiosk->unsent()});
  m_ledger.judge("liveness", checkLiveness(end));
  if (!m_server->isRunning()) return;
  if (end.isAtRest) checkCatalogues();
  auto view = FinalView::of(*m_server, m_keys, m_ledger.erasedMarks);
  if (!view.ok()) return m_ledger.wrong("liveness", "the server's store cannot be read: " + view.error().message());
  m_ledger.noteWithdrawn();
  view->asked = m_ledger.asked;
  view->diverged = m_ledger.diverged.all();
  checkAll(*view, m_ledger);
  checkOutcomes(*view);
  report.digest = view->digest;
}

}  // namespace foyer::sim
