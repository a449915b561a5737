#include "sync-server/app/staff_site.h"

#include "foyer/staff/v1/staff.pb.h"
#include "sync-server/http/access.h"
#include "sync-server/http/asset_pages.h"
#include "sync-server/http/static_files.h"

namespace foyer::app {
namespace {

const google::protobuf::ServiceDescriptor& staffService() {
  const auto* service = foyer::staff::v1::GetStatusRequest::descriptor()->file()->FindServiceByName("StaffService");
  FOYER_ASSERT(service != nullptr);
  return *service;
}

}  // namespace

StaffSite::StaffSite(const http::StaffParts& parts)
    : m_store(parts.store),
      m_ingest(parts.ingest),
      m_version(parts.version),
      m_api(parts),
      m_service(staffService(), http::sessionAuthorize([&accounts = parts.accounts](std::string_view token) {
                  return accounts.identify(token);
                })) {}

Status StaffSite::prepare(const std::string& consoleFolder, const rpc::SyncFigures& syncFigures) {
  FOYER_TRY(m_api.bindTo(m_service));
  measure(syncFigures);
  m_router.under(m_service.prefix(), [this](const http::Request& request) { return m_service.handle(request); });
  m_router.at("/metrics", http::metricsResponder(m_metrics));
  m_router.at("/health", http::healthResponder([this] { return examine(); }));
  http::Respond console = [](const http::Request&) {
    return http::plainText(404, "This server was started without the console; start it with --console DIR.");
  };
  if (!consoleFolder.empty()) {
    FOYER_ASSIGN(auto files, http::StaticFiles::load(consoleFolder));
    console = std::move(files);
  }
  m_router.under("/assets/", http::assetResponder(m_store, console));
  m_router.otherwise(std::move(console));
  return okStatus();
}

int64_t StaffSite::ask(const std::function<Result<int64_t>(const store::Reader&)>& question) const {
  int64_t answer = -1;
  const Status read = m_store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(answer, question(reader));
    return okStatus();
  });
  return read.ok() ? answer : -1;
}

http::Health StaffSite::examine() const {
  http::Health health;
  health.status = m_store.read([](const store::Reader& reader) -> Status {
    FOYER_TRY(reader.logHead());
    return okStatus();
  });
  health.facts = {{"version", m_version}};
  return health;
}

void StaffSite::measure(const rpc::SyncFigures& sync) {
  using Kind = http::Metrics::Kind;
  m_metrics.measured(Kind::kGauge, "foyer_sync_streams", "Streams of kiosks that are open.",
                     [&] { return sync.openStreams.load(); });
  m_metrics.measured(Kind::kCounter, "foyer_sync_streams_total", "Streams that kiosks began.",
                     [&] { return static_cast<int64_t>(sync.streams.load()); });
  m_metrics.measured(Kind::kCounter, "foyer_sync_refused_streams_total", "Streams refused for want of room.",
                     [&] { return static_cast<int64_t>(sync.refusedStreams.load()); });
  m_metrics.measured(Kind::kCounter, "foyer_sync_entries_total", "Entries of kiosks that became durable.",
                     [&] { return static_cast<int64_t>(sync.entries.load()); });
  m_metrics.measured(Kind::kGauge, "foyer_sync_submissions", "Batches of kiosks that are in memory.",
                     [this] { return m_ingest.submissionsInHand(); });
  m_metrics.measured(Kind::kCounter, "foyer_http_requests_total", "Requests to the console and the staff API.",
                     [this] { return static_cast<int64_t>(m_figures.requests.load()); });
  m_metrics.measured(Kind::kCounter, "foyer_http_refused_requests_total", "Requests refused by the server itself.",
                     [this] { return static_cast<int64_t>(m_figures.refusedRequests.load()); });
  m_metrics.measured(Kind::kGauge, "foyer_http_connections", "Connections of browsers that are open.",
                     [this] { return m_figures.openConnections.load(); });
  m_metrics.measured(Kind::kGauge, "foyer_log_rows", "Changes in the log.", [this] {
    return ask([](const store::Reader& reader) { return reader.logHead(); });
  });
  m_metrics.measured(Kind::kGauge, "foyer_open_cases", "Cases that wait for a decision.", [this] {
    return ask([](const store::Reader& reader) -> Result<int64_t> {
      FOYER_ASSIGN(uint64_t count, reader.countOpenCases());
      return static_cast<int64_t>(count);
    });
  });
  m_metrics.measured(Kind::kGauge, "foyer_catalogue_sequence", "Highest sequence number of the catalogue.", [this] {
    return ask([](const store::Reader& reader) { return reader.catalogueHead(); });
  });
}

}  // namespace foyer::app
