// Which texts of a catalogue lack a language.
//
// Place: beside loading; the administrator sees it after loading, editors in the console.
// Ownership: values; any thread. Errors: none, a missing translation falls back visibly at the kiosk.
// Does not: judge the quality of a text.
#pragma once

#include <string>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"

namespace foyer::catalogue {

struct MissingText {
  std::string id;
  // Where in the item: "offer.title", "site.help_numbers.label".
  std::string field;
};

std::vector<MissingText> untranslated(const std::vector<v1::Item>& items, const std::string& language);

// Every language that a site offers on its start screen, in the order of first mention.
std::vector<std::string> languagesOffered(const std::vector<v1::Item>& items);

}  // namespace foyer::catalogue
