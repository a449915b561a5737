// The organisation's sealing keys: what kiosks seal to, and what opens it.
//
// Place: `init` makes the first; `serve` hands all to ingest and the newest to kiosks. One file in DATA/keys,
// mode 0600:
//   organisation.keys   one line a key, the newest last: public key and secret key in hex, a blank between
// Without this file nothing that kiosks sent can ever be read: it belongs into every backup.
// Ownership: values that wipe themselves. Threads: any. Errors: kFailedPrecondition naming the file.
// Does not: rotate.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/seal/seal.h"

namespace foyer::fleet {

// Makes the first key where there is none.
Status prepareKeys(const std::string& keysFolder);
// At least one, the newest last.
Result<std::vector<seal::SealingKeyPair>> loadKeys(const std::string& keysFolder);

}  // namespace foyer::fleet
