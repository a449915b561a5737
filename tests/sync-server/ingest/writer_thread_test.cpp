#include "sync-server/ingest/writer_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

#include "sync-server/store/sqlite_store.h"

namespace foyer::ingest {
namespace {

// Counts transactions and can refuse to commit, over a real database.
class CountingStore final : public store::Store {
 public:
  explicit CountingStore(store::Store& inner) : m_inner(inner) {}
  Status write(const std::function<Status(store::Writer&)>& work) override {
    ++transactions;
    return m_inner.write([&](store::Writer& writer) -> Status {
      FOYER_TRY(work(writer));
      if (failsCommit) return Error(Code::kResourceExhausted, "The disk is full.");
      return okStatus();
    });
  }
  Status read(const std::function<Status(const store::Reader&)>& work) const override { return m_inner.read(work); }

  std::atomic<int> transactions = 0;
  std::atomic<bool> failsCommit = false;

 private:
  store::Store& m_inner;
};

class WriterThreadTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-writer-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    auto opened = store::SqliteStore::open(m_folder, store::Opening::kCreate);
    ASSERT_TRUE(opened.ok());
    m_sqlite = std::move(*opened);
    m_store = std::make_unique<CountingStore>(*m_sqlite);
  }
  void TearDown() override {
    m_store.reset();
    m_sqlite.reset();
    std::filesystem::remove_all(m_folder);
  }
  std::string meta(const std::string& key) {
    std::string value;
    EXPECT_TRUE(m_store
                    ->read([&](const store::Reader& r) -> Status {
                      FOYER_ASSIGN(value, r.meta(key));
                      return okStatus();
                    })
                    .ok());
    return value;
  }
  static WriterThread::Work setMeta(std::string key) {
    return [key = std::move(key)](store::Writer& w) { return w.setMeta(key, "1"); };
  }

  std::string m_folder;
  std::unique_ptr<store::SqliteStore> m_sqlite;
  std::unique_ptr<CountingStore> m_store;
};

// Keeps the writer thread busy until it is let go, so that work piles up behind it.
class Gate {
 public:
  WriterThread::Work work() {
    return [this](store::Writer&) {
      m_reached.set_value();
      m_open.get_future().wait();
      return okStatus();
    };
  }
  void waitUntilReached() { m_reached.get_future().wait(); }
  void open() { m_open.set_value(); }

 private:
  std::promise<void> m_reached, m_open;
};

TEST_F(WriterThreadTest, TellsTheCallerAfterTheWorkIsDurable) {
  WriterThread writer(*m_store);
  ASSERT_TRUE(writer.run(setMeta("a")).ok());
  EXPECT_EQ(meta("a"), "1");
}

TEST_F(WriterThreadTest, CommitsWhatIsWaitingInOneTransaction) {
  WriterThread writer(*m_store);
  Gate gate;
  ASSERT_TRUE(writer.post(gate.work(), {}).ok());
  gate.waitUntilReached();
  std::atomic<int> done = 0;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(writer.post(setMeta("k" + std::to_string(i)), [&](const Status& s) { done += s.ok() ? 1 : 0; }).ok());
  }
  gate.open();
  ASSERT_TRUE(writer.run(setMeta("last")).ok());
  EXPECT_EQ(done, 100);
  EXPECT_LE(m_store->transactions, 3);
  EXPECT_EQ(meta("k99"), "1");
}

TEST_F(WriterThreadTest, TakesBackOnlyTheWorkThatFailed) {
  WriterThread writer(*m_store);
  Gate gate;
  ASSERT_TRUE(writer.post(gate.work(), {}).ok());
  gate.waitUntilReached();
  std::promise<Status> failed;
  ASSERT_TRUE(writer.post(setMeta("before"), {}).ok());
  ASSERT_TRUE(writer
                  .post(
                      [](store::Writer& w) -> Status {
                        FOYER_TRY(w.setMeta("lost", "1"));
                        return Error(Code::kAborted, "On purpose.");
                      },
                      [&](const Status& s) { failed.set_value(s); })
                  .ok());
  gate.open();
  ASSERT_TRUE(writer.run(setMeta("after")).ok());
  const Status told = failed.get_future().get();
  ASSERT_FALSE(told.ok());
  EXPECT_EQ(told.error().message(), "On purpose.");
  EXPECT_EQ(meta("before"), "1");
  EXPECT_EQ(meta("lost"), "");
  EXPECT_EQ(meta("after"), "1");
}

TEST_F(WriterThreadTest, TellsEveryoneWhenTheCommitFailsAndGoesOn) {
  WriterThread writer(*m_store);
  m_store->failsCommit = true;
  const Status failed = writer.run(setMeta("a"));
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code(), Code::kResourceExhausted);
  EXPECT_EQ(meta("a"), "");
  m_store->failsCommit = false;
  EXPECT_TRUE(writer.run(setMeta("a")).ok());
  EXPECT_EQ(meta("a"), "1");
}

TEST_F(WriterThreadTest, RefusesMoreThanTheQueueHolds) {
  WriterThread writer(*m_store);
  Gate gate;
  ASSERT_TRUE(writer.post(gate.work(), {}).ok());
  gate.waitUntilReached();
  for (size_t i = 0; i < kQueuedWorkMax; ++i) {
    ASSERT_TRUE(writer.post([](store::Writer&) { return okStatus(); }, {}).ok());
  }
  const Status refused = writer.post(setMeta("a"), {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kResourceExhausted);
  gate.open();
}

TEST_F(WriterThreadTest, FinishesWhatIsQueuedWhenItStopsAndTakesNothingMore) {
  WriterThread writer(*m_store);
  std::atomic<int> done = 0;
  for (int i = 0; i < 500; ++i) {
    ASSERT_TRUE(writer.post(setMeta("k" + std::to_string(i)), [&](const Status& s) { done += s.ok() ? 1 : 0; }).ok());
  }
  writer.stop();
  EXPECT_EQ(done, 500);
  EXPECT_EQ(meta("k499"), "1");
  const Status refused = writer.run(setMeta("late"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kUnavailable);
}

TEST_F(WriterThreadTest, TakesWorkOfManyThreadsInTheOrderOfEach) {
  WriterThread writer(*m_store);
  std::vector<std::thread> threads;
  std::atomic<int> outOfOrder = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      int next = 0;
      for (int i = 0; i < 50; ++i) {
        const auto work = [&, t, i](store::Writer& w) -> Status {
          if (next++ != i) ++outOfOrder;
          return w.setMeta("t" + std::to_string(t), std::to_string(i));
        };
        EXPECT_TRUE(writer.run(work).ok());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(outOfOrder, 0);
  EXPECT_EQ(meta("t7"), "49");
}

}  // namespace
}  // namespace foyer::ingest
