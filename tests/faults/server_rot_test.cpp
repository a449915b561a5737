// R6 for the server: one bit turned in every page of its database. Whatever the bit, the server says in one sentence
// that the file is damaged, at its start or when the page is read, or nothing of what is read has changed: no page
// with a wrong bit is ever served. The backup finds each of them, since it reads all pages; healing is
// in tests/pitfalls (ARottenDatabaseOfTheServer...). Prints its figures, one a line.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPageBytes = 4096;
constexpr int kVisits = 150;
constexpr uint64_t kSeed = 7;

// How many bits of each page: 1, or what FOYER_BIT_ROT_ROUNDS says.
int roundsWanted() {
  const char* text = std::getenv("FOYER_BIT_ROT_ROUNDS");
  return text != nullptr ? std::max(1, std::atoi(text)) : 1;
}

std::string bytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Every value of every table, and the database's own words; indexes are read, too.
Result<std::string> everything(const std::string& path) {
  FOYER_ASSIGN(auto database, sqlite::Database::open(path, {.access = sqlite::Access::kReadOnly}));
  FOYER_TRY(database.checkIntegrity());
  std::vector<std::string> tables{"sqlite_schema"};
  {
    FOYER_ASSIGN(auto names, database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
    for (;;) {
      FOYER_ASSIGN(const bool found, names.step());
      if (!found) break;
      tables.emplace_back(names.text(0));
    }
  }
  std::string all;
  for (const std::string& table : tables) {
    FOYER_ASSIGN(auto columns, database.prepare("SELECT group_concat('quote(\"' || name || '\")', '||') FROM pragma_table_info('" + table + "')"));
    FOYER_TRY(columns.step());
    FOYER_ASSIGN(auto rows, database.prepare("SELECT " + std::string(columns.text(0)) + " FROM \"" + table + "\""));
    for (;;) {
      FOYER_ASSIGN(const bool found, rows.step());
      if (!found) break;
      all += table + ": " + std::string(rows.text(0)) + "\n";
    }
  }
  return all;
}

struct ServerRotTest : testing::Test {
  // Visits, a conflict, what nobody can read, staff, and a catalogue.
  void SetUp() override {
    Kiosk& lobby = world.kiosk("lobby");
    Kiosk& annex = world.kiosk("annex");
    const Id16 mo = world.account("Mo");
    for (int i = 0; i < kVisits; ++i) {
      const Slip slip = lobby.visit({.names = "Visitor " + std::to_string(i)});
      if (i % 10 != 0) continue;
      must(lobby.sync());
      annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 3000000"}}});
      ASSERT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 7777777"}).ok());
      must(annex.sync());
    }
    lobby.writeBytes("no change");
    must(lobby.sync());
    must(world.writer().run([](store::Writer& writer) -> Status {
      for (int64_t n = 1; n <= 40; ++n)
        FOYER_TRY(writer.putCatalogue({"site-" + std::to_string(n), "site", n, std::string(300, 'x'), false}));
      return okStatus();
    }));
    {
      auto database = must(sqlite::Database::open(world.folder() + "/foyer.db"));
      must(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    sound = bytesOf(world.folder() + "/foyer.db");
    ASSERT_GT(sound.size() / kPageBytes, 40u);
    lay(sound);
    truth = must(everything(path));
    ASSERT_GT(truth.size(), 100'000u);
  }
  void TearDown() override { fs::remove_all(folder); }

  void lay(const std::string& bytes) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(path, std::ios::binary) << bytes;
  }
  // What a server that starts, and whoever reads all of it, say.
  std::string serve() {
    {
      const auto opened = store::SqliteStore::open(folder, store::Opening::kExisting);
      if (!opened.ok()) return opened.error().message();
    }
    const auto read = everything(path);
    if (!read.ok()) return read.error().message();
    return *read == truth ? "" : "served with other content";
  }

  World world{kSeed};
  const std::string folder = world.folder() + "-rotten";
  const std::string path = folder + "/foyer.db";
  std::string sound, truth;
  std::mt19937_64 chance{kSeed};
};

TEST_F(ServerRotTest, OneBitInAnyPageIsFoundAndNeverServed) {
  int flips = 0, found = 0, unread = 0;
  const auto judge = [&](size_t bit) {
    std::string rotten = sound;
    rotten[bit / 8] = static_cast<char>(rotten[bit / 8] ^ (1 << (bit % 8)));
    lay(rotten);
    ++flips;
    const std::string said = serve();
    if (said.empty()) {
      ++unread;  // nothing stands there that is ever read
    } else if (said.find("damaged") != std::string::npos && said.find("restore a backup") != std::string::npos) {
      ++found;
    } else {
      ADD_FAILURE() << "bit " << bit << " of page " << bit / 8 / kPageBytes + 1 << ": " << said;
    }
    auto beside = sqlite::Database::open(path, {.access = sqlite::Access::kReadOnly});
    const Status copied = beside.ok() ? sqlite::backup(*beside, folder + "/copy.db") : Status(beside.error());
    EXPECT_FALSE(copied.ok()) << "a backup takes the rot along: bit " << bit;
  };
  for (size_t page = 0; page < sound.size() / kPageBytes; ++page)
    for (int round = 0; round < roundsWanted(); ++round) judge(page * kPageBytes * 8 + chance() % (kPageBytes * 8));
  // The header says what the file is, and that there are sums: each of its bits.
  for (size_t bit = 0; bit < 100 * 8; ++bit) judge(bit);
  EXPECT_EQ(found + unread, flips);
  EXPECT_LT(unread, flips / 10);
  std::printf("bits of the server's database flipped: %d\nfound when read: %d\nin pages that nobody reads: %d\nserved with other content: %d\n",
              flips, found, unread, flips - found - unread);
}

}  // namespace
}  // namespace foyer::testworld
