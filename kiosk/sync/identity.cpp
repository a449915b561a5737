#include "kiosk/sync/identity.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace foyer::uplink {

namespace {

// A certificate chain is a few kilobytes; anything longer is another file.
constexpr size_t kFileBytesMax = 256 * 1024;

Error unusable(const std::string& file, const std::string& why) {
  return Error(Code::kFailedPrecondition, "The kiosk's identity cannot be used: " + file + " " + why +
                                              "; enrol this kiosk at its server again.");
}

Result<std::string> readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return unusable(path, "is missing or cannot be read");
  std::string text(kFileBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (file.bad() || text.empty()) return unusable(path, "is empty or cannot be read");
  if (text.size() > kFileBytesMax) return unusable(path, "is far too long");
  return text;
}

Result<std::string> readPem(const std::string& path, std::string_view kind) {
  FOYER_ASSIGN(std::string text, readFile(path));
  if (text.find("-----BEGIN ") == std::string::npos || text.find(kind) == std::string::npos)
    return unusable(path, "holds no " + std::string(kind) + " in PEM form");
  return text;
}

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* thing) const {
    kFree(thing);
  }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;

Bio reading(std::string_view pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

// A pair that is none would show only as a line that never comes.
Status checkPair(const std::string& folder, std::string_view certificatePem, std::string_view keyPem) {
  const Bio certificateText = reading(certificatePem);
  const Bio keyText = reading(keyPem);
  const std::unique_ptr<X509, Free<X509_free>> certificate(
      certificateText ? PEM_read_bio_X509(certificateText.get(), nullptr, nullptr, nullptr) : nullptr);
  const std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>> key(
      keyText ? PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr) : nullptr);
  ERR_clear_error();
  if (!certificate) return unusable(folder + "/kiosk.pem", "holds a certificate that cannot be read");
  if (!key) return unusable(folder + "/kiosk.key", "holds a key that cannot be read");
  const bool belongs = X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  return belongs ? okStatus() : unusable(folder + "/kiosk.key", "does not belong to the certificate kiosk.pem");
}

Result<seal::SecretBytes> readSigningKey(const std::string& path) {
  FOYER_ASSIGN(std::string text, readFile(path));
  seal::SecretBytes line(std::move(text));
  std::string_view hex = line.bytes();
  while (!hex.empty() && (hex.back() == '\n' || hex.back() == '\r' || hex.back() == ' '))
    hex.remove_suffix(1);
  auto bytes = fromHex(hex);
  if (!bytes || bytes->size() != 64) {
    if (bytes) explicit_bzero(bytes->data(), bytes->size());
    return unusable(path, "is not a key of 64 bytes in hex");
  }
  return seal::SecretBytes(std::move(*bytes));
}

Status readDescription(const std::string& path, Identity& identity) {
  FOYER_ASSIGN(const std::string text, readFile(path));
  google::protobuf::Struct object;
  if (!google::protobuf::util::JsonStringToMessage(text, &object).ok())
    return unusable(path, "is not valid JSON");
  const auto field = [&](const char* name) {
    const auto found = object.fields().find(name);
    return found == object.fields().end() ? std::string() : found->second.string_value();
  };
  const auto device = Id16::fromText(field("device"));
  if (!device || device->isNil()) return unusable(path, "has no device id in \"device\"");
  identity.device = *device;
  identity.name = field("name");
  identity.site = field("site");
  identity.server = field("server");
  if (identity.site.empty()) return unusable(path, "does not say its site in \"site\"");
  const size_t colon = identity.server.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == identity.server.size())
    return unusable(path, "does not say its server as HOST:PORT in \"server\"");
  const auto sealingKey = fromHex(field("sealingKey"));
  if (!sealingKey || sealingKey->size() != 32)
    return unusable(path, "has no key of 32 bytes in hex in \"sealingKey\"");
  identity.sealingPublicKey = *sealingKey;
  return okStatus();
}

}  // namespace

Result<Identity> readIdentity(const std::string& folder) {
  Identity identity;
  FOYER_TRY(readDescription(folder + "/identity.json", identity));
  FOYER_ASSIGN(identity.authorityPem, readPem(folder + "/ca.pem", "CERTIFICATE"));
  FOYER_ASSIGN(identity.certificatePem, readPem(folder + "/kiosk.pem", "CERTIFICATE"));
  FOYER_ASSIGN(std::string key, readPem(folder + "/kiosk.key", "PRIVATE KEY"));
  identity.keyPem = seal::SecretBytes(std::move(key));
  FOYER_TRY(checkPair(folder, identity.certificatePem, identity.keyPem.bytes()));
  FOYER_ASSIGN(identity.signingSecretKey, readSigningKey(folder + "/signing.key"));
  return identity;
}

}  // namespace foyer::uplink
