// The update of a database, and the making of a new one, are killed at every call by which they write: what is found
// afterwards is the old version or a whole newer one, and opening it again finishes the way.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <set>

#include "shared/sqlite/sqlite.h"
#include "tests/versions/golden.h"

namespace foyer::versions {
namespace {

// Exit status; -1: killed.
int runOpener(const std::string& which, const Golden& golden, long killAt, const std::string& countFile = {}) {
  const pid_t child = ::fork();
  FOYER_ASSERT(child >= 0);
  if (child == 0) {
    if (killAt > 0 || !countFile.empty()) {
      ::setenv("LD_PRELOAD", FOYER_CALL_SHIM, 1);
      ::setenv("FOYER_SHIM_FOLDER", golden.folder().c_str(), 1);
      ::setenv("FOYER_SHIM_CALLS", "write,sync,truncate,remove", 1);
      ::setenv("FOYER_SHIM_DO", "kill", 1);
      ::setenv("FOYER_SHIM_AT", std::to_string(killAt).c_str(), 1);
      if (!countFile.empty()) ::setenv("FOYER_SHIM_COUNT", countFile.c_str(), 1);
    }
    ::execl(FOYER_OPENER, FOYER_OPENER, which.c_str(), golden.folder().c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  FOYER_ASSERT(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string databaseOf(const std::string& which, const Golden& golden) {
  if (which == "server") return golden.server() + "/foyer.db";
  return golden.data() + "/" + which + ".db";
}

// The columns of each table, as the release made them.
using Columns = std::map<std::string, std::vector<std::string>>;

struct Look {
  int version = 0;
  std::vector<std::string> tables;
  Columns columns;
  std::vector<std::string> rows;  // of these columns
};

// What a start writes anew, whatever the version: settings and counters.
bool isOfEachStart(const std::string& table) { return table == "meta" || table == "sqlite_sequence"; }

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

// As the file is, by SQLite alone: the rows of all its tables, or of the columns that an older version had.
Look lookAt(const std::string& path, const Columns* older = nullptr) {
  Look look;
  auto database = must(sqlite::Database::open(path));
  EXPECT_TRUE(database.checkIntegrity().ok());
  look.version = must(database.version());
  {
    auto tables = must(database.prepare("SELECT name || '|' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"));
    while (must(tables.step())) look.tables.emplace_back(tables.text(0));
  }
  auto columns = must(database.prepare("SELECT t.name, 'quote(\"' || c.name || '\")' FROM sqlite_schema t "
                                       "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid"));
  while (must(columns.step())) look.columns[std::string(columns.text(0))].emplace_back(columns.text(1));
  for (const auto& [table, names] : older ? *older : look.columns) {
    if (isOfEachStart(table)) continue;
    auto rows = must(database.prepare("SELECT " + joined(names, " || ',' || ") + " AS row FROM \"" + table + "\" ORDER BY row"));
    while (must(rows.step())) look.rows.push_back(table + ": " + std::string(rows.text(0)));
  }
  return look;
}

struct MigrationKilled : testing::TestWithParam<std::string> {};

TEST_P(MigrationKilled, AtEveryWriteLeavesTheOldOrANewVersionWhole) {
  const std::string which = GetParam();
  int updates = 0, killedInAll = 0, newest = 0;
  for (const std::string& release : releases()) {
    Look before, after;
    long calls = 0;
    {
      const Golden golden(release);
      if (!fs::exists(databaseOf(which, golden))) continue;  // that release did not have it
      before = lookAt(databaseOf(which, golden));
      const std::string count = (golden.folder() / "count").string();
      ASSERT_EQ(runOpener(which, golden, 0, count), 0);
      std::ifstream(count) >> calls;
      after = lookAt(databaseOf(which, golden), &before.columns);
    }
    ASSERT_FALSE(before.rows.empty());
    ASSERT_EQ(after.rows, before.rows);
    newest = after.version;
    if (before.version == after.version) continue;  // nothing to update
    ASSERT_GT(calls, 3) << "the shim saw it";
    std::map<int, std::vector<std::string>> seen;
    int killed = 0;
    for (long at = 1; at <= calls; ++at) {
      const Golden golden(release);
      const int status = runOpener(which, golden, at);
      killed += status == -1 ? 1 : 0;
      const Look half = lookAt(databaseOf(which, golden), &before.columns);
      ASSERT_GE(half.version, before.version);
      ASSERT_LE(half.version, after.version);
      ASSERT_EQ(half.rows, before.rows) << which << " of " << release << " killed at call " << at;
      // One version has one set of tables, whenever the update ended.
      const auto [known, isNew] = seen.emplace(half.version, half.tables);
      ASSERT_EQ(known->second, half.tables) << which << " of " << release << " killed at call " << at;
      ASSERT_EQ(runOpener(which, golden, 0), 0) << "killed at call " << at;
      const Look whole = lookAt(databaseOf(which, golden), &before.columns);
      ASSERT_EQ(whole.version, after.version);
      ASSERT_EQ(whole.tables, after.tables);
      ASSERT_EQ(whole.rows, before.rows);
    }
    ++updates;
    killedInAll += killed;
    EXPECT_GT(killed, 3);
    EXPECT_EQ(seen[before.version], before.tables);
  }
  ASSERT_GE(newest, 1);
  // Of a database that has one version only, the making of it is the only update: below.
  EXPECT_TRUE(updates >= 1 || newest == 1) << "no golden release has an older " << which << ": nothing was killed";
  std::printf("updates of %s: %d\nof them killed at calls that write: %d\n", which.c_str(), updates, killedInAll);
}

INSTANTIATE_TEST_SUITE_P(Of, MigrationKilled, testing::Values("server", "journal", "catalogue", "seats"),
                         [](const auto& one) { return one.param; });

// (A new journal draws an incarnation: what kills it is in tests/kiosk/journal.)
struct MakingKilled : testing::TestWithParam<std::string> {};

// An installation from which one database of the kiosk was taken away.
std::unique_ptr<Golden> without(const std::string& which) {
  auto golden = std::make_unique<Golden>(releases().front());
  for (const char* companion : {"", "-wal", "-shm"}) fs::remove(databaseOf(which, *golden) + companion);
  return golden;
}

TEST_P(MakingKilled, AtEveryWriteLeavesNothingOrTheWholeOfIt) {
  const std::string which = GetParam();
  Look whole;
  long calls = 0;
  {
    const auto golden = without(which);
    const std::string count = (golden->folder() / "count").string();
    ASSERT_EQ(runOpener(which, *golden, 0, count), 0);
    std::ifstream(count) >> calls;
    whole = lookAt(databaseOf(which, *golden));
  }
  ASSERT_GT(calls, 3) << "the shim saw it";
  int killed = 0, empty = 0, made = 0;
  for (long at = 1; at <= calls; ++at) {
    const auto golden = without(which);
    killed += runOpener(which, *golden, at) == -1 ? 1 : 0;
    if (fs::exists(databaseOf(which, *golden))) {
      const Look half = lookAt(databaseOf(which, *golden));
      if (half.version == 0) {
        ++empty;
        ASSERT_TRUE(half.tables.empty()) << "killed at call " << at;
      }
      if (half.version == whole.version) {
        ++made;
        ASSERT_EQ(half.tables, whole.tables) << "killed at call " << at;
        ASSERT_EQ(half.rows, whole.rows) << "killed at call " << at;
      }
    }
    ASSERT_EQ(runOpener(which, *golden, 0), 0) << "killed at call " << at;
    const Look again = lookAt(databaseOf(which, *golden));
    ASSERT_EQ(again.version, whole.version);
    ASSERT_EQ(again.tables, whole.tables);
    ASSERT_EQ(again.rows, whole.rows);
  }
  EXPECT_GT(killed, 3);
  EXPECT_GT(empty, 0);
  EXPECT_GT(made, 0);
  std::printf("makings of %s killed at calls that write: %d\n", which.c_str(), killed);
}

INSTANTIATE_TEST_SUITE_P(Of, MakingKilled, testing::Values("catalogue", "seats"),
                         [](const auto& one) { return one.param; });

// Lent by the kiosk's start of before: all of it is as it was, or all of it is given back.
TEST(SeatsGivenBackKilled, AtEveryWriteLeaveTheBookOfBeforeOrOfAfter) {
  int killed = 0, books = 0;
  for (const std::string& release : releases()) {
    const auto look = [](const Golden& golden) { return lookAt(golden.seats()); };
    Look before, after;
    long calls = 0;
    {
      const Golden golden(release);
      if (!fs::exists(golden.seats())) continue;
      before = look(golden);
      const std::string count = (golden.folder() / "count").string();
      ASSERT_EQ(runOpener("seats-given-back", golden, 0, count), 0);
      std::ifstream(count) >> calls;
      after = look(golden);
    }
    ++books;
    ASSERT_EQ(before.rows.size(), 2u) << "a lease, and until when";
    ASSERT_NE(after.rows, before.rows) << "else killing it shows nothing";
    std::set<std::vector<std::string>> seen;
    for (long at = 1; at <= calls; ++at) {
      const Golden golden(release);
      killed += runOpener("seats-given-back", golden, at) == -1 ? 1 : 0;
      const Look half = look(golden);
      ASSERT_TRUE(half.rows == before.rows || half.rows == after.rows) << "killed at call " << at;
      ASSERT_EQ(half.tables, before.tables);
      seen.insert(half.rows);
      ASSERT_EQ(runOpener("seats-given-back", golden, 0), 0) << "killed at call " << at;
      ASSERT_EQ(look(golden).rows, after.rows);
    }
    EXPECT_EQ(seen.size(), 2u) << "some are killed before the commit, some after it";
  }
  EXPECT_GE(books, 1);
  EXPECT_GT(killed, 3);
  std::printf("seats given back, killed at calls that write: %d\n", killed);
}

}  // namespace
}  // namespace foyer::versions
