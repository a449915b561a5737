// The engine against a server that comes and goes: real journal files, real gRPC, real TLS.
#include "kiosk/sync/engine.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <random>
#include <sstream>

#include "shared/schema/schema.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "tests/kiosk/sync/stream_server.h"

namespace foyer::uplink {
namespace {

namespace fs = std::filesystem;

std::string readText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct EngineTest : testing::Test {
  EngineTest() {
    fs::create_directories(folder);
    EXPECT_TRUE(fleet::Authority::prepare((folder / "keys").string(), {}, clock).ok());
    tls = {readText(folder / "keys/ca.pem"), readText(folder / "keys/sync.pem"),
           readText(folder / "keys/sync.key")};
  }
  ~EngineTest() override {
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

TEST_F(EngineTest, DeliversWhatWasConfirmedWithoutALineWhenTheLineComes) {
  startServer();
  const std::string identity = enrol("lobby");
  server.reset();
  startEngine(identity);
  confirmMany(20);
  EXPECT_TRUE(eventually([&] {
    return engine->state().link.trouble.find("cannot be reached") != std::string::npos;
  })) << engine->state().link.trouble;
  EXPECT_FALSE(engine->state().link.isOnline);
  EXPECT_TRUE(eventually([&] { return engine->state().counts.unsent == 20; }));
  EXPECT_TRUE(log().empty());
  startServer();
  ASSERT_TRUE(
      eventually([&] { return engine->state().counts.unsent == 0 && engine->state().link.isOnline; }));
  EXPECT_EQ(log(), confirmed);
  EXPECT_TRUE(engine->state().link.trouble.empty());
  EXPECT_GT(engine->state().link.lastContactMs, 0);
  EXPECT_EQ(engine->state().counts.confirmed, 20u);
  EXPECT_GT(states, 0);
}

TEST_F(EngineTest, DeliversEachEntryOnceAndInOrderWhileTheServerIsKilledAndStarted) {
  startServer();
  startEngine(enrol("lobby"));
  std::mt19937 random(5);
  for (int round = 0; round < 8; ++round) {
    confirmMany(static_cast<int>(random() % 30));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 150));
    server.reset();
    confirmMany(static_cast<int>(random() % 10));
    // Every other server commits and is gone before it says so.
    startServer(round % 2 == 0 ? 5 : 0);
    engine->linkHint();
  }
  server.reset();
  startServer();
  ASSERT_TRUE(eventually([&] { return engine->state().counts.unsent == 0; }, 60))
      << engine->state().link.trouble;
  EXPECT_EQ(log(), confirmed);
}

TEST_F(EngineTest, GoesOnWhereItWasAfterARestartOfTheKiosk) {
  startServer();
  const std::string identity = enrol("lobby");
  startEngine(identity);
  confirmMany(5);
  ASSERT_TRUE(eventually([&] { return engine->state().counts.unsent == 0; }));
  server.reset();
  confirmMany(5);
  engine.reset();
  startEngine(identity);
  EXPECT_EQ(engine->state().counts.unsent, 5u);
  confirmMany(5);
  startServer();
  ASSERT_TRUE(eventually([&] { return engine->state().counts.unsent == 0; }));
  EXPECT_EQ(log(), confirmed);
}

TEST_F(EngineTest, OfAKioskOfAnotherServerSaysSoAndGoesOnTrying) {
  startServer();
  // Another authority made this kiosk's certificate, but it trusts this server.
  ASSERT_TRUE(fleet::Authority::prepare((folder / "other").string(), {}, clock).ok());
  const std::string identity = enrol("stranger", "other");
  fs::copy_file(folder / "keys/ca.pem", fs::path(identity) / "ca.pem", fs::copy_options::overwrite_existing);
  startEngine(identity);
  confirmMany(3);
  EXPECT_TRUE(eventually([&] {
    return engine->state().link.trouble.find("certificate") != std::string::npos;
  })) << engine->state().link.trouble;
  EXPECT_TRUE(log().empty());
  // The server learns of the other authority.
  server.reset();
  tls.authorityPem += readText(folder / "other/ca.pem");
  startServer();
  ASSERT_TRUE(eventually([&] { return engine->state().counts.unsent == 0; }, 40))
      << engine->state().link.trouble;
  EXPECT_EQ(log(), confirmed);
}

TEST_F(EngineTest, DoesNotSpeakToAServerOfAnotherAuthority) {
  startServer();
  ASSERT_TRUE(fleet::Authority::prepare((folder / "other").string(), {}, clock).ok());
  startEngine(enrol("lobby", "other"));
  confirmMany(1);
  EXPECT_TRUE(eventually([&] {
    return engine->state().link.trouble.find("certificates") != std::string::npos;
  })) << engine->state().link.trouble;
  EXPECT_FALSE(engine->state().link.isOnline);
  EXPECT_TRUE(log().empty());
}

// A kiosk that is not accepted tries for weeks; each try must end cleanly.
TEST_F(EngineTest, SurvivesManyLinesThatAreRefusedOrCut) {
  startServer();
  ASSERT_TRUE(fleet::Authority::prepare((folder / "other").string(), {}, clock).ok());
  const std::string refusedFolder = enrol("stranger", "other");
  fs::copy_file(folder / "keys/ca.pem", fs::path(refusedFolder) / "ca.pem",
                fs::copy_options::overwrite_existing);
  const auto refused = readIdentity(refusedFolder);
  const auto accepted = readIdentity(enrol("lobby"));
  ASSERT_TRUE(refused.ok() && accepted.ok());
  const auto mailbox = std::make_shared<Mailbox>();
  for (int i = 0; i < 300; ++i) {
    bool isClosed = false;
    LineEvents events;
    events.onMessage = [](sync::v1::SyncResponse&&) {};
    events.onClosed = [mailbox, &isClosed](const Error&, std::shared_ptr<Line> line) {
      mailbox->post([&isClosed, kept = std::move(line)] { isClosed = true; });
    };
    const bool isRefused = i % 2 == 0;
    auto line = Line::open(isRefused ? *refused : *accepted, std::move(events));
    line->send({});
    if (!isRefused) std::this_thread::sleep_for(std::chrono::milliseconds(i % 20));
    if (!isRefused) line->close();
    for (int wait = 0; wait < 100 && !isClosed; ++wait)
      for (const auto& task : mailbox->take(std::chrono::milliseconds(100))) task();
    ASSERT_TRUE(isClosed);
    line->close();
  }
}

TEST_F(EngineTest, FillsItsCatalogueAndContinuesItAfterACut) {
  for (int i = 1; i <= 30; ++i) memory.catalogue.push_back("item-" + std::to_string(i));
  startServer();
  startEngine(enrol("lobby"));
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(memory.mutex);
    return memory.catalogueAppliedAt == 30;
  }));
  server.reset();
  memory.catalogue.push_back("item-31");
  startServer();
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(memory.mutex);
    return memory.catalogueAppliedAt == 31;
  }));
  engine.reset();
  EXPECT_EQ(items, memory.catalogue) << "each once, in order";
}

TEST_F(EngineTest, GivesARestoredServerWhatItLacks) {
  startServer();
  startEngine(enrol("lobby"));
  confirmMany(10);
  ASSERT_TRUE(eventually([&] { return engine->state().counts.unsent == 0; }));
  server.reset();
  {
    // A backup from the time of the fourth entry.
    memory.epoch = newRandomId(systemRandom());
    memory.known.clear();
    memory.log.resize(4);
    memory.logged = std::set<Id16>(memory.log.begin(), memory.log.end());
  }
  confirmMany(2);
  startServer();
  ASSERT_TRUE(eventually([&] { return log().size() == 12 && engine->state().counts.unsent == 0; }))
      << engine->state().link.trouble;
  EXPECT_EQ(log(), confirmed);
}

TEST_F(EngineTest, RefusesWhatIsNotValidAndStoresItNot) {
  startServer();
  startEngine(enrol("lobby"));
  record::ChangeBody body = feedback();
  body.records[0].fields.clear();  // without the answer that is required
  const auto refused = confirm(body);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kInvalidArgument);
  EXPECT_EQ(engine->state().counts.confirmed, 0u);
  const record::ChangeBody twice = feedback();
  EXPECT_EQ(confirm(twice)->dot, confirm(twice)->dot) << "pressed twice, stored once";
  ASSERT_TRUE(eventually([&] { return log().size() == 1; }));
}

}  // namespace
}  // namespace foyer::uplink
