// Under which name an erased id, or a withdrawn consent, is remembered: a hash, so that the list of erasures names
// nothing that stands anywhere else. An erased id may be that of a record, of a change or of a slip.
//
// Place: resolve asks the store with it, retention writes it into store and list. Ownership: a pure function.
// Errors: none. Does not: remember.
#pragma once

#include <string_view>

#include "shared/base/ids.h"

namespace foyer::store {

// The first 16 bytes of BLAKE2b("foyer erased v1", id).
Id16 erasedMark(const Id16& id);
// The first 16 bytes of BLAKE2b("foyer withdrawn v1", subject, purpose). The subject is the record of the person who
// has withdrawn, or the slip by which they did while their visit had not arrived.
Id16 withdrawnMark(const Id16& subject, std::string_view purpose);

}  // namespace foyer::store
