#include "shared/seal/phrase_tree.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace foyer::seal {
namespace {

using Found = std::map<size_t, uint32_t>;  // bytes -> number of the phrase with which the text begins

Found foundIn(const PhraseTree& tree, std::string_view text) {
  Found found;
  PhraseTree::Node node = PhraseTree::kRoot;
  for (size_t end = 0; end < text.size();) {
    node = tree.next(node, static_cast<uint8_t>(text[end++]));
    if (node == PhraseTree::kRoot) break;
    if (tree.phrase(node) != 0) found[end] = tree.phrase(node);
  }
  return found;
}

TEST(PhraseTree, FindsWhatComparingWithEveryPhraseFinds) {
  std::mt19937 random(11);
  for (const int letters : {2, 26, 256}) {
    const auto text = [&](size_t length) {
      std::string made;
      for (size_t i = 0; i < length; ++i) made.push_back(static_cast<char>(static_cast<int>(random()) % letters));
      return made;
    };
    std::map<std::string, uint32_t> phrases;
    for (uint32_t number = 1; number <= 3'000; ++number) phrases.emplace(text(1 + random() % 12), number);
    const PhraseTree tree({phrases.begin(), phrases.end()});
    for (int i = 0; i < 3'000; ++i) {
      std::string looked = text(20);
      // Now and then one that begins like a phrase.
      if (i % 2 == 0) looked = std::next(phrases.begin(), static_cast<ptrdiff_t>(random() % phrases.size()))->first + looked;
      Found expected;
      for (const auto& [phrase, number] : phrases)
        if (looked.starts_with(phrase)) expected[phrase.size()] = number;
      ASSERT_EQ(foundIn(tree, looked), expected);
    }
  }
}

TEST(PhraseTree, WithoutPhrasesFindsNothing) {
  EXPECT_EQ(foundIn(PhraseTree({}), std::string("a\0\xff", 3)), Found{});
}

TEST(PhraseTree, OfTwoWithOneTextTakesTheGreaterNumber) {
  EXPECT_EQ(foundIn(PhraseTree({{"ab", 7}, {"ab", 9}, {"abc", 8}}), "abcd"), (Found{{2, 9}, {3, 8}}));
}

}  // namespace
}  // namespace foyer::seal
