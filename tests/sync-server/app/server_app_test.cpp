// foyer-server as a person uses it: real processes, real folders, and all that can be said wrongly.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/app/program.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::MatchesRegex;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Holds a port of 127.0.0.1 for as long as it lives.
class TakenPort {
 public:
  TakenPort() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(m_socket, 1), 0);
    EXPECT_EQ(::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    m_port = ntohs(address.sin_port);
  }
  ~TakenPort() { ::close(m_socket); }
  std::string text() const { return std::to_string(m_port); }

 private:
  int m_socket;
  uint16_t m_port = 0;
};

class ServerApp : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "foyer-app-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { fs::remove_all(m_folder); }

  std::string data() const { return m_folder + "/server"; }
  void init() {
    const Finished done = runProgram({"init", "--data", data()});
    ASSERT_EQ(done.status, 0) << done.err;
  }
  // The bytes of every file, but for the shared memory of a database.
  static std::map<std::string, std::string> contents(const std::string& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file() && !entry.path().string().ends_with("-shm")) {
        found[entry.path().string()] = content(entry.path());
      }
    }
    return found;
  }
  static std::vector<std::string> serveWords(const std::string& folder) {
    return {"serve", "--data", folder, "--sync-port", "0", "--http-port", "0"};
  }
  // One sentence on stderr, nothing on stdout.
  static void expectRefusal(const Finished& done, int status, const std::string& mention) {
    EXPECT_EQ(done.status, status) << done.out << done.err;
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
    EXPECT_THAT(done.err, HasSubstr("foyer-server: "));
    EXPECT_THAT(done.err, HasSubstr(mention));
  }
  std::string smallCatalogue() {
    const std::string folder = m_folder + "/catalogue";
    fs::copy(FOYER_SOURCE_DIR "/deploy/catalogues/example", folder);
    return folder;
  }

  std::string m_folder;
};

TEST_F(ServerApp, RefusesCommandLinesThatMeanNothingWithStatusTwo) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "Say what to do"},
      {{"dance"}, "\"dance\" is not a command"},
      {{"admin"}, "second word"},
      {{"admin", "dance"}, "\"admin dance\" is not a command"},
      {{"serve"}, "needs --data DIR"},
      {{"serve", "--data"}, "--data needs a value"},
      {{"serve", "--data", ""}, "--data needs a value"},
      {{"serve", "--data", "x", "--sync-port", "many"}, "not \"many\""},
      {{"serve", "--data", "x", "--sync-port", "70000"}, "not \"70000\""},
      {{"serve", "--data", "x", "--http-port=-1"}, "not \"-1\""},
      {{"init", "--data", "x", "--colour", "red"}, "\"--colour\" is not an option"},
      {{"init", "--data", "x", "--data", "y"}, "stands twice"},
      {{"init", "--data", "x", "y"}, "one word too many"},
      {{"admin", "load-catalogue", "--data", "x"}, "needs FOLDER"},
      {{"admin", "enrol-kiosk", "--data", "x", "--name", "n", "--site", "s"}, "needs --out DIR"},
  };
  for (const auto& [words, mention] : cases) expectRefusal(runProgram(words), 2, mention);
}

TEST_F(ServerApp, ExplainsItself) {
  for (const char* word : {"help", "--help"}) {
    const Finished done = runProgram({word});
    EXPECT_EQ(done.status, 0);
    EXPECT_THAT(done.out, HasSubstr("foyer-server admin enrol-kiosk --data DIR"));
  }
  EXPECT_THAT(runProgram({"--version"}).out, MatchesRegex("foyer-server [0-9.]+\n"));
}

TEST_F(ServerApp, MakesAFolderForItsOwnerAloneAndSaysTheFirstRunCode) {
  const Finished done = runProgram({"init", "--data", data(), "--host", "sync.example.org"});
  ASSERT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(std::regex_search(done.out, std::regex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n"))) << done.out;
  for (const auto& entry : fs::recursive_directory_iterator(data())) {
    const auto others = entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all);
    EXPECT_EQ(others, fs::perms::none) << entry.path();
  }
}

TEST_F(ServerApp, RefusesASecondInitAndChangesNothing) {
  init();
  const auto before = contents(data());
  expectRefusal(runProgram({"init", "--data", data()}), 1, "holds a Foyer server already");
  EXPECT_EQ(contents(data()), before);
}

TEST_F(ServerApp, FinishesAnInitThatWasInterrupted) {
  init();
  const std::string authority = content(data() + "/keys/ca.pem");
  fs::remove(data() + "/foyer.db");
  fs::remove(data() + "/keys/server.pem");
  init();
  EXPECT_EQ(content(data() + "/keys/ca.pem"), authority);
}

TEST_F(ServerApp, NamesAFolderThatCannotBeMade) {
  std::ofstream(m_folder + "/file") << "x";
  const std::string below = m_folder + "/file/server";
  expectRefusal(runProgram({"init", "--data", below}), 1, below);
  EXPECT_EQ(content(m_folder + "/file"), "x");
}

TEST_F(ServerApp, RefusesAHostNameThatIsNoneAndLeavesNothing) {
  expectRefusal(runProgram({"init", "--data", data(), "--host", "a,b"}), 1, "no host name");
  EXPECT_FALSE(fs::exists(data()));
}

TEST_F(ServerApp, AsksForInitBeforeAnythingElse) {
  fs::create_directory(data());
  const std::vector<std::vector<std::string>> commands = {
      serveWords(data()),
      {"digest", "--data", data()},
      {"rebuild", "--data", data()},
      {"admin", "first-run-code", "--data", data()},
      {"admin", "load-catalogue", "--data", data(), m_folder}};
  for (const auto& words : commands) expectRefusal(runProgram(words), 1, "foyer-server init");
  EXPECT_TRUE(fs::is_empty(data()));
}

TEST_F(ServerApp, LeavesADatabaseOfANewerVersionAsItIs) {
  init();
  {
    auto database = sqlite::Database::open(data() + "/foyer.db");
    ASSERT_TRUE(database.ok() && database->execute("PRAGMA user_version=99").ok());
  }
  const auto before = contents(data());
  expectRefusal(runProgram(serveWords(data())), 1, "install the newer program");
  expectRefusal(runProgram({"init", "--data", data()}), 1, "install the newer program");
  expectRefusal(runProgram({"digest", "--data", data()}), 1, "install the newer program");
  EXPECT_EQ(contents(data()), before);
}

TEST_F(ServerApp, SaysThatADatabaseIsDamaged) {
  init();
  std::ofstream(data() + "/foyer.db", std::ios::trunc) << std::string(8192, 'x');
  expectRefusal(runProgram(serveWords(data())), 1, "damaged");
}

TEST_F(ServerApp, DoesNotMakeANewAuthorityWhereTheOldOneIsLost) {
  init();
  fs::remove(data() + "/keys/ca.pem");
  expectRefusal(runProgram(serveWords(data())), 1, "ca.pem is missing");
  EXPECT_FALSE(fs::exists(data() + "/keys/ca.pem"));
}

TEST_F(ServerApp, NamesAPortThatIsInUse) {
  init();
  const TakenPort taken;
  const Finished sync = runProgram({"serve", "--data", data(), "--sync-port", taken.text(), "--http-port", "0"});
  EXPECT_EQ(sync.status, 1);
  EXPECT_THAT(sync.err, HasSubstr(taken.text()));
  const Finished http = runProgram({"serve", "--data", data(), "--sync-port", "0", "--http-port", taken.text()});
  EXPECT_EQ(http.status, 1);
  EXPECT_THAT(http.err, HasSubstr(taken.text()));
}

TEST_F(ServerApp, NamesAConsoleFolderThatIsNone) {
  init();
  auto words = serveWords(data());
  words.insert(words.end(), {"--console", m_folder + "/none"});
  expectRefusal(runProgram(words), 1, m_folder + "/none");
}

TEST_F(ServerApp, ServesUntilItIsToldToEnd) {
  init();
  for (int number : {SIGTERM, SIGINT}) {
    Program server(serveWords(data()));
    EXPECT_THAT(server.readLine(), MatchesRegex("foyer-server: ready sync=[0-9]+ http=[0-9]+"));
    server.signal(number);
    const Finished done = server.wait();
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_EQ(done.out, "");
  }
}

TEST_F(ServerApp, StartsAgainAfterAKill) {
  init();
  {
    Program server(serveWords(data()));
    ASSERT_THAT(server.readLine(), HasSubstr("ready"));
    server.signal(SIGKILL);
    server.wait();
  }
  Program server(serveWords(data()));
  EXPECT_THAT(server.readLine(), HasSubstr("ready"));
}

TEST_F(ServerApp, RefusesASecondServerOnTheSameFolder) {
  init();
  Program server(serveWords(data()));
  ASSERT_THAT(server.readLine(), HasSubstr("ready"));
  expectRefusal(runProgram(serveWords(data())), 1, "Another foyer-server is using the folder " + data());
  expectRefusal(runProgram({"rebuild", "--data", data()}), 1, "stop it first");
  EXPECT_EQ(runProgram({"digest", "--data", data()}).status, 0);
}

TEST_F(ServerApp, CarriesOutAdminCommandsWithAndWithoutARunningServer) {
  init();
  const std::string catalogue = smallCatalogue();
  const Finished loaded = runProgram({"admin", "load-catalogue", "--data", data(), catalogue});
  EXPECT_EQ(loaded.status, 0) << loaded.err;
  EXPECT_THAT(loaded.out, MatchesRegex("The catalogue has [0-9]+ items; [1-9][0-9]* of them changed.\n"));
  Program server(serveWords(data()));
  ASSERT_THAT(server.readLine(), HasSubstr("ready"));
  struct stat socket {};
  ASSERT_EQ(::stat((data() + "/control.sock").c_str(), &socket), 0);
  EXPECT_EQ(socket.st_mode & 0777, 0600u);
  EXPECT_THAT(runProgram({"admin", "load-catalogue", "--data", data(), catalogue}).out,
              HasSubstr("items; 0 of them changed.\n"));
  EXPECT_THAT(runProgram({"admin", "first-run-code", "--data", data()}).out, MatchesRegex("[0-9A-Z-]{14}\n"));
  const std::string identity = m_folder + "/k";
  const std::vector<std::string> enrol = {"admin",  "enrol-kiosk", "--data", data(),  "--name",
                                          "Kiosk ä", "--site",      "pier-four",  "--out", identity};
  const Finished enrolled = runProgram(enrol);
  EXPECT_EQ(enrolled.status, 0) << enrolled.err;
  EXPECT_THAT(content(identity + "/identity.json"), HasSubstr("\"name\": \"Kiosk ä\""));
  expectRefusal(runProgram(enrol), 1, "is not empty");
}

TEST_F(ServerApp, NamesEveryMistakeOfACatalogueAndKeepsTheOldOne) {
  init();
  const std::string catalogue = smallCatalogue();
  ASSERT_EQ(runProgram({"admin", "load-catalogue", "--data", data(), catalogue}).status, 0);
  std::ofstream(catalogue + "/wrong.yaml") << "page:\n  other:\n    colour: red\n";
  const auto before = contents(data());
  const Finished refused = runProgram({"admin", "load-catalogue", "--data", data(), catalogue});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("wrong.yaml:3"));
  EXPECT_EQ(contents(data()), before);
  const Finished missing = runProgram({"admin", "load-catalogue", "--data", data(), m_folder + "/none"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(missing.err, HasSubstr(m_folder + "/none: The folder cannot be read"));
}

TEST_F(ServerApp, RebuildsToTheSameDigest) {
  init();
  const std::string before = runProgram({"digest", "--data", data()}).out;
  EXPECT_THAT(before, MatchesRegex("[0-9a-f]{64}\n"));
  const Finished rebuilt = runProgram({"rebuild", "--data", data()});
  EXPECT_EQ(rebuilt.status, 0) << rebuilt.err;
  EXPECT_EQ(runProgram({"digest", "--data", data()}).out, before);
}

TEST_F(ServerApp, ReachesItsServerInAFolderWithALongPath) {
  const std::string deep = m_folder + "/" + std::string(120, 'd') + "/" + std::string(60, 'e');
  ASSERT_EQ(runProgram({"init", "--data", deep}).status, 0);
  Program server(serveWords(deep));
  ASSERT_THAT(server.readLine(), HasSubstr("ready"));
  EXPECT_EQ(runProgram({"admin", "first-run-code", "--data", deep}).status, 0);
}

}  // namespace
}  // namespace foyer::app
