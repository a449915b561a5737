#include "sync-server/store/sqlite_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "shared/sqlite/sqlite.h"

namespace foyer::store {
namespace {

using testing::HasSubstr;

class SqliteStoreFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }
  std::string m_folder;
};

TEST_F(SqliteStoreFile, AsksForInitWhereThereIsNoDatabaseAndMakesNone) {
  for (Opening opening : {Opening::kExisting, Opening::kReadBeside}) {
    const auto opened = SqliteStore::open(m_folder, opening);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code(), Code::kFailedPrecondition);
    EXPECT_THAT(opened.error().message(), HasSubstr("foyer-server init"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(m_folder));
}

TEST_F(SqliteStoreFile, LetsOneServerUseAFolderAtATime) {
  auto held = SqliteStore::open(m_folder, Opening::kCreate);
  ASSERT_TRUE(held.ok());
  const auto second = SqliteStore::open(m_folder, Opening::kExisting);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code(), Code::kUnavailable);
  EXPECT_THAT(second.error().message(), HasSubstr("Another foyer-server is using the folder"));
  held->reset();
  EXPECT_TRUE(SqliteStore::open(m_folder, Opening::kExisting).ok());
}

TEST_F(SqliteStoreFile, ReadsBesideARunningServerAndNeverWrites) {
  auto server = SqliteStore::open(m_folder, Opening::kCreate);
  ASSERT_TRUE(server.ok());
  ASSERT_TRUE((*server)->write([](Writer& w) { return w.setMeta("a", "1"); }).ok());
  auto beside = SqliteStore::open(m_folder, Opening::kReadBeside);
  ASSERT_TRUE(beside.ok()) << beside.error().message();
  std::string value;
  ASSERT_TRUE((*beside)
                  ->read([&](const Reader& r) -> Status {
                    FOYER_ASSIGN(value, r.meta("a"));
                    return okStatus();
                  })
                  .ok());
  EXPECT_EQ(value, "1");
  EXPECT_FALSE((*beside)->write([](Writer& w) { return w.setMeta("a", "2"); }).ok());
}

TEST_F(SqliteStoreFile, RefusesADatabaseOfANewerVersionAndLeavesIt) {
  { ASSERT_TRUE(SqliteStore::open(m_folder, Opening::kCreate).ok()); }
  {
    auto database = sqlite::Database::open(m_folder + "/foyer.db");
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database->execute("PRAGMA user_version=99").ok());
  }
  for (Opening opening : {Opening::kCreate, Opening::kExisting, Opening::kReadBeside}) {
    const auto opened = SqliteStore::open(m_folder, opening);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code(), Code::kFailedPrecondition);
    EXPECT_THAT(opened.error().message(), HasSubstr("install the newer program"));
  }
  auto database = sqlite::Database::open(m_folder + "/foyer.db");
  ASSERT_TRUE(database.ok());
  EXPECT_EQ(*database->version(), 99);
}

TEST_F(SqliteStoreFile, SaysThatAFolderIsMissing) {
  const auto opened = SqliteStore::open(m_folder + "/absent", Opening::kCreate);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code(), Code::kFailedPrecondition);
  EXPECT_THAT(opened.error().message(), HasSubstr("cannot be written"));
}

TEST_F(SqliteStoreFile, SaysThatADatabaseIsDamaged) {
  std::ofstream(m_folder + "/foyer.db") << std::string(8192, 'x');
  const auto opened = SqliteStore::open(m_folder, Opening::kExisting);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code(), Code::kDataLoss);
}

}  // namespace
}  // namespace foyer::store
