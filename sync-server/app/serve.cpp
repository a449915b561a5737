#include "sync-server/app/serve.h"

#include <csignal>
#include <cstdio>
#include <mutex>

#include "shared/base/log.h"
#include "shared/schema/schema.h"
#include "sync-server/accounts/accounts.h"
#include "sync-server/app/admin.h"
#include "sync-server/app/control_socket.h"
#include "sync-server/app/courier_import.h"
#include "sync-server/app/folder.h"
#include "sync-server/app/staff_site.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/fleet/private_file.h"
#include "sync-server/http/server.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/ingest/rebuild.h"
#include "sync-server/rpc/sync_server.h"

namespace foyer::app {
namespace {

// All that serves, in the order in which it is made; members go in the reverse order.
class Serving {
 public:
  Serving(Folder folder, schema::Schema schema, std::vector<seal::SealingKeyPair> keys, const Clock& clock)
      : m_folder(std::move(folder)),
        m_schema(std::move(schema)),
        m_keys(std::move(keys)),
        m_clock(clock),
        m_writer(*m_folder.store),
        m_ingest(*m_folder.store, m_writer, m_schema, m_keys, clock, systemRandom()),
        m_accounts(*m_folder.store, write(), clock, systemRandom()),
        m_site({m_schema, *m_folder.store, m_writer, m_ingest, m_accounts, clock, systemRandom(), FOYER_VERSION}) {}
  ~Serving() { stop(); }

  Status start(const Invocation& invocation) {
    FOYER_TRY(m_ingest.loaded());
    m_ingest.keepErasedList(store::ErasedList(m_folder.path));
    FOYER_TRY(m_site.prepare(invocation.text("--console"), m_syncFigures));
    // Kiosks are told on which port their pictures are.
    FOYER_TRY(startHttp(invocation));
    FOYER_TRY(startControl());
    return startSync(invocation);
  }

  // Twice is fine.
  void stop() {
    if (m_sync) m_sync->stop();
    if (m_http) m_http->stop();
    m_control.reset();
    // While ingest is still there: what is queued belongs to it.
    m_writer.stop();
  }

  uint16_t syncPort() const { return m_sync->port(); }
  uint16_t httpPort() const { return m_http->port(); }

 private:
  accounts::Write write() {
    return [this](const std::function<Status(store::Writer&)>& work) { return m_writer.run(work); };
  }

  Status startControl() {
    const auto answer = [this](const std::vector<std::string>& words) -> Result<std::string> {
      FOYER_ASSIGN(auto invocation, parseCommandLine(words));
      if (invocation.verb == Verb::kCourierImport) return courier(invocation.operands.front());
      const AdminParts parts{*m_folder.store, write(), m_folder.keysPath(), m_clock, systemRandom(),
                             [this] { announceCatalogue(); }};
      return runAdmin(invocation, parts);
    };
    FOYER_ASSIGN(m_control, ControlSocket::listen(m_folder.path, answer));
    return okStatus();
  }

  rpc::Parts syncParts() {
    return {*m_folder.store, m_writer, m_ingest, m_clock, m_keys.back().publicKey, m_folder.epoch,
            m_http ? m_http->port() : uint16_t{0}};
  }

  Result<std::string> courier(const std::string& path) {
    FOYER_ASSIGN(const auto authority, fleet::Authority::open(m_folder.keysPath()));
    const rpc::Desk desk(syncParts());
    return importCourier({desk, *m_folder.store, authority}, path);
  }

  void announceCatalogue() {
    const std::lock_guard guard(m_syncMutex);
    if (m_sync) m_sync->announceCatalogue();
  }

  Status startSync(const Invocation& invocation) {
    rpc::SyncServerOptions options;
    options.listenAddress = invocation.text("--listen", "127.0.0.1");
    options.port = invocation.port("--sync-port", kSyncPort);
    FOYER_ASSIGN(options.authorityPem, fleet::readPrivateFile(m_folder.keysPath() + "/ca.pem"));
    FOYER_ASSIGN(options.certificatePem, fleet::readPrivateFile(m_folder.keysPath() + "/sync.pem"));
    FOYER_ASSIGN(options.keyPem, fleet::readPrivateFile(m_folder.keysPath() + "/sync.key"));
    options.figures = &m_syncFigures;
    FOYER_ASSIGN(auto started, rpc::SyncServer::start(options, syncParts()));
    const std::lock_guard guard(m_syncMutex);
    m_sync = std::move(started);
    return okStatus();
  }

  Status startHttp(const Invocation& invocation) {
    http::Options options;
    options.listenAddress = invocation.text("--listen", "127.0.0.1");
    options.port = invocation.port("--http-port", kHttpPort);
    options.tls = http::TlsFiles{m_folder.keysPath() + "/server.pem", m_folder.keysPath() + "/server.key"};
    options.figures = &m_site.figures();
    FOYER_ASSIGN(m_http, http::Server::start(std::move(options), m_site.respond()));
    return okStatus();
  }

  Folder m_folder;
  schema::Schema m_schema;
  std::vector<seal::SealingKeyPair> m_keys;
  const Clock& m_clock;
  rpc::SyncFigures m_syncFigures;
  ingest::WriterThread m_writer;
  ingest::Ingest m_ingest;
  accounts::Accounts m_accounts;
  StaffSite m_site;
  std::mutex m_syncMutex;  // an admin command may come while the kiosks' port is being opened
  std::unique_ptr<rpc::SyncServer> m_sync;
  std::unique_ptr<http::Server> m_http;
  std::unique_ptr<ControlSocket> m_control;
};

// The server's certificate is renewed at start, but never a lost authority: kiosks trust only the old one.
Status prepareKeyFiles(const std::string& keysFolder, const Clock& clock) {
  FOYER_TRY(fleet::Authority::open(keysFolder));
  return fleet::Authority::prepare(keysFolder, {}, clock);
}

void waitForEnd() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int signal = 0;
  sigwait(&signals, &signal);
  // A second one ends the program at once.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace

Status serve(const Invocation& invocation, const Clock& clock) {
  FOYER_ASSIGN(auto schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(auto folder, openFolder(invocation.text("--data"), store::Opening::kExisting));
  FOYER_TRY(prepareKeyFiles(folder.keysPath(), clock));
  FOYER_ASSIGN(auto keys, fleet::loadKeys(folder.keysPath()));
  {
    // A list of erasures that somebody put beside an older database holds.
    ingest::LogOpener opener(schema, keys);
    FOYER_TRY(ingest::adoptErasures(*folder.store, schema, opener, store::ErasedList(folder.path)));
  }
  Serving serving(std::move(folder), std::move(schema), std::move(keys), clock);
  FOYER_TRY(serving.start(invocation));
  std::printf("foyer-server: ready sync=%u http=%u\n", serving.syncPort(), serving.httpPort());
  std::fflush(stdout);
  waitForEnd();
  logInfo(Event("stopping"));
  serving.stop();
  return okStatus();
}

}  // namespace foyer::app
