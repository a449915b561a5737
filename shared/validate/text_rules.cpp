#include "shared/validate/text_rules.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace foyer::validate {

namespace {

constexpr int kPhoneDigitsMin = 5;   // shortest numbers inside a town
constexpr int kPhoneDigitsMax = 15;  // ITU-T E.164

bool isAsciiAlphaNumeric(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Letters, marks and digits of any script, for names of domains.
bool isWordPoint(char32_t c) {
  if (c < 0x80) return isAsciiAlphaNumeric(c);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool isPhone(std::u32string_view points) {
  int digits = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    if (digitValue(points[i])) {
      ++digits;
    } else if (points[i] == U'+' ? i != 0 : std::u32string_view(U" ()-/.").find(points[i]) == std::u32string_view::npos) {
      return false;
    }
  }
  return digits >= kPhoneDigitsMin && digits <= kPhoneDigitsMax;
}

// At least two labels of word characters and hyphens.
bool isDomain(std::u32string_view domain) {
  size_t labels = 0;
  for (size_t from = 0; from <= domain.size();) {
    const size_t dot = std::min(domain.find(U'.', from), domain.size());
    const auto label = domain.substr(from, dot - from);
    if (label.empty() || label.size() > 63 || label.front() == U'-' || label.back() == U'-') return false;
    if (!std::all_of(label.begin(), label.end(), [](char32_t c) { return c == U'-' || isWordPoint(c); })) return false;
    ++labels;
    from = dot + 1;
  }
  return labels >= 2;
}

// local@domain: no blanks, no second @, no empty local part. Whether it is delivered nobody can know here.
bool isEmail(std::u32string_view points) {
  const size_t at = points.find(U'@');
  if (at == 0 || at == std::u32string_view::npos || at > 64) return false;
  const auto local = points.substr(0, at);
  if (local.find_first_of(U" ,;<>()\"") != std::u32string_view::npos) return false;
  return isDomain(points.substr(at + 1));
}

bool isUrl(std::u32string_view points) {
  for (const std::u32string_view scheme : {U"https://", U"http://"})
    if (points.starts_with(scheme)) points.remove_prefix(scheme.size());
  if (points.find(U' ') != std::u32string_view::npos) return false;
  const auto host = points.substr(0, points.find_first_of(U"/?#"));
  return isDomain(host.substr(0, host.find(U':')));
}

// The parts of a BCP 47 tag that are used here: language, and parts of 1 to 8 letters or digits.
bool isLanguage(std::string_view text) {
  size_t part = 0, length = 0;
  for (const char c : text) {
    if (c == '-') {
      if (length == 0) return false;
      ++part, length = 0;
      continue;
    }
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!isLetter && (part == 0 || c < '0' || c > '9')) return false;
    if (++length > 8 || (part == 0 && length > 3)) return false;
  }
  return length > 0 && (part > 0 || length >= 2);
}

bool isDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
    if (text[i] < '0' || text[i] > '9') return false;
  const auto number = [&](size_t at, size_t length) { return std::stoi(std::string(text.substr(at, length))); };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && isLeap ? 1 : 0);
}

bool isCode(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
  });
}

}  // namespace

std::optional<std::u32string> codePoints(std::string_view utf8) {
  std::u32string points(utf8.size(), U'\0');
  size_t count = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  for (size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t point = bytes[at];
    utf8proc_ssize_t length = 1;
    // ASCII is itself, and most of what is checked.
    if (point >= 0x80) length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(utf8.size() - at), &point);
    if (length <= 0) return std::nullopt;
    points[count++] = static_cast<char32_t>(point);
    at += static_cast<size_t>(length);
  }
  points.resize(count);
  return points;
}

std::string toUtf8(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
  }
  return text;
}

std::string nfc(std::string_view utf8) {
  utf8proc_uint8_t* out = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                   static_cast<utf8proc_ssize_t>(utf8.size()), &out,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return std::string(utf8);
  std::string text(reinterpret_cast<const char*>(out), static_cast<size_t>(length));
  free(out);
  return text;
}

std::optional<int> digitValue(char32_t point) {
  if (point >= U'0' && point <= U'9') return static_cast<int>(point - U'0');
  // The zeros of the scripts that people here write numbers in (Unicode, general category Nd).
  static constexpr std::array<char32_t, 14> kZeros = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,
                                                      0x0B66, 0x0BE6, 0x0C66, 0x0E50, 0x1040, 0x17E0, 0xFF10};
  for (const char32_t zero : kZeros)
    if (point >= zero && point < zero + 10) return static_cast<int>(point - zero);
  return std::nullopt;
}

std::optional<ViolationCode> checkFormat(Format format, std::string_view text, std::u32string_view points) {
  const bool fits = [&] {
    switch (format) {
      case FORMAT_PHONE: return isPhone(points);
      case FORMAT_EMAIL: return isEmail(points);
      case FORMAT_URL: return isUrl(points);
      case FORMAT_LANGUAGE: return isLanguage(text);
      case FORMAT_DATE: return isDate(text);
      case FORMAT_CODE: return isCode(text);
      default: return true;
    }
  }();
  if (fits) return std::nullopt;
  switch (format) {
    case FORMAT_PHONE: return ViolationCode::kNotPhone;
    case FORMAT_EMAIL: return ViolationCode::kNotEmail;
    case FORMAT_URL: return ViolationCode::kNotUrl;
    case FORMAT_LANGUAGE: return ViolationCode::kNotLanguage;
    case FORMAT_DATE: return ViolationCode::kNotDate;
    default: return ViolationCode::kNotCode;
  }
}

bool holdsForbidden(std::u32string_view points, LineBreaks breaks) {
  return std::any_of(points.begin(), points.end(), [&](char32_t c) {
    if (c == U'\n' || c == U'\t') return breaks == LineBreaks::kRefused;
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;
    if (c == 0x2028 || c == 0x2029) return breaks == LineBreaks::kRefused;
    if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) return true;
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);  // noncharacters
  });
}

}  // namespace foyer::validate
