// How often codes of slips may be tried that nobody knows: a bucket for each kiosk and one for all of them, which
// each wrong code fills by one and which leak slowly. A full bucket stops all questions, also about right codes, so
// that it says nothing about any code.
//
// A code has 60 random bits: with all that the server lets through (below), a centre with 100,000 slips would be
// guessed into after some ten million years. The buckets are there against the nuisance, not for the arithmetic.
// Place: the desk asks it. Full or not survives a restart: text() goes into the store (meta, one key a bucket) and
// comes back by restore(); while the server is down the bucket leaks by the wall clock, but never faster than from
// full to empty. Ownership: one a server; a bucket for every enrolled kiosk that ever tried, and one for the server.
// Threads: one. Errors: none. Does not: know codes or slips.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace foyer::rpc {

// Wrong codes in a row: three visitors who each mistype three times.
inline constexpr int kWrongOfKioskMax = 10;
// All kiosks together: a fleet of a hundred on a busy day.
inline constexpr int kWrongOfServerMax = 200;
// A kiosk's bucket loses one every six minutes, the server's one every 18 seconds: both are empty after an hour.
inline constexpr int64_t kBucketEmptyMs = 60 * 60 * 1000;

class SlipTries {
 public:
  explicit SlipTries(const Clock& clock) : m_clock(clock) {}

  // 0: it may ask now; else how long to wait. `device` nil: the bucket of the server.
  int64_t waitMs(const Id16& device);
  // The kiosk asked about a code that nobody knows.
  void countWrong(const Id16& device);

  // What to keep, and taking it back; text that is none of ours is an empty bucket.
  std::string text(const Id16& device);
  void restore(const Id16& device, std::string_view text);
  bool isKnown(const Id16& device) const { return m_buckets.count(device) > 0; }

 private:
  struct Bucket {
    double level = 0;
    int64_t atBootMs = 0;
  };
  static int size(const Id16& device) { return device.isNil() ? kWrongOfServerMax : kWrongOfKioskMax; }
  Bucket& leaked(const Id16& device);
  int64_t waitOf(const Id16& device);

  const Clock& m_clock;
  std::map<Id16, Bucket> m_buckets;
};

}  // namespace foyer::rpc
