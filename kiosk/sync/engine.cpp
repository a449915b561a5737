#include "kiosk/sync/engine.h"

#include <algorithm>

#include "shared/base/log.h"

namespace foyer::uplink {

namespace {

bool isSame(const EngineState& a, const EngineState& b) {
  return a.link.isOnline == b.link.isOnline && a.link.lastContactMs == b.link.lastContactMs &&
         a.link.trouble == b.link.trouble && a.counts.confirmed == b.counts.confirmed &&
         a.counts.unsent == b.counts.unsent && a.counts.oldestUnsentMs == b.counts.oldestUnsentMs &&
         a.canCapture == b.canCapture;
}

}  // namespace

Engine::Engine(EngineParts parts) : m_parts(std::move(parts)) {}

Result<std::unique_ptr<Engine>> Engine::start(EngineParts parts) {
  FOYER_TRY(seal::start());
  std::unique_ptr<Engine> engine(new Engine(std::move(parts)));
  EngineParts& own = engine->m_parts;
  const Identity& identity = own.identity;
  const auto openLine = [&identity](LineEvents events) { return Line::open(identity, std::move(events)); };
  if (own.assets.copy && !own.assets.fetch) {
    engine->m_assetLine = std::make_unique<AssetLine>(identity.authorityPem);
    own.assets.fetch = [line = engine->m_assetLine.get()](AssetPiece piece, FetchedPiece done) {
      line->fetch(std::move(piece), std::move(done));
    };
  }
  FOYER_ASSIGN(engine->m_core, EngineCore::open(own, openLine, engine->m_mailbox));
  engine->publish();
  engine->m_thread = std::thread([raw = engine.get()] { raw->run(); });
  return engine;
}

Engine::~Engine() { stop(); }

void Engine::stop() {
  if (!m_thread.joinable()) return;
  m_isStopping = true;
  m_mailbox->post([] {});
  m_thread.join();
}

void Engine::confirm(record::ChangeBody body, Confirmed done) {
  if (m_confirmsWaiting.fetch_add(1) >= kConfirmsWaitingMax) {
    --m_confirmsWaiting;
    return done(
        Error(Code::kResourceExhausted, "The kiosk is still storing what was confirmed before; try again."));
  }
  const auto shared = std::make_shared<record::ChangeBody>(std::move(body));
  const bool isPosted = m_mailbox->post([this, shared, done] {
    const auto receipt = m_core->store(std::move(*shared));
    --m_confirmsWaiting;
    // Whoever asks after the receipt finds it counted.
    publish();
    done(receipt);
    if (receipt.ok()) m_core->uplink().wake();
  });
  if (isPosted) return;
  --m_confirmsWaiting;
  done(Error(Code::kUnavailable, "The kiosk is being stopped; nothing was stored."));
}

void Engine::receiveCourier(std::string folder, std::function<void(const Result<CourierVisit>&)> done) {
  const bool isPosted = m_mailbox->post([this, folder = std::move(folder), done] {
    done(uplink::receiveCourier(m_core->courierParts(), folder));
  });
  if (!isPosted) done(Error(Code::kUnavailable, "The kiosk is being stopped; plug the stick in again later."));
}

void Engine::reserveSeats(std::string session, uint32_t seats, std::function<void(const Id16&)> done) {
  const bool isPosted = m_mailbox->post(
      [this, session = std::move(session), seats, done] { done(m_core->reserveSeats(session, seats)); });
  if (!isPosted) done({});
}

void Engine::giveBackSeats(const Id16& lease, uint32_t seats) {
  m_mailbox->post([this, lease, seats] { m_core->giveBackSeats(lease, seats); });
}

void Engine::wishSeats(std::string session, uint32_t seats) {
  m_mailbox->post([this, session = std::move(session), seats] { m_core->wishSeats(session, seats); });
}

void Engine::linkHint() {
  m_mailbox->post([this] { m_core->uplink().hint(); });
}

EngineState Engine::state() const {
  const std::lock_guard lock(m_stateMutex);
  return m_state;
}

void Engine::publish() {
  const EngineState now = m_core->state();
  {
    const std::lock_guard lock(m_stateMutex);
    if (isSame(now, m_state)) return;
    m_state = now;
  }
  if (m_parts.onState) m_parts.onState(now);
}

void Engine::run() {
  const Clock& clock = m_parts.clock;
  while (!m_isStopping) {
    m_core->onTime();
    publish();
    const int64_t wait = std::clamp<int64_t>(m_core->nextDueMs() - clock.bootMs(), 0, kHousekeepingMs);
    runTasks(wait);
  }
  // gRPC still has a last word on each line.
  m_core->uplink().close();
  const int64_t deadlineMs = clock.bootMs() + kStopDeadlineMs;
  while (m_core->uplink().hasLines() && clock.bootMs() < deadlineMs) runTasks(100);
  m_mailbox->close();
  // What was confirmed until now is stored and answered.
  runTasks(0);
}

void Engine::runTasks(int64_t longestWaitMs) {
  for (const auto& task : m_mailbox->take(std::chrono::milliseconds(longestWaitMs))) task();
}

}  // namespace foyer::uplink
