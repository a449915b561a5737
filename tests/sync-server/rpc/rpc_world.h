// A sync server with real TLS, a real authority and a real store, and kiosks that are enrolled with it.
//
// Place: tests of what comes over the wire. Ownership: the fixture owns all, its folder goes with it. Threads: the
// test's. Errors: fail the test. Does not: speak for a kiosk; see Line and Garbage.
#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "shared/seal/seal.h"
#include "shared/sync/limits.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/rpc/sync_server.h"
#include "sync-server/store/sqlite_store.h"
#include "tests/sync-server/world/world.h"

namespace foyer::rpc {

namespace fs = std::filesystem;
namespace v1 = foyer::sync::v1;

inline std::string content(const fs::path& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A kiosk as it was enrolled, with a journal that only counts.
struct TestKiosk {
  Id16 device;
  fleet::IssuedCertificate certificate;
  seal::SigningKeyPair signing;
  Id16 incarnation = newRandomId(systemRandom());
  seal::Hash32 head = seal::chainStart(incarnation);
  uint64_t seq = 0;

  v1::SyncRequest hello() const {
    v1::SyncRequest request;
    v1::Hello& hello = *request.mutable_hello();
    hello.set_protocol(sync::kProtocol);
    hello.set_schema_version(1);
    hello.set_incarnation(incarnation.str());
    hello.set_last_seq(seq);
    hello.set_chain_head(std::string(reinterpret_cast<const char*>(head.data()), head.size()));
    hello.set_program_version("test 1");
    hello.set_unsent(seq);
    return request;
  }

  // Entries whose content nobody can open: the server keeps them as cases, which is all this test needs.
  v1::SyncRequest batch(size_t entries) {
    v1::SyncRequest request;
    v1::Batch& batch = *request.mutable_batch();
    const Id16 dataKey = newRandomId(systemRandom());
    v1::DataKey& key = *batch.add_keys();
    key.set_id(dataKey.str());
    key.set_sealing_key_id(newRandomId(systemRandom()).str());
    key.set_box(std::string(80, 'b'));
    key.set_signature(std::string(64, 's'));
    for (size_t i = 0; i < entries; ++i) {
      const seal::EntryHeader header{device, incarnation, ++seq, 1, newUuidV7(1, systemRandom())};
      const seal::SealedEntry sealed{dataKey, std::string(80, 'x')};
      head = seal::chainNext(head, header, sealed);
      v1::Entry& entry = *batch.add_entries();
      entry.set_seq(header.seq);
      entry.set_change_id(header.changeId.str());
      entry.set_data_key_id(dataKey.str());
      entry.set_sealed(sealed.sealed);
      entry.set_schema_version(1);
    }
    batch.set_chain_head(std::string(reinterpret_cast<const char*>(head.data()), head.size()));
    return request;
  }

  // The chain over the entries of a first batch that were changed after they were made.
  void rechain(v1::SyncRequest& request) {
    v1::Batch& batch = *request.mutable_batch();
    head = seal::chainStart(incarnation);
    for (const v1::Entry& entry : batch.entries()) {
      const seal::EntryHeader header{device, incarnation, entry.seq(), 1, *Id16::fromBytes(entry.change_id())};
      head = seal::chainNext(head, header, {*Id16::fromBytes(entry.data_key_id()), entry.sealed()});
    }
    batch.set_chain_head(std::string(reinterpret_cast<const char*>(head.data()), head.size()));
  }
};

class Rpc : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(seal::start().ok());
    std::string pattern = (fs::temp_directory_path() / "foyer-rpc-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    ASSERT_TRUE(fleet::Authority::prepare(keys(), {}, m_clock).ok());
    ASSERT_TRUE(fleet::prepareKeys(keys()).ok());
    auto schema = schema::Schema::loadBuiltIn();
    ASSERT_TRUE(schema.ok());
    m_schema.emplace(std::move(*schema));
    m_sealingKeys = std::move(*fleet::loadKeys(keys()));
    auto opened = store::SqliteStore::open(m_folder, store::Opening::kCreate);
    ASSERT_TRUE(opened.ok());
    m_store = std::make_unique<testworld::BreakableStore>(std::move(*opened));
    m_writer = std::make_unique<ingest::WriterThread>(*m_store);
    m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, *m_schema, m_sealingKeys, m_clock, systemRandom());
    auto started = SyncServer::start(options(0), parts());
    ASSERT_TRUE(started.ok()) << started.error().message();
    m_server = std::move(*started);
  }
  void TearDown() override {
    if (m_server) m_server->stop();
    if (m_writer) m_writer->stop();
    m_ingest.reset();
    m_server.reset();
    m_writer.reset();
    m_store.reset();
    fs::remove_all(m_folder);
  }

  std::string keys() const { return m_folder + "/keys"; }
  SyncServerOptions options(uint16_t port) const {
    SyncServerOptions made;
    made.port = port;
    made.authorityPem = content(keys() + "/ca.pem");
    made.certificatePem = content(keys() + "/sync.pem");
    made.keyPem = content(keys() + "/sync.key");
    return made;
  }
  Parts parts() { return {*m_store, *m_writer, *m_ingest, m_clock, m_sealingKeys.back().publicKey, m_epoch}; }

  enum class Enrolled { kYes, kNo, kRevoked };
  TestKiosk makeKiosk(Enrolled enrolled = Enrolled::kYes) {
    TestKiosk kiosk;
    kiosk.device = newUuidV7(m_clock.wallMs(), systemRandom());
    auto authority = fleet::Authority::open(keys());
    kiosk.certificate = std::move(*authority->issueKiosk(kiosk.device));
    kiosk.signing = seal::newSigningKeyPair();
    if (enrolled == Enrolled::kNo) return kiosk;
    store::KioskRow row;
    row.device = kiosk.device;
    row.name = "Test";
    row.site = "site";
    row.certificateFingerprint = kiosk.certificate.fingerprint;
    row.signingPublicKey = kiosk.signing.publicKey;
    row.isRevoked = enrolled == Enrolled::kRevoked;
    EXPECT_TRUE(m_writer->run([&](store::Writer& w) { return w.putKiosk(row); }).ok());
    return kiosk;
  }

  std::shared_ptr<grpc::Channel> channel(const std::string& certificate, const std::string& key) const {
    grpc::SslCredentialsOptions tls{content(keys() + "/ca.pem"), key, certificate};
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel("localhost:" + std::to_string(m_server->port()), grpc::SslCredentials(tls), arguments);
  }
  std::unique_ptr<v1::SyncService::Stub> connect(const std::string& certificate, const std::string& key) const {
    return v1::SyncService::NewStub(channel(certificate, key));
  }

  template <typename Ask>
  auto read(Ask ask) {
    std::optional<std::remove_cvref_t<decltype(*ask(std::declval<const store::Reader&>()))>> answer;
    EXPECT_TRUE(m_store
                    ->read([&](const store::Reader& reader) -> Status {
                      FOYER_ASSIGN(auto value, ask(reader));
                      answer = std::move(value);
                      return okStatus();
                    })
                    .ok());
    return *answer;
  }

  std::string m_folder;
  SystemClock m_clock;
  const Id16 m_epoch = newRandomId(systemRandom());
  std::optional<schema::Schema> m_schema;
  std::vector<seal::SealingKeyPair> m_sealingKeys;
  std::unique_ptr<testworld::BreakableStore> m_store;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<SyncServer> m_server;
};

}  // namespace foyer::rpc
