#include "shared/seal/signature.h"

#include "shared/seal/digest.h"

namespace foyer::seal {

Result<std::string> sign(std::string_view message, const SecretBytes& signingSecretKey) {
  if (signingSecretKey.bytes().size() != crypto_sign_SECRETKEYBYTES)
    return Error(Code::kInvalidArgument, "This device's signing key is not 64 bytes long; enrol this kiosk again.");
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), message.size(),
                       bytesOf(signingSecretKey.bytes()));
  return signature;
}

Status checkSignature(std::string_view message, std::string_view signature, std::string_view signingPublicKey) {
  if (signingPublicKey.size() != crypto_sign_PUBLICKEYBYTES)
    return Error(Code::kInvalidArgument, "The public key of this device is not 32 bytes long; enrol it again.");
  if (signature.size() != crypto_sign_BYTES ||
      crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), message.size(),
                                  bytesOf(signingPublicKey)) != 0)
    return Error(Code::kDataLoss, "The signature does not fit; this was damaged, or another device made it.");
  return okStatus();
}

}  // namespace foyer::seal
