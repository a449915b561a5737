// Hashes of passwords, codes and session tokens; with shared/seal the only user of libsodium.
//
// Place: accounts.cpp. Stored forms: passwords and the first-run code as libsodium's "$argon2id$..." text,
// tokens as 32 bytes of BLAKE2b (256 random bits need no slow hash). Threads: any; at most kHashesAtOnce
// password hashes run at a time. Errors: kResourceExhausted when too many people wait, or memory is short.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::accounts {

enum class Match { kYes, kNo };

// Argon2id with a salt of its own.
Result<std::string> hashPassword(std::string_view password);
Result<Match> checkPassword(std::string_view password, const std::string& hash);
// 256 random bits as 64 hex digits.
std::string newToken(const Random& random);
// 32 bytes.
std::string hashToken(std::string_view token);
// 60 random bits as "7KQM-2XHD-94VB": letters and digits that cannot be mistaken for each other.
std::string newCode(const Random& random);
// As newCode writes it: capitals, without blanks and hyphens, O as 0, I and L as 1.
std::string canonicalCode(std::string_view typed);

}  // namespace foyer::accounts
