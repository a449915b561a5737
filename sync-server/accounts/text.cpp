#include "sync-server/accounts/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <optional>

namespace foyer::accounts {

namespace {
// No letter needs more bytes, even decomposed with several marks; bounds the work before normalising.
constexpr size_t kBytesPerLetterMax = 16;

std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* raw = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(raw, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(raw), static_cast<size_t>(size));
}

std::optional<std::string> nfc(std::string_view text) { return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE); }

size_t letters(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

bool hasHiddenCharacters(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t letter = 0;
    const auto step = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &letter);
    if (step <= 0) return true;
    const auto category = utf8proc_category(letter);
    if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
        category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CN) {
      return true;
    }
    at += static_cast<size_t>(step);
  }
  return false;
}

Error invalid(std::string sentence) { return Error(Code::kInvalidArgument, std::move(sentence)); }
}  // namespace

Result<std::string> canonicalName(std::string_view typed) {
  while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
  while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  if (typed.empty()) return invalid("The name is empty; type one.");
  const auto name = typed.size() > kNameLettersMax * kBytesPerLetterMax ? std::nullopt : nfc(typed);
  if (!name || letters(*name) > kNameLettersMax) {
    return invalid("The name is too long; use at most " + std::to_string(kNameLettersMax) + " letters.");
  }
  if (hasHiddenCharacters(*name)) return invalid("The name holds characters that cannot be seen; type it again.");
  return *name;
}

std::string nameKeyOf(std::string_view canonicalName) {
  return mapped(canonicalName, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD).value_or(std::string(canonicalName));
}

Result<std::string> canonicalPassword(std::string_view typed) {
  if (typed.size() > kPasswordLettersMax * kBytesPerLetterMax) {
    return invalid("The password is too long; use at most " + std::to_string(kPasswordLettersMax) + " letters.");
  }
  const auto password = nfc(typed);
  if (!password) return invalid("The password holds bytes that are no letters; type it again.");
  return *password;
}

Result<std::string> newPassword(std::string_view typed, std::string_view canonicalName) {
  FOYER_ASSIGN(std::string password, canonicalPassword(typed));
  const size_t length = letters(password);
  if (length < kPasswordLettersMin) {
    return invalid("The password is too short; use at least " + std::to_string(kPasswordLettersMin) +
                   " letters, such as four words.");
  }
  if (length > kPasswordLettersMax) {
    return invalid("The password is too long; use at most " + std::to_string(kPasswordLettersMax) + " letters.");
  }
  if (nameKeyOf(password) == nameKeyOf(canonicalName)) return invalid("The password is the name; choose another one.");
  return password;
}

}  // namespace foyer::accounts
