// What a text must be like, format by format. Pure functions on UTF-8; any thread. Used by validate alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foyer/options.pb.h"
#include "shared/validate/validate.h"

namespace foyer::validate {

// The code points; nothing if the bytes are not UTF-8 (RFC 3629).
std::optional<std::u32string> codePoints(std::string_view utf8);
std::string toUtf8(std::u32string_view points);
// NFC (Unicode Standard Annex 15). What is not UTF-8 comes back as it is.
std::string nfc(std::string_view utf8);
// 0 to 9 for a decimal digit of any script, otherwise nothing.
std::optional<int> digitValue(char32_t point);
// Whether the text fits the format; nothing: it does.
std::optional<ViolationCode> checkFormat(Format format, std::string_view text, std::u32string_view points);
// Characters that no text may hold: NUL and other controls, direction embeddings, overrides and isolates
// (they make shown text differ from stored text), unassigned ends of planes. Line breaks only where allowed.
enum class LineBreaks { kAllowed, kRefused };
bool holdsForbidden(std::u32string_view points, LineBreaks breaks);

}  // namespace foyer::validate
