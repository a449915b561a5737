#include "kiosk/app/engine_link.h"

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
    // Visitors then see the page that waits for the first contact.
    logError(Event{"the catalogue cannot be opened"}.with("reason", copy.error()));
  }
  return okStatus();
}

std::shared_ptr<const catalogue::Snapshot> EngineLink::catalogue() const {
  return m_catalogue ? m_catalogue->snapshot() : std::make_shared<const catalogue::Snapshot>();
}

uplink::CatalogueIntake EngineLink::intake() {
  const std::shared_ptr<catalogue::CatalogueCopy> copy = m_catalogue;
  return {[copy] { return copy ? copy->cursor() : uint64_t{0}; },
          [copy](const Id16& epoch) { return copy ? copy->followEpoch(epoch) : okStatus(); },
          [this, copy](const sync::CatalogueArrived& arrived) -> Status {
            if (!copy) return Error(Code::kFailedPrecondition, "The catalogue cannot be opened; look at the disk.");
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
  QMetaObject::invokeMethod(this, [this, state] { onLine(state); }, Qt::QueuedConnection);
}

void EngineLink::start(uplink::Identity identity) {
  uplink::EngineParts parts{std::move(identity), m_folder + "/journal.db", FOYER_VERSION, m_validator,
                            m_clock,             systemRandom(),           intake(),      {}};
  parts.assets = {m_catalogue, {}, [this] { tellCatalogue(); }};
  parts.onState = [this](const uplink::EngineState& state) { tell(lineStateOf(state)); };
  Result<std::unique_ptr<uplink::Engine>> engine = uplink::Engine::start(std::move(parts));
  if (!engine.ok()) {
    logError(Event{"the journal cannot be opened; this kiosk is out of order"}.with("reason", engine.error()));
    tell({false, 0, Obstacle::kJournal});
    return;
  }
  m_engine = std::move(engine).value();
  m_watch = std::make_unique<uplink::LinkWatch>([this] { m_engine->linkHint(); });
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

}  // namespace foyer::app
