// Sums of pages: what they find, what they leave alone.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "shared/base/ids.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr int kRows = 400;
constexpr size_t kPageBytes = 4096;

struct PageSumsTest : testing::Test {
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
  std::string file(const std::string& name) const { return (folder / name).string(); }
  static std::string bytesOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void put(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  void fill(const std::string& path, PageSums sums) {
    auto database = std::move(*Database::open(path, {.pageSums = sums}));
    ASSERT_TRUE(database.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, words TEXT)").ok());
    auto insert = std::move(*database.prepare("INSERT INTO t (words) VALUES (?)"));
    for (int i = 0; i < kRows; ++i) {
      ASSERT_TRUE(insert.bindText(1, std::string(200, static_cast<char>('a' + i % 26))).run().ok());
      insert.reset();
    }
  }
  // Rows that are read, or the sentence that says why not.
  static std::string read(const std::string& path) {
    auto database = Database::open(path, {.access = Access::kReadOnly});
    if (!database.ok()) return database.error().message();
    const Status whole = database->checkIntegrity();
    if (!whole.ok()) return whole.error().message();
    auto rows = database->prepare("SELECT count(*), group_concat(words) FROM t");
    const auto found = rows->step();
    if (!found.ok()) return found.error().message();
    return std::to_string(rows->integer(0)) + " rows";
  }

  const fs::path folder = fs::temp_directory_path() / ("foyer-sums-" + newRandomId(systemRandom()).hex());
};

TEST_F(PageSumsTest, FindOneBitInAnyPage) {
  const std::string path = file("a.db");
  fill(path, PageSums::kKept);
  EXPECT_EQ(read(path), "400 rows");
  const std::string sound = bytesOf(path);
  ASSERT_GT(sound.size(), 20 * kPageBytes);
  for (size_t page = 0; page < sound.size() / kPageBytes; ++page) {
    for (const size_t at : {size_t{20}, size_t{1999}, kPageBytes - 9, kPageBytes - 8, kPageBytes - 1}) {
      std::string rotten = sound;
      rotten[page * kPageBytes + at] = static_cast<char>(rotten[page * kPageBytes + at] ^ 8);
      put(path, rotten);
      EXPECT_NE(read(path).find("is damaged"), std::string::npos) << "page " << page + 1 << ", byte " << at;
    }
  }
}

// SQLite from 3.45 on reads the last part of a long value alone, whatever its length.
TEST_F(PageSumsTest, LetLongValuesOfAnyLengthThroughAndNoneThatRotted) {
  const std::string path = file("long.db");
  constexpr int kFirst = 4'096, kLast = 4'096 + 2 * static_cast<int>(kPageBytes);
  {
    auto database = std::move(*Database::open(path, {.pageSums = PageSums::kKept}));
    ASSERT_TRUE(database.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, words TEXT); BEGIN").ok());
    auto insert = std::move(*database.prepare("INSERT INTO t (n, words) VALUES (?, ?)"));
    for (int length = kFirst; length < kLast; ++length) {
      ASSERT_TRUE(insert.bindInt(1, length).bindText(2, std::string(static_cast<size_t>(length), 'z')).run().ok());
      insert.reset();
    }
    ASSERT_TRUE(database.execute("COMMIT").ok());
  }
  const auto rowsRead = [&] {
    auto database = std::move(*Database::open(path));
    auto one = std::move(*database.prepare("SELECT words FROM t WHERE n = ?"));
    int read = 0;
    for (int length = kFirst; length < kLast; ++length) {
      one.bindInt(1, length);
      const auto found = one.step();
      if (found.ok() && *found && one.text(0) == std::string(static_cast<size_t>(length), 'z')) ++read;
      else EXPECT_FALSE(found.ok()) << "a value of " << length << " bytes is wrong, and nothing says so";
      one.reset();
    }
    return read;
  };
  EXPECT_EQ(rowsRead(), kLast - kFirst);
  std::string rotten = bytesOf(path);
  int turned = 0;
  for (size_t page = 50; page < rotten.size() / kPageBytes; page += 97, ++turned)
    rotten[page * kPageBytes + 300] = static_cast<char>(rotten[page * kPageBytes + 300] ^ 4);
  put(path, rotten);
  EXPECT_LT(rowsRead(), kLast - kFirst - turned / 4);
}

TEST_F(PageSumsTest, AreKeptWhenTheFileIsOpenedWithoutAskingAndInACopy) {
  const std::string path = file("a.db");
  fill(path, PageSums::kKept);
  fill(path, PageSums::kNone);
  EXPECT_EQ(read(path), "800 rows");
  {
    auto database = std::move(*Database::open(path));
    // What of it is in the log alone goes into the copy with sums of its own.
    ASSERT_TRUE(database.execute("UPDATE t SET words = 'changed' || words").ok());
    ASSERT_TRUE(backup(database, file("copy.db")).ok());
  }
  EXPECT_EQ(read(file("copy.db")), "800 rows");
  std::string rotten = bytesOf(file("copy.db"));
  rotten[rotten.size() / 2] = static_cast<char>(rotten[rotten.size() / 2] ^ 1);
  put(file("copy.db"), rotten);
  EXPECT_NE(read(file("copy.db")).find("is damaged"), std::string::npos);
}

TEST_F(PageSumsTest, AreNotPutIntoAFileThatWasMadeWithout) {
  const std::string path = file("a.db");
  fill(path, PageSums::kNone);
  fill(path, PageSums::kKept);
  EXPECT_EQ(read(path), "800 rows");
  EXPECT_EQ(bytesOf(path)[20], 0) << "no byte of a page is kept free";
}

TEST_F(PageSumsTest, HoldWhileOthersReadAndThePagesAreOverwritten) {
  const std::string path = file("a.db");
  fill(path, PageSums::kKept);
  auto reader = std::move(*Database::open(path, {.access = Access::kReadOnly}));
  auto writer = std::move(*Database::open(path, {.pageSums = PageSums::kKept}));
  for (int round = 0; round < 30; ++round) {
    ASSERT_TRUE(writer.execute("UPDATE t SET words = 'x' || words WHERE n % 3 = " + std::to_string(round % 3)).ok());
    ASSERT_TRUE(writer.execute("PRAGMA wal_checkpoint(PASSIVE)").ok());
    auto rows = std::move(*reader.prepare("SELECT count(*), sum(length(words)) FROM t"));
    const auto found = rows.step();
    ASSERT_TRUE(found.ok()) << found.error().message();
    EXPECT_EQ(rows.integer(0), kRows);
  }
}

}  // namespace
}  // namespace foyer::sqlite
