// What may be said to foyer-server: one table of commands, and a parser for it.
//
// Place: main() parses the program's arguments; a running server parses what an admin command sends it.
// Ownership: values; the table is a constant. Threads: any. Errors: kInvalidArgument, one sentence.
// Does not: look at files or run anything.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace foyer::app {

enum class Verb { kHelp, kVersion, kInit, kServe, kDigest, kRebuild, kEnrolKiosk, kLoadCatalogue, kFirstRunCode, kCourierImport, kBackup, kRestore };

struct Invocation {
  Verb verb = Verb::kHelp;
  std::map<std::string, std::vector<std::string>, std::less<>> options;  // "--data" -> values
  std::vector<std::string> operands;

  // The option's last value, or `otherwise`.
  std::string text(std::string_view option, std::string_view otherwise = {}) const;
  uint16_t port(std::string_view option, uint16_t otherwise) const;
  std::vector<std::string> all(std::string_view option) const;
};

// `words` without the program's name.
Result<Invocation> parseCommandLine(std::span<const std::string> words);
std::string usageText();

}  // namespace foyer::app
