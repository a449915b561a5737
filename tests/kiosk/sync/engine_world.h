// An engine on a journal of its own and a server that comes and goes: real files, real gRPC, real TLS.
//
// Place: tests of the engine. Ownership: the fixture owns all, its folder goes with it. Threads: the test's. Errors:
// fail the test. Does not: look into the journal.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "kiosk/sync/engine.h"
#include "shared/schema/schema.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "tests/kiosk/sync/stream_server.h"

namespace foyer::uplink {

namespace fs = std::filesystem;

inline std::string readText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct EngineWorld : testing::Test {
  EngineWorld() {
    fs::create_directories(folder);
    EXPECT_TRUE(fleet::Authority::prepare((folder / "keys").string(), {}, clock).ok());
    tls = {readText(folder / "keys/ca.pem"), readText(folder / "keys/sync.pem"),
           readText(folder / "keys/sync.key")};
  }
  ~EngineWorld() override {
    engine.reset();
    server.reset();
    fs::remove_all(folder);
  }
  void startServer(uint32_t dropAfterEntries = 0) {
    // The port of the server before may take a moment to be free.
    for (int i = 0; i < 200; ++i) {
      server = std::make_unique<StreamServer>(memory, tls, port, dropAfterEntries);
      if (server->isRunning()) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ASSERT_TRUE(server->isRunning());
    port = server->port();
  }
  // As foyer-server admin enrol-kiosk does it.
  std::string enrol(const std::string& name, const std::string& keysFolder = "keys") {
    const auto authority = fleet::Authority::open((folder / keysFolder).string());
    const fleet::Enrolment enrolment{name, "pankow", "127.0.0.1:" + std::to_string(port),
                                     memory.organisation.publicKey, (folder / name).string()};
    const auto row = fleet::enrolKiosk(
        enrolment, *authority, [](const auto&) { return okStatus(); }, clock, systemRandom());
    EXPECT_TRUE(row.ok());
    return enrolment.folder;
  }
  void startEngine(const std::string& identityFolder) {
    auto identity = readIdentity(identityFolder);
    ASSERT_TRUE(identity.ok()) << identity.error().message();
    CatalogueIntake intake;
    intake.cursor = [this] { return items.size(); };
    intake.onArrived = [this](const sync::CatalogueArrived& arrived) {
      for (const auto& item : arrived.items) items.push_back(item.id());
      return okStatus();
    };
    auto started = Engine::start({.identity = std::move(*identity),
                                  .journalPath = (folder / "journal.db").string(),
                                  .programVersion = "test",
                                  .validator = validator,
                                  .clock = clock,
                                  .random = systemRandom(),
                                  .catalogue = std::move(intake),
                                  .onState = [this](const EngineState&) { ++states; }});
    ASSERT_TRUE(started.ok()) << started.error().message();
    engine = std::move(*started);
  }
  record::ChangeBody feedback(const std::string& face = "good") {
    record::ChangeBody body;
    body.id = newUuidV7(clock.wallMs(), systemRandom());
    const schema::RecordType& type = *schema.typeNamed("Feedback");
    record::RecordWrite write;
    write.recordId = newUuidV7(clock.wallMs(), systemRandom());
    write.type = type.number;
    const schema::FieldRule& rule = *type.fieldNamed("face");
    const std::string values[] = {face};
    write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
    body.records.push_back(std::move(write));
    return body;
  }
  Result<journal::Receipt> confirm(record::ChangeBody body) {
    auto answer = std::make_shared<std::promise<Result<journal::Receipt>>>();
    auto future = answer->get_future();
    engine->confirm(std::move(body),
                    [answer](const Result<journal::Receipt>& receipt) { answer->set_value(receipt); });
    return future.get();
  }
  void confirmMany(int count) {
    for (int i = 0; i < count; ++i) {
      const auto receipt = confirm(feedback());
      ASSERT_TRUE(receipt.ok()) << receipt.error().message();
      confirmed.push_back(receipt->changeId);
    }
  }
  template <typename Condition>
  bool eventually(Condition condition, int seconds = 20) {
    for (int i = 0; i < seconds * 50; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }
  std::vector<Id16> log() {
    const std::lock_guard lock(memory.mutex);
    return memory.log;
  }

  SystemClock clock;
  const fs::path folder = fs::temp_directory_path() / ("foyer-engine-" + newRandomId(systemRandom()).hex());
  const schema::Schema schema = std::move(*schema::Schema::loadBuiltIn());
  const validate::Validator validator{schema};
  ServerMemory memory;
  ServerTls tls;
  int port = 0;
  std::unique_ptr<StreamServer> server;
  std::unique_ptr<Engine> engine;
  std::atomic<int> states{0};
  std::vector<std::string> items;  // of the engine thread; read when it is quiet
  std::vector<Id16> confirmed;
};

}  // namespace foyer::uplink
