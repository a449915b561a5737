// What a kiosk is sent of the catalogue, from the files on the server's disk to the messages: what changed, never
// what exists.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/schema/schema.h"
#include "shared/seal/sha256.h"
#include "sync-server/app/admin.h"
#include "sync-server/app/folder.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/rpc/desk.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "unexpected: %s\n", result.error().message().c_str());
  FOYER_ASSERT(result.ok());
  return std::move(*result);
}

struct Feed : testing::Test {
  static constexpr int kTopics = 3'000;

  Feed() {
    fs::create_directories(folder / "catalogue/assets");
    server = must(initFolder((folder / "server").string(), {}, clock, systemRandom()));
    fs::copy(FOYER_SOURCE_DIR "/tests/vectors/catalogue/complete/00-complete.yaml", folder / "catalogue");
    for (int i = 0; i < kTopics; ++i) words.push_back("topic " + std::to_string(i));
    writer = std::make_unique<ingest::WriterThread>(*server.store);
    keys = must(fleet::loadKeys(server.keysPath()));
    ingest = std::make_unique<ingest::Ingest>(*server.store, *writer, schema, keys, clock, systemRandom());
    desk = std::make_unique<rpc::Desk>(
        rpc::Parts{*server.store, *writer, *ingest, clock, keys.back().publicKey, server.epoch});
  }
  ~Feed() override {
    writer->stop();
    fs::remove_all(folder);
  }
  void load() {
    std::ofstream file(folder / "catalogue/topics.yaml");
    file << "topic:\n";
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i].empty()) continue;
      file << "  t" << i << ":\n    list: topic\n    order: " << i + 1 << "\n    label: {de: " << words[i] << ", en: x}\n";
    }
    for (const auto& [id, content] : pictures) {
      file << "---\npage:\n  " << id << ":\n    title: {de: a, en: a}\n    text: {de: a, en: a}\n    image: {file: " << id
           << ".png, description: {de: a, en: a}}\n";
      std::ofstream(folder / ("catalogue/assets/" + id + ".png"), std::ios::binary) << "\x89PNG\r\n\x1a\n" << content;
    }
    file.close();
    Invocation invocation;
    invocation.verb = Verb::kLoadCatalogue;
    invocation.operands = {(folder / "catalogue").string()};
    must(runAdmin(invocation, {*server.store, [&](const auto& work) { return writer->run(work); }, server.keysPath(), clock,
                               systemRandom(), {}}));
  }
  // All that a kiosk with this cursor is sent.
  struct Sent {
    std::vector<catalogue::v1::Item> items;
    size_t bytes = 0;
    int batches = 0;
    uint64_t cursor = 0;
  };
  Sent catchUp(uint64_t cursor) {
    Sent sent;
    sent.cursor = cursor;
    for (;;) {
      auto page = must(desk->catalogueAfter(sent.cursor));
      if (!page) return sent;
      ++sent.batches;
      sent.cursor = page->cursor;
      for (auto& item : page->items) {
        sent.bytes += item.ByteSizeLong();
        sent.items.push_back(std::move(item));
      }
      if (page->part == sync::CataloguePart::kLast) return sent;
    }
  }
  std::vector<store::AssetRow> assets() {
    std::vector<store::AssetRow> rows;
    EXPECT_TRUE(server.store->read([&](const store::Reader& reader) -> Status {
                        FOYER_ASSIGN(rows, reader.assets());
                        return okStatus();
                      }).ok());
    return rows;
  }

  const fs::path folder = fs::temp_directory_path() / ("foyer-feed-" + newRandomId(systemRandom()).hex());
  SystemClock clock;
  const schema::Schema schema = must(schema::Schema::loadBuiltIn());
  Folder server;
  std::vector<seal::SealingKeyPair> keys;
  std::unique_ptr<ingest::WriterThread> writer;
  std::unique_ptr<ingest::Ingest> ingest;
  std::unique_ptr<rpc::Desk> desk;
  std::vector<std::string> words;
  std::map<std::string, std::string> pictures;
};

TEST_F(Feed, CostsWhatChangedAndNotWhatExists) {
  load();
  const Sent all = catchUp(0);
  EXPECT_GT(all.items.size(), static_cast<size_t>(kTopics));
  EXPECT_GT(all.batches, 5);

  load();
  EXPECT_EQ(catchUp(all.cursor).batches, 0) << "loading the same again changes nothing";

  words[17] = "another";
  words[2'000] = "yet another";
  load();
  const Sent changed = catchUp(all.cursor);
  EXPECT_EQ(changed.items.size(), 2u);
  EXPECT_EQ(changed.batches, 1);
  EXPECT_LT(changed.bytes, 200u);

  // Ten editions of one item come as one: a kiosk that was away reads the last.
  for (int i = 0; i < 10; ++i) {
    words[17] = "edition " + std::to_string(i);
    load();
  }
  const Sent compacted = catchUp(changed.cursor);
  ASSERT_EQ(compacted.items.size(), 1u);
  EXPECT_EQ(compacted.items[0].topic().label().by_language().at("de"), "edition 9");
}

TEST_F(Feed, TellsWhatIsGoneAlsoToAKioskThatWasAwayForLong) {
  pictures["house"] = "h";
  load();
  const Sent before = catchUp(0);
  pictures.clear();
  words[5].clear();
  load();
  words[6] = "more";
  load();
  const Sent after = catchUp(before.cursor);
  ASSERT_EQ(after.items.size(), 3u);
  int gone = 0, retired = 0;
  for (const auto& item : after.items) {
    gone += item.deleted() && item.id() == "house" ? 1 : 0;
    retired += item.id() == "t5" && item.topic().retired() ? 1 : 0;
  }
  EXPECT_EQ(gone, 1);
  EXPECT_EQ(retired, 1) << "entries of code lists stay readable";
}

TEST_F(Feed, SendsAnItemAgainWhenItsPictureIsAnotherAndDropsTheOldPicture) {
  pictures = {{"house", "one"}, {"garden", "green"}};
  load();
  const Sent before = catchUp(0);
  ASSERT_EQ(assets().size(), 2u);
  pictures["house"] = "two";
  load();
  const Sent after = catchUp(before.cursor);
  ASSERT_EQ(after.items.size(), 1u);
  const auto rows = assets();
  ASSERT_EQ(rows.size(), 2u);
  const auto isTheNew = [&](const auto& row) { return row.sha256 == after.items[0].page().image().sha256(); };
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), isTheNew));
  EXPECT_EQ(after.items[0].page().image().sha256(), seal::sha256("\x89PNG\r\n\x1a\ntwo"));
}

}  // namespace
}  // namespace foyer::app
