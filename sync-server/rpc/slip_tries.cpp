#include "sync-server/rpc/slip_tries.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace foyer::rpc {

SlipTries::Bucket& SlipTries::leaked(const Id16& device) {
  Bucket& bucket = m_buckets[device];
  const int64_t nowMs = m_clock.bootMs();
  const double passed = static_cast<double>(std::max<int64_t>(0, nowMs - bucket.atBootMs));
  bucket.level = std::max(0.0, bucket.level - passed * size(device) / static_cast<double>(kBucketEmptyMs));
  bucket.atBootMs = nowMs;
  return bucket;
}

int64_t SlipTries::waitOf(const Id16& device) {
  const double over = leaked(device).level - (size(device) - 1);
  if (over <= 0) return 0;
  return static_cast<int64_t>(std::ceil(over * static_cast<double>(kBucketEmptyMs) / size(device)));
}

int64_t SlipTries::waitMs(const Id16& device) { return std::max(waitOf(device), waitOf(Id16{})); }

void SlipTries::countWrong(const Id16& device) {
  for (const Id16& each : {device, Id16{}}) {
    Bucket& bucket = leaked(each);
    bucket.level = std::min<double>(size(each), bucket.level + 1);
  }
}

// "<thousandths of the level> <wall clock, ms>"
std::string SlipTries::text(const Id16& device) {
  return std::to_string(std::llround(leaked(device).level * 1000)) + " " + std::to_string(m_clock.wallMs());
}

void SlipTries::restore(const Id16& device, std::string_view text) {
  Bucket& bucket = m_buckets[device];
  bucket = {0, m_clock.bootMs()};
  int64_t thousandths = 0;
  int64_t wallMs = 0;
  const char* const end = text.data() + text.size();
  const auto level = std::from_chars(text.data(), end, thousandths);
  if (level.ec != std::errc() || level.ptr == end) return;
  if (std::from_chars(level.ptr + 1, end, wallMs).ec != std::errc()) return;
  // A clock that was put back stops the leak; it never fills the bucket.
  const int64_t passed = std::clamp<int64_t>(m_clock.wallMs() - wallMs, 0, kBucketEmptyMs);
  const double kept = static_cast<double>(thousandths) / 1000 -
                      static_cast<double>(passed) * size(device) / static_cast<double>(kBucketEmptyMs);
  bucket.level = std::clamp<double>(kept, 0, size(device));
}

}  // namespace foyer::rpc
