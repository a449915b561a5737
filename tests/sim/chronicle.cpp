#include "tests/sim/chronicle.h"

#include <cstdio>

namespace foyer::sim {

void Chronicle::tell(int lane, Mark mark, std::string words, int64_t untilMs) {
  const auto mix = [this](uint64_t number) {
    for (int i = 0; i < 8; ++i) m_hash = (m_hash ^ (number >> (8 * i) & 0xff)) * 0x100000001b3u;
  };
  mix(static_cast<uint64_t>(m_agenda.nowMs()));
  mix(static_cast<uint64_t>(lane));
  mix(static_cast<uint64_t>(mark));
  for (const char c : words) m_hash = (m_hash ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  m_all.push_back({m_agenda.nowMs(), lane, mark, std::move(words), untilMs});
}

std::string clockText(int64_t atMs) {
  char text[64];
  const long long seconds = atMs / 1'000;
  const int length = seconds >= 86'400 ? std::snprintf(text, sizeof text, "%lld d ", seconds / 86'400) : 0;
  std::snprintf(text + length, sizeof text - static_cast<size_t>(length), "%02lld:%02lld:%02lld.%03lld",
                seconds / 3'600 % 24, seconds / 60 % 60, seconds % 60, static_cast<long long>(atMs % 1'000));
  return text;
}

std::string minutes(int64_t ms) {
  return ms < 120'000 ? std::to_string(ms / 1'000) + " s" : std::to_string(ms / 60'000) + " min";
}

std::string laneName(int lane) {
  if (lane == kServerLane) return "Server";
  if (lane == kStaffLane) return "Staff";
  return "Kiosk " + std::to_string(lane + 1);
}

}  // namespace foyer::sim
