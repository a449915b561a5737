#include "kiosk/catalogue/wording.h"

#include <string>

namespace foyer::catalogue {
namespace {

constexpr std::string_view kFallbacks[] = {"de-simple", "de", "en"};

std::string_view wordsOf(const v1::Text& text, std::string_view language) {
  const auto found = text.by_language().find(std::string(language));
  return found == text.by_language().end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string_view wordsIn(const v1::Text& text, std::string_view language) {
  std::string_view words = wordsOf(text, language);
  if (!words.empty()) return words;
  const size_t hyphen = language.find('-');
  if (hyphen != std::string_view::npos) words = wordsOf(text, language.substr(0, hyphen));
  if (!words.empty()) return words;
  for (std::string_view fallback : kFallbacks) {
    words = wordsOf(text, fallback);
    if (!words.empty()) return words;
  }
  // A map has no order of its own: the first by language code, so that two kiosks show the same.
  std::string_view first;
  for (const auto& [code, value] : text.by_language()) {
    if (value.empty() || (!words.empty() && code >= first)) continue;
    first = code;
    words = value;
  }
  return words;
}

}  // namespace foyer::catalogue
