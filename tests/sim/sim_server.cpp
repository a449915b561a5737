#include "tests/sim/sim_server.h"

#include <algorithm>

#include "sync-server/ingest/rebuild.h"
#include "sync-server/seats/seats.h"
#include "tests/sim/checkers/checkers.h"
#include "tests/sim/sim_stream.h"

namespace foyer::sim {

namespace {

constexpr char kFolder[] = "data";
constexpr char kLogPath[] = "data/foyer.db-wal";
constexpr char kEpochKey[] = "server_epoch";
// From queued to committed: what a disk takes for a sync.
constexpr int64_t kCommitMinMs = 1;
constexpr int64_t kCommitMaxMs = 40;
// The server looks after leases every minute; each contact of a kiosk does it for its own, so that so often is enough.
constexpr int64_t kSweepMs = 6 * 60 * 60 * 1000;

constexpr size_t kErasedMax = 100'000;  // more than a run makes

store::CatalogueRow rowOf(const std::string& session, uint32_t capacity, int64_t sequence) {
  foyer::catalogue::v1::Item item;
  item.set_id(session);
  item.mutable_session()->set_offer("course-a1");
  item.mutable_session()->set_capacity(capacity);
  return {session, "session", sequence, item.SerializeAsString(), false};
}

}  // namespace

SimServer::SimServer(Surroundings& surroundings, const std::vector<seal::SealingKeyPair>& keys, int64_t driftPpm,
                     int64_t wallErrorMs, Draw draw)
    : m_surroundings(surroundings),
      m_keys(keys),
      m_draw(draw.fork("server")),
      m_disk("server", m_draw.fork("disk")),
      m_clock(surroundings.agenda, surroundings.walls, driftPpm, "server"),
      m_random(m_draw.fork("random").random()) {
  if (wallErrorMs != 0) m_clock.setWall(m_clock.wallMs() + wallErrorMs);
}

SimServer::~SimServer() { stop(); }

Status SimServer::makeStore() {
  FOYER_ASSIGN(m_store, store::SqliteStore::open(kFolder, store::Opening::kCreate, {m_disk.vfs(), m_surroundings.sabotage.view()}));
  return m_store->read([this](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const std::string epoch, reader.meta(kEpochKey));
    m_epoch = Id16::fromBytes(epoch).value_or(Id16{});
    return okStatus();
  });
}

void SimServer::init(const std::vector<KioskIdentity>& kiosks) {
  FOYER_ASSERT(makeStore().ok());
  const Id16 epoch = newRandomId(m_random);
  const Status made = m_store->write([&](store::Writer& writer) -> Status {
    FOYER_TRY(writer.setMeta(kEpochKey, epoch.view()));
    for (const KioskIdentity& kiosk : kiosks) {
      store::KioskRow row;
      row.device = kiosk.device;
      row.name = row.certificateFingerprint = kiosk.device.hex();
      row.site = "library";
      row.signingPublicKey = kiosk.signingPublicKey;
      FOYER_TRY(writer.putKiosk(row));
    }
    int64_t sequence = 0;
    for (const SimSession& session : kSessions) FOYER_TRY(writer.putCatalogue(rowOf(session.id, session.capacity, ++sequence)));
    return okStatus();
  });
  FOYER_ASSERT(made.ok());
  m_store.reset();
  m_disk.setLyingSyncs(m_surroundings.sabotage.is(Plant::kAckBeforeSync));
  start();
}

void SimServer::start() {
  if (m_ingest) return;
  m_disk.start();
  m_clock.reboot(Battery::kGood);
  if (!makeStore().ok() || m_epoch.isNil()) {
    m_store.reset();
    return startLater();
  }
  // Reading works while the parts are made: they are made whole or the process ends and begins again.
  m_disk.pauseErrors(true);
  m_lyingStore = m_surroundings.sabotage.over(*m_store);
  store::Store& written = m_lyingStore ? *m_lyingStore : *m_store;
  m_writer = std::make_unique<ingest::WriterThread>(written, ingest::Labour::kCaller);
  m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, Rules::get().schema, m_keys, m_clock, m_random,
                                              ingest::Labour::kCaller);
  m_disk.pauseErrors(false);
  m_desk = std::make_unique<rpc::Desk>(
      rpc::Parts{*m_store, *m_writer, *m_ingest, m_clock, m_keys.back().publicKey, m_epoch});
  m_surroundings.ledger.chronicle().tell(kServerLane, Mark::kAgain, "serves, epoch " + m_epoch.hex().substr(0, 8));
  keepMarks();
  lookForErased();
  sweepSeats();
}

void SimServer::sweepSeats() {
  lookAfterSeats();
  m_surroundings.agenda.after(kSweepMs, [this, boot = m_disk.boot()] {
    if (m_desk && boot == m_disk.boot()) sweepSeats();
  });
}

void SimServer::lookAfterSeats() {
  if (!m_desk) return;
  m_desk->sweepSeats();
  planWrite();
}

void SimServer::stop() {
  m_disk.end(Stroke::kProcessKilled);
  for (const auto& stream : m_streams) stream->lose();
  m_streams.clear();
  m_byDevice.clear();
  m_desk.reset();
  m_ingest.reset();
  m_writer.reset();
  m_lyingStore.reset();
  m_store.reset();
}

void SimServer::crash(Stroke stroke) {
  if (!m_ingest) return;
  m_disk.end(stroke);
  stop();
  m_surroundings.network.loseServer();
  startLater();
}

void SimServer::startLater() {
  if (std::exchange(m_isStartPlanned, true)) return;
  m_surroundings.agenda.after(m_draw.between(500, 60'000), [this] {
    m_isStartPlanned = false;
    start();
  });
}

void SimServer::afterStep() {
  if (!m_ingest) return;
  if (!m_disk.isDown()) {
    keepMarks();
    lookAround();
    std::erase_if(m_streams, [](const auto& stream) { return stream->isOver(); });
    return planWrite();
  }
  m_surroundings.ledger.chronicle().tell(kServerLane, Mark::kFault, "stops in the middle of writing");
  stop();
  m_surroundings.network.loseServer();
  startLater();
}

// What was committed as erased or withdrawn stands on the list that no restore takes back.
void SimServer::keepMarks() {
  if (m_writesLooked == m_disk.writes()) return;
  std::vector<Id16>& kept = m_surroundings.ledger.erasedMarks;
  const Status read = m_store->read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto marks, reader.erasedUnlisted(kErasedMax));
    for (const Id16& mark : marks)
      if (!std::count(kept.begin(), kept.end(), mark)) kept.push_back(mark);
    return okStatus();
  });
  FOYER_ASSERT(read.ok() || !m_disk.isHealthy());
}

// After each step that has written: what staff see, and whether the account of the seats adds up.
void SimServer::lookAround() {
  if (std::exchange(m_writesLooked, m_disk.writes()) == m_disk.writes()) return;
  uint64_t open = m_openCases;
  std::string seatsWrong = m_seatsWrong;
  const Status read = m_store->read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(open, reader.countOpenCases());
    const Status seats = seats::checkAll(reader);
    if (!seats.ok() && seats.error().code() != Code::kInternal) return seats;
    seatsWrong = seats.ok() ? std::string() : seats.error().message();
    return okStatus();
  });
  if (!read.ok()) return;
  Ledger& ledger = m_surroundings.ledger;
  if (std::exchange(m_seatsWrong, seatsWrong) != seatsWrong && !seatsWrong.empty()) ledger.wrong("seats are bounded", seatsWrong);
  if (std::exchange(m_openCases, open) != open)
    ledger.chronicle().tell(kServerLane, Mark::kCase, "open cases: " + std::to_string(open));
}

void SimServer::planWrite() {
  if (std::exchange(m_isWritePlanned, true)) return;
  m_surroundings.agenda.after(m_draw.between(kCommitMinMs, kCommitMaxMs), [this] {
    m_isWritePlanned = false;
    if (!m_writer) return;
    const bool wasQueued = m_writer->serveQueued();
    if (wasQueued || m_disk.isDown()) afterStep();
  });
}

std::shared_ptr<ServerEnd> SimServer::accept(const Id16& device, const std::shared_ptr<SimLine>& line) {
  if (!m_ingest) return nullptr;
  std::optional<store::KioskRow> row;
  const Status read = m_store->read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(row, reader.kiosk(device));
    return okStatus();
  });
  if (!read.ok() || !row) return nullptr;
  m_streams.push_back(std::make_shared<SimStream>(*this, std::move(*row), line));
  return m_streams.back();
}

void SimServer::restore(const ServerImage& image) {
  if (m_ingest) {
    m_disk.end(Stroke::kProcessKilled);
    stop();
    m_surroundings.network.loseServer();
  }
  // A new machine.
  // The list of erasures has what was committed last, though the process ended before it could say so.
  m_disk.heal();
  m_disk.start();
  m_writesLooked = 0;
  if (makeStore().ok()) keepMarks();
  m_store.reset();
  m_disk.replaceBy(image.disk);
  m_surroundings.ledger.noteWithdrawn();
  m_surroundings.ledger.diverged.serverRestored();
  m_surroundings.ledger.committed = image.committed;
  m_disk.start();
  const bool isEpochNew = !m_surroundings.sabotage.is(Plant::kEpochKept);
  FOYER_ASSERT(makeStore().ok());
  if (isEpochNew) {
    const Id16 epoch = newRandomId(m_random);
    FOYER_ASSERT(m_store->write([&](store::Writer& writer) { return writer.setMeta(kEpochKey, epoch.view()); }).ok());
  }
  // What is on the list of erasures is erased again before anybody can see it.
  ingest::LogOpener opener(Rules::get().schema, m_keys);
  const auto folded = ingest::rebuild(*m_store, Rules::get().schema, opener, m_surroundings.ledger.erasedMarks);
  if (!folded.ok()) m_surroundings.ledger.wrong("liveness", "a backup cannot be restored: " + folded.error().message());
  m_store.reset();
  startLater();
}

Result<ingest::StaffOutcome> SimServer::applyStaff(const Id16& account, std::vector<record::RecordWrite> writes,
                                                   ingest::StaffAct act) {
  return afterStaff(m_ingest->applyStaff(account, std::move(writes), act));
}

Result<ingest::StaffOutcome> SimServer::settle(const Id16& account, record::Settlement settlement,
                                               std::vector<record::RecordWrite> writes) {
  return afterStaff(m_ingest->settleChange(account, std::move(settlement), std::move(writes)));
}

Result<ingest::StaffOutcome> SimServer::afterStaff(Result<ingest::StaffOutcome> outcome) {
  if (m_disk.isDown()) outcome = Error(Code::kUnavailable, "The server stopped meanwhile.");
  if (outcome.ok())
    if (const auto* receipt = std::get_if<ingest::StaffReceipt>(&*outcome)) m_surroundings.ledger.committed.insert(receipt->changeId);
  afterStep();
  return outcome;
}

bool SimServer::erase(const Id16& account, const Id16& record, const std::vector<Id16>& whole) {
  if (!m_ingest) return false;
  Asked& asked = m_surroundings.ledger.asked;
  asked.erasureTried.insert(whole.begin(), whole.end());
  const auto erased = m_ingest->erase(account, record);
  const bool isDone = erased.ok() && !m_disk.isDown();
  if (isDone) {
    asked.erased.insert(whole.begin(), whole.end());
    m_surroundings.ledger.chronicle().tell(kStaffLane, Mark::kSaved, "erase a person");
    lookForErased();
  }
  afterStep();
  return isDone;
}

void SimServer::lookForErased() {
  Ledger& ledger = m_surroundings.ledger;
  for (const Id16& id : ledger.asked.erased) {
    std::optional<record::RecordState> state;
    const Status read = m_store->read([&](const store::Reader& reader) -> Status {
      FOYER_ASSIGN(const auto row, reader.record(id));
      if (!row) return okStatus();
      FOYER_ASSIGN(state, record::decodeState(row->state));
      return okStatus();
    });
    if (read.ok() && state && !isTombstone(*state)) ledger.wrong("erasure is for ever", "a record was erased, and it can be read");
  }
}

void SimServer::publish(const std::string& itemId, Offered offered) {
  if (!m_writer) return;
  (void)m_writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const int64_t head, writer.catalogueHead());
    foyer::catalogue::v1::Item item;
    item.set_id(itemId);
    // Each version has something of its own.
    if (offered == Offered::kYes) item.mutable_offer()->set_order(static_cast<uint32_t>(head));
    item.set_deleted(offered == Offered::kNoMore);
    return writer.putCatalogue({itemId, "offer", head + 1, item.SerializeAsString(), item.deleted()});
  });
  if (!m_disk.isDown())
    for (const auto& stream : std::vector(m_streams)) stream->feed();
  afterStep();
}

void SimServer::publishSession(const std::string& session, uint32_t capacity) {
  if (!m_writer) return;
  // Also where nobody learns any more that it is done.
  m_surroundings.ledger.seats.offer(session, capacity);
  const Status done = m_writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const int64_t head, writer.catalogueHead());
    return writer.putCatalogue(rowOf(session, capacity, head + 1));
  });
  if (!m_disk.isDown()) {
    if (done.ok())
      m_surroundings.ledger.chronicle().tell(kStaffLane, Mark::kPeople, "publish " + session + " with " +
                                                                            std::to_string(capacity) + " seats");
    m_desk->sweepSeats();
    for (const auto& stream : std::vector(m_streams)) stream->feed();
  }
  afterStep();
}

// An empty log was cut off after all of it had been brought into the database and synced.
bool SimServer::isDurable() const {
  const auto log = m_disk.find(kLogPath);
  return !log || log->bytes.empty() || !m_disk.awaitsSync(kLogPath);
}

void SimServer::noteCommitted(const Id16& author, uint64_t firstSeq, const std::vector<Id16>& changeIds) {
  Ledger& ledger = m_surroundings.ledger;
  ledger.committed.insert(changeIds.begin(), changeIds.end());
  ledger.judge("one content for ever", ledger.names.acknowledged(author, firstSeq, changeIds));
}

ServerImage SimServer::image() const {
  ServerImage image{m_disk.image(), m_surroundings.ledger.committed};
  if (m_surroundings.sabotage.is(Plant::kBackupWithoutLog)) image.disk.erase(kLogPath);
  return image;
}

}  // namespace foyer::sim
