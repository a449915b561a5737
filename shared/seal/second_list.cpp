// Builds the second word list: its rows (word_list_2.cpp), and the numbers, which follow a pattern. All of this is
// part of the list and never changes.
#include <algorithm>
#include <cstdio>

#include "shared/seal/word_lists.h"

namespace foyer::seal {

namespace {

// How much of what comes in each context (words.h) is of each group, in 60,000ths. Groups: bytes by their class, end,
// echoes, then those of kRows.
constexpr Shares kShares = {{
    {{5578, 775, 279, 674, 0, 0, 0, 0, 0, 86, 216, 3, 0, 14541, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3692, 4278, 5812, 2820,
      4760, 290, 424, 497, 2248, 8842, 0, 460, 0, 0, 0, 0, 934, 2791}},
    {{8003, 0, 0, 0, 38, 13, 0, 6950, 241, 0, 0, 0, 0, 634, 0, 10361, 76, 63, 0, 0, 76, 0, 0, 0, 0, 17387, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, 16157, 0, 0, 0, 0, 0, 0}},
    {{14990, 735, 2725, 4, 1509, 3445, 6532, 2543, 579, 1, 94, 5, 1, 363, 2382, 2382, 1319, 1485, 1570, 123, 6836, 3179,
      1391, 949, 0, 1011, 0, 0, 0, 0, 0, 9, 0, 2165, 238, 411, 17, 1006, 0, 0, 0, 0, 0, 0}},
    {{1054, 0, 3838, 105, 63, 0, 401, 84, 42812, 0, 0, 0, 0, 21, 0, 42, 401, 42, 316, 0, 3796, 2805, 42, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 3037, 127, 970, 42, 0, 0, 0, 0, 0, 0, 0}},
    {{73, 7, 2682, 923, 0, 0, 0, 36, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 0, 0, 0, 0, 0, 15, 0, 124, 22, 545, 749, 7386, 436,
      298, 2551, 44, 31788, 12299, 0, 7, 0, 0, 0, 0, 0}},
    {{155, 20957, 331, 0, 52, 0, 0, 0, 13365, 0, 15917, 124, 0, 0, 0, 0, 775, 3977, 41, 444, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 72, 3625, 165, 0, 0, 0, 0, 0, 0, 0, 0}},
    {{0, 2046, 797, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1461, 0, 0, 0, 0, 106, 0, 0, 0, 708,
      201, 30387, 0, 12978, 0, 0, 0, 11311, 0, 0}},
    {{4759, 0, 449, 0, 359, 0, 0, 0, 4539, 0, 4367, 8, 0, 0, 0, 0, 653, 1469, 0, 678, 367, 41, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 155, 800, 8229, 0, 0, 16563, 16563, 0, 0, 0, 0}},
    {{8294, 4303, 7, 0, 2472, 0, 1564, 0, 1040, 0, 0, 0, 0, 43, 0, 252, 2103, 0, 0, 0, 0, 0, 0, 0, 609, 0, 0, 0, 0, 0, 0,
      0, 0, 7, 0, 0, 0, 34747, 0, 0, 4559, 0, 0, 0}},
}};

struct Numbers {
  uint8_t group;
  uint32_t weight;
  const char* format;
  int first, last;
};
// Pairs of digits and pieces of moments as ISO 8601 writes them; months and days with hours are made below.
constexpr Numbers kNumbers[] = {
    {37, 206, "%02d", 0, 99}, {39, 35, "%02d:", 0, 59}, {38, 35, "%02d.", 0, 59},
    {40, 19, "%02dZ", 0, 99}, {40, 19, "%dZ", 0, 9},    {42, 8, "%04d-", 1940, 2035},
};
constexpr uint8_t kMonthGroup = 43, kHourGroup = 41;
constexpr uint32_t kMonthWeight = 15, kHourWeight = 4;

template <typename... Values>
void addFormatted(std::vector<Phrase>& phrases, uint32_t weight, uint8_t group, const char* format, Values... values) {
  char text[16];
  std::snprintf(text, sizeof text, format, values...);
  phrases.push_back({text, weight, group});
}

void addNumbers(std::vector<Phrase>& phrases) {
  for (const Numbers& numbers : kNumbers)
    for (int number = numbers.first; number <= numbers.last; ++number)
      addFormatted(phrases, numbers.weight, numbers.group, numbers.format, number);
  for (int year = 2024; year <= 2035; ++year)
    for (int month = 1; month <= 12; ++month) addFormatted(phrases, kMonthWeight, kMonthGroup, "%04d-%02d-", year, month);
  for (int day = 1; day <= 31; ++day)
    for (int hour = 0; hour <= 23; ++hour) addFormatted(phrases, kHourWeight, kHourGroup, "%02dT%02d:", day, hour);
}

// How a change of one new record begins (shared/record/covered.h), up to its first text: of the types that the rows leave out.
constexpr uint8_t kBeginningGroup = 13;
constexpr uint32_t kBeginningWeight = 724;
constexpr char kTypeFirst = 7, kTypeLast = 15;

void addBeginnings(std::vector<Phrase>& phrases) {
  for (char type = kTypeFirst; type <= kTypeLast; ++type)
    phrases.push_back({std::string("\x05", 1) + type + std::string("\0\0\x01", 3), kBeginningWeight, kBeginningGroup});
}

int digitOf(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

std::string unescaped(std::string_view word) {
  std::string text;
  for (size_t i = 0; i < word.size(); ++i) {
    switch (word[i]) {
      case '_': text.push_back(' '); break;
      case '^': text.push_back('\x01'); break;
      case '%': text.push_back(static_cast<char>(digitOf(word[i + 1]) << 4 | digitOf(word[i + 2]))), i += 2; break;
      default: text.push_back(word[i]);
    }
  }
  return text;
}

void addRow(const WordRow& row, std::vector<Phrase>& phrases) {
  for (std::string_view rest = row.words; !rest.empty();) {
    const size_t end = std::min(rest.find(' '), rest.size());
    phrases.push_back({unescaped(rest.substr(0, end)), row.weight, row.group});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

Words secondList() {
  std::vector<Phrase> phrases;
  for (const std::span<const WordRow> rows : {secondRows(), secondNameRows()})
    for (const WordRow& row : rows) addRow(row, phrases);
  addBeginnings(phrases);
  addNumbers(phrases);
  return Words(secondByteWeights(), std::move(phrases), kShares);
}

}  // namespace foyer::seal
