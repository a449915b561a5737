#include "kiosk/sync/engine.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/schema/schema.h"

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
  FOYER_ASSIGN(engine->m_journal, journal::Journal::open(own.journalPath,
                                                         {identity.device, identity.sealingPublicKey,
                                                          identity.signingSecretKey.copy()},
                                                         own.clock, own.random, own.journalOptions));
  engine->m_uplink = std::make_unique<Uplink>(identity, *engine->m_journal, own.clock, own.random,
                                              engine->m_mailbox, own.catalogue, own.programVersion);
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
    const auto receipt = store(std::move(*shared));
    --m_confirmsWaiting;
    done(receipt);
    if (receipt.ok()) m_uplink->wake();
  });
  if (isPosted) return;
  --m_confirmsWaiting;
  done(Error(Code::kUnavailable, "The kiosk is being stopped; nothing was stored."));
}

Result<journal::Receipt> Engine::store(record::ChangeBody&& body) {
  const Id16 changeId = body.id;
  return m_journal->append(changeId, [&](const record::Dot& dot, uint64_t lamport) -> Result<record::Change> {
    body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
    body.author = dot.author;
    body.seq = dot.seq;
    body.lamport = lamport;
    body.wallMs = m_parts.clock.wallMs();
    body.bootMs = m_parts.clock.bootMs();
    body.bootId = m_parts.clock.bootId();
    body.schemaVersion = schema::kSchemaVersion;
    auto checked = m_parts.validator.check(std::move(body));
    if (auto* change = std::get_if<record::Change>(&checked)) return std::move(*change);
    const auto& violations = std::get<std::vector<validate::Violation>>(checked);
    return Error(Code::kInvalidArgument, std::string("Something in what was entered is not valid: ") +
                                             validate::sentenceEn(violations.at(0).code));
  });
}

void Engine::linkHint() {
  m_mailbox->post([this] { m_uplink->hint(); });
}

EngineState Engine::state() const {
  const std::lock_guard lock(m_stateMutex);
  return m_state;
}

void Engine::publish() {
  EngineState now{m_uplink->state(), m_journal->counts(), m_journal->canCapture()};
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
    m_uplink->onTime();
    m_journal->dropStaleDataKey();
    publish();
    const int64_t wait = std::clamp<int64_t>(m_uplink->nextDueMs() - clock.bootMs(), 0, kHousekeepingMs);
    runTasks(wait);
  }
  // gRPC still has a last word on each line.
  m_uplink->close();
  const int64_t deadlineMs = clock.bootMs() + kStopDeadlineMs;
  while (m_uplink->hasLines() && clock.bootMs() < deadlineMs) runTasks(100);
  m_mailbox->close();
  // What was confirmed until now is stored and answered.
  runTasks(0);
}

void Engine::runTasks(int64_t longestWaitMs) {
  for (const auto& task : m_mailbox->take(std::chrono::milliseconds(longestWaitMs))) task();
}

}  // namespace foyer::uplink
