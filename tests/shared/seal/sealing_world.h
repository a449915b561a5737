// A device and an organisation with their keys, for the tests of sealing.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "shared/seal/seal.h"

namespace foyer::seal {

struct SealingWorld {
  Id16 device = newRandomId(systemRandom());
  Id16 incarnation = newRandomId(systemRandom());
  SealingKeyPair organisation = newSealingKeyPair();
  SigningKeyPair signing = newSigningKeyPair();
  ManualClock clock;
  Sealer sealer{device, incarnation, organisation.publicKey, signing.secretKey.copy(), clock, systemRandom()};

  EntryHeader header(uint64_t seq) {
    return {device, incarnation, seq, 7, newUuidV7(clock.wallMs(), systemRandom())};
  }
  Sealer::Sealed seal(const EntryHeader& entryHeader, std::string_view change) {
    auto sealed = sealer.seal(entryHeader, change);
    EXPECT_TRUE(sealed.ok());
    return sealed.ok() ? std::move(*sealed) : Sealer::Sealed{};
  }
  Result<SecretBytes> open(const SealedDataKey& key) {
    return openDataKey(key, device, incarnation, organisation, signing.publicKey);
  }
};

}  // namespace foyer::seal
