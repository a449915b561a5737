#include "sync-server/fleet/certificate.h"

#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "shared/base/ids.h"

namespace foyer::fleet {
namespace {

constexpr int kSerialBits = 127;  // random and positive, below RFC 5280's 20 bytes

Error refused(const char* step) {
  return Error(Code::kInternal,
               std::string("OpenSSL could not ") + step + "; check that libssl is installed completely.");
}

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Memory = std::unique_ptr<BIO, FreeBio>;

std::string takeText(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return size > 0 ? std::string(bytes, static_cast<size_t>(size)) : std::string();
}

bool setRandomSerial(X509* certificate) {
  BIGNUM* number = BN_new();
  const bool isSet = number != nullptr && BN_rand(number, kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
                     BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
  BN_free(number);
  return isSet;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  if (extension == nullptr) return false;
  const bool isAdded = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return isAdded;
}

// Host names were checked: no commas or colons can smuggle in further names.
std::string alternativeNames(const std::vector<std::string>& hosts) {
  std::string text;
  for (const std::string& host : hosts) {
    text += (text.empty() ? "" : ",") + std::string(isAddress(host) ? "IP:" : "DNS:") + host;
  }
  return text;
}

bool addExtensions(X509* certificate, X509* issuer, const CertificateRequest& request) {
  const bool isAuthority = request.purpose == Purpose::kAuthority;
  const char* use = request.purpose == Purpose::kServer ? "serverAuth" : "clientAuth";
  return addExtension(certificate, issuer, NID_basic_constraints,
                      isAuthority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE") &&
         addExtension(certificate, issuer, NID_key_usage,
                      isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature") &&
         (isAuthority || addExtension(certificate, issuer, NID_ext_key_usage, use)) &&
         addExtension(certificate, issuer, NID_subject_key_identifier, "hash") &&
         addExtension(certificate, issuer, NID_authority_key_identifier, "keyid") &&
         (request.hosts.empty() ||
          addExtension(certificate, issuer, NID_subject_alt_name, alternativeNames(request.hosts)));
}

bool setNames(X509* certificate, X509* issuer, const std::string& commonName) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* text = reinterpret_cast<const unsigned char*>(commonName.c_str());
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, issuer == certificate ? name : X509_get_subject_name(issuer)) == 1;
}

}  // namespace

bool isAddress(const std::string& host) {
  std::array<unsigned char, 16> ignored{};
  return ::inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

bool isHostName(const std::string& host) {
  if (host.empty() || host.size() > 253) return false;
  return host.front() != '-' && host.front() != '.' && std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

Result<Key> newKey() {
  Key key(EVP_EC_gen("P-256"));
  if (!key) return refused("make a key");
  return key;
}

Result<Certificate> issue(const CertificateRequest& request, EVP_PKEY* subjectKey, X509* issuer,
                          EVP_PKEY* issuerKey) {
  Certificate certificate(X509_new());
  if (!certificate) return refused("make a certificate");
  X509* signer = issuer != nullptr ? issuer : certificate.get();
  const auto notBefore = static_cast<time_t>(request.notBeforeMs / 1000);
  const auto notAfter = static_cast<time_t>(request.notAfterMs / 1000);
  const bool isFilled = X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                        setRandomSerial(certificate.get()) &&
                        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), notBefore) != nullptr &&
                        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), notAfter) != nullptr &&
                        X509_set_pubkey(certificate.get(), subjectKey) == 1 &&
                        setNames(certificate.get(), signer, request.commonName) &&
                        addExtensions(certificate.get(), signer, request);
  if (!isFilled) return refused("fill a certificate");
  if (X509_sign(certificate.get(), issuerKey, EVP_sha256()) == 0) return refused("sign a certificate");
  return certificate;
}

std::string toPem(X509* certificate) {
  Memory memory(BIO_new(BIO_s_mem()));
  FOYER_ASSERT(memory && PEM_write_bio_X509(memory.get(), certificate) == 1);
  return takeText(memory.get());
}

std::string toPem(EVP_PKEY* key) {
  Memory memory(BIO_new(BIO_s_secmem()));
  FOYER_ASSERT(memory && PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return takeText(memory.get());
}

Result<Certificate> certificateFromPem(std::string_view pem, const std::string& whatItIs) {
  Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Certificate certificate(memory ? PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr) : nullptr);
  if (!certificate) {
    return Error(Code::kFailedPrecondition, whatItIs + " is not a certificate in PEM form; restore it from a backup.");
  }
  return certificate;
}

Result<Key> keyFromPem(std::string_view pem, const std::string& whatItIs) {
  Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // No callback and an empty passphrase: never asks on the terminal.
  char noPassphrase[] = "";
  Key key(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, noPassphrase) : nullptr);
  if (!key) return Error(Code::kFailedPrecondition, whatItIs + " is not a key in PEM form; restore it from a backup.");
  return key;
}

Result<std::string> fingerprintOf(X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return refused("hash a certificate");
  return toHex({reinterpret_cast<const char*>(digest.data()), size});
}

Result<std::string> signWith(EVP_PKEY* key, std::string_view message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  size_t size = 0;
  if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) != 1)
    return refused("sign an answer");
  std::string signature(size, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  if (EVP_DigestSign(context.get(), out, &size, bytes, message.size()) != 1) return refused("sign an answer");
  signature.resize(size);
  return signature;
}

int64_t notAfterMs(const X509* certificate) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return 0;
  return static_cast<int64_t>(::timegm(&parts)) * 1000;
}

std::vector<std::string> hostsOf(const X509* certificate) {
  std::vector<std::string> hosts;
  auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type == GEN_DNS) {
      hosts.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                         static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
    } else if (name->type == GEN_IPADD) {
      std::array<char, INET6_ADDRSTRLEN> text{};
      const int family = ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6;
      if (::inet_ntop(family, ASN1_STRING_get0_data(name->d.iPAddress), text.data(), text.size()) != nullptr) {
        hosts.emplace_back(text.data());
      }
    }
  }
  GENERAL_NAMES_free(names);
  return hosts;
}

}  // namespace foyer::fleet
