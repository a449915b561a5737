#include "tests/bench/centre.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/bench/must.h"
#include "tests/bench/records.h"

namespace foyer::bench {

namespace fs = std::filesystem;

Centre::Centre(std::string folder, const schema::Schema& schema, size_t kiosks)
    : m_folder(std::move(folder)), m_schema(schema) {
  fs::create_directories(m_folder + "/keys");
  must(fleet::Authority::prepare(m_folder + "/keys", {}, m_clock));
  const auto authority = must(fleet::Authority::open(m_folder + "/keys"));
  m_keys.push_back(seal::newSealingKeyPair());
  for (size_t i = 0; i < kiosks; ++i) {
    Enrolled kiosk{{}, seal::newSigningKeyPair(), {}};
    kiosk.row.device = newUuidV7(m_clock.wallMs(), systemRandom());
    kiosk.certificate = must(authority.issueKiosk(kiosk.row.device));
    kiosk.row.name = "kiosk " + std::to_string(i + 1);
    kiosk.row.certificateFingerprint = kiosk.certificate.fingerprint;
    kiosk.row.signingPublicKey = kiosk.signing.publicKey;
    kiosk.row.enrolledMs = m_clock.wallMs();
    m_kiosks.push_back(std::move(kiosk));
  }
}

Centre::~Centre() {
  stop();
  fs::remove_all(m_folder);
}

std::string Centre::file(const std::string& name) const {
  std::ifstream stream(m_folder + "/keys/" + name, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

void Centre::start() {
  const std::string data = m_folder + "/data";
  fs::create_directories(data);
  m_store = must(store::SqliteStore::open(data, store::Opening::kCreate));
  m_writer = std::make_unique<ingest::WriterThread>(*m_store);
  must(m_writer->run([&](store::Writer& writer) -> Status {
    for (const Enrolled& kiosk : m_kiosks) FOYER_TRY(writer.putKiosk(kiosk.row));
    return okStatus();
  }));
  m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, m_schema, m_keys, m_clock, systemRandom());
  rpc::SyncServerOptions options;
  options.authorityPem = file("ca.pem");
  options.certificatePem = file("sync.pem");
  options.keyPem = file("sync.key");
  const rpc::Parts parts{*m_store, *m_writer, *m_ingest, m_clock, m_keys.front().publicKey, m_epoch};
  m_server = must(rpc::SyncServer::start(options, parts));
}

void Centre::stop() {
  if (!m_store) return;
  m_server->stop();
  m_server.reset();
  m_ingest.reset();
  m_writer.reset();
  m_store.reset();
  fs::remove_all(m_folder + "/data");
}

uplink::Identity Centre::identity(size_t kiosk) const {
  const Enrolled& enrolled = m_kiosks[kiosk];
  uplink::Identity identity;
  identity.device = enrolled.row.device;
  identity.name = enrolled.row.name;
  identity.server = "127.0.0.1:" + std::to_string(m_server ? m_server->port() : 0);
  identity.sealingPublicKey = m_keys.front().publicKey;
  identity.authorityPem = file("ca.pem");
  identity.certificatePem = enrolled.certificate.certificatePem;
  identity.keyPem = seal::SecretBytes(std::string(enrolled.certificate.keyPem));
  identity.signingSecretKey = enrolled.signing.secretKey.copy();
  return identity;
}

}  // namespace foyer::bench
