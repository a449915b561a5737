// Finds the one wrong bit in an entry or a data key.
//
// Place: salvage. The chain says of each entry, and the device's signature of each data key, whether it is as it
// was written; with one bit turned back it is again. Ownership: none. Threads: any. Errors: none: what cannot be
// mended stays as it is. Does not: mend two bits.
#pragma once

#include <string_view>

#include "kiosk/journal/found_rows.h"

namespace foyer::journal {

// Keys that are tried bit by bit, some 100 ms each; more wrong ones are no single wrong bit.
inline constexpr int kWrongKeysMax = 8;

enum class Soundness { kSound, kMended, kUnknown };

Soundness mendKey(sync::Key& key, const Id16& device, std::string_view signingPublicKey);
// `before`: the chain hash before it. Looks at what the visitor entered, the change id and the schema version.
Soundness mendEntry(FoundEntry& found, const seal::Hash32& before);

}  // namespace foyer::journal
