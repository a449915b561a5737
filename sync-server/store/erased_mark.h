// Under which name an erased id is remembered: a hash of it, so that the list of erasures names nothing that
// stands anywhere else. The id may be that of a record, of a change or of a slip.
//
// Place: resolve asks the store with it, retention writes it into store and list. Ownership: a pure function.
// Errors: none. Does not: remember.
#pragma once

#include "shared/base/ids.h"

namespace foyer::store {

// The first 16 bytes of BLAKE2b("foyer erased v1", id).
Id16 erasedMark(const Id16& id);

}  // namespace foyer::store
