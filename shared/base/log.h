// The only door to the log, and the only user of spdlog.
//
// Place: every program calls logInfo(Event{"kiosk connected"}.with("kiosk", id)). The message is a literal,
// the values are of types that cannot carry what a visitor typed: numbers, ids, codes and literals
// (invariant 10). A std::string does not compile; text that is known to hold no personal data is wrapped
// in `Safe` at the place that knows why. Threads: any. Errors: none. Output: one line each on stderr.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// Text that somebody vouches for: file paths, names of settings, our own error sentences.
struct Safe {
  explicit Safe(std::string_view t) : text(t) {}
  std::string text;
};

class Event {
 public:
  template <size_t N>
  explicit Event(const char (&message)[N]) : m_line(message) {}
  Event& with(std::string_view key, std::integral auto value) { return put(key, std::to_string(value)); }
  Event& with(std::string_view key, double value) { return put(key, std::to_string(value)); }
  Event& with(std::string_view key, const Id16& id) { return put(key, id.uuid()); }
  Event& with(std::string_view key, const Safe& text) { return put(key, text.text); }
  Event& with(std::string_view key, const Error& error) { return put(key, error.message()); }
  template <size_t N>
  Event& with(std::string_view key, const char (&literal)[N]) {
    return put(key, literal);
  }
  const std::string& line() const { return m_line; }

 private:
  Event& put(std::string_view key, std::string_view value);
  std::string m_line;
};

void logDebug(const Event& event);
void logInfo(const Event& event);
void logWarning(const Event& event);
void logError(const Event& event);
// The least level that is written; kInfo at start.
void setLogLevel(LogLevel level);

}  // namespace foyer
