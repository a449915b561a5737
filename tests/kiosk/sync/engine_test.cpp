// The engine against a server that comes and goes: real journal files, real gRPC, real TLS.
#include <gtest/gtest.h>

#include <random>

#include "tests/kiosk/sync/engine_world.h"

namespace foyer::uplink {
namespace {

using EngineTest = EngineWorld;

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
