// What the command line of foyer-kiosk says.
//
// Place: read first, before Qt starts, so that a mistake costs nothing. Ownership: values. Errors:
// kInvalidArgument, one sentence that names the option. Does not: look whether folders exist.
#pragma once

#include <span>
#include <string>

#include "shared/base/result.h"

namespace foyer::app {

struct WindowSize {
  int width = 0;
  int height = 0;
};

struct Options {
  std::string identityFolder;
  std::string storageFolder;
  WindowSize window;     // 0 x 0: the whole screen
  std::string language;  // empty: the site's first
  std::string courierFolder;  // a stick: do its visit and end
  bool wantsHelp = false;
};

// `arguments` without the program's name.
Result<Options> parseOptions(std::span<char* const> arguments);
const char* usage();

}  // namespace foyer::app
