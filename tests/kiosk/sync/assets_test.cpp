// Pictures on their way from the real HTTPS server to the kiosk's disk: lines that tear, servers that lie, disks
// that are full.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <fstream>
#include <random>

#include "kiosk/sync/asset_intake.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/http/asset_pages.h"
#include "sync-server/http/server.h"
#include "sync-server/store/sqlite_store.h"
#include "tests/kiosk/catalogue/pictures.h"
#include "tests/kiosk/sync/torn_line.h"

namespace foyer::uplink {
namespace {

namespace fs = std::filesystem;
using catalogue::Batch;
using catalogue::pageWith;
using catalogue::picture;

std::string readText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct AssetsTest : testing::Test {
  AssetsTest() {
    EXPECT_TRUE(fleet::Authority::prepare(keys(), {}, SystemClock()).ok());
    fs::create_directory(folder.path() / "server");
    auto opened = store::SqliteStore::open((folder.path() / "server").string(), store::Opening::kCreate);
    EXPECT_TRUE(opened.ok()) << opened.error().message();
    store = std::move(*opened);
    http::Options options;
    options.tls = http::TlsFiles{keys() + "/server.pem", keys() + "/server.key"};
    auto started = http::Server::start(options, http::assetResponder(*store, [](const http::Request&) {
                                         return http::plainText(404, "nothing else");
                                       }));
    EXPECT_TRUE(started.ok()) << started.error().message();
    server = std::move(*started);
    startKiosk(readText(keys() + "/ca.pem"));
  }
  ~AssetsTest() override {
    intake.reset();
    line.reset();
    server.reset();
  }
  std::string keys() const { return (folder.path() / "keys").string(); }

  void startKiosk(const std::string& authorityPem) {
    mailbox->close();
    mailbox = std::make_shared<Mailbox>();
    copy = std::make_shared<catalogue::CatalogueCopy>(folder.open());
    line = std::make_unique<AssetLine>(authorityPem);
    const AssetParts parts{copy,
                           [this](AssetPiece piece, FetchedPiece done) {
                             asked += piece.count;
                             line->fetch(std::move(piece), std::move(done));
                           },
                           [this] { ++shown; }};
    intake = std::make_unique<AssetIntake>(parts, "127.0.0.1", clock, systemRandom(), mailbox);
  }
  std::string content(size_t size, uint32_t seed) const {
    std::string bytes(size, '\0');
    std::mt19937 random(seed);
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
  }
  void publish(const std::string& bytes, const std::string& hash) {
    EXPECT_TRUE(store->write([&](store::Writer& writer) {
                       return writer.putAsset({hash, "image/png", bytes.size()}, bytes);
                     }).ok());
  }
  void publish(const std::string& bytes) { publish(bytes, seal::sha256(bytes)); }
  // As the engine does it; waits of hours pass at once.
  template <typename Until>
  bool runUntil(Until until, uint16_t port, int rounds = 400) {
    for (int i = 0; i < rounds; ++i) {
      intake->onTime(port);
      for (const auto& task : mailbox->take(std::chrono::milliseconds(20))) task();
      clock.advanceMs(kAssetBackoffMaxMs);
      if (until()) return true;
    }
    return false;
  }
  bool isWhole() const { return copy->missing().empty() && !copy->snapshot()->isEmpty(); }

  catalogue::PictureFolder folder;
  ManualClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<http::Server> server;
  std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
  std::shared_ptr<catalogue::CatalogueCopy> copy;
  std::unique_ptr<AssetLine> line;
  std::unique_ptr<AssetIntake> intake;
  uint64_t asked = 0;
  int shown = 0;
};

TEST_F(AssetsTest, ArriveInPiecesAndAreShownTogether) {
  const std::string garden = content(700'000, 1), house = content(30, 2);
  publish(garden);
  publish(house);
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", garden), pageWith("b", 2, "b", house)}, 2, Batch::kComplete).ok());
  ASSERT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
  EXPECT_EQ(shown, 1);
  EXPECT_EQ(asked, garden.size() + house.size());
  EXPECT_EQ(readText(copy->snapshot()->pathOf(picture(garden))), garden);
}

TEST_F(AssetsTest, AskNobodyWhileThereIsNoLine) {
  publish("garden");
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden")}, 1, Batch::kComplete).ok());
  EXPECT_FALSE(runUntil([&] { return isWhole(); }, 0, 5));
  EXPECT_EQ(asked, 0u);
  EXPECT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
}

TEST_F(AssetsTest, GoOnWhereALineTore) {
  const std::string film = content(3'000'000, 3);
  publish(film);
  std::mt19937 random(9);
  TornLine torn(server->port(), [&] { return 20'000 + random() % 700'000; });
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", film)}, 1, Batch::kComplete).ok());
  ASSERT_TRUE(runUntil([&] { return isWhole(); }, torn.port(), 3'000));
  EXPECT_GE(torn.torn(), 4);
  EXPECT_LT(torn.passed(), film.size() + static_cast<uint64_t>(torn.torn() + 2) * (kAssetPieceBytes + 20'000))
      << "a torn line costs a piece, not the picture";
}

TEST_F(AssetsTest, GoOnAfterARestartOfTheKiosk) {
  const std::string film = content(1'000'000, 4);
  publish(film);
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", film)}, 1, Batch::kComplete).ok());
  ASSERT_TRUE(runUntil([&] { return copy->shelf().arrived(picture(film)) >= 2 * kAssetPieceBytes; }, server->port()));
  intake.reset();
  startKiosk(readText(keys() + "/ca.pem"));
  ASSERT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
  EXPECT_LE(asked, film.size() + kAssetPieceBytes);
}

TEST_F(AssetsTest, ComeFromNoServerOfAnotherAuthority) {
  publish("garden");
  EXPECT_TRUE(fleet::Authority::prepare((folder.path() / "others").string(), {}, SystemClock()).ok());
  intake.reset();
  startKiosk(readText(folder.path() / "others/ca.pem"));
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden")}, 1, Batch::kComplete).ok());
  EXPECT_FALSE(runUntil([&] { return isWhole(); }, server->port(), 20));
  EXPECT_GT(asked, 0u);
  EXPECT_TRUE(copy->snapshot()->isEmpty());
}

TEST_F(AssetsTest, AreNeverShownWithWrongContentAndArriveWhenItIsRight) {
  publish("harden", seal::sha256("garden"));
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden")}, 1, Batch::kComplete).ok());
  EXPECT_FALSE(runUntil([&] { return isWhole(); }, server->port(), 20));
  EXPECT_GT(asked, 6u) << "it tried again";
  EXPECT_TRUE(store->write([&](store::Writer& writer) { return writer.deleteAsset(seal::sha256("garden")); }).ok());
  publish("garden");
  EXPECT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
}

TEST_F(AssetsTest, ThatTheServerLacksHoldUpOnlyTheSwitch) {
  publish("house");
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden"), pageWith("b", 2, "b", "house")}, 2, Batch::kComplete).ok());
  ASSERT_TRUE(runUntil([&] { return copy->missing().size() == 1; }, server->port()));
  EXPECT_TRUE(copy->snapshot()->isEmpty());
  publish("garden");
  EXPECT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
}

// The server's certificate for browsers lives a year; a kiosk's clock may say any year.
TEST_F(AssetsTest, ComeWhateverTheClockSaysOfTheServersCertificate) {
  uint64_t edition = 0;
  for (const int64_t madeMs : {int64_t{1'000'000'000'000}, int64_t{4'000'000'000'000}}) {
    const std::string garden = "a garden of " + std::to_string(madeMs);
    publish(garden);
    const std::string other = (folder.path() / std::to_string(madeMs)).string();
    ASSERT_TRUE(fleet::Authority::prepare(other, {}, ManualClock(madeMs)).ok());
    http::Options options;
    options.tls = http::TlsFiles{other + "/server.pem", other + "/server.key"};
    auto started = http::Server::start(options, http::assetResponder(*store, {}));
    ASSERT_TRUE(started.ok()) << started.error().message();
    server = std::move(*started);
    startKiosk(readText(other + "/ca.pem"));
    ++edition;
    ASSERT_TRUE(copy->apply(std::vector{pageWith("a", edition, "a", garden)}, edition, Batch::kComplete).ok());
    ASSERT_FALSE(isWhole());
    EXPECT_TRUE(runUntil([&] { return isWhole(); }, server->port())) << "made at " << madeMs;
  }
}

TEST_F(AssetsTest, WaitForRoomOnTheDisk) {
  publish("garden");
  copy->shelf().pretendFreeBytes(1'000'000);
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden")}, 1, Batch::kComplete).ok());
  EXPECT_FALSE(runUntil([&] { return isWhole(); }, server->port(), 20));
  copy->shelf().pretendFreeBytes(~uint64_t{0});
  EXPECT_TRUE(runUntil([&] { return isWhole(); }, server->port()));
}

TEST_F(AssetsTest, AreFetchedAgainWhenTheServerComesBack) {
  publish("garden");
  ASSERT_TRUE(copy->apply(std::vector{pageWith("a", 1, "a", "garden")}, 1, Batch::kComplete).ok());
  const uint16_t port = server->port();
  server.reset();
  EXPECT_FALSE(runUntil([&] { return isWhole(); }, port, 10));
  http::Options options;
  options.port = port;
  options.tls = http::TlsFiles{keys() + "/server.pem", keys() + "/server.key"};
  auto started = http::Server::start(options, http::assetResponder(*store, {}));
  ASSERT_TRUE(started.ok()) << started.error().message();
  server = std::move(*started);
  EXPECT_TRUE(runUntil([&] { return isWhole(); }, port));
}

}  // namespace
}  // namespace foyer::uplink

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
