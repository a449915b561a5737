// Both ends over a line that tears: random interleavings from a seed, first with faults, then without until
// all is quiet. The server is a model: a log, and what it knows of each incarnation.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <random>

#include "shared/sync/limits.h"
#include "shared/sync/server_session.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

struct ModelServer {
  std::vector<Id16> log;
  std::map<Id16, KnownJournal> known;
  Id16 epoch;

  bool has(const Id16& id) const { return std::find(log.begin(), log.end(), id) != log.end(); }
  // What ingest does in one transaction; false: it no longer fits.
  bool commit(const BatchArrived& arrived) {
    KnownJournal& journal =
        known.try_emplace(arrived.incarnation, KnownJournal{0, seal::chainStart(arrived.incarnation)})
            .first->second;
    if (journal.ackedSeq + 1 != arrived.batch.entries.front().seq ||
        journal.chainHead != arrived.batch.headBefore)
      return false;
    for (const Entry& entry : arrived.batch.entries)
      if (!has(entry.changeId)) log.push_back(entry.changeId);
    journal = {arrived.batch.lastSeq(), arrived.batch.headAfter};
    return true;
  }
};

// One stream: two sessions and the messages between them. A torn one lives on at the server for a while.
struct Stream {
  Stream(ModelJournal& journal)
      : kiosk(std::in_place, journal.hello(), journal.device, journal), server(journal.device) {}
  std::optional<KioskSession> kiosk;  // gone when torn
  ServerSession server;
  std::deque<v1::SyncRequest> up;
  std::deque<v1::SyncResponse> down;
  std::deque<BatchArrived> toCommit;
};

struct World {
  explicit World(uint64_t seed) : generator(seed) {
    source = [this](std::span<uint8_t> out) {
      for (uint8_t& byte : out) byte = static_cast<uint8_t>(generator());
    };
    server.epoch = newRandomId(source);
    kiosks.push_back(std::make_unique<Kiosk>(source));
  }
  struct Kiosk {
    explicit Kiosk(Random random) : journal(std::move(random)) {}
    ModelJournal journal;
    std::shared_ptr<Stream> stream;
  };
  uint32_t pick(uint32_t n) { return static_cast<uint32_t>(generator() % n); }

  void connect(Kiosk& kiosk) {
    tear(kiosk);
    kiosk.stream = std::make_shared<Stream>(kiosk.journal);
    streams.push_back(kiosk.stream);
  }
  // What is on the way is lost at a random place; the server may notice much later.
  void tear(Kiosk& kiosk) {
    if (!kiosk.stream) return;
    kiosk.stream->kiosk.reset();
    kiosk.stream->down.clear();
    auto& up = kiosk.stream->up;
    up.resize(pick(static_cast<uint32_t>(up.size()) + 1));
    kiosk.stream.reset();
  }

  void stepKiosk(Kiosk& kiosk) {
    Stream* stream = kiosk.stream.get();
    if (stream == nullptr) return connect(kiosk);
    if (!stream->down.empty() && pick(4) != 0) {
      ASSERT_TRUE(stream->kiosk->onMessage(std::move(stream->down.front())).ok());
      stream->down.pop_front();
    } else {
      ASSERT_TRUE(stream->kiosk->pump().ok());
    }
    for (auto& message : stream->kiosk->takeMessages()) stream->up.push_back(std::move(message));
    for (KioskEvent& event : stream->kiosk->takeEvents()) {
      if (const auto* welcomed = std::get_if<Welcomed>(&event)) {
        kiosk.journal.epoch = welcomed->serverEpoch;
        kiosk.journal.markAcked(welcomed->ackedSeq);
      } else if (const auto* acked = std::get_if<Acked>(&event)) {
        kiosk.journal.markAcked(acked->seq);
      } else if (const auto* order = std::get_if<NewIncarnationOrdered>(&event)) {
        kiosk.journal.startIncarnation(order->wanted, order->serverEpoch);
        ++incarnationsDrawn;
      } else if (const auto* refused = std::get_if<Refused>(&event)) {
        ASSERT_EQ(refused->error.code(), Code::kAborted) << refused->error.message();
      }
    }
    if (stream->kiosk->isEnded()) tear(kiosk);
  }

  void stepServer(Stream& stream) {
    if (!stream.toCommit.empty() && pick(3) == 0) {
      const BatchArrived& batch = stream.toCommit.front();
      if (server.commit(batch))
        stream.server.onCommitted(batch.batch.lastSeq(), {});
      else
        stream.server.supersede();
      stream.toCommit.pop_front();
    } else if (!stream.up.empty()) {
      stream.server.onMessage(std::move(stream.up.front()));
      stream.up.pop_front();
    }
    for (ServerEvent& event : stream.server.takeEvents()) {
      if (auto* batch = std::get_if<BatchArrived>(&event)) {
        stream.toCommit.push_back(std::move(*batch));
      } else if (const auto* hello = std::get_if<HelloArrived>(&event)) {
        for (const auto& other : streams)
          if (other.get() != &stream && other->server.device() == stream.server.device())
            other->server.supersede();
        const auto found = server.known.find(hello->incarnation);
        stream.server.welcome(found == server.known.end() ? std::nullopt : std::optional(found->second),
                              {server.epoch, 0, std::string(32, 'k'), 0});
      } else if (const auto* offer = std::get_if<OfferArrived>(&event)) {
        std::vector<Id16> missing;
        for (const Id16& id : offer->changeIds)
          if (!server.has(id)) missing.push_back(id);
        stream.server.onLookedUp(missing);
      }
    }
    for (auto& message : stream.server.takeMessages())
      if (stream.kiosk) stream.down.push_back(std::move(message));
  }

  void step() {
    if (pick(2) == 0)
      stepKiosk(*kiosks[pick(static_cast<uint32_t>(kiosks.size()))]);
    else if (!streams.empty())
      stepServer(*streams[pick(static_cast<uint32_t>(streams.size()))]);
    std::erase_if(streams, [](const auto& stream) {
      return !stream->kiosk && stream->up.empty() && stream->toCommit.empty();
    });
  }
  bool isQuiet() const {
    for (const auto& kiosk : kiosks)
      for (const auto& row : kiosk->journal.rows)
        if (!row.isAcked) return false;
    return true;
  }
  // Faults are over; each kiosk has the device's one stream for a while, in turn.
  bool settle() {
    for (int round = 0; round < 50; ++round) {
      for (const auto& kiosk : kiosks) {
        for (const auto& other : kiosks) tear(*other);
        for (int i = 0; i < 2'000; ++i) {
          stepKiosk(*kiosk);
          if (kiosk->stream) stepServer(*kiosk->stream);
        }
      }
      if (isQuiet()) return true;
    }
    return false;
  }

  std::mt19937_64 generator;
  Random source;
  ModelServer server;
  std::vector<std::unique_ptr<Kiosk>> kiosks;
  std::vector<std::shared_ptr<Stream>> streams;
  int incarnationsDrawn = 0;
};

TEST(Channel, DeliversEveryEntryOnceAndInOrderOverATornLine) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    World::Kiosk& kiosk = *world.kiosks[0];
    std::vector<Id16> confirmed;
    const uint32_t steps = 50 + world.pick(400);
    for (uint32_t i = 0; i < steps; ++i) {
      if (world.pick(4) == 0) confirmed.push_back(kiosk.journal.append());
      if (world.pick(25) == 0) world.tear(kiosk);
      world.step();
      if (testing::Test::HasFatalFailure()) return;
    }
    ASSERT_TRUE(world.settle());
    ASSERT_EQ(world.server.log, confirmed);
    ASSERT_EQ(world.incarnationsDrawn, 0) << "a torn line is no reason for a new incarnation";
  }
}

// Copies of the disk go on as kiosks of their own, disks and servers go back to an older state.
TEST(Channel, LosesAndDoublesNothingOverCopiesRollbacksAndRestores) {
  int incarnations = 0;
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    std::optional<ModelJournal> oldDisk;
    std::optional<ModelServer> backup;
    for (uint32_t i = 0; i < 400; ++i) {
      World::Kiosk& kiosk = *world.kiosks[world.pick(static_cast<uint32_t>(world.kiosks.size()))];
      if (world.pick(4) == 0) kiosk.journal.append();
      if (world.pick(25) == 0) world.tear(kiosk);
      if (world.pick(60) == 0) oldDisk = kiosk.journal;
      if (world.pick(60) == 0) backup = world.server;
      if (oldDisk && world.pick(120) == 0) {
        const bool isCopy = world.kiosks.size() < 3 && world.pick(2) == 0;
        if (isCopy) world.kiosks.push_back(std::make_unique<World::Kiosk>(world.source));
        World::Kiosk& target = isCopy ? *world.kiosks.back() : kiosk;
        world.tear(target);
        target.journal = *oldDisk;
      }
      if (backup && world.pick(150) == 0) {
        for (const auto& one : world.kiosks) world.tear(*one);
        world.streams.clear();
        world.server = *backup;
        world.server.epoch = newRandomId(world.source);
      }
      world.step();
      if (testing::Test::HasFatalFailure()) return;
    }
    ASSERT_TRUE(world.settle());
    std::vector<Id16> log = world.server.log;
    std::sort(log.begin(), log.end());
    ASSERT_EQ(std::adjacent_find(log.begin(), log.end()), log.end()) << "twice";
    for (const auto& kiosk : world.kiosks)
      for (const auto& row : kiosk->journal.rows)
        ASSERT_TRUE(std::binary_search(log.begin(), log.end(), row.entry.changeId)) << "lost";
    incarnations += world.incarnationsDrawn;
  }
  EXPECT_GT(incarnations, 200) << "the faults must have happened";
}

}  // namespace
}  // namespace foyer::sync
