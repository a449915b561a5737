// What can be wrong with a folder and with files as such, and how everything is reported together.
#include <gmock/gmock.h>

#include <filesystem>

#include "sync-server/catalogue/problems.h"
#include "sync-server/catalogue/source_file.h"
#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

using foyer::catalogue::loadCatalogue;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> problemsOf(const std::string& folder) {
  std::vector<std::string> problems;
  const auto loaded = loadCatalogue(folder, problems);
  EXPECT_FALSE(loaded.ok());
  return problems;
}

TEST(Folder, ThatIsEmptySaysThatAYamlFileIsMissing) {
  TryFolder folder;
  folder.write("notes.txt", "offer:\n");
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre(HasSubstr(": There is no file that ends in .yaml; name the folder")));
}

TEST(Folder, ThatDoesNotExistIsNamed) {
  TryFolder folder;
  EXPECT_THAT(problemsOf(folder.path() + "/nowhere"),
              ElementsAre(HasSubstr("/nowhere: The folder cannot be read (No such file")));
}

TEST(Folder, WithoutSettingsSiteAndProgrammeIsNoCatalogue) {
  TryFolder folder;
  folder.write("a.yaml", "page:\n  about:\n    title: {de: A, en: A}\n    text: {de: B, en: B}\n");
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre(HasSubstr("has no \"programme:\""), HasSubstr("has no \"site:\""),
                          HasSubstr("has no \"settings:\"")));
}

TEST(Folder, WithAFileOfAnotherNameSaysThatItIsNotRead) {
  for (const std::string name : {"offers.yml", "offers.yaml.txt", "offers.YAML", "offers.json", "offers"}) {
    TryFolder folder;
    folder.copy(kComplete);
    folder.write(name, "");
    EXPECT_THAT(problemsOf(folder.path()), ElementsAre(HasSubstr(name + ": The name does not end in .yaml"))) << name;
  }
}

TEST(Folder, MayHoldNotesAndWhatEditorsLeave) {
  TryFolder folder;
  folder.copy(kComplete);
  for (const char* name : {"README.md", ".offers.yaml.swp", "offers.yaml~", "LICENSE"}) folder.write(name, "?");
  std::vector<std::string> problems;
  EXPECT_TRUE(loadCatalogue(folder.path(), problems).ok());
  EXPECT_THAT(problems, testing::IsEmpty());
}

TEST(File, ThatIsLargerThanFourMebibytesIsRefused) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("large.yaml", std::string(foyer::catalogue::kFileBytesMax + 1, '#'));
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre("large.yaml: The file is larger than 4 MiB; split it into several files."));
}

TEST(File, ThatIsExactlyFourMebibytesIsRead) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("large.yaml", std::string(foyer::catalogue::kFileBytesMax - 1, '#') + "\n");
  std::vector<std::string> problems;
  EXPECT_TRUE(loadCatalogue(folder.path(), problems).ok());
}

TEST(File, ThatCannotBeReadIsNamedWithTheReason) {
  TryFolder folder;
  folder.copy(kComplete);
  std::filesystem::create_directory(folder.path() + "/offers.yaml");
  EXPECT_THAT(problemsOf(folder.path()), ElementsAre(HasSubstr("offers.yaml: The file cannot be read (")));
}

TEST(File, WithNulIsRefusedWithItsLine) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("offers.yaml", std::string("offer:\n  a\0b:\n", 14));
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre(HasSubstr("offers.yaml:2: There is a NUL character in this line")));
}

TEST(File, ThatIsNotUtf8IsRefusedWithItsLine) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("offers.yaml", "# fine\n# M\xFCller\n");
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre(HasSubstr("offers.yaml:2: This line is not UTF-8; save")));
}

TEST(File, ThatNestsAThousandLevelsIsRefusedAndDoesNotCrash) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("deep.yaml", std::string(100'000, '['));
  EXPECT_THAT(problemsOf(folder.path()), testing::Contains(HasSubstr("deep.yaml:1: ")));
}

TEST(Settings, WithAPeriodForAnUnknownRecordAreRefused) {
  std::ifstream file(kComplete);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const size_t place = text.find("{enquiry: 90}");
  ASSERT_NE(place, std::string::npos);
  TryFolder folder;
  folder.write("all.yaml", text.replace(place, 13, "{enquirys: 90}"));
  EXPECT_THAT(problemsOf(folder.path()),
              ElementsAre(HasSubstr("\"enquirys\" is not a kind of record; did you mean \"enquiry\"?")));
}

TEST(Problems, OfSeveralFilesAreReportedTogetherInTheirOrder) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("b.yaml", "offfer:\n");
  folder.write("a.yaml", "site:\n  x:\n    nam: y\n");
  const auto problems = problemsOf(folder.path());
  ASSERT_EQ(problems.size(), 4u);
  EXPECT_THAT(problems[0], HasSubstr("a.yaml:2: The site \"x\" has no \"name\""));
  EXPECT_THAT(problems[3], HasSubstr("b.yaml:1: \"offfer\" is not a kind of item; did you mean \"offer\"?"));
}

TEST(Problems, AreAtMostFiftyAndALineThatCountsTheRest) {
  TryFolder folder;
  folder.copy(kComplete);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "wrong" + std::to_string(i) + ": x\n";
  folder.write("many.yaml", many);
  const auto problems = problemsOf(folder.path());
  ASSERT_EQ(problems.size(), foyer::catalogue::kProblemsMax + 1);
  EXPECT_THAT(problems.front(), HasSubstr("many.yaml:1: "));
  EXPECT_EQ(problems.back(), "There are 950 more problems; correct these first and load again.");
}

TEST(Loading, LeavesNothingHalfDone) {
  TryFolder folder;
  folder.copy(kComplete);
  folder.write("wrong.yaml", "offer:\n  \"A b\": 1\n");
  std::vector<std::string> problems;
  const auto loaded = loadCatalogue(folder.path(), problems);
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error().message(), HasSubstr("has 2 problems and was not loaded"));
}

}  // namespace
