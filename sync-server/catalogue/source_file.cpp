#include "sync-server/catalogue/source_file.h"

#include <utf8proc.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace foyer::catalogue {
namespace {

// One sentence for a character that has no place in a catalogue; nothing for all others.
const char* objectionTo(utf8proc_int32_t codepoint) {
  if (codepoint == 0) {
    return "There is a NUL character in this line; save the file as plain text in UTF-8.";
  }
  if (codepoint == '\t') return "There is a tab in this line; use blanks instead.";
  if (codepoint < 0x20 && codepoint != '\n' && codepoint != '\r') {
    return "There is an invisible control character in this line; delete it.";
  }
  if ((codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069)) {
    return "There is an invisible character that turns the direction of the text around; delete it, the "
           "kiosk "
           "sets the direction by the language.";
  }
  return nullptr;
}

// At most one problem a line.
bool checkCharacters(const std::string& text, const std::string& name, Problems& problems) {
  bool fine = true;
  int line = 1;
  int lineWithProblem = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t codepoint = 0;
    const auto taken =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &codepoint);
    if (taken <= 0) {
      problems.add(name, line, "This line is not UTF-8; save the file in the encoding UTF-8.");
      return false;
    }
    if (const char* objection = objectionTo(codepoint); objection && lineWithProblem != line) {
      problems.add(name, line, objection);
      lineWithProblem = line;
      fine = false;
    }
    if (codepoint == '\n') ++line;
    at += static_cast<size_t>(taken);
  }
  return fine;
}

}  // namespace

std::optional<std::string> readSource(const std::string& path, const std::string& name, Problems& problems) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  if (!failure && size > kFileBytesMax) {
    problems.add(name, 0, "The file is larger than 4 MiB; split it into several files.");
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::string text;
  if (file && !failure) {
    text.resize(static_cast<size_t>(size));
    file.read(text.data(), static_cast<std::streamsize>(size));
  }
  if (failure || !file) {
    const int reason = failure ? failure.value() : errno;
    problems.add(name, 0,
                 "The file cannot be read (" + std::string(std::strerror(reason)) +
                     "); check that it is a file and that the server's account may read it.");
    return std::nullopt;
  }
  if (!checkCharacters(text, name, problems)) return std::nullopt;
  return text;
}

}  // namespace foyer::catalogue
