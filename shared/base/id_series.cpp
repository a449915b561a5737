#include "shared/base/id_series.h"

#include <algorithm>

namespace foyer {

IdSeries::IdSeries(Random random) : m_random(std::move(random)), m_shared(newUuidV7(0, m_random)) {}

Id16 IdSeries::next(int64_t wallMs) const {
  Id16 id = newUuidV7(wallMs, m_random);
  std::copy(m_shared.bytes.begin() + kBytesOfTime, m_shared.bytes.begin() + kDrawnForEach, id.bytes.begin() + kBytesOfTime);
  return id;
}

}  // namespace foyer
