#include "sync-server/seats/seat_clock.h"

#include <algorithm>
#include <charconv>

namespace foyer::seats {
namespace {

// The number before the next blank; what follows stays in `text`.
int64_t takeNumber(std::string_view& text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return 0;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return value;
}

}  // namespace

SeatClock SeatClock::fromText(std::string_view text) {
  SeatClock clock;
  clock.m_ms = takeNumber(text);
  clock.m_bootMs = takeNumber(text);
  clock.m_bootId = std::string(text);
  return clock;
}

std::string SeatClock::text() const {
  return std::to_string(m_ms) + " " + std::to_string(m_bootMs) + " " + m_bootId;
}

int64_t SeatClock::read(const Clock& clock) {
  const std::string bootId = clock.bootId();
  const int64_t bootMs = clock.bootMs();
  // In another boot at least the time since that boot's beginning has passed.
  const int64_t passed = bootId == m_bootId ? bootMs - m_bootMs : bootMs;
  m_ms += std::max<int64_t>(passed, 0);
  m_bootMs = bootMs;
  m_bootId = bootId;
  return m_ms;
}

}  // namespace foyer::seats
