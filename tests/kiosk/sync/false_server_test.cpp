// What a kiosk does with words that no server of this protocol says, and with servers that do not keep its order: real
// engine, journal, gRPC and TLS. The false server holds its streams, so the kiosk itself must leave.
#include <gtest/gtest.h>

#include "shared/sync/limits.h"
#include "tests/kiosk/sync/engine_world.h"
#include "tests/kiosk/sync/raw_server.h"

namespace foyer::uplink {
namespace {

using sync::v1::Hello;
using sync::v1::SyncResponse;

struct FalseServer : EngineWorld {
  using Words = std::function<std::vector<std::string>(const Hello& hello)>;

  // Puts a false server in the place of whatever was there, which says these words to every Hello.
  void pose(Words words) {
    server.reset();
    falseServer.reset();
    ASSERT_TRUE(eventually([&] {
      falseServer = std::make_unique<RawServer>(
          tls, port, [words](const Hello& hello) { return RawWords{words(hello), std::nullopt}; });
      return falseServer->isRunning();
    }));
  }
  void expectTrouble(const std::string& reason) {
    // A second stream begins when all is said of the first one.
    EXPECT_TRUE(eventually([&] {
      engine->linkHint();
      return falseServer->givenUp() >= 2;
    })) << "the kiosk keeps a stream open";
    EXPECT_TRUE(eventually([&] {
      engine->linkHint();
      const EngineState now = engine->state();
      return !now.link.isOnline && now.link.trouble.find(reason) != std::string::npos;
    })) << "instead of '" << reason << "': " << engine->state().link.trouble;
  }
  void expectDeliversToATrueServer() {
    falseServer.reset();
    startServer();
    ASSERT_TRUE(eventually([&] {
      engine->linkHint();
      return engine->state().counts.unsent == 0 && engine->state().link.isOnline;
    })) << engine->state().link.trouble;
    EXPECT_EQ(log(), confirmed);
    EXPECT_EQ(engine->state().link.trouble, "");
  }
  void startAlone() {
    startServer();
    startEngine(enrol("lobby"));
    ASSERT_TRUE(eventually([&] { return engine->state().link.isOnline; }));
    server.reset();
  }
  std::string welcome(const Hello& hello) {
    return fittingWelcome(hello, falseEpoch, memory.organisation.publicKey).SerializeAsString();
  }
  // A welcome, and then these words.
  Words afterWelcome(std::vector<std::string> words) {
    return [this, words = std::move(words)](const Hello& hello) {
      std::vector<std::string> all{welcome(hello)};
      all.insert(all.end(), words.begin(), words.end());
      return all;
    };
  }
  static Words atOnce(std::vector<std::string> words) {
    return [words = std::move(words)](const Hello&) { return words; };
  }

  const Id16 falseEpoch = newRandomId(systemRandom());
  std::unique_ptr<RawServer> falseServer;
  ~FalseServer() override {
    engine.reset();
    falseServer.reset();
  }
};

std::string noise() {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 131 + 7);
  return bytes;
}

SyncResponse said(const std::function<void(SyncResponse&)>& fill) {
  SyncResponse response;
  fill(response);
  return response;
}
std::string ack(uint64_t seq) {
  return said([&](SyncResponse& r) { r.mutable_ack()->set_seq(seq); }).SerializeAsString();
}

TEST_F(FalseServer, BytesThatAreNoMessageAreSaidAndCostNothing) {
  startAlone();
  confirmMany(3);
  const std::string whole = said([](SyncResponse& r) { r.mutable_refusal()->set_reason(std::string(200, 'r')); }).SerializeAsString();
  for (const std::string& bytes : {std::string("\xff\xff\xff\xff"), noise(), whole.substr(0, 100)}) {
    for (const Words& words : {atOnce({bytes}), afterWelcome({bytes})}) {
      pose(words);
      expectTrouble("no message of this protocol");
      EXPECT_EQ(engine->state().counts.unsent, confirmed.size());
      confirmMany(1);
    }
  }
  expectDeliversToATrueServer();
}

TEST_F(FalseServer, BytesThatAreNoMessageAreSaidAlsoWhereNothingWaitsToBeSent) {
  startAlone();
  pose(afterWelcome({noise()}));
  expectTrouble("no message of this protocol");
  confirmMany(1);
  expectDeliversToATrueServer();
}

TEST_F(FalseServer, AnOversizeMessageIsSaidAndCostsNothing) {
  startAlone();
  confirmMany(3);
  const std::string huge =
      said([](SyncResponse& r) { r.mutable_refusal()->set_reason(std::string(sync::kMessageBytesMax + 1, 'r')); }).SerializeAsString();
  for (const Words& words : {atOnce({huge}), afterWelcome({huge})}) {
    pose(words);
    expectTrouble("larger than max");
    EXPECT_EQ(engine->state().counts.unsent, 3u);
  }
  expectDeliversToATrueServer();
}

TEST_F(FalseServer, MessagesThatBreakTheOrderAreSaidAndCostNothing) {
  startAlone();
  confirmMany(3);
  const auto text = [](const std::function<void(SyncResponse&)>& fill) { return said(fill).SerializeAsString(); };
  const auto wanted = text([](SyncResponse& r) { r.mutable_wanted()->add_change_ids(std::string(16, 'w')); });
  const auto outcomes = text([](SyncResponse& r) { r.mutable_outcomes()->set_cursor(9); });
  const auto badOutcome = text([](SyncResponse& r) { r.mutable_outcomes()->add_changes()->set_change_id("short"); });
  const auto catalogue = text([](SyncResponse& r) { r.mutable_catalogue()->set_complete(true); });
  const auto leases = text([](SyncResponse& r) { r.mutable_seat_leases()->set_valid_ms(1); });
  const auto judged = text([](SyncResponse& r) {
    r.mutable_ack()->set_seq(1);
    r.mutable_ack()->add_outcomes()->set_seq(2);
  });
  const auto altered = [this](const std::function<void(sync::v1::Welcome&)>& alter) -> Words {
    return [this, alter](const Hello& hello) {
      SyncResponse response;
      EXPECT_TRUE(response.ParseFromString(welcome(hello)));
      alter(*response.mutable_welcome());
      return std::vector<std::string>{response.SerializeAsString()};
    };
  };
  const std::pair<Words, const char*> breaches[] = {
      {atOnce({ack(1)}), "acknowledged before its welcome"},
      {atOnce({catalogue}), "catalogue before its welcome"},
      {atOnce({outcomes}), "outcomes before its welcome"},
      {atOnce({wanted}), "wants what was not offered"},
      {atOnce({leases}), "seats that nobody asked for"},
      {altered([](sync::v1::Welcome& w) { w.clear_sealing_key(); }), "lacks the epoch, the chain or the key"},
      {altered([](sync::v1::Welcome& w) { w.set_order(static_cast<sync::v1::Order>(77)); }), "order that this kiosk does not know"},
      {[this](const Hello& hello) { return std::vector<std::string>{welcome(hello), welcome(hello)}; }, "welcomed twice"},
      {afterWelcome({ack(1'000)}), "acknowledged what was not sent"},
      {afterWelcome({ack(~uint64_t{0})}), "acknowledged what was not sent"},
      {afterWelcome({judged}), "judged what it does not acknowledge"},
      {afterWelcome({wanted}), "wants what was not offered"},
      {afterWelcome({badOutcome}), "not 16 bytes long"},
      {afterWelcome({leases}), "seats that nobody asked for"},
  };
  for (const auto& [words, reason] : breaches) {
    pose(words);
    expectTrouble(reason);
    EXPECT_EQ(engine->state().counts.unsent, 3u) << reason;
  }
  expectDeliversToATrueServer();
}

TEST_F(FalseServer, MessagesThatOnlyANewerServerHasDoNotDisturb) {
  startAlone();
  confirmMany(3);
  // Field 14 of SyncResponse, an empty message; and a Welcome with field 900.
  pose([this](const Hello& hello) {
    const std::string unknown("\x72\x00", 2);
    return std::vector<std::string>{unknown, welcome(hello) + "\xa2\x38\x03new", unknown};
  });
  EXPECT_TRUE(eventually([&] {
    engine->linkHint();
    return engine->state().link.isOnline;
  })) << engine->state().link.trouble;
  EXPECT_EQ(falseServer->givenUp(), 0);
  EXPECT_EQ(engine->state().counts.unsent, 3u);
  expectDeliversToATrueServer();
}

}  // namespace
}  // namespace foyer::uplink
