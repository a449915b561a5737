// Command lines, right and wrong.
#include "kiosk/app/options.h"

#include <gtest/gtest.h>

#include <vector>

namespace foyer::app {
namespace {

Result<Options> parse(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return parseOptions(arguments);
}

TEST(Options, ReadsAllOfThem) {
  const auto options = parse({"--identity", "/i", "--data", "/d", "--window", "1080x1920", "--language", "ar", "--courier", "/media/stick"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->courierFolder, "/media/stick");
  EXPECT_EQ(options->identityFolder, "/i");
  EXPECT_EQ(options->storageFolder, "/d");
  EXPECT_EQ(options->window.width, 1080);
  EXPECT_EQ(options->window.height, 1920);
  EXPECT_EQ(options->language, "ar");
}

TEST(Options, WithoutWindowTheWholeScreenIsMeant) {
  EXPECT_EQ(parse({"--identity", "/i", "--data", "/d"})->window.width, 0);
}

TEST(Options, EachMistakeIsOneSentenceThatNamesIt) {
  for (const auto& [words, named] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--data", "/d"}, "--identity"},
           {{"--identity", "/i"}, "--data"},
           {{"--identity"}, "--identity"},
           {{"--courier"}, "--courier"},
           {{"--identity", "/i", "--data", "/d", "--window", "huge"}, "--window"},
           {{"--identity", "/i", "--data", "/d", "--window", "10x10"}, "--window"},
           {{"--identity", "/i", "--data", "/d", "--window", "1920x1080x3"}, "--window"},
           {{"--kiosk"}, "--kiosk"},
           {{""}, "option"}}) {
    const auto options = parse(words);
    ASSERT_FALSE(options.ok());
    EXPECT_EQ(options.error().code(), Code::kInvalidArgument);
    EXPECT_NE(options.error().message().find(named), std::string::npos) << options.error().message();
  }
}

}  // namespace
}  // namespace foyer::app
