#include "sync-server/review/search_words.h"

#include <utf8proc.h>

#include <cstdlib>

namespace foyer::review {

namespace {
constexpr size_t kDigitsMin = 4;  // fewer find too much

bool isWordCategory(utf8proc_category_t category) {
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}
bool isBlankCategory(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_PD;
}

// "mueller" as "muller", which "Müller" is by now: people write an umlaut either way.
std::string withoutUmlauts(std::string_view words) {
  std::string plain;
  for (const char c : words) {
    const bool isSecondHalf = c == 'e' && !plain.empty() && std::string_view("aou").find(plain.back()) != std::string_view::npos;
    if (!isSecondHalf) plain.push_back(c);
  }
  return plain;
}
}  // namespace

std::string searchWords(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
  if (length < 0) return {};
  std::string words;
  for (utf8proc_ssize_t at = 0; at < length;) {
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(mapped + at, length - at, &point);
    if (size <= 0) break;
    const auto category = utf8proc_category(point);
    if (isWordCategory(category)) {
      words.append(reinterpret_cast<const char*>(mapped + at), static_cast<size_t>(size));
    } else if (isBlankCategory(category) && !words.empty() && words.back() != ' ') {
      words.push_back(' ');
    }
    at += size;
  }
  free(mapped);
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return withoutUmlauts(words);
}

std::string searchDigits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits.push_back(c);
    } else if (std::string_view(" +()-/.").find(c) == std::string_view::npos) {
      return {};
    }
  }
  return digits.size() >= kDigitsMin ? digits : std::string();
}

}  // namespace foyer::review
