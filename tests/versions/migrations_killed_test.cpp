// The update of a database is killed at every call by which it writes: what is found afterwards is the old
// version or a whole newer one, and opening it again finishes the way.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>

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
  int updates = 0, killedInAll = 0;
  for (const std::string& release : releases()) {
    Look before, after;
    long calls = 0;
    {
      const Golden golden(release);
      before = lookAt(databaseOf(which, golden));
      const std::string count = (golden.folder() / "count").string();
      ASSERT_EQ(runOpener(which, golden, 0, count), 0);
      std::ifstream(count) >> calls;
      after = lookAt(databaseOf(which, golden), &before.columns);
    }
    ASSERT_FALSE(before.rows.empty());
    ASSERT_EQ(after.rows, before.rows);
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
  EXPECT_GE(updates, 1) << "no golden release has an older " << which << ": nothing was killed";
  std::printf("updates of %s: %d\nof them killed at calls that write: %d\n", which.c_str(), updates, killedInAll);
}

INSTANTIATE_TEST_SUITE_P(Of, MigrationKilled, testing::Values("server", "journal", "catalogue"),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace foyer::versions
