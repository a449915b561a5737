// Words as search compares them: without case, accents and punctuation, umlauts alike however they are written; phone
// numbers as their digits.
//
// Place: used when inbox rows are made and when somebody searches, so that both agree. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace foyer::review {

// "Nguyễn  O'Brien" -> "nguyen obrien"; blanks between words, none at the ends.
std::string searchWords(std::string_view text);
// "+49 (30) 23125-123" -> "493023125123"; empty if it is not mostly digits.
std::string searchDigits(std::string_view text);

}  // namespace foyer::review
