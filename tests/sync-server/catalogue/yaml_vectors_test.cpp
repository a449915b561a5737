// Each file of tests/vectors/catalogue is a catalogue with something wrong, next to the small complete one in
// `complete`. Its first lines say what the loader must answer, in full: "# expect: LINE: SENTENCE".
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

namespace fs = std::filesystem;

const fs::path kVectors = fs::path(FOYER_SOURCE_DIR) / "tests/vectors/catalogue";

std::vector<std::string> expected(const fs::path& file) {
  constexpr const char* kMark = "# expect: ";
  std::vector<std::string> lines;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line) && line.rfind(kMark, 0) == 0;) {
    lines.push_back(file.filename().string() + ":" + line.substr(std::string(kMark).size()));
  }
  return lines;
}

std::vector<fs::path> vectorFiles() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kVectors)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class BadFile : public testing::TestWithParam<fs::path> {};

TEST_P(BadFile, IsRefusedWithItsLinesAndWhatToDo) {
  TryFolder folder;
  folder.copy(kVectors / "complete/00-complete.yaml");
  folder.copy(GetParam());
  std::vector<std::string> problems;
  const auto loaded = foyer::catalogue::loadCatalogue(folder.path(), problems);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code(), foyer::Code::kInvalidArgument);
  EXPECT_THAT(problems, testing::ElementsAreArray(expected(GetParam())));
}

std::string sentenceOf(const testing::TestParamInfo<fs::path>& param) {
  std::string name = param.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, BadFile, testing::ValuesIn(vectorFiles()), sentenceOf);

TEST(Vectors, AreManyAndTheCatalogueBesideThemIsFine) {
  EXPECT_GE(vectorFiles().size(), 30u);
  TryFolder folder;
  folder.copy(kVectors / "complete/00-complete.yaml");
  std::vector<std::string> problems;
  EXPECT_TRUE(foyer::catalogue::loadCatalogue(folder.path(), problems).ok());
  EXPECT_THAT(problems, testing::IsEmpty());
}

}  // namespace
