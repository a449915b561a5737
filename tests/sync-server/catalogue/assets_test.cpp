// Pictures and recordings as people put them into the folder "assets".
#include <gmock/gmock.h>

#include "shared/seal/sha256.h"
#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/sync-server/catalogue/try_folder.h"

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using foyer::catalogue::LoadedCatalogue;

const std::string kPng = std::string("\x89PNG\r\n\x1a\n") + "pixels";

struct Assets : testing::Test {
  Assets() {
    folder.copy(std::string(FOYER_SOURCE_DIR) + "/tests/vectors/catalogue/complete/00-complete.yaml");
    std::filesystem::create_directory(folder.path() + "/assets");
  }
  void name(const std::string& field, const std::string& file, const std::string& more = "") {
    folder.write("page.yaml", "page:\n  p:\n    title: {de: a, en: a}\n    text: {de: a, en: a}\n    " + field +
                                  ":\n      file: " + file + "\n      description: {de: a, en: a}\n" + more);
  }
  foyer::Result<LoadedCatalogue> load() {
    problems.clear();
    return foyer::catalogue::loadCatalogueWithAssets(folder.path(), problems);
  }
  TryFolder folder;
  std::vector<std::string> problems;
};

TEST_F(Assets, AreReadAndNamedByWhatTheyHold) {
  folder.write("assets/garden.png", kPng);
  name("image", "garden.png");
  const auto loaded = load();
  ASSERT_TRUE(loaded.ok()) << problems.at(0);
  ASSERT_EQ(loaded->assets.size(), 1u);
  const auto& [hash, asset] = *loaded->assets.begin();
  EXPECT_EQ(hash, foyer::seal::sha256(kPng));
  EXPECT_EQ(asset.content, kPng);
  for (const auto& item : loaded->items) {
    if (!item.has_page()) continue;
    EXPECT_EQ(item.page().image().sha256(), hash);
    EXPECT_EQ(item.page().image().size_bytes(), kPng.size());
    EXPECT_EQ(item.page().image().media_type(), "image/png");
  }
}

TEST_F(Assets, AreRefusedWithTheLineWhenTheyAreNotWhatTheirNameSays) {
  folder.write("assets/garden.png", "<svg onload='...'/>");
  name("image", "garden.png");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("page.yaml:5: \"garden.png\" is not what its name says")));
}

TEST_F(Assets, AreRefusedWhenTheyAreTooLarge) {
  folder.write("assets/garden.png", kPng + std::string(8 * 1024 * 1024, 'x'));
  name("image", "garden.png");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("page.yaml:5: \"garden.png\" is larger than 8 MiB")));
}

TEST_F(Assets, StandUnderTheFieldOfTheirKind) {
  folder.write("assets/garden.png", kPng);
  folder.write("assets/words.ogg", "OggS...");
  name("recording", "garden.png");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("name it under \"image\"")));
  name("image", "words.ogg");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("name it under \"recording\"")));
  name("recording", "words.ogg");
  EXPECT_TRUE(load().ok());
}

TEST_F(Assets, HaveWordsForThoseWhoDoNotSeeThem) {
  folder.write("assets/garden.png", kPng);
  folder.write("page.yaml", "page:\n  p:\n    title: {de: a, en: a}\n    text: {de: a, en: a}\n    image: {file: garden.png}\n");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("has no \"description\"")));
}

TEST_F(Assets, AreHashedByTheProgramAndNotByPeople) {
  folder.write("assets/garden.png", kPng);
  name("image", "garden.png", "      sha256: abc\n      size_bytes: 3\n");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, ElementsAre(HasSubstr("page.yaml:8: This is worked out"), HasSubstr("page.yaml:9: This is worked out")));
}

TEST_F(Assets, AreNotFollowedOutOfTheirFolder) {
  folder.write("secret.png", kPng);
  std::filesystem::create_symlink(folder.path() + "/secret.png", folder.path() + "/assets/garden.png");
  name("image", "garden.png");
  EXPECT_FALSE(load().ok());
  EXPECT_THAT(problems, Contains(HasSubstr("There is no file \"garden.png\"")));
}

}  // namespace
