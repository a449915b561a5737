// X.509 certificates and their keys by OpenSSL; for the .cpp files of this folder only.
//
// Place: below authority. Ownership: unique handles. Threads: any, one at a time a handle. Errors: kInternal
// where OpenSSL refuses, kFailedPrecondition for PEM that is none. Does not: know files or kiosks.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace foyer::fleet {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Certificate = std::unique_ptr<X509, FreeCertificate>;

enum class Purpose { kAuthority, kServer, kKiosk };

struct CertificateRequest {
  Purpose purpose = Purpose::kKiosk;
  std::string commonName;
  std::vector<std::string> hosts;  // names and numeric addresses; for servers
  int64_t notBeforeMs = 0;
  int64_t notAfterMs = 0;
};

Result<Key> newKey();  // ECDSA P-256
// `issuer` null: signs itself.
Result<Certificate> issue(const CertificateRequest& request, EVP_PKEY* subjectKey, X509* issuer, EVP_PKEY* issuerKey);

std::string toPem(X509* certificate);
std::string toPem(EVP_PKEY* key);
Result<Certificate> certificateFromPem(std::string_view pem, const std::string& whatItIs);
Result<Key> keyFromPem(std::string_view pem, const std::string& whatItIs);

Result<std::string> signWith(EVP_PKEY* key, std::string_view message);  // SHA-256, DER
Result<std::string> fingerprintOf(X509* certificate);
int64_t notAfterMs(const X509* certificate);
// The host names and addresses in it.
std::vector<std::string> hostsOf(const X509* certificate);
// Letters, digits, dots, hyphens; or a numeric address.
bool isAddress(const std::string& host);
bool isHostName(const std::string& host);

}  // namespace foyer::fleet
