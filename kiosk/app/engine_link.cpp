#include "kiosk/app/engine_link.h"

#include <atomic>
#include <filesystem>
#include <future>
#include <unistd.h>

#include "shared/base/log.h"

namespace foyer::app {
namespace {

LineState lineStateOf(const uplink::EngineState& state) {
  return {state.link.isOnline, static_cast<int>(state.counts.unsent),
          state.canCapture ? Obstacle::kNone : Obstacle::kDiskFull};
}

}  // namespace

EngineLink::EngineLink(const schema::Schema& schema, const Clock& clock, std::string folder)
    : m_clock(clock), m_folder(std::move(folder)), m_validator(schema) {}

EngineLink::~EngineLink() {
  m_slipQuestion.reset();
  m_watch.reset();
  m_engine.reset();
}

Status EngineLink::open() {
  std::error_code error;
  std::filesystem::create_directories(m_folder, error);
  if (error || ::access(m_folder.c_str(), W_OK | X_OK) != 0) {
    return Error(Code::kPermissionDenied, "The folder " + m_folder +
                                              " cannot be written; give it to the kiosk's user or choose another by --data.");
  }
  Result<catalogue::CatalogueCopy> copy = catalogue::CatalogueCopy::open(m_folder + "/catalogue.db");
  if (copy.ok()) {
    m_catalogue = std::make_shared<catalogue::CatalogueCopy>(std::move(copy).value());
  } else {
    // Visitors then see the page that waits for the first contact, until the server has said something.
    logError(Event{"the catalogue cannot be opened yet"}.with("reason", copy.error()));
    m_catalogue = std::make_shared<catalogue::CatalogueCopy>(catalogue::CatalogueCopy::openLater(m_folder + "/catalogue.db"));
  }
  return okStatus();
}

std::shared_ptr<const catalogue::Snapshot> EngineLink::catalogue() const {
  return m_catalogue ? m_catalogue->snapshot() : std::make_shared<const catalogue::Snapshot>();
}

uplink::CatalogueIntake EngineLink::intake() {
  const std::shared_ptr<catalogue::CatalogueCopy> copy = m_catalogue;
  return {[copy] { return copy->cursor(); }, [copy](const Id16& epoch) { return copy->followEpoch(epoch); },
          [this, copy](const sync::CatalogueArrived& arrived) -> Status {
            const auto batch = arrived.isComplete ? catalogue::Batch::kComplete : catalogue::Batch::kMoreToCome;
            FOYER_TRY(copy->apply(arrived.items, arrived.cursor, batch));
            if (arrived.isComplete) tellCatalogue();
            return okStatus();
          }};
}

void EngineLink::tellCatalogue() {
  // Of the engine thread. The one before, as long as pictures of the new one are missing.
  QMetaObject::invokeMethod(
      this, [this, snapshot = m_catalogue->snapshot()] { onCatalogue(snapshot); }, Qt::QueuedConnection);
}

void EngineLink::tell(const LineState& state) {
  QMetaObject::invokeMethod(
      this,
      [this, state] {
        m_obstacle = state.obstacle;
        onLine(state);
      },
      Qt::QueuedConnection);
}

Status EngineLink::order() const {
  if (!m_started.ok() || m_obstacle != Obstacle::kDiskFull) return m_started;
  return Error(Code::kResourceExhausted, "The disk under " + m_folder + " is full, so no visit can begin; free some space.");
}

void EngineLink::start(uplink::Identity identity) {
  m_slipQuestion = std::make_unique<uplink::SlipQuestion>(identity);
  uplink::EngineParts parts{std::move(identity), m_folder + "/journal.db", FOYER_VERSION, m_validator,
                            m_clock,             systemRandom(),           intake(),      {}};
  parts.assets = {m_catalogue, {}, [this] { tellCatalogue(); }};
  parts.onState = [this](const uplink::EngineState& state) { tell(lineStateOf(state)); };
  parts.seatsPath = m_folder + "/seats.db";
  parts.onSeats = [this](const catalogue::SeatCounts& seats) {
    QMetaObject::invokeMethod(this, [this, seats] { if (onSeats) onSeats(seats); }, Qt::QueuedConnection);
  };
  Result<std::unique_ptr<uplink::Engine>> engine = uplink::Engine::start(std::move(parts));
  if (!engine.ok()) {
    logError(Event{"the journal cannot be opened; this kiosk is out of order"}.with("reason", engine.error()));
    m_started = engine.error();
    tell({false, 0, Obstacle::kJournal});
    return;
  }
  m_engine = std::move(engine).value();
  m_watch = std::make_unique<uplink::LinkWatch>([this] { m_engine->linkHint(); });
}

void EngineLink::askSlip(const Id16& slipId, uplink::SlipQuestion::Answered answered) {
  if (!m_slipQuestion) return answered(Error(Code::kUnavailable, "There is no line yet."));
  m_slipQuestion->ask(slipId, [this, answered = std::move(answered)](const Result<sync::v1::CheckSlipResponse>& answer) {
    QMetaObject::invokeMethod(this, [answered, answer] { answered(answer); }, Qt::QueuedConnection);
  });
}

Status EngineLink::submit(const record::ChangeBody& change) {
  if (!m_engine) return Error(Code::kFailedPrecondition, "The journal is not open; nothing can be stored.");
  const auto answer = std::make_shared<std::promise<Status>>();
  std::future<Status> answered = answer->get_future();
  m_engine->confirm(change, [answer](const Result<journal::Receipt>& receipt) {
    answer->set_value(receipt.ok() ? okStatus() : Status(receipt.error()));
  });
  if (answered.wait_for(std::chrono::milliseconds(kDiskPatienceMs)) != std::future_status::ready) {
    return Error(Code::kDeadlineExceeded, "The disk did not answer in time; look at the machine.");
  }
  return answered.get();
}

Id16 EngineLink::reserveSeats(const std::string& session, uint32_t seats) {
  if (!m_engine) return {};
  // Whoever comes first, the answer or the end of patience, says what becomes of the seats.
  struct Asked {
    std::promise<Id16> answer;
    std::atomic<bool> isDecided{false};
  };
  const auto asked = std::make_shared<Asked>();
  std::future<Id16> answered = asked->answer.get_future();
  m_engine->reserveSeats(session, seats, [this, asked, seats](const Id16& lease) {
    if (!asked->isDecided.exchange(true)) return asked->answer.set_value(lease);
    if (!lease.isNil()) m_engine->giveBackSeats(lease, seats);
  });
  const bool isHere = answered.wait_for(std::chrono::milliseconds(kDiskPatienceMs)) == std::future_status::ready;
  if (!isHere && !asked->isDecided.exchange(true)) return {};
  return answered.get();
}

void EngineLink::giveBackSeats(const Id16& lease, uint32_t seats) {
  if (m_engine) m_engine->giveBackSeats(lease, seats);
}

void EngineLink::wishSeats(const std::string& session, uint32_t seats) {
  if (m_engine) m_engine->wishSeats(session, seats);
}

}  // namespace foyer::app
