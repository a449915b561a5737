// A server of the measurements: the real store, writer, ingest and gRPC server over TLS, in this process, with
// a new database for each repetition, and the identities of the kiosks that may speak to it.
//
// Place: the pieces of work start one and point kiosks to it. Ownership: owns its folder, which goes with it.
// Threads: one; inside, those of the server. Errors: end the program. Does not: serve the console.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/sync/identity.h"
#include "shared/base/clock.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/rpc/sync_server.h"
#include "sync-server/store/sqlite_store.h"

namespace foyer::bench {

class Centre {
 public:
  // Enrols this many kiosks; they are known to every database of this centre.
  Centre(std::string folder, const schema::Schema& schema, size_t kiosks);
  ~Centre();

  // A new and empty database, and the server in front of it.
  void start();
  void stop();

  // Points to the running server.
  uplink::Identity identity(size_t kiosk) const;
  const store::KioskRow& row(size_t kiosk) const { return m_kiosks[kiosk].row; }
  const seal::SecretBytes& signingKey(size_t kiosk) const { return m_kiosks[kiosk].signing.secretKey; }
  const std::string& sealingKey() const { return m_keys.front().publicKey; }
  ingest::Ingest& ingest() { return *m_ingest; }
  ingest::WriterThread& writer() { return *m_writer; }
  store::Store& store() { return *m_store; }
  rpc::SyncServer& server() { return *m_server; }
  const Clock& clock() const { return m_clock; }
  // What every database of this centre says it is: kiosks have met it before.
  const Id16& epoch() const { return m_epoch; }
  const std::string& folder() const { return m_folder; }

 private:
  struct Enrolled {
    store::KioskRow row;
    seal::SigningKeyPair signing;
    fleet::IssuedCertificate certificate;
  };
  std::string file(const std::string& name) const;

  const std::string m_folder;
  const schema::Schema& m_schema;
  SystemClock m_clock;
  const Id16 m_epoch = newRandomId(systemRandom());
  std::vector<seal::SealingKeyPair> m_keys;
  std::vector<Enrolled> m_kiosks;
  std::unique_ptr<store::SqliteStore> m_store;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<rpc::SyncServer> m_server;
};

}  // namespace foyer::bench
