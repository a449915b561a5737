// One file of a catalogue as bytes that are safe to parse.
//
// Place: first step of loading. Refused with a line: a file that is too large or unreadable, NUL and other
// control characters, tabs (YAML forbids them for indentation), bytes that are not UTF-8, characters that
// turn the direction of the text around (they make a line read otherwise than it is).
// Ownership: values. Errors: Problems. Does not: know YAML.
#pragma once

#include <optional>
#include <string>

#include "sync-server/catalogue/problems.h"

namespace foyer::catalogue {

// The largest catalogue we have met is 200 KiB in four languages; twelve languages and ten times the courses
// fit. Something larger is not a catalogue.
inline constexpr size_t kFileBytesMax = 4 * 1024 * 1024;

// The text of the file, or nothing and at least one problem under the name `name`.
std::optional<std::string> readSource(const std::string& path, const std::string& name, Problems& problems);

}  // namespace foyer::catalogue
