// The courier and the stream on one kiosk at the same time: real gRPC, real sticks.
#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "sync-server/rpc/sync_server.h"
#include "tests/sync-server/app/courier_world.h"

namespace foyer::app {
namespace {

using testing::HasSubstr;

// A server that kiosks reach by the line, and sticks by import, at the same time.
struct CourierAndStream : Courier {
  ~CourierAndStream() override {
    engine.reset();
    if (sync) sync->stop();
    if (writer) writer->stop();
  }
  void serve(int port) {
    server.emplace(must(openFolder(data(), store::Opening::kExisting)));
    keys = must(fleet::loadKeys(server->keysPath()));
    writer = std::make_unique<ingest::WriterThread>(*server->store);
    ingest = std::make_unique<ingest::Ingest>(*server->store, *writer, schema, keys, clock, systemRandom());
    rpc::SyncServerOptions options;
    options.listenAddress = "127.0.0.1";
    options.port = static_cast<uint16_t>(port);
    options.authorityPem = bytesOf(server->keysPath() + "/ca.pem");
    options.certificatePem = bytesOf(server->keysPath() + "/sync.pem");
    options.keyPem = bytesOf(server->keysPath() + "/sync.key");
    options.figures = &figures;
    sync = must(rpc::SyncServer::start(options, parts()));
  }
  rpc::Parts parts() { return {*server->store, *writer, *ingest, clock, keys.back().publicKey, server->epoch}; }
  std::string importHere(const fs::path& path) {
    const rpc::Desk desk(parts());
    const auto authority = must(fleet::Authority::open(server->keysPath()));
    const auto said = importCourier({desk, *server->store, authority}, path.string());
    return said.ok() ? *said : said.error().message();
  }
  void startEngine(const std::string& identityFolder) {
    engine = must(uplink::Engine::start({.identity = must(uplink::readIdentity(identityFolder)),
                                         .journalPath = (folder / "lobby.db").string(),
                                         .programVersion = "test",
                                         .validator = validator,
                                         .clock = clock,
                                         .random = systemRandom()}));
  }
  void confirm(int count) {
    const schema::RecordType& type = *schema.typeNamed("Feedback");
    const schema::FieldRule& rule = *type.fieldNamed("face");
    for (int i = 0; i < count; ++i) {
      record::ChangeBody body;
      body.id = newUuidV7(clock.wallMs(), systemRandom());
      record::RecordWrite write;
      write.recordId = newUuidV7(clock.wallMs(), systemRandom());
      write.type = type.number;
      const std::string values[] = {"good"};
      write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
      body.records.push_back(std::move(write));
      confirmed.push_back(body.id);
      std::promise<bool> stored;
      engine->confirm(std::move(body), [&](const auto& receipt) { stored.set_value(receipt.ok()); });
      ASSERT_TRUE(stored.get_future().get());
    }
  }
  uplink::CourierVisit visit() {
    fs::create_directories(stick);
    std::promise<Result<uplink::CourierVisit>> done;
    engine->receiveCourier(stick.string(), [&](const auto& visited) { done.set_value(visited); });
    return must(done.get_future().get());
  }
  bool isAllSent() {
    for (int i = 0; i < 1'000; ++i) {
      if (engine->state().counts.unsent == 0) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }
  std::vector<Id16> logHere() {
    std::vector<Id16> ids;
    EXPECT_TRUE(server->store->read([&](const store::Reader& reader) -> Status {
                        FOYER_ASSIGN(const auto rows, reader.logAfter(0, 100'000));
                        for (const auto& row : rows) ids.push_back(row.changeId);
                        return okStatus();
                      }).ok());
    return ids;
  }

  validate::Validator validator{schema};
  rpc::SyncFigures figures;
  std::optional<Folder> server;
  std::vector<seal::SealingKeyPair> keys;
  std::unique_ptr<ingest::WriterThread> writer;
  std::unique_ptr<ingest::Ingest> ingest;
  std::unique_ptr<rpc::SyncServer> sync;
  std::unique_ptr<uplink::Engine> engine;
  std::vector<Id16> confirmed;
};

TEST_F(CourierAndStream, BringEachEntryOnceInWhateverOrderTheyCome) {
  serve(0);
  const uint16_t port = sync->port();
  const std::string out = (folder / "lobby").string();
  const auto authority = must(fleet::Authority::open(server->keysPath()));
  const fleet::Enrolment enrolment{"lobby", "library", "127.0.0.1:" + std::to_string(port), keys.back().publicKey, out};
  must(fleet::enrolKiosk(enrolment, authority, [&](const auto& work) { return writer->run(work); }, clock, systemRandom()));
  sync->stop();
  startEngine(out);
  confirm(20);
  EXPECT_EQ(visit().written.entries, 20u);
  // The stick is on its way while the line comes back and brings them first.
  sync.reset();
  ingest.reset();
  writer->stop();
  writer.reset();
  server.reset();
  serve(port);
  engine->linkHint();
  ASSERT_TRUE(isAllSent());
  confirm(5);
  ASSERT_TRUE(isAllSent());
  EXPECT_THAT(importHere(stick), HasSubstr("0 entries taken, 20 were here before"));
  const auto visited = visit();
  EXPECT_EQ(visited.answered.answers, 1);
  EXPECT_EQ(visited.answered.newlyAcked, 0u);
  EXPECT_FALSE(visited.answered.isNumberedAnew);
  // And the reverse: the stick is first, the line finds it done.
  for (int round = 0; round < 5; ++round) {
    confirm(3);
    visit();
    importHere(stick);
    visit();
    ASSERT_TRUE(isAllSent());
  }
  EXPECT_EQ(logHere(), confirmed);
}

}  // namespace
}  // namespace foyer::app
