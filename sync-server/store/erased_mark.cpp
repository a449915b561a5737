#include "sync-server/store/erased_mark.h"

#include <algorithm>

#include "shared/seal/seal.h"

namespace foyer::store {

namespace {

Id16 firstBytesOf(const seal::Hash32& hash) {
  Id16 mark;
  std::copy_n(hash.begin(), mark.bytes.size(), mark.bytes.begin());
  return mark;
}

}  // namespace

Id16 erasedMark(const Id16& id) { return firstBytesOf(seal::hash("foyer erased v1" + id.str())); }

Id16 withdrawnMark(const Id16& subject, std::string_view purpose) {
  return firstBytesOf(seal::hash("foyer withdrawn v1" + subject.str() + std::string(purpose)));
}

}  // namespace foyer::store
