// The surface's words: every id that a page names is in each language, and none is blank.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

const fs::path kKiosk = fs::path(FOYER_SOURCE_DIR) / "kiosk";
const char* const kLanguages[] = {"de", "en", "es", "ar"};

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Pages ask for words by qsTrId, sources by qtTrId.
std::set<std::string> namedIds(const std::string& extension) {
  std::set<std::string> ids;
  const std::regex pattern("\\bq[st]TrId\\(\\s*\"([^\"]+)\"");
  for (const auto& entry : fs::recursive_directory_iterator(kKiosk)) {
    if (entry.path().extension() != extension) continue;
    const std::string text = read(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
      ids.insert((*it)[1]);
  }
  return ids;
}

std::map<std::string, std::string> words(const std::string& language) {
  std::map<std::string, std::string> found;
  std::string text;
  for (const auto& entry : fs::recursive_directory_iterator(kKiosk))
    if (entry.path().filename().string().ends_with("_" + language + ".ts")) text += read(entry.path());
  const std::regex pattern(
      "<message id=\"([^\"]+)\">\\s*<source>[^<]*</source>\\s*<translation>([^<]*)</translation>");
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
    found[(*it)[1]] = (*it)[2];
  return found;
}

int places(const std::string& text) {
  int count = 0;
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1))
    if (at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1]))) ++count;
  return count;
}

void expectInEveryLanguage(const std::set<std::string>& ids) {
  for (const char* language : kLanguages) {
    const auto known = words(language);
    for (const auto& id : ids) EXPECT_TRUE(known.count(id)) << id << " is missing in " << language;
  }
}

TEST(Words, EveryIdThatAPageNamesIsInEveryLanguage) {
  const auto ids = namedIds(".qml");
  ASSERT_GT(ids.size(), 50u);
  expectInEveryLanguage(ids);
}

TEST(Words, EveryIdThatASourceNamesIsInEveryLanguage) {
  const auto ids = namedIds(".cpp");
  ASSERT_GT(ids.size(), 10u);
  expectInEveryLanguage(ids);
}

TEST(Words, NoWordIsBlank) {
  for (const char* language : kLanguages)
    for (const auto& [id, text] : words(language))
      EXPECT_NE(text.find_first_not_of(" \t\n"), std::string::npos) << id << " in " << language;
}

TEST(Words, EveryLanguageHasTheSameIdsAndPlaces) {
  const auto english = words("en");
  for (const char* language : kLanguages) {
    const auto other = words(language);
    EXPECT_EQ(other.size(), english.size()) << language;
    for (const auto& [id, text] : english) {
      ASSERT_TRUE(other.count(id)) << id << " in " << language;
      EXPECT_EQ(places(other.at(id)), places(text)) << id << " in " << language;
    }
  }
}

TEST(Words, ArabicIsWrittenInArabic) {
  for (const auto& [id, text] : words("ar")) {
    const bool arabic = text.find("\xD8") != std::string::npos || text.find("\xD9") != std::string::npos;
    EXPECT_TRUE(arabic) << id << ": " << text;
  }
}

}  // namespace
