#include "kiosk/app/run_kiosk.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTimer>
#include <cstdio>
#include <memory>
#include <span>
#include <utility>

#include "kiosk/app/engine_link.h"
#include "kiosk/app/folder_claim.h"
#include "kiosk/app/options.h"
#include "kiosk/app/qt_start.h"
#include "kiosk/app/run_courier.h"
#include "kiosk/app/signal_watch.h"
#include "kiosk/app/surface.h"
#include "kiosk/app/wiped_memory.h"
#include "shared/base/log.h"
#include "shared/seal/seal.h"

namespace foyer::app {
namespace {

constexpr int kCannotStart = 1;
constexpr int kOutOfOrder = 1;
constexpr int kWrongCommandLine = 2;
// A screen that is off shows no first frame; the line is not kept waiting for it.
constexpr int kFirstFramePatienceMs = 1'000;

int refuse(int status, const Error& error) {
  std::fprintf(stderr, "foyer-kiosk: %s\n", error.message().c_str());
  return status;
}

struct Ground {
  schema::Schema schema;
  uplink::Identity identity;
};

Result<Ground> readGround(const Options& options) {
  FOYER_TRY(seal::start());
  FOYER_ASSIGN(schema::Schema schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(uplink::Identity identity, uplink::readIdentity(options.identityFolder));
  return Ground{std::move(schema), std::move(identity)};
}

// Calls `then` once, after the first frame has been shown.
void afterFirstFrame(QQuickWindow& window, std::function<void()> then) {
  const auto once = std::make_shared<std::function<void()>>(std::move(then));
  const auto call = [once] {
    if (!*once) return;
    const std::function<void()> now = std::exchange(*once, nullptr);
    now();
  };
  QObject::connect(&window, &QQuickWindow::frameSwapped, &window, call, Qt::QueuedConnection);
  QTimer::singleShot(kFirstFramePatienceMs, &window, call);
}

int runWindow(QGuiApplication& application, const Options& options, Ground ground, const OnReady& onReady) {
  QElapsedTimer sinceStart;
  sinceStart.start();
  // Let go last.
  const Result<FolderClaim> claim = FolderClaim::take(options.storageFolder);
  if (!claim.ok()) return refuse(kCannotStart, claim.error());
  const SystemClock clock;
  EngineLink engine(ground.schema, clock, options.storageFolder);
  if (const Status opened = engine.open(); !opened.ok()) return refuse(kCannotStart, opened.error());

  Surface surface({ground.schema, clock, IdSeries(systemRandom()),
                   [&engine](const record::ChangeBody& change) { return engine.submit(change); }, ground.identity.site,
                   [&engine](const Id16& slipId, uplink::SlipQuestion::Answered answered) {
                     engine.askSlip(slipId, std::move(answered));
                   },
                   {[&engine](const std::string& session, uint32_t seats) { return engine.reserveSeats(session, seats); },
                    [&engine](const Id16& lease, uint32_t seats) { engine.giveBackSeats(lease, seats); },
                    [&engine](const std::string& session, uint32_t seats) { engine.wishSeats(session, seats); }}});
  engine.onLine = [&surface](const LineState& state) { surface.setLine(state); };
  engine.onCatalogue = [&surface](std::shared_ptr<const catalogue::Snapshot> snapshot) {
    surface.setCatalogue(std::move(snapshot));
  };
  engine.onSeats = [&surface](const catalogue::SeatCounts& seats) { surface.setSeats(seats); };
  surface.setCatalogue(engine.catalogue());
  if (const Status shown = surface.open(options.window, options.language); !shown.ok()) {
    return refuse(kCannotStart, shown.error());
  }
  SignalWatch signalWatch;
  QObject::connect(&signalWatch, &SignalWatch::endWanted, &application, &QCoreApplication::quit);
  afterFirstFrame(*surface.window(), [&] {
    logInfo(Event{"first frame"}.with("ms", sinceStart.elapsed()));
    if (!wipesFreedMemory()) logWarning(Event{"this build leaves freed memory as it was; do not put it before visitors"});
    engine.start(std::move(ground.identity));
    if (onReady) onReady(*surface.window(), surface.engine());
  });
  const int status = QGuiApplication::exec();
  const Status order = engine.order();
  return order.ok() ? status : refuse(kOutOfOrder, order.error());
}

}  // namespace

int runKiosk(int argc, char** argv, const OnReady& onReady) {
  const Result<Options> options = parseOptions(std::span<char* const>(argv + 1, static_cast<size_t>(argc > 0 ? argc - 1 : 0)));
  if (!options.ok()) return refuse(kWrongCommandLine, options.error());
  if (options->wantsHelp) {
    std::fputs(usage(), stdout);
    return 0;
  }
  Result<Ground> ground = readGround(*options);
  if (!ground.ok()) return refuse(kCannotStart, ground.error());
  if (!options->courierFolder.empty()) {
    const Result<std::string> printed = runCourier(*options, ground->identity);
    if (!printed.ok()) return refuse(kCannotStart, printed.error());
    std::fputs(printed->c_str(), stdout);
    return 0;
  }
  prepareQt();
  QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName(QStringLiteral("foyer-kiosk"));
  return runWindow(application, *options, std::move(ground).value(), onReady);
}

}  // namespace foyer::app
