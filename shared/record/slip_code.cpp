// Slip codes: 12 characters of Crockford's base32 (https://www.crockford.com/base32.html), 60 random bits,
// without I, L, O and U, so that they can be read aloud and copied by hand.
#include "shared/record/record.h"

namespace foyer::record {

namespace {
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kCodeLength = 12;
}  // namespace

std::optional<std::string> normaliseSlipCode(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') c = '1';
    if (c == 'O') c = '0';
    if (kAlphabet.find(c) == std::string_view::npos) return std::nullopt;
    code.push_back(c);
    if (code.size() > kCodeLength) return std::nullopt;
  }
  if (code.size() != kCodeLength) return std::nullopt;
  return code;
}

std::string newSlipCode(const Random& random) {
  std::array<uint8_t, kCodeLength> bytes{};
  random(bytes);
  std::string code;
  for (const uint8_t byte : bytes) code.push_back(kAlphabet[byte & 31]);
  return code;
}

std::string groupSlipCode(std::string_view code) {
  std::string grouped;
  for (size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped.push_back('-');
    grouped.push_back(code[i]);
  }
  return grouped;
}

}  // namespace foyer::record
