#include "sync-server/store/erased_mark.h"

#include <algorithm>

#include "shared/seal/seal.h"

namespace foyer::store {

Id16 erasedMark(const Id16& id) {
  const seal::Hash32 hash = seal::hash("foyer erased v1" + id.str());
  Id16 mark;
  std::copy_n(hash.begin(), mark.bytes.size(), mark.bytes.begin());
  return mark;
}

}  // namespace foyer::store
