// Which words of a translated text a visitor reads.
//
// Place: every text of the catalogue passes here on its way to a page.
// Order: the language asked for ("ar-SY", then "ar"), simple German, German, English, then the first that is
// there; never blank while any language has words.
// Ownership: pure functions; views live as long as the text. Errors: none.
// Does not: translate, or mark what fell back.
#pragma once

#include <string_view>

#include "foyer/catalogue/v1/catalogue.pb.h"

namespace foyer::catalogue {

// The words of `text` for a visitor who reads `language`; empty only when no language has any.
std::string_view wordsIn(const v1::Text& text, std::string_view language);

}  // namespace foyer::catalogue
