#include "kiosk/app/options.h"

#include <charconv>
#include <string_view>

namespace foyer::app {
namespace {

// No screen of ours is smaller or larger.
constexpr int kWindowSideMin = 320;
constexpr int kWindowSideMax = 8192;

Error mistake(const std::string& sentence) { return Error(Code::kInvalidArgument, sentence + " See foyer-kiosk --help."); }

Result<WindowSize> parseWindow(std::string_view text) {
  const size_t cross = text.find('x');
  WindowSize size;
  const auto number = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && value >= kWindowSideMin && value <= kWindowSideMax;
  };
  if (cross == std::string_view::npos || !number(text.substr(0, cross), size.width) ||
      !number(text.substr(cross + 1), size.height)) {
    return mistake("--window needs a size in pixels such as 1920x1080.");
  }
  return size;
}

}  // namespace

Result<Options> parseOptions(std::span<char* const> arguments) {
  Options options;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (name == "--help" || name == "-h") {
      options.wantsHelp = true;
      return options;
    }
    if (name != "--identity" && name != "--data" && name != "--window" && name != "--language" &&
        name != "--courier") {
      return mistake("Unknown option " + std::string(name) + ".");
    }
    if (++i == arguments.size() || *arguments[i] == '\0') return mistake(std::string(name) + " needs a value.");
    const std::string value = arguments[i];
    if (name == "--identity") options.identityFolder = value;
    if (name == "--data") options.storageFolder = value;
    if (name == "--language") options.language = value;
    if (name == "--courier") options.courierFolder = value;
    if (name == "--window") {
      FOYER_ASSIGN(options.window, parseWindow(value));
    }
  }
  if (options.identityFolder.empty()) return mistake("--identity is missing: the folder that enrol-kiosk made.");
  if (options.storageFolder.empty()) return mistake("--data is missing: the folder in which this kiosk keeps its journal.");
  return options;
}

const char* usage() {
  return "foyer-kiosk --identity DIR --data DIR [--window WIDTHxHEIGHT] [--language CODE]\n"
         "  --identity DIR   what `foyer-server admin enrol-kiosk` made for this kiosk\n"
         "  --data DIR       where the journal and the catalogue are kept; made if it is not there\n"
         "  --window WxH     a window of this size in pixels; without it the whole screen\n"
         "  --language CODE  language of the first screen, such as de; without it the site's first\n"
         "  --courier DIR    no window: takes the server's answers from a stick mounted at DIR, writes onto it what\n"
         "                   is not sent yet, and ends; bring the stick to `foyer-server courier import`\n";
}

}  // namespace foyer::app
