// Both programs as they would be with a record type whose field lacks its rule: neither starts, and each says which
// field it is. They are the real programs, linked with one message more.
#include <gmock/gmock.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>

namespace {

using testing::HasSubstr;

struct Ended {
  int status = -1;
  std::string said;
};

Ended run(const std::string& command) {
  Ended ended;
  FILE* pipe = ::popen(("timeout 60 " + command + " 2>&1").c_str(), "r");
  if (!pipe) return ended;
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) ended.said += static_cast<char>(c);
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) ended.status = WEXITSTATUS(status);
  return ended;
}

class Gap : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-gap-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }
  // One sentence with the field and what to do; nothing written.
  void expectRefusal(const std::string& command) {
    const Ended ended = run(command);
    EXPECT_EQ(ended.status, 1) << ended.said;
    EXPECT_THAT(ended.said, HasSubstr("Field foyer.growth.v1.Gap.colour cannot be used: it has no (foyer.rule). Mend it in proto/"));
    EXPECT_TRUE(std::filesystem::is_empty(m_folder));
  }

  std::string m_folder;
};

TEST_F(Gap, KeepsTheServerFromStarting) { expectRefusal(FOYER_SERVER_WITH_GAP " serve --data " + m_folder); }

TEST_F(Gap, KeepsTheKioskFromStarting) {
  expectRefusal(FOYER_KIOSK_WITH_GAP " --identity " + m_folder + " --data " + m_folder);
}

}  // namespace
