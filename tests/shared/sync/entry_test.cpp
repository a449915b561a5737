#include "shared/sync/entry.h"

#include <gtest/gtest.h>

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
