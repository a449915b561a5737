// Names and passwords of staff as canonical text.
//
// Place: accounts.cpp passes everything typed through here first. Two keyboards write the same letter in
// different code points: NFC makes them one, so that a password typed elsewhere still fits.
// Threads: any; pure functions. Errors: a kind sentence that says what to change, without what was typed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace foyer::accounts {

// NIST SP 800-63B and OWASP ASVS 5 ask for at least 8 or 12 and for passphrases to fit.
inline constexpr size_t kPasswordLettersMin = 12;
inline constexpr size_t kPasswordLettersMax = 256;
// Longer names do not fit the console's lists.
inline constexpr size_t kNameLettersMax = 100;

// NFC, blanks at both ends removed; no control or formatting characters (they hide look-alike names).
Result<std::string> canonicalName(std::string_view typed);
// Equal for names that differ in case alone; what makes a name unique.
std::string nameKeyOf(std::string_view canonicalName);
// NFC; refuses what is too short, too long or equal to the name.
Result<std::string> newPassword(std::string_view typed, std::string_view canonicalName);
// NFC alone, for comparing; nothing but an error for text that no keyboard writes.
Result<std::string> canonicalPassword(std::string_view typed);

}  // namespace foyer::accounts
