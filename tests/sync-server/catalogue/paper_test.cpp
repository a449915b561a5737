// deploy/catalogues/FORMAT.md is what people edit by: its example loads, and it names everything there is.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "sync-server/catalogue/record_words.h"
#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

using testing::HasSubstr;
namespace v1 = foyer::catalogue::v1;

std::string paper() {
  std::ifstream file(std::string(FOYER_SOURCE_DIR) + "/deploy/catalogues/FORMAT.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The indented lines of the section.
std::string example() {
  const std::string text = paper();
  std::istringstream section(text.substr(text.find("## A small example")));
  std::string yaml;
  std::string line;
  std::getline(section, line);
  while (std::getline(section, line) && line.rfind("## ", 0) != 0)
    yaml += line.size() > 4 ? line.substr(4) + "\n" : "\n";
  return yaml;
}

TEST(Paper, HasAnExampleThatLoads) {
  TryFolder folder;
  folder.copy(std::string(FOYER_SOURCE_DIR) + "/tests/vectors/catalogue/complete/00-complete.yaml");
  folder.write("example.yaml", example());
  std::vector<std::string> problems;
  const auto loaded = foyer::catalogue::loadCatalogue(folder.path(), problems);
  EXPECT_THAT(problems, testing::IsEmpty());
  ASSERT_TRUE(loaded.ok());
  bool found = false;
  for (const v1::Item& item : *loaded)
    found = found || (item.id() == "cooking-march" && item.session().dates_size() == 2);
  EXPECT_TRUE(found);
}

TEST(Paper, NamesEveryKindWithEveryFieldInItsRow) {
  const std::string text = paper();
  const auto& kinds = *v1::Item::descriptor()->FindOneofByName("body");
  for (int i = 0; i < kinds.field_count(); ++i) {
    const size_t begin = text.find("| `" + kinds.field(i)->name() + "` |");
    ASSERT_NE(begin, std::string::npos) << kinds.field(i)->name();
    const std::string row = text.substr(begin, text.find('\n', begin) - begin);
    const auto& fields = *kinds.field(i)->message_type();
    for (int f = 0; f < fields.field_count(); ++f)
      EXPECT_THAT(row, HasSubstr("`" + fields.field(f)->name() + "`"));
  }
}

TEST(Paper, NamesEveryFormAndCodeList) {
  const std::string text = paper();
  for (const std::string& form : foyer::catalogue::recordWords().forms)
    EXPECT_THAT(text, HasSubstr("`" + form + "`"));
  for (const std::string& list : foyer::catalogue::recordWords().codeLists)
    EXPECT_THAT(text, HasSubstr("`" + list + "`"));
}

}  // namespace
