#include "shared/sync/entry.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/base/id_series.h"
#include "tests/shared/sync/model_journal.h"

namespace foyer::sync {
namespace {

v1::Batch goodMessage(ModelJournal& journal) {
  for (int i = 0; i < 12; ++i) journal.append();
  return toMessage(*journal.entriesAfter(0, 100, 100'000), journal.incarnation);
}

TEST(Batch, ComesBackFromItsMessageAsItWas) {
  ModelJournal journal(systemRandom());
  for (int i = 0; i < 12; ++i) journal.append();
  journal.startIncarnation({}, newRandomId(systemRandom()));
  for (int i = 0; i < 12; ++i) journal.append();
  const Batch batch = *journal.entriesAfter(0, 100, 100'000);
  auto back = fromMessage(toMessage(batch, journal.incarnation), journal.incarnation);
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->entries.size(), 24u);
  EXPECT_EQ(back->headAfter, batch.headAfter);
  for (size_t i = 0; i < 24; ++i) {
    EXPECT_EQ(back->entries[i].seq, i + 1);
    EXPECT_EQ(back->entries[i].changeId, batch.entries[i].changeId);
    EXPECT_EQ(back->entries[i].schemaVersion, batch.entries[i].schemaVersion);
    EXPECT_EQ(back->entries[i].content.dataKeyId, batch.entries[i].content.dataKeyId);
    EXPECT_EQ(back->entries[i].content.sealed, batch.entries[i].content.sealed);
    EXPECT_EQ(back->entries[i].origin, batch.entries[i].origin);
    EXPECT_EQ(back->entries[i].origin.has_value(), i < 12);
  }
  ASSERT_EQ(back->keys.size(), batch.keys.size());
  for (size_t i = 0; i < batch.keys.size(); ++i)
    EXPECT_EQ(back->keys[i].incarnation, batch.keys[i].incarnation);
}

TEST(Batch, CostsLittleMoreThanItsSealedBytes) {
  ModelJournal journal(systemRandom());
  for (int i = 0; i < 100; ++i) journal.append(200);
  Batch batch = *journal.entriesAfter(0, 100, 100'000);
  for (Entry& entry : batch.entries)
    entry.content.dataKeyId = batch.keys.front().sealed.id, entry.schemaVersion = 1;
  batch.keys.resize(1);
  const size_t bytes = toMessage(batch, journal.incarnation).ByteSizeLong();
  EXPECT_LT(bytes, 100 * (200 + 27)) << "change id, two lengths and tags";
}

// As a kiosk writes them: ids by the clock, two data keys.
Batch batchOfRuns(ModelJournal& journal, size_t count, const std::function<Id16(int64_t)>& newId = [](int64_t ms) {
  return newUuidV7(ms, systemRandom());
}) {
  for (size_t i = 0; i < count; ++i) journal.append(96);
  Batch batch = *journal.entriesAfter(0, static_cast<uint32_t>(count), 1'000'000);
  for (size_t i = 0; i < count; ++i) {
    // Clocks are set back, too.
    batch.entries[i].changeId = newId(1'760'000'000'000 + static_cast<int64_t>(i * 60'000) * (i % 7 == 6 ? -1 : 1));
    batch.entries[i].content.dataKeyId = batch.keys[i < count / 2 ? 0 : batch.keys.size() - 1].sealed.id;
    batch.entries[i].schemaVersion = 3;
  }
  return batch;
}

void expectComesBack(const Batch& batch, const ModelJournal& journal) {
  const v1::Batch message = toMessage(batch, journal.incarnation);
  EXPECT_EQ(message.runs_size(), 2);
  EXPECT_EQ(message.entries_size(), 0);
  const auto back = fromMessage(v1::Batch(message), journal.incarnation);
  ASSERT_TRUE(back.ok()) << back.error().message();
  ASSERT_EQ(back->entries.size(), 40u);
  for (size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(back->entries[i].seq, batch.entries[i].seq);
    EXPECT_EQ(back->entries[i].changeId, batch.entries[i].changeId);
    EXPECT_EQ(back->entries[i].schemaVersion, 3u);
    EXPECT_EQ(back->entries[i].content.dataKeyId, batch.entries[i].content.dataKeyId);
    EXPECT_EQ(back->entries[i].content.sealed, batch.entries[i].content.sealed);
  }
}

TEST(Batch, OfIdsByTheClockIsSaidInRunsAndComesBackAsItWas) {
  ModelJournal journal(systemRandom());
  expectComesBack(batchOfRuns(journal, 40), journal);
}

TEST(Batch, OfIdsOfOneSeriesComesBackAsItWas) {
  ModelJournal journal(systemRandom());
  const IdSeries series(systemRandom());
  expectComesBack(batchOfRuns(journal, 40, [&](int64_t ms) { return series.next(ms); }), journal);
}

TEST(Batch, OfIdsOfTwoSeriesComesBackAsItWas) {
  ModelJournal journal(systemRandom());
  const IdSeries series[] = {IdSeries(systemRandom()), IdSeries(systemRandom())};
  expectComesBack(batchOfRuns(journal, 40, [&, i = size_t{0}](int64_t ms) mutable { return series[i++ / 10 % 2].next(ms); }), journal);
}

// What a batch of a hundred costs beyond its sealed bytes and its keys.
size_t bytesAround(const std::function<Id16(int64_t)>& newId) {
  ModelJournal journal(systemRandom());
  Batch batch = batchOfRuns(journal, 100, newId);
  size_t sealed = 0;
  for (const Entry& entry : batch.entries) sealed += entry.content.sealed.size();
  batch.keys.clear();
  return toMessage(batch, journal.incarnation).ByteSizeLong() - sealed;
}

TEST(Batch, InRunsCostsFifteenBytesAnEntryAndOneFrame) {
  EXPECT_LT(bytesAround([](int64_t ms) { return newUuidV7(ms, systemRandom()); }), 100 * 15 + 100);
}

TEST(Batch, InRunsOfOneSeriesCostsNineBytesAnEntryAndOneFrame) {
  const IdSeries series(systemRandom());
  EXPECT_LT(bytesAround([&](int64_t ms) { return series.next(ms); }), 100 * 9 + 120);
}

TEST(Batch, InRunsIsRefusedWhenMalformed) {
  ModelJournal journal(systemRandom());
  const v1::Batch good = toMessage(batchOfRuns(journal, 12), journal.incarnation);
  const auto refused = [&](auto spoil) {
    v1::Batch bad = good;
    spoil(bad, *bad.mutable_runs(0));
    const auto batch = fromMessage(std::move(bad), journal.incarnation);
    return !batch.ok() && batch.error().code() == Code::kInvalidArgument;
  };
  EXPECT_TRUE(refused([](v1::Batch& b, v1::EntryRun&) { b.add_entries(); }));
  EXPECT_TRUE(refused([](v1::Batch& b, v1::EntryRun&) { b.mutable_runs(1)->set_seq(9); }));
  EXPECT_TRUE(refused([](v1::Batch& b, v1::EntryRun&) { b.clear_runs(), b.add_runs(); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.clear_seq(); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.set_seq(UINT64_MAX - 2); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.set_data_key_id("x"); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.set_shared_bits(std::string(11, 'x')); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_shared_bits()->push_back('x'); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_change_ids()->pop_back(); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_sizes()->pop_back(); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_sizes()->push_back('\1'); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_sealed()->pop_back(); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.mutable_sealed()->push_back('x'); }));
  EXPECT_TRUE(refused([](v1::Batch&, v1::EntryRun& run) { run.set_sizes(std::string(12, '\xff')); }));
}

TEST(Batch, IsRefusedWhenMalformed) {
  ModelJournal journal(systemRandom());
  const v1::Batch good = goodMessage(journal);
  ASSERT_TRUE(fromMessage(v1::Batch(good), journal.incarnation).ok());
  const auto refused = [&](auto spoil) {
    v1::Batch bad = good;
    spoil(bad);
    const auto batch = fromMessage(std::move(bad), journal.incarnation);
    return !batch.ok() && batch.error().code() == Code::kInvalidArgument;
  };
  EXPECT_TRUE(refused([](v1::Batch& b) { b.clear_entries(); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.set_chain_head("short"); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(0)->clear_seq(); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(0)->clear_data_key_id(); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->set_data_key_id("x"); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->set_seq(9); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->set_change_id(std::string(17, 'x')); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->clear_change_id(); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(0)->set_change_id("x"); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->set_change_id(std::string(16, '\0')); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(3)->set_origin_seq(4); }));
  EXPECT_TRUE(refused([](v1::Batch& b) {
    b.mutable_entries(3)->set_origin_seq(4);
    b.mutable_entries(3)->set_origin_incarnation("x");
  }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_keys(0)->set_id("x"); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_keys(0)->set_incarnation("x"); }));
  EXPECT_TRUE(refused([](v1::Batch& b) { b.mutable_entries(0)->set_seq(UINT64_MAX); }));
}

}  // namespace
}  // namespace foyer::sync
