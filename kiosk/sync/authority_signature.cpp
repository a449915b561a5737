#include "kiosk/sync/authority_signature.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace foyer::uplink {

namespace {

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* thing) const {
    kFree(thing);
  }
};

}  // namespace

Status checkAuthoritySignature(std::string_view authorityPem, std::string_view message, std::string_view signature) {
  const std::unique_ptr<BIO, Free<BIO_free_all>> pem(
      BIO_new_mem_buf(authorityPem.data(), static_cast<int>(authorityPem.size())));
  const std::unique_ptr<X509, Free<X509_free>> certificate(
      pem ? PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr) : nullptr);
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  if (key == nullptr)
    return Error(Code::kFailedPrecondition,
                 "The authority's certificate ca.pem cannot be read; enrol this kiosk at its server again.");
  const std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  const auto* mark = reinterpret_cast<const unsigned char*>(signature.data());
  const bool fits = context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                    EVP_DigestVerify(context.get(), mark, signature.size(), bytes, message.size()) == 1;
  if (fits) return okStatus();
  return Error(Code::kPermissionDenied,
               "The answer is damaged or was not signed by this kiosk's server; import the stick there again.");
}

}  // namespace foyer::uplink
