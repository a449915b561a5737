// Files that were damaged by accident: always an answer, never a crash, and never half a catalogue.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

// Enough to meet each shape of the files several times; takes about two seconds.
constexpr int kRounds = 400;
constexpr unsigned kSeed = 7;

std::string damaged(std::string text, std::mt19937& random) {
  const std::string pieces[] = {":", "- ", "{", "}", "[",     "]",  "\"", "'", "&a ", "*a ",
                                "|", ">",  "%", "!", "---\n", "\n", "? ", "#", "\\x"};
  for (int i = 0; i < 3; ++i) {
    const size_t place = random() % text.size();
    switch (random() % 3) {
      case 0:
        text.erase(place, random() % 20 + 1);
        break;
      case 1:
        text.insert(place, pieces[random() % std::size(pieces)]);
        break;
      default:
        text[place] = static_cast<char>(random() % 256);
    }
  }
  return text;
}

TEST(DamagedFiles, AreAnsweredWithLinesOrReadWhole) {
  std::ifstream file(std::string(FOYER_SOURCE_DIR) + "/tests/vectors/catalogue/complete/00-complete.yaml");
  std::stringstream whole;
  whole << file.rdbuf();
  ASSERT_GT(whole.str().size(), 500u);
  std::mt19937 random(kSeed);
  int refused = 0;
  for (int round = 0; round < kRounds; ++round) {
    TryFolder folder;
    folder.write("damaged.yaml", damaged(whole.str(), random));
    std::vector<std::string> problems;
    const auto loaded = foyer::catalogue::loadCatalogue(folder.path(), problems);
    EXPECT_EQ(loaded.ok(), problems.empty()) << "round " << round;
    refused += loaded.ok() ? 0 : 1;
  }
  EXPECT_GT(refused, kRounds / 2);
}

}  // namespace
