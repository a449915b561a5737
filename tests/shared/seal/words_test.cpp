#include "shared/seal/words.h"

#include <gtest/gtest.h>

#include <random>

namespace foyer::seal {
namespace {

constexpr size_t kPlenty = 100'000;

std::string unpacked(const Words& words, std::string_view packed) {
  const auto plain = words.unpack(packed, kPlenty);
  return plain.ok() ? *plain : "refused: " + plain.error().message();
}

TEST(Words, GivesBackEveryText) {
  const Words& words = *Words::builtIn();
  std::mt19937 random(7);
  for (size_t length = 0; length < 400; ++length) {
    std::string text;
    for (size_t i = 0; i < length; ++i) text.push_back(static_cast<char>(random() % (length % 2 ? 256 : 40) + 32));
    ASSERT_EQ(unpacked(words, words.pack(text)), text);
  }
}

TEST(Words, MakesAShortQuestionSmallerThanHalf) {
  const std::string question = "Wann gibt es einen Kurs, Deutsch lernen am Abend? My name is Amal, amal@gmail.com";
  EXPECT_LT(Words::builtIn()->pack(question).size(), question.size() * 6 / 10);
}

// What was sealed with it years ago must open: add a second list instead of changing this one.
TEST(Words, TheBuiltInListNeverChanges) { EXPECT_EQ(Words::builtIn()->id().hex(), "210fdb4a8fdf2dd2ac4adb60e3b2294d"); }

TEST(Words, RefusesWhatIsCutOffOrTooLong) {
  const Words& words = *Words::builtIn();
  const std::string text = "Where can I learn German in the evening?";
  const std::string packed = words.pack(text);
  EXPECT_FALSE(words.unpack(packed.substr(0, packed.size() - 2), kPlenty).ok());
  EXPECT_FALSE(words.unpack("", kPlenty).ok());
  EXPECT_FALSE(words.unpack(packed, text.size() - 1).ok());
}

TEST(Words, NeverReadsBeyondAnyBytes) {
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const auto plain = Words::builtIn()->unpack(bytes, 500);
    if (plain.ok()) {
      EXPECT_LE(plain->size(), 500u);
    }
  }
}

TEST(Words, AListMadeForSomeTextsPacksThemBetterAndHasItsOwnId) {
  const std::vector<std::string> texts = {"autumn fair, hall 3", "autumn fair, hall 4", "spring fair, hall 3"};
  const Words own(Words::weighed({{"autumn fair, hall ", 1}, {"spring fair, hall ", 1}}, texts));
  EXPECT_LT(own.pack(texts[0]).size(), Words::builtIn()->pack(texts[0]).size());
  EXPECT_EQ(unpacked(own, own.pack("something else")), "something else");
  EXPECT_NE(own.id(), Words::builtIn()->id());
}

}  // namespace
}  // namespace foyer::seal
