#include "tests/bench/kiosk.h"

#include <filesystem>

#include "tests/bench/must.h"

namespace foyer::bench {

namespace fs = std::filesystem;

namespace {

// The kiosk's clocks while visitors come by: an id is drawn when a visit is confirmed, and says when that was.
class VisitClock final : public Clock {
 public:
  void comeTo(const Visit& visit) {
    m_wallMs = 0;
    for (size_t i = 0; i < 6; ++i) m_wallMs = m_wallMs << 8 | visit.id.bytes[i];
  }
  int64_t wallMs() const override { return m_wallMs; }
  int64_t bootMs() const override { return m_wallMs - kBootedMs; }
  std::string bootId() const override { return "7d0a2f0c-5b1e-4c55-9c0f-2f8f6a3f1b11"; }

 private:
  int64_t m_wallMs = kFirstVisitMs;
};

double now() {
  static const Stopwatch watch;
  return watch.seconds();
}

}  // namespace

record::Change changeOf(const validate::Validator& validator, record::ChangeBody body, const record::Dot& dot,
                        uint64_t lamport, const Clock& clock) {
  body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
  body.author = dot.author;
  body.seq = dot.seq;
  body.lamport = lamport;
  body.wallMs = clock.wallMs();
  body.bootMs = clock.bootMs();
  body.bootId = clock.bootId();
  body.schemaVersion = schema::kSchemaVersion;
  auto checked = validator.check(std::move(body));
  if (!std::holds_alternative<record::Change>(checked)) fail("a record of the measurements is not valid");
  return std::move(std::get<record::Change>(checked));
}

void writeJournal(const std::string& path, const Centre& centre, size_t kiosk, const schema::Schema& schema,
                  std::span<const Visit> visits) {
  const validate::Validator validator(schema);
  const uplink::Identity identity = centre.identity(kiosk);
  VisitClock clock;
  const auto journal = must(journal::Journal::open(
      path, {identity.device, identity.sealingPublicKey, identity.signingSecretKey.copy()}, clock, systemRandom()));
  // As a kiosk in use: one that no server has welcomed yet numbers all anew when it starts, which costs 30 bytes an entry.
  sync::Welcomed welcomed;
  welcomed.serverEpoch = centre.epoch();
  welcomed.sealingKey = centre.sealingKey();
  must(journal->onWelcomed(welcomed));
  for (const Visit& visit : visits) {
    clock.comeTo(visit);
    record::ChangeBody body = bodyOf(schema, visit);
    must(journal->append(body.id, [&](const record::Dot& dot, uint64_t lamport) -> Result<record::Change> {
      return changeOf(validator, body, dot, lamport, clock);
    }));
  }
}

void copyJournal(const std::string& from, const std::string& to) {
  fs::create_directories(fs::path(to).parent_path());
  for (const char* suffix : {"", "-wal", "-shm"}) {
    fs::remove(to + suffix);
    if (*suffix != '-' && fs::exists(from + suffix)) fs::copy_file(from + suffix, to + suffix);
  }
}

Sender::Sender(Parts parts) : m_parts(std::move(parts)) {
  uplink::CatalogueIntake intake;
  if (m_parts.copy) {
    intake.cursor = [this] { return m_parts.copy->cursor(); };
    intake.onArrived = [this](const sync::CatalogueArrived& arrived) {
      return m_parts.copy->apply(arrived.items, arrived.cursor,
                                 arrived.isComplete ? catalogue::Batch::kComplete : catalogue::Batch::kMoreToCome);
    };
  }
  m_engine = must(uplink::Engine::start({.identity = std::move(m_parts.identity),
                                         .journalPath = m_parts.journalPath,
                                         .programVersion = "bench",
                                         .validator = m_parts.validator,
                                         .clock = m_parts.clock,
                                         .random = systemRandom(),
                                         .catalogue = std::move(intake),
                                         .onState = [this](const uplink::EngineState& state) {
                                           // The first word comes before the engine's thread begins, and with it the line.
                                           if (m_span.from < 0) m_span.from = now();
                                           const bool isCaughtUp =
                                               !m_parts.copy || m_parts.copy->cursor() >= m_parts.catalogueHead;
                                           if (state.counts.unsent > 0 || !state.link.isOnline || !isCaughtUp) return;
                                           const std::lock_guard guard(m_mutex);
                                           if (m_span.to < 0) m_span.to = now();
                                           m_changed.notify_all();
                                         }}));
}

Span Sender::waitUntilDone() {
  std::unique_lock guard(m_mutex);
  if (!m_changed.wait_for(guard, std::chrono::minutes(2), [this] { return m_span.to >= 0; }))
    fail("a kiosk could not send everything within two minutes");
  return m_span;
}

}  // namespace foyer::bench
