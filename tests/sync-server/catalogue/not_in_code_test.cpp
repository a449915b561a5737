// Another centre runs the programs by its own files alone: no program knows a place, page, date or partner of
// the catalogues that are delivered.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "sync-server/catalogue/feed.h"
#include "sync-server/catalogue/yaml_catalogue.h"

namespace {

namespace fs = std::filesystem;
namespace v1 = foyer::catalogue::v1;

const std::string kRoot = FOYER_SOURCE_DIR;

// Kinds whose ids are a centre's own; those of forms, purposes and questions belong to the programs as well.
const std::set<std::string> kOwnKinds = {"programme", "site", "session", "page", "partner", "notice"};

// What would betray a centre: its ids as literals, and its names.
std::set<std::string> tellTales() {
  std::set<std::string> words = {"Pankow", "MigraUP", "MIGRAPOWER", "MaMis", "Nordhaven"};
  for (const char* name : {"pankow", "example"}) {
    std::vector<std::string> problems;
    const auto items = foyer::catalogue::loadCatalogue(kRoot + "/deploy/catalogues/" + name, problems);
    EXPECT_THAT(problems, testing::IsEmpty());
    if (!items.ok()) continue;
    for (const v1::Item& item : *items) {
      if (kOwnKinds.count(foyer::catalogue::kindOf(item))) words.insert("\"" + item.id() + "\"");
    }
  }
  return words;
}

// The programs' own sources: no generated code, no packages, no gallery of examples.
std::vector<fs::path> sources() {
  const std::set<std::string> types = {".cpp", ".h", ".qml", ".ts", ".tsx", ".proto", ".sql"};
  const std::set<std::string> left = {"node_modules", "gen", "dist", "gallery"};
  std::vector<fs::path> files;
  for (const char* folder : {"shared", "kiosk", "sync-server", "proto"}) {
    for (fs::recursive_directory_iterator entry(kRoot + "/" + folder), end; entry != end; ++entry) {
      if (entry->is_directory() && left.count(entry->path().filename().string()))
        entry.disable_recursion_pending();
      if (entry->is_regular_file() && types.count(entry->path().extension().string()))
        files.push_back(entry->path());
    }
  }
  return files;
}

TEST(Programs, KnowNothingOfOneCentre) {
  const auto words = tellTales();
  EXPECT_GT(words.size(), 20u);
  const auto files = sources();
  EXPECT_GT(files.size(), 50u);
  for (const fs::path& path : files) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    const std::string content = text.str();
    for (const std::string& word : words) {
      EXPECT_EQ(content.find(word), std::string::npos) << path.lexically_relative(kRoot) << " knows " << word;
    }
  }
}

}  // namespace
