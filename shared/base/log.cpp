#include "shared/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace foyer {

namespace {
spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("foyer", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}
}  // namespace

Event& Event::put(std::string_view key, std::string_view value) {
  m_line += m_line.find(": ") == std::string::npos ? ": " : " ";
  m_line += key;
  m_line += '=';
  const bool quoted = value.find_first_of(" \"=\n") != std::string_view::npos || value.empty();
  if (!quoted) {
    m_line += value;
    return *this;
  }
  m_line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') m_line += '\\';
    m_line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  m_line += '"';
  return *this;
}

void logDebug(const Event& event) { logger().debug("{}", event.line()); }
void logInfo(const Event& event) { logger().info("{}", event.line()); }
void logWarning(const Event& event) { logger().warn("{}", event.line()); }
void logError(const Event& event) { logger().error("{}", event.line()); }

void setLogLevel(LogLevel level) {
  static constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info,
                                                          spdlog::level::warn, spdlog::level::err};
  logger().set_level(kLevels[static_cast<int>(level)]);
}

}  // namespace foyer
