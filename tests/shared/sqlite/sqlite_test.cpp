#include "shared/sqlite/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace foyer::sqlite {
namespace {

using testing::HasSubstr;

class Sqlite : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-sqlite-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  std::string path(const std::string& name = "a.db") const { return (m_folder / name).string(); }

  Database open(OpenOptions options = {}) const {
    auto opened = Database::open(path(), options);
    EXPECT_TRUE(opened.ok()) << opened.error().message();
    return std::move(*opened);
  }

  static void must(const Status& status) { ASSERT_TRUE(status.ok()) << status.error().message(); }

  static int64_t number(Database& database, std::string_view sql) {
    auto statement = database.prepare(sql);
    EXPECT_TRUE(statement.ok());
    auto row = statement->step();
    EXPECT_TRUE(row.ok() && *row);
    return statement->integer(0);
  }

  static std::string word(Database& database, std::string_view sql) {
    auto statement = database.prepare(sql);
    EXPECT_TRUE(statement.ok());
    auto row = statement->step();
    EXPECT_TRUE(row.ok() && *row);
    return std::string(statement->text(0));
  }

  static std::string bytesOf(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  std::filesystem::path m_folder;
};

// As an error of the disk makes SQLite do it by itself.
TEST_F(Sqlite, RunsNothingMoreInATransactionThatWasTakenBack) {
  Database database = open();
  must(database.execute("CREATE TABLE t (n INTEGER)"));
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction.ok());
    must(database.execute("INSERT INTO t VALUES (1)"));
    must(database.execute("ROLLBACK"));
    EXPECT_EQ(database.execute("INSERT INTO t VALUES (2)").error().code(), Code::kAborted);
    auto insert = database.prepare("INSERT INTO t VALUES (3)");
    ASSERT_TRUE(insert.ok());
    EXPECT_EQ(insert->run().error().code(), Code::kAborted);
    EXPECT_EQ(transaction->commit().error().code(), Code::kAborted);
  }
  EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 0) << "half of the work would have stayed";
  auto next = Transaction::begin(database);
  ASSERT_TRUE(next.ok());
  must(database.execute("INSERT INTO t VALUES (4)"));
  must(next->commit());
  EXPECT_EQ(number(database, "SELECT n FROM t"), 4);
}

TEST_F(Sqlite, OpensEveryDatabaseWithSettingsThatSurvivePowerLoss) {
  Database database = open();
  EXPECT_EQ(word(database, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(number(database, "PRAGMA synchronous"), 2);
  EXPECT_EQ(number(database, "PRAGMA foreign_keys"), 1);
  EXPECT_EQ(number(database, "PRAGMA trusted_schema"), 0);
  EXPECT_EQ(number(database, "PRAGMA secure_delete"), 1);
  EXPECT_EQ(number(database, "PRAGMA busy_timeout"), 5000);
}

TEST_F(Sqlite, MakesFilesThatOnlyTheirOwnerReads) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a)"));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat found {};
    ASSERT_EQ(::stat((path() + suffix).c_str(), &found), 0) << suffix;
    EXPECT_EQ(found.st_mode & 0777, 0600u) << suffix;
  }
}

TEST_F(Sqlite, KeepsBytesAsTheyAre) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a BLOB, b TEXT, c INTEGER, d BLOB, e)"));
  const std::string withNul("a\0b", 3);
  const Id16 id = newRandomId(systemRandom());
  {
    auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)");
    ASSERT_TRUE(insert.ok());
    must(insert->bindBlob(1, withNul).bindText(2, withNul).bindInt(3, INT64_MIN).bind(4, id).bindNull(5).run());
  }
  auto select = database.prepare("SELECT a, b, c, d, e FROM t");
  ASSERT_TRUE(select.ok());
  auto row = select->step();
  ASSERT_TRUE(row.ok() && *row);
  EXPECT_EQ(select->blob(0), withNul);
  EXPECT_EQ(select->text(1), withNul);
  EXPECT_EQ(select->integer(2), INT64_MIN);
  EXPECT_EQ(select->id(3), id);
  EXPECT_TRUE(select->isNull(4));
}

TEST_F(Sqlite, TellsAnEmptyBlobFromNothing) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a BLOB NOT NULL)"));
  auto insert = database.prepare("INSERT INTO t VALUES (?)");
  ASSERT_TRUE(insert.ok());
  must(insert->bindBlob(1, std::string_view()).run());
  EXPECT_EQ(number(database, "SELECT length(a) FROM t"), 0);
}

TEST_F(Sqlite, UsesOneStatementTextTwiceAtTheSameTime) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"));
  auto outer = database.prepare("SELECT a FROM t ORDER BY a");
  auto inner = database.prepare("SELECT a FROM t ORDER BY a");
  ASSERT_TRUE(outer.ok() && inner.ok());
  ASSERT_TRUE(*outer->step());
  ASSERT_TRUE(*inner->step());
  ASSERT_TRUE(*inner->step());
  EXPECT_EQ(outer->integer(0), 1);
  EXPECT_EQ(inner->integer(0), 2);
}

TEST_F(Sqlite, ReportsAWrongBindingWhenStepping) {
  Database database = open();
  auto statement = database.prepare("SELECT ?");
  ASSERT_TRUE(statement.ok());
  statement->bindInt(2, 7);
  EXPECT_FALSE(statement->step().ok());
}

TEST_F(Sqlite, RollsBackWhatWasNotCommitted) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a)"));
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction.ok());
    must(database.execute("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 0);
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction.ok());
    must(database.execute("INSERT INTO t VALUES (1)"));
    must(transaction->commit());
  }
  EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 1);
}

TEST_F(Sqlite, SaysThatAKeyIsThereAlready) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a PRIMARY KEY); INSERT INTO t VALUES (1)"));
  const Status again = database.execute("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code(), Code::kAlreadyExists);
}

TEST_F(Sqlite, SaysThatTheDiskIsFullAndKeepsWhatWasThere) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a); INSERT INTO t VALUES ('before'); PRAGMA max_page_count=10"));
  const Status full = database.execute("INSERT INTO t VALUES (randomblob(1000000))");
  ASSERT_FALSE(full.ok());
  EXPECT_EQ(full.error().code(), Code::kResourceExhausted);
  EXPECT_THAT(full.error().message(), HasSubstr("The disk is full"));
  EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 1);
  must(database.checkIntegrity());
}

TEST_F(Sqlite, RefusesAFolderThatDoesNotExist) {
  auto opened = Database::open((m_folder / "missing" / "a.db").string());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code(), Code::kFailedPrecondition);
  EXPECT_THAT(opened.error().message(), HasSubstr("check that its folder exists"));
}

TEST_F(Sqlite, RefusesAFileThatIsNoDatabaseAndLeavesIt) {
  const std::string text(4096, 'x');
  std::ofstream(path()) << text;
  auto opened = Database::open(path());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code(), Code::kDataLoss);
  std::ifstream file(path());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), text);
}

TEST_F(Sqlite, SaysThatADatabaseIsDamaged) {
  {
    Database database = open();
    must(database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (randomblob(100000)); "
                          "CREATE TABLE u (a); INSERT INTO u VALUES (randomblob(100000))"));
  }
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(4096, '\xee');
  }
  Database database = open();
  const Status checked = database.checkIntegrity();
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code(), Code::kDataLoss);
  EXPECT_THAT(checked.error().message(), HasSubstr("restore a backup"));
}

// Runs `work` in another process, which waits there until `meanwhile` is done here.
void besideAnotherProcess(const std::function<bool()>& work, const std::function<void()>& meanwhile) {
  int ready[2];
  int leave[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(leave), 0);
  const pid_t child = ::fork();
  char answer = 0;
  if (child == 0) ::_exit(work() && ::write(ready[1], "y", 1) == 1 && ::read(leave[0], &answer, 1) == 1 ? 0 : 1);
  ::close(ready[1]);
  ASSERT_EQ(::read(ready[0], &answer, 1), 1) << "the other process could not do its part";
  meanwhile();
  ASSERT_EQ(::write(leave[1], "x", 1), 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  for (const int end : {ready[0], leave[0], leave[1]}) ::close(end);
}

TEST_F(Sqlite, SaysThatAnotherProcessHoldsTheLock) {
  { must(open().execute("CREATE TABLE t (a)")); }
  std::optional<Database> other;
  const auto lock = [&] {
    other.emplace(open());
    return other->execute("BEGIN IMMEDIATE").ok();
  };
  besideAnotherProcess(lock, [&] {
    Database hurried = open({.busyTimeoutMs = 50});
    auto transaction = Transaction::begin(hurried);
    EXPECT_EQ(transaction.ok() ? Code::kOk : transaction.error().code(), Code::kUnavailable);
  });
}

TEST_F(Sqlite, RefusesOtherProcessesWhileOneHasItAlone) {
  { must(open().execute("CREATE TABLE t (a)")); }
  std::optional<Database> alone;
  const auto write = [&] {
    alone.emplace(open({.company = Company::kNone}));
    return alone->execute("INSERT INTO t VALUES (1)").ok();
  };
  besideAnotherProcess(write, [&] {
    EXPECT_FALSE(std::filesystem::exists(path("a.db-shm"))) << "nobody shares the index of the log";
    for (const Access access : {Access::kReadWrite, Access::kReadOnly}) {
      const auto refused = Database::open(path(), {.access = access, .busyTimeoutMs = 0});
      ASSERT_FALSE(refused.ok());
      EXPECT_EQ(refused.error().code(), Code::kUnavailable);
    }
  });
  Database after = open();
  EXPECT_EQ(number(after, "SELECT count(*) FROM t"), 1);
}

TEST_F(Sqlite, ReadsWhileAnotherConnectionWritesAndCannotWrite) {
  Database writer = open();
  must(writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)"));
  Database reader = open({.access = Access::kReadOnly});
  must(writer.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)"));
  EXPECT_EQ(number(reader, "SELECT count(*) FROM t"), 1);
  must(writer.execute("COMMIT"));
  EXPECT_EQ(number(reader, "SELECT count(*) FROM t"), 2);
  const Status refused = reader.execute("DELETE FROM t");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kFailedPrecondition);
}

TEST_F(Sqlite, DoesNotCreateADatabaseForAReader) {
  EXPECT_FALSE(Database::open(path("absent.db"), {.access = Access::kReadOnly}).ok());
  EXPECT_FALSE(std::filesystem::exists(path("absent.db")));
}

constexpr std::array<std::string_view, 2> kSteps = {"CREATE TABLE t (a)", "ALTER TABLE t ADD COLUMN b"};

TEST_F(Sqlite, MigratesForwardStepByStep) {
  Database database = open();
  must(migrate(database, std::span(kSteps).first(1), "a test"));
  EXPECT_EQ(*database.version(), 1);
  must(database.execute("INSERT INTO t VALUES (5)"));
  must(migrate(database, kSteps, "a test"));
  EXPECT_EQ(*database.version(), 2);
  EXPECT_EQ(number(database, "SELECT a FROM t WHERE b IS NULL"), 5);
  must(migrate(database, kSteps, "a test"));
}

TEST_F(Sqlite, LeavesTheVersionWhereAMigrationFailed) {
  Database database = open();
  constexpr std::array<std::string_view, 2> broken = {"CREATE TABLE t (a)", "CREATE TABLE u (a); NONSENSE"};
  EXPECT_FALSE(migrate(database, broken, "a test").ok());
  EXPECT_EQ(*database.version(), 1);
  EXPECT_EQ(number(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'u'"), 0);
}

TEST_F(Sqlite, RefusesADatabaseOfANewerVersionAndLeavesIt) {
  Database database = open();
  must(migrate(database, kSteps, "a test"));
  must(database.execute("PRAGMA user_version=3"));
  const Status refused = migrate(database, kSteps, "a test");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kFailedPrecondition);
  EXPECT_THAT(refused.error().message(), HasSubstr("install the newer program"));
  EXPECT_EQ(*database.version(), 3);
}

TEST_F(Sqlite, LeavesEveryByteOfADatabaseOfANewerVersionAlsoInALogThatAProcessLeftBehind) {
  {
    Database database = open();
    must(migrate(database, kSteps, "a test"));
    must(database.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version=3"));
    // As a process that is killed leaves it: the version stands only in the log.
    for (const char* companion : {"", "-wal"})
      std::filesystem::copy_file(path() + companion, path("newer.db") + companion);
  }
  const std::string file = bytesOf(path("newer.db")), log = bytesOf(path("newer.db-wal"));
  ASSERT_FALSE(log.empty());
  for (const Company company : {Company::kNone, Company::kLater, Company::kPossible}) {
    for (const Access access : {Access::kReadWrite, Access::kReadOnly}) {
      auto newer = Database::open(path("newer.db"),
                                  {.access = access, .freedRoom = FreedRoom::kGivenBack, .company = company});
      ASSERT_TRUE(newer.ok()) << newer.error().message();
      EXPECT_EQ(*newer->version(), 3);
      EXPECT_FALSE(migrate(*newer, kSteps, "a test").ok());
    }
    EXPECT_EQ(bytesOf(path("newer.db")), file);
    EXPECT_EQ(bytesOf(path("newer.db-wal")), log);
  }
}

TEST_F(Sqlite, WhoHasItAloneReadsALogAndItsSharedIndexThatAnotherProgramLeftBehind) {
  {
    Database shared = open();
    must(shared.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)"));
    for (const char* companion : {"", "-wal", "-shm"})
      std::filesystem::copy_file(path() + companion, path("left.db") + companion);
  }
  {
    auto alone = Database::open(path("left.db"), {.company = Company::kNone});
    ASSERT_TRUE(alone.ok()) << alone.error().message();
    EXPECT_EQ(number(*alone, "SELECT count(*) FROM t"), 3);
    must(alone->execute("INSERT INTO t VALUES (4)"));
    std::filesystem::copy_file(path("left.db"), path("again.db"));
    std::filesystem::copy_file(path("left.db-wal"), path("again.db-wal"));
    std::filesystem::copy_file(path("left.db-shm"), path("again.db-shm"));
  }
  // The index is now older than the log: who shares it must not believe it.
  auto again = Database::open(path("again.db"));
  ASSERT_TRUE(again.ok()) << again.error().message();
  EXPECT_EQ(number(*again, "SELECT count(*) FROM t"), 4);
}

TEST_F(Sqlite, OpeningADatabaseThatIsThereWritesNothing) {
  for (const FreedRoom freedRoom : {FreedRoom::kReused, FreedRoom::kGivenBack}) {
    const std::string file = path(freedRoom == FreedRoom::kReused ? "reused.db" : "given back.db");
    const auto once = [&] { return Database::open(file, {.freedRoom = freedRoom}); };
    must(once()->execute("CREATE TABLE IF NOT EXISTS t (a)"));
    const std::string before = bytesOf(file);
    EXPECT_TRUE(once().ok());
    EXPECT_EQ(bytesOf(file), before);
  }
}

TEST_F(Sqlite, RefusesTheDatabaseOfAnotherProgram) {
  Database database = open();
  must(database.execute("CREATE TABLE theirs (a)"));
  const Status refused = migrate(database, kSteps, "a test");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kFailedPrecondition);
}

TEST_F(Sqlite, CopiesALiveDatabaseWithWhatIsOnlyInItsLog) {
  Database database = open();
  must(database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)"));
  must(backup(database, path("copy.db")));
  auto copy = Database::open(path("copy.db"));
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(number(*copy, "SELECT count(*) FROM t"), 3);
  EXPECT_FALSE(std::filesystem::exists(path("copy.db.part")));
}

}  // namespace
}  // namespace foyer::sqlite
