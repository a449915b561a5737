// foyer-server backup and restore as a person uses them: real processes, killed at any moment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/app/program.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Backup : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "foyer-backup-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    ASSERT_EQ(run({"init", "--data", file("data")}).status, 0);
  }
  void TearDown() override { fs::remove_all(m_folder); }
  std::string file(const std::string& name) const { return (m_folder / name).string(); }
  static Finished run(const std::vector<std::string>& words) { return runProgram(words); }

  fs::path m_folder;
};

TEST_F(Backup, IsTakenWhileTheServerServesAndMakesAServerAgain) {
  Program server({"serve", "--data", file("data"), "--sync-port", "0", "--http-port", "0"});
  ASSERT_THAT(server.readLine(), HasSubstr("ready"));
  const Finished taken = run({"backup", "--data", file("data"), file("b.foyer")});
  ASSERT_EQ(taken.status, 0) << taken.err;
  EXPECT_THAT(taken.out, HasSubstr("keys"));
  struct stat state {};
  ASSERT_EQ(::stat(file("b.foyer").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600u);
  const Finished restored = run({"restore", "--data", file("again"), file("b.foyer")});
  ASSERT_EQ(restored.status, 0) << restored.err;
  EXPECT_EQ(run({"digest", "--data", file("again")}).out, run({"digest", "--data", file("data")}).out);
  Program second({"serve", "--data", file("again"), "--sync-port", "0", "--http-port", "0"});
  EXPECT_THAT(second.readLine(), HasSubstr("ready"));
}

TEST_F(Backup, DrawsANewEpochAndSaysWhenItWas) {
  ASSERT_EQ(run({"backup", "--data", file("data"), file("b.foyer")}).status, 0);
  ASSERT_EQ(run({"restore", "--data", file("again"), file("b.foyer")}).status, 0);
  const auto meta = [&](const std::string& folder, const std::string& key) {
    auto database = sqlite::Database::open(file(folder) + "/foyer.db", {.access = sqlite::Access::kReadOnly});
    auto find = database->prepare("SELECT value FROM meta WHERE key = ?");
    find->bindText(1, key);
    return *find->step() ? std::string(find->blob(0)) : std::string();
  };
  EXPECT_NE(meta("again", "server_epoch"), meta("data", "server_epoch"));
  EXPECT_EQ(meta("again", "server_epoch").size(), 16u);
  EXPECT_FALSE(meta("again", "restored_ms").empty());
  EXPECT_TRUE(meta("data", "restored_ms").empty());
}

TEST_F(Backup, LeavesNoHalfFileWhenItIsKilled) {
  for (int i = 0; i < 25; ++i) {
    const std::string name = file("killed" + std::to_string(i));
    {
      Program taking({"backup", "--data", file("data"), name});
      ::usleep(static_cast<useconds_t>(i) * 2'000);
      taking.signal(SIGKILL);
      taking.wait();
    }
    if (!fs::exists(name)) continue;
    // What has its name is whole.
    const std::string to = file("restored" + std::to_string(i));
    EXPECT_EQ(run({"restore", "--data", to, name}).status, 0);
  }
  const Finished later = run({"backup", "--data", file("data"), file("killed0")});
  EXPECT_EQ(later.status, fs::exists(file("killed0")) ? later.status : 0);
}

TEST_F(Backup, ARestoreThatIsKilledLeavesAServerOrNone) {
  ASSERT_EQ(run({"backup", "--data", file("data"), file("b.foyer")}).status, 0);
  const std::string digest = run({"digest", "--data", file("data")}).out;
  for (int i = 0; i < 25; ++i) {
    const std::string to = file("again" + std::to_string(i));
    {
      Program restoring({"restore", "--data", to, file("b.foyer")});
      ::usleep(static_cast<useconds_t>(i) * 2'000);
      restoring.signal(SIGKILL);
      restoring.wait();
    }
    if (fs::exists(to + "/foyer.db")) {
      EXPECT_EQ(run({"digest", "--data", to}).out, digest);
      continue;
    }
    EXPECT_EQ(run({"restore", "--data", to, file("b.foyer")}).status, 0);
  }
}

TEST_F(Backup, SaysWhatIsWrongWithTheCommand) {
  EXPECT_EQ(run({"backup", "--data", file("data")}).status, 2);
  EXPECT_EQ(run({"restore", file("b.foyer")}).status, 2);
  const Finished nowhere = run({"backup", "--data", file("nothing"), file("b.foyer")});
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("holds no Foyer server"));
  ASSERT_EQ(run({"backup", "--data", file("data"), file("b.foyer")}).status, 0);
  const Finished list = run({"restore", "--data", file("a"), "--erased", file("no-list"), file("b.foyer")});
  EXPECT_EQ(list.status, 1);
  EXPECT_THAT(list.err, HasSubstr("is not there"));
}

}  // namespace
}  // namespace foyer::app
