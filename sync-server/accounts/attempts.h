// How often somebody may try: exponential waits for each account and each address.
//
// Place: accounts.cpp asks begin() before it hashes anything, so that many tries at once are counted too.
// Waits are measured by the boot clock and forgotten with the process. Ownership: one table a server, of a
// fixed size: when it is full, the entry that has been quiet longest goes. Threads: any (one mutex).
// Errors: kResourceExhausted with the seconds to wait. Does not: lock an account for good, which would let
// strangers lock out staff.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace foyer::accounts {

// Tries without a wait: people mistype; an address may be a whole centre behind one line.
inline constexpr int kFreeTriesAccount = 5;
inline constexpr int kFreeTriesAddress = 20;
// The first wait; each further try doubles it.
inline constexpr int64_t kFirstWaitMs = 1'000;
// A stranger can keep an account waiting, so that stays bearable; an address may wait longer.
inline constexpr int64_t kWaitAccountMaxMs = 5 * 60'000;
inline constexpr int64_t kWaitAddressMaxMs = 15 * 60'000;
// After this much quiet the tries are forgotten.
inline constexpr int64_t kForgetAfterMs = 60 * 60'000;
// About 1 MiB; more addresses than a centre ever sees.
inline constexpr size_t kTrackedMax = 10'000;

class Attempts {
 public:
  explicit Attempts(const Clock& clock) : m_clock(clock) {}

  // Counts a try for both, or refuses it when one of them must still wait.
  Status begin(std::string_view nameKey, std::string_view address);
  // The try was right: the account's count starts anew, the address gets this one try back.
  void succeeded(std::string_view nameKey, std::string_view address);
  size_t tracked() const;

 private:
  struct Entry {
    int tries = 0;
    int64_t lastMs = 0;
    int64_t notBeforeMs = 0;
  };
  Entry& entry(const std::string& key, int64_t nowMs);

  const Clock& m_clock;
  mutable std::mutex m_mutex;
  std::map<std::string, Entry> m_entries;
};

// The part of an address that one person has to himself: IPv4 whole, IPv6 its first 64 bits.
std::string addressKey(std::string_view address);

}  // namespace foyer::accounts
