#include "sync-server/fleet/keyring.h"

#include <filesystem>
#include <sstream>

#include "sync-server/fleet/private_file.h"

namespace foyer::fleet {
namespace {

constexpr size_t kKeyBytes = 32;  // X25519, both halves

std::string fileIn(const std::string& folder) { return folder + "/organisation.keys"; }

Error damaged(const std::string& path) {
  return Error(Code::kFailedPrecondition, "The file " + path + " is damaged; restore it from a backup.");
}

}  // namespace

Status prepareKeys(const std::string& keysFolder) {
  std::error_code ignored;
  if (std::filesystem::exists(fileIn(keysFolder), ignored)) return okStatus();
  FOYER_TRY(makePrivateFolder(keysFolder));
  const seal::SealingKeyPair pair = seal::newSealingKeyPair();
  const seal::SecretBytes line(toHex(pair.publicKey) + " " + toHex(pair.secretKey.bytes()) + "\n");
  return writePrivateFile(fileIn(keysFolder), line.bytes());
}

Result<std::vector<seal::SealingKeyPair>> loadKeys(const std::string& keysFolder) {
  const std::string path = fileIn(keysFolder);
  FOYER_ASSIGN(auto content, readPrivateFile(path));
  std::istringstream words(content);
  std::vector<seal::SealingKeyPair> keys;
  std::string publicHex, secretHex;
  while (words >> publicHex) {
    if (!(words >> secretHex)) return damaged(path);
    const auto publicKey = fromHex(publicHex);
    auto secretKey = fromHex(secretHex);
    if (!publicKey || !secretKey || publicKey->size() != kKeyBytes || secretKey->size() != kKeyBytes) {
      return damaged(path);
    }
    seal::SealingKeyPair pair;
    pair.id = seal::sealingKeyId(*publicKey);
    pair.publicKey = *publicKey;
    pair.secretKey = seal::SecretBytes(std::move(*secretKey));
    keys.push_back(std::move(pair));
  }
  if (keys.empty()) return damaged(path);
  return keys;
}

}  // namespace foyer::fleet
