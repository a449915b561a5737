// Key pairs, data keys and their signatures.
#include <algorithm>

#include "shared/seal/digest.h"
#include "shared/seal/seal.h"
#include "shared/seal/words.h"

namespace foyer::seal {

namespace {

constexpr std::string_view kDataKeyDomain = "foyer data key v1";
constexpr size_t kClockBytes = 8;

std::string signedPart(const SealedDataKey& key, const Id16& device, const Id16& incarnation) {
  std::string text(kDataKeyDomain);
  for (const Id16& id : {device, incarnation, key.id, key.sealingKeyId}) text += id.view();
  return text + key.box;
}

}  // namespace

Status start() {
  if (sodium_init() < 0)
    return Error(Code::kInternal, "The cryptography library libsodium could not start on this machine.");
  return okStatus();
}

void SecretBytes::Wipe::operator()(uint8_t* memory) const { sodium_free(memory); }

SecretBytes SecretBytes::ofSize(size_t size) {
  FOYER_ASSERT(start().ok());
  SecretBytes secret;
  if (size == 0) return secret;
  secret.m_memory.reset(static_cast<uint8_t*>(sodium_malloc(size)));
  FOYER_ASSERT(secret.m_memory != nullptr);
  secret.m_size = size;
  return secret;
}

SecretBytes::SecretBytes(std::string&& bytes) {
  *this = ofSize(bytes.size());
  std::copy(bytes.begin(), bytes.end(), m_memory.get());
  sodium_memzero(bytes.data(), bytes.size());
  bytes.clear();
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_memory(std::move(other.m_memory)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  m_memory = std::move(other.m_memory);
  m_size = std::exchange(other.m_size, 0);
  return *this;
}

SecretBytes SecretBytes::copy() const {
  SecretBytes other = ofSize(m_size);
  std::copy_n(m_memory.get(), m_size, other.m_memory.get());
  return other;
}

Id16 sealingKeyId(std::string_view publicKey) { return firstHalf(hash(publicKey)); }

SealingKeyPair newSealingKeyPair() {
  SealingKeyPair pair;
  pair.publicKey.resize(crypto_box_PUBLICKEYBYTES);
  pair.secretKey = SecretBytes::ofSize(crypto_box_SECRETKEYBYTES);
  crypto_box_keypair(bytesOf(pair.publicKey), pair.secretKey.writable());
  pair.id = sealingKeyId(pair.publicKey);
  return pair;
}

SigningKeyPair newSigningKeyPair() {
  SigningKeyPair pair;
  pair.publicKey.resize(crypto_sign_PUBLICKEYBYTES);
  pair.secretKey = SecretBytes::ofSize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair(bytesOf(pair.publicKey), pair.secretKey.writable());
  return pair;
}

Result<SealedDataKey> Sealer::makeDataKey() {
  if (m_sealingPublicKey.size() != crypto_box_PUBLICKEYBYTES)
    return Error(Code::kInvalidArgument,
                 "The organisation's public key is not 32 bytes long; enrol this kiosk again.");
  if (m_signingSecretKey.bytes().size() != crypto_sign_SECRETKEYBYTES)
    return Error(Code::kInvalidArgument,
                 "This device's signing key is not 64 bytes long; enrol this kiosk again.");
  dropDataKey();
  m_dataKeyBootId = m_clock.bootId();
  if (m_dataKeyBootId.size() > kBootIdBytesMax) m_dataKeyBootId.clear();
  m_dataKeyClocksMs = m_clock.wallMs() - m_clock.bootMs();
  std::string beside = Words::newest().id().str();
  for (int shift = 56; shift >= 0; shift -= 8)
    beside.push_back(static_cast<char>(static_cast<uint64_t>(m_dataKeyClocksMs) >> shift));
  beside += m_dataKeyBootId;
  SecretBytes dataKey = SecretBytes::ofSize(kDataKeyBytes + beside.size());
  m_random({dataKey.writable(), kDataKeyBytes});
  std::copy(beside.begin(), beside.end(), dataKey.writable() + kDataKeyBytes);

  SealedDataKey key;
  key.id = newRandomId(m_random);
  key.sealingKeyId = sealingKeyId(m_sealingPublicKey);
  key.box.resize(dataKey.bytes().size() + crypto_box_SEALBYTES);
  if (crypto_box_seal(bytesOf(key.box), bytesOf(dataKey.bytes()), dataKey.bytes().size(),
                      bytesOf(m_sealingPublicKey)) != 0)
    return Error(Code::kInvalidArgument,
                 "The organisation's public key is not valid; enrol this kiosk again.");
  key.signature.resize(crypto_sign_BYTES);
  const std::string text = signedPart(key, m_device, m_incarnation);
  crypto_sign_detached(bytesOf(key.signature), nullptr, bytesOf(text), text.size(),
                       bytesOf(m_signingSecretKey.bytes()));
  m_dataKey = std::move(dataKey);
  m_dataKeyId = key.id;
  m_dataKeyMadeBootMs = m_clock.bootMs();
  return key;
}

void Sealer::dropDataKey() {
  m_dataKey = SecretBytes();
  m_dataKeyUses = 0;
}

void Sealer::dropStaleDataKey() {
  if (m_dataKey.isEmpty()) return;
  const bool isOtherBoot = !m_dataKeyBootId.empty() && m_clock.bootId() != m_dataKeyBootId;
  const bool isOld = m_clock.bootMs() - m_dataKeyMadeBootMs >= kDataKeyLifeMs;
  if (isOld || m_dataKeyUses >= kEntriesPerDataKey || isOtherBoot) dropDataKey();
}

void Sealer::setSealingKey(std::string publicKey) {
  if (publicKey == m_sealingPublicKey) return;
  m_sealingPublicKey = std::move(publicKey);
  dropDataKey();
}

void Sealer::setIncarnation(Id16 incarnation) {
  if (incarnation == m_incarnation) return;
  m_incarnation = incarnation;
  dropDataKey();
}

Status checkDataKeySignature(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                             std::string_view deviceSigningPublicKey) {
  if (deviceSigningPublicKey.size() != crypto_sign_PUBLICKEYBYTES)
    return Error(Code::kInvalidArgument, "The device's public signing key is not 32 bytes long.");
  const std::string text = signedPart(key, device, incarnation);
  if (key.signature.size() != crypto_sign_BYTES ||
      crypto_sign_verify_detached(bytesOf(key.signature), bytesOf(text), text.size(),
                                  bytesOf(deviceSigningPublicKey)) != 0)
    return Error(Code::kDataLoss, "A data key is not signed by the device that sent it.");
  return okStatus();
}

Result<SecretBytes> openDataKey(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                                const SealingKeyPair& pair, std::string_view deviceSigningPublicKey) {
  FOYER_TRY(checkDataKeySignature(key, device, incarnation, deviceSigningPublicKey));
  if (key.sealingKeyId != pair.id)
    return Error(Code::kDataLoss, "A data key is sealed to another key than the organisation's.");
  const Error damaged(Code::kDataLoss, "A data key is damaged and cannot be opened.");
  const size_t size = key.box.size() - std::min<size_t>(key.box.size(), crypto_box_SEALBYTES);
  const bool hasMore = size >= kDataKeyBytes + sizeof(Id16) && size <= kDataKeyBytes + sizeof(Id16) + kClockBytes + kBootIdBytesMax;
  if (size != kDataKeyBytes && !hasMore) return damaged;
  SecretBytes dataKey = SecretBytes::ofSize(size);
  if (crypto_box_seal_open(dataKey.writable(), bytesOf(key.box), key.box.size(), bytesOf(pair.publicKey),
                           bytesOf(pair.secretKey.bytes())) != 0)
    return damaged;
  return dataKey;
}

BesideKey besideKey(const SecretBytes& dataKey) {
  constexpr size_t kBefore = kDataKeyBytes + sizeof(Id16);
  if (dataKey.bytes().size() <= kBefore) return {};
  const std::string_view beside = dataKey.bytes().substr(kBefore);
  const auto words = Id16::fromBytes(dataKey.bytes().substr(kDataKeyBytes, sizeof(Id16)));
  if (words == Words::first().id() || beside.size() < kClockBytes) return {beside, 0};
  uint64_t clocks = 0;
  for (size_t i = 0; i < kClockBytes; ++i) clocks = clocks << 8 | static_cast<uint8_t>(beside[i]);
  return {beside.substr(kClockBytes), static_cast<int64_t>(clocks)};
}

}  // namespace foyer::seal
