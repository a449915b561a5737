#include "shared/seal/words.h"

#include <gtest/gtest.h>

#include <random>

#include "shared/seal/digest.h"

namespace foyer::seal {
namespace {

constexpr size_t kPlenty = 100'000;

std::string unpacked(const Words& words, std::string_view packed) {
  const auto plain = words.unpack(packed, kPlenty);
  return plain.ok() ? *plain : "refused: " + plain.error().message();
}

TEST(Words, GivesBackEveryText) {
  std::mt19937 random(7);
  for (const Words* words : {&Words::newest(), &Words::first()})
    for (size_t length = 0; length < 400; ++length) {
      std::string text;
      for (size_t i = 0; i < length; ++i) text.push_back(static_cast<char>(random() % (length % 2 ? 256 : 96) + 32));
      ASSERT_EQ(unpacked(*words, words->pack(text)), text);
    }
}

TEST(Words, GivesBackVisitsOfAllKinds) {
  for (const char* text :
       {"\x01" "Zoë O'Brien-Yıldız\x01" "zoe.obrien.yldz77@example.org\x01+49 30 1234567\x01" "2026-02-18T14:03:52.579Z",
        "\x01" "Анна\x01" "anna@mail.ru", "aa aa aa bb.aa@bb", "0151 23 456\x01@+-._^%", "Kim\x01kimkim.kim@kim.kim"})
    for (const Words* words : {&Words::newest(), &Words::first()}) ASSERT_EQ(unpacked(*words, words->pack(text)), text);
}

TEST(Words, MakesAShortQuestionSmallerThanHalf) {
  const std::string question = "Wann gibt es einen Kurs, Deutsch lernen am Abend? My name is Amal, amal@gmail.com";
  EXPECT_LT(Words::newest().pack(question).size(), question.size() / 2);
}

TEST(Words, SayANameOnlyOnceWhereItComesAgainInAnAddress) {
  const std::string names = "\x01Xylanda\x01Qwertzuiop\x01", address = "xylanda.qwertzuiop@gmail.com";
  const size_t more = Words::newest().pack(names + address).size() - Words::newest().pack(names).size();
  EXPECT_LE(more, 6u);
}

TEST(Words, ToldByTheirId) {
  EXPECT_EQ(Words::withId(Words::newest().id()), &Words::newest());
  EXPECT_EQ(Words::withId(Words::first().id()), &Words::first());
  EXPECT_EQ(Words::withId(Id16{}), nullptr);
}

// What was sealed with them years ago must open: add another list instead of changing these.
TEST(Words, TheListsNeverChange) {
  EXPECT_EQ(Words::first().id().hex(), "210fdb4a8fdf2dd2ac4adb60e3b2294d");
  EXPECT_EQ(Words::newest().id().hex(), "3eadd6fc72dc634224683729840a6a12");
  // The codes that follow from a list, too.
  EXPECT_EQ(toHex(Words::newest().pack("\x01" "Anna\x01" "anna@gmail.com\x01+49 30 123")), "088b2d14821eec2a3053164d");
}

// Bytes at random say all kinds of pieces in all contexts; half of them are a text.
TEST(Words, NeitherDoTheirCodes) {
  const auto digestOf = [](const Words& words) {
    std::mt19937 random(3);
    Digest digest("codes");
    for (int i = 0; i < 20'000; ++i) {
      std::string packed;
      for (int byte = 0; byte < 40; ++byte) packed.push_back(static_cast<char>(random()));
      digest.add(unpacked(words, packed));
    }
    return firstHalf(digest.finish()).hex();
  };
  EXPECT_EQ(digestOf(Words::first()), "b9c3b2f8db8047f8e59886ebc6ec5e03");
  EXPECT_EQ(digestOf(Words::newest()), "49c02f2d414d54bb020d1be0f0b5e136");
}

TEST(Words, RefusesWhatIsCutOffOrTooLong) {
  const Words& words = Words::newest();
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
    const auto plain = Words::newest().unpack(bytes, 500);
    if (plain.ok()) {
      EXPECT_LE(plain->size(), 500u);
    }
  }
}

// As long as it is taken apart, a word that repeats itself must not grow without bounds.
TEST(Words, RefusesEchoesOfEchoesBeyondTheLimit) {
  std::mt19937 random(5);
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes = Words::newest().pack("\x01Anna\x01");
    bytes.pop_back();
    for (int more = 0; more < 40; ++more) bytes.push_back(static_cast<char>(random() % 3 ? bytes.back() : random()));
    const auto plain = Words::newest().unpack(bytes, 300);
    if (plain.ok()) {
      EXPECT_LE(plain->size(), 300u);
    }
  }
}

}  // namespace
}  // namespace foyer::seal
