// Ids of one writer in one run of a program, which cost little where many of them are said together.
//
// UUIDv7 like all others (RFC 9562 section 5.7 leaves the 74 bits behind the time to whoever makes them). The first
// 42 of these bits are drawn once for the series, the last 32 for each id: two ids of one series are equal
// only if both are of one millisecond and drew the same 32 bits, and two of different series as seldom as any. A
// copied disk does not copy a series, since none is ever stored.
// Place: ids of changes, which an EntryRun names side by side; shared/sync says a series' bits once for all of them.
// Ownership: a value; a copy goes on in the same series. Threads: those of its Random.
#pragma once

#include "shared/base/ids.h"

namespace foyer {

class IdSeries {
 public:
  explicit IdSeries(Random random);
  Id16 next(int64_t wallMs) const;
  // For what must share nothing with anything.
  const Random& random() const { return m_random; }

 private:
  static constexpr size_t kBytesOfTime = 6, kDrawnForEach = 12;  // from this byte on
  Random m_random;
  Id16 m_shared;
};

}  // namespace foyer
