#include "tests/sim/sim_kiosk.h"

#include <algorithm>

#include "tests/sim/people.h"

namespace foyer::sim {

namespace {

constexpr char kJournalPath[] = "journal.db";
constexpr char kSeatsPath[] = "seats.db";
// In a folder that no machine has: pictures, which lie beside it and not on these disks, are none of the simulation.
constexpr char kCataloguePath[] = "/no-folder-of-any-machine/catalogue.db";
// The engine looks after its house at least so often.
constexpr int64_t kHouseMs = 6 * 60 * 60 * 1000;

// Purged is what was acknowledged for 14 days, and on a full disk for one.
constexpr int64_t kNeverPurgedMs = 20 * 60 * 60 * 1000;
constexpr int kConnectsBeforeGivingUp = 6;  // of a planted bug
// More than a run writes.
constexpr uint32_t kSuspectsMax = 10'000;
constexpr size_t kSuspectBytesMax = 16 << 20;

}  // namespace

SimKiosk::SimKiosk(KioskParts parts)
    : m_parts(std::move(parts)),
      m_draw(m_parts.draw.fork("kiosk", m_parts.number)),
      m_disk("kiosk-" + std::to_string(m_parts.number), m_draw.fork("disk")),
      m_clock(m_parts.surroundings.agenda, m_parts.surroundings.walls, m_parts.driftPpm,
              "kiosk-" + std::to_string(m_parts.number)),
      m_random(m_draw.fork("random").random()) {
  m_disk.setLyingSyncs(m_parts.surroundings.sabotage.is(Plant::kSavedBeforeSync));
  if (m_parts.wallErrorMs != 0) m_clock.setWall(m_clock.wallMs() + m_parts.wallErrorMs);
}

SimKiosk::~SimKiosk() {
  m_core.reset();
  m_catalogue.reset();
  m_mailbox.reset();
}

uplink::EngineParts SimKiosk::engineParts() {
  uplink::Identity identity;
  identity.device = m_parts.identity.device;
  identity.name = "kiosk";
  identity.server = "server";
  identity.sealingPublicKey = m_parts.surroundings.sealingPublicKey;
  identity.signingSecretKey = seal::SecretBytes(std::string(m_parts.identity.signingSecretKey));
  journal::JournalOptions options;
  options.vfs = m_disk.vfs();
  options.diskFreeBytes = [this] { return m_disk.freeBytes(); };
  return {.identity = std::move(identity),
          .journalPath = kJournalPath,
          .programVersion = "sim",
          .validator = Rules::get().laxValidator,
          .clock = m_clock,
          .random = m_random,
          .catalogue = catalogueIntake(),
          .onState = {},
          .journalOptions = std::move(options),
          .seatsPath = kSeatsPath};
}

// As the station joins them.
uplink::CatalogueIntake SimKiosk::catalogueIntake() {
  return {[this] { return m_catalogue->cursor(); }, [this](const Id16& epoch) { return m_catalogue->followEpoch(epoch); },
          [this](const sync::CatalogueArrived& arrived) {
            auto items = arrived.items;
            if (m_parts.surroundings.sabotage.is(Plant::kCatalogueHalf)) items.pop_back();
            return m_catalogue->apply(items, arrived.cursor,
                                      arrived.isComplete ? catalogue::Batch::kComplete : catalogue::Batch::kMoreToCome);
          }};
}

void SimKiosk::start(Battery battery) {
  if (m_core) return;
  m_disk.start();
  // A program that was killed starts again on a machine that has run on.
  if (std::exchange(m_mustReboot, false)) m_clock.reboot(battery);
  if (m_parts.surroundings.sabotage.is(Plant::kPurgedEarly))
    sabotage("DELETE FROM entry WHERE position < (SELECT base + acked_seq FROM incarnation ORDER BY n DESC LIMIT 1)");
  auto catalogue = catalogue::CatalogueCopy::open(kCataloguePath, m_disk.vfs());
  m_catalogue.emplace(catalogue.ok() ? std::move(*catalogue)
                                     : catalogue::CatalogueCopy::openLater(kCataloguePath, m_disk.vfs()));
  m_engineParts.emplace(engineParts());
  m_mailbox = std::make_shared<uplink::Mailbox>();
  const auto openLine = [this](uplink::LineEvents events) {
    ++m_connects;
    return m_parts.surroundings.network.connect(m_parts.number, std::move(events));
  };
  auto core = uplink::EngineCore::open(*m_engineParts, openLine, m_mailbox);
  if (!core.ok()) {
    const bool isLost = core.error().code() == Code::kDataLoss || core.error().code() == Code::kFailedPrecondition;
    // A disk that fails to read may look like anything; what counts is what it holds when it is well again.
    if (isLost && !m_disk.isDown() && m_disk.isHealthy())
      m_parts.surroundings.ledger.wrong("no lost record",
                                        laneName(lane()) + " cannot open its journal any more: " + core.error().message());
    m_mailbox.reset();
    m_catalogue.reset();
    if (m_parts.surroundings.sabotage.is(Plant::kJournalRemoved)) m_disk.replaceBy({});
    return startLater();
  }
  m_core = std::move(*core);
  m_parts.surroundings.ledger.chronicle().tell(lane(), Mark::kAgain, "runs");
  m_incarnation = m_core->journal().incarnation();
  checkPromises();
  run();
}

// Read your writes: whoever was told "saved" finds it after any crash.
void SimKiosk::checkPromises() {
  for (const Id16& id : m_held) {
    const auto found = m_core->journal().append(
        id, [](const record::Dot&, uint64_t) -> Result<record::Change> { return Error(Code::kNotFound, "not here"); });
    if (found.ok() || m_disk.isDown() || found.error().code() != Code::kNotFound) continue;
    const Promise* promise = m_parts.surroundings.ledger.find(id);
    const bool mayBePurged = m_parts.surroundings.ledger.committed.count(id) > 0 &&
                             m_parts.surroundings.agenda.nowMs() - promise->atMs > kNeverPurgedMs;
    const bool mayBeGone = promise->isRotten || promise->isDestroyed || mayBePurged;
    m_parts.surroundings.ledger.judge("saved means durable", checkKept({laneName(lane()), promise->what, false, mayBeGone}));
  }
}

std::vector<std::pair<uint64_t, Id16>> SimKiosk::suspectEntries() {
  std::vector<std::pair<uint64_t, Id16>> entries;
  if (!m_core || !m_mayDiverge) return entries;
  const auto batch = m_core->journal().entriesAfter(0, kSuspectsMax, kSuspectBytesMax);
  if (batch.ok())
    for (const sync::Entry& entry : batch->entries) entries.emplace_back(entry.seq, entry.changeId);
  return entries;
}

bool SimKiosk::holds(const Promise& promise) {
  if (m_held.count(promise.changeId) == 0) return false;
  if (m_parts.surroundings.agenda.nowMs() - promise.atMs <= kNeverPurgedMs) return true;
  if (!m_core) return false;
  const auto chunk = m_core->journal().changeIdsAfter(0, 1'000'000);
  return chunk.ok() && std::count(chunk->ids.begin(), chunk->ids.end(), promise.changeId) > 0;
}

// Writes the journal behind its back.
void SimKiosk::sabotage(std::string_view sql) {
  auto database = sqlite::Database::open(kJournalPath, {.vfs = m_disk.vfs()});
  if (database.ok()) (void)database->execute(sql);
}

void SimKiosk::writeBack() {
  sabotage("PRAGMA wal_checkpoint");
  afterStep();
}

void SimKiosk::stop() {
  // Everything opened in this boot is dead already: closing it writes nothing.
  m_core.reset();
  m_catalogue.reset();
  if (m_mailbox) m_mailbox->close();
  m_mailbox.reset();
  m_parts.surroundings.network.loseKiosk(m_parts.number);
}

void SimKiosk::crash(Stroke stroke, Battery battery) {
  if (!m_core) return;
  m_disk.end(stroke);
  stop();
  m_mustReboot = m_mustReboot || stroke == Stroke::kPowerCut;
  m_isStartPlanned = true;
  m_parts.surroundings.agenda.after(m_draw.between(1'000, 120'000), [this, battery] {
    m_isStartPlanned = false;
    start(battery);
  });
}

void SimKiosk::startLater() {
  if (std::exchange(m_isStartPlanned, true)) return;
  m_parts.surroundings.agenda.after(m_draw.between(1'000, 60'000), [this] {
    m_isStartPlanned = false;
    start();
  });
}

void SimKiosk::putIn(const KioskImage& image) {
  if (m_core) {
    m_disk.end(Stroke::kProcessKilled);
    stop();
  }
  m_disk.replaceBy(image.disk);
  m_mayDiverge = true;
  m_parts.surroundings.ledger.diverged.diskReplaced(m_parts.number);
  m_mustReboot = true;
  m_lamportHeard = 0;
  m_held = image.held;
  startLater();
}

// A stroke may have come in the middle of what was done: then nothing of it was heard outside.
void SimKiosk::afterStep() {
  if (m_disk.isDown()) {
    m_parts.surroundings.ledger.chronicle().tell(lane(), Mark::kFault, "stops in the middle of writing");
    stop();
    m_mustReboot = true;
    return startLater();
  }
  if (m_core->journal().incarnation() == m_incarnation) return;
  m_incarnation = m_core->journal().incarnation();
  m_mayDiverge = false;
  m_parts.surroundings.ledger.chronicle().tell(lane(), Mark::kAnew,
                                               "numbers its journal anew, incarnation " + m_incarnation.hex().substr(0, 8));
  if (m_parts.surroundings.sabotage.is(Plant::kPendingNotMoved)) {
    sabotage("DELETE FROM entry WHERE incarnation = (SELECT max(n) FROM incarnation)");
    crash(Stroke::kProcessKilled);
  }
}

void SimKiosk::run() {
  while (m_core) {
    auto tasks = m_mailbox->take(std::chrono::milliseconds(0));
    for (const auto& task : tasks) {
      if (m_disk.isDown()) break;
      task();
    }
    if (!m_disk.isDown()) m_core->onTime();
    afterStep();
    if (tasks.empty()) break;
  }
  if (m_core) planWake();
}

void SimKiosk::planWake() {
  if (m_parts.surroundings.sabotage.is(Plant::kRetryGivesUp) && m_connects > kConnectsBeforeGivingUp) return;
  const Agenda& agenda = m_parts.surroundings.agenda;
  const int64_t dueBootMs = m_core->nextDueMs();
  int64_t wakeMs = agenda.nowMs() + kHouseMs;
  if (dueBootMs < m_clock.bootMs() + kHouseMs) wakeMs = std::max(agenda.nowMs() + 1, m_clock.trueTimeOf(dueBootMs));
  // Engines may be late, and where nothing can happen they are: days of waiting need no thousands of looks.
  const bool isIdle = m_core->journal().counts().unsent == 0;
  const bool isCutOff = m_parts.surroundings.network.partitionedUntilMs(m_parts.number) > agenda.nowMs();
  if (isIdle || isCutOff) wakeMs = std::max(wakeMs, agenda.nowMs() + m_parts.surroundings.lullMs);
  if (m_wakeMs > agenda.nowMs() && m_wakeMs <= wakeMs) return;
  m_wakeMs = wakeMs;
  m_parts.surroundings.agenda.at(wakeMs, [this, wakeMs] {
    if (m_wakeMs != wakeMs) return;
    m_wakeMs = -1;
    run();
  });
}

// As the station does it: seats first, and what it has is what the visitor is told.
Id16 SimKiosk::takeSeats(record::ChangeBody& body) {
  const auto wanted = Visitors::seatsOf(body);
  if (!wanted) return {};
  m_core->wishSeats(wanted->session, wanted->seats);
  const Id16 lease = m_core->reserveSeats(wanted->session, wanted->seats);
  if (!lease.isNil()) Visitors::confirmSeats(body, lease);
  if (!lease.isNil() && m_parts.surroundings.sabotage.is(Plant::kLeaseSpentTwice)) m_core->giveBackSeats(lease, wanted->seats);
  m_core->wishSeats(wanted->session, 0);
  return lease;
}

void SimKiosk::hearLamport(uint64_t lamport) {
  // With a disk in trouble it may not have been able to keep it.
  if (m_core && m_disk.isHealthy()) m_lamportHeard = std::max(m_lamportHeard, lamport);
}

std::optional<sync::v1::Outcome> SimKiosk::outcomeOf(const Id16& changeId) {
  if (!m_core) return std::nullopt;
  const auto outcome = m_core->journal().outcomeOf(changeId);
  return outcome.ok() ? *outcome : std::nullopt;
}

SimKiosk::Told SimKiosk::confirm(record::ChangeBody& body, const Confirming& confirming) {
  const std::string& what = confirming.what;
  Ledger& ledger = m_parts.surroundings.ledger;
  if (!m_core || !m_core->journal().canCapture()) {
    ledger.chronicle().tell(lane(), Mark::kPeople, what + ": the kiosk is out of order, the visitor goes to a person");
    return Told::kOutOfOrder;
  }
  const Id16 lease = confirming.times == Times::kFirst ? takeSeats(body) : Id16{};
  record::ChangeBody own = body;
  const auto receipt = m_core->store(std::move(own));
  const bool isSaved = receipt.ok() && !m_disk.isDown();
  if (isSaved) {
    ledger.promise({.changeId = body.id,
                    .lane = lane(),
                    .dot = receipt->dot,
                    .content = contentOf(body),
                    .what = what,
                    .atMs = m_parts.surroundings.agenda.nowMs(),
                    .about = confirming.about,
                    .lamportHeard = m_lamportHeard,
                    .isPoison = confirming.isPoison});
    m_held.insert(body.id);
    ledger.chronicle().tell(lane(), Mark::kSaved, what + " saved as number " + std::to_string(receipt->dot.seq));
    // Said again, it was on the medium before; what awaits a sync then is another try that failed.
    const bool awaits = confirming.times == Times::kFirst && m_disk.awaitsSync(std::string(kJournalPath) + "-wal");
    ledger.judge("saved means durable", checkSaved(awaits ? Medium::kAwaitsSync : Medium::kHasIt, laneName(lane()), what));
    const auto seats = Visitors::seatsOf(body);
    if (!lease.isNil()) ledger.judge("seats are bounded", ledger.seats.confirm(seats->session, seats->seats));
    m_core->uplink().wake();
  } else {
    if (!lease.isNil()) m_core->giveBackSeats(lease, Visitors::seatsOf(body)->seats);
    ledger.chronicle().tell(lane(), Mark::kPeople, what + ": not saved, the visitor was told so");
  }
  afterStep();
  if (m_core) planWake();
  return isSaved ? Told::kSaved : Told::kNotSaved;
}

Items SimKiosk::shown() const {
  Items items;
  if (!m_catalogue) return items;
  const auto snapshot = m_catalogue->snapshot();
  const auto* body = foyer::catalogue::v1::Item::descriptor()->oneof_decl(0);
  for (int i = 0; i < body->field_count(); ++i)
    for (const auto* item : snapshot->all(static_cast<foyer::catalogue::v1::Item::BodyCase>(body->field(i)->number())))
      items[item->id()] = item->SerializeAsString();
  return items;
}

uint64_t SimKiosk::unsent() const { return m_core ? m_core->journal().counts().unsent : 0; }

}  // namespace foyer::sim
