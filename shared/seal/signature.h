// Ed25519 over any bytes, for what a device signs beside its data keys.
//
// Place: the courier's files. Ownership: pure functions. Threads: any. Errors: kDataLoss for a signature that
// does not fit, kInvalidArgument for a key that is none. Does not: say what is signed; callers put a domain of
// their own in front ("foyer courier v1"), so that no signature fits two things.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/seal/seal.h"

namespace foyer::seal {

inline constexpr size_t kSignatureBytes = 64;

Result<std::string> sign(std::string_view message, const SecretBytes& signingSecretKey);
Status checkSignature(std::string_view message, std::string_view signature, std::string_view signingPublicKey);

}  // namespace foyer::seal
