// Two-step sealing and the chain (libsodium). The only user of sodium in shared/.
//
// A random *data key* is sealed once to the organisation's X25519 key (crypto_box_seal) and signed with the
// device's Ed25519 key; each entry is encrypted under the data key (XChaCha20-Poly1305, IETF draft
// irtf-cfrg-xchacha). The data key lives in memory only. Sealed bytes of an entry, before encryption:
//   1 byte  format: 1 = zstd-compressed Change, 0 = plain Change
//   n bytes the Change
//   1 byte  0x80, then zeros up to a multiple of kPaddingStepBytes (ISO/IEC 7816-4)
// Nonce: the first 24 bytes of BLAKE2b("foyer entry nonce v1", incarnation, seq, change id); a change id is
// random, so no nonce repeats under a data key even where a disk was copied.
// Bound data: "foyer entry v1", device id, incarnation, seq (8 bytes big endian), schema version (4),
// change id, data key id.
// Chain: c(0) = BLAKE2b-256("foyer chain v1", incarnation); c(n) = BLAKE2b-256(c(n-1), seq, change id,
// data key id, schema version, BLAKE2b-256(sealed)).
//
// Ownership: values; keys wipe themselves. Threads: any, an Sealer by one thread only. Errors:
// kDataLoss for what cannot be opened, with a reason and never with content.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::seal {

inline constexpr size_t kPaddingStepBytes = 64;     // hides which short answer was given; costs 32 bytes on average
inline constexpr uint32_t kEntriesPerDataKey = 256;  // then a new key: bounds what one stolen key opens
inline constexpr int64_t kDataKeyLifeMs = 10 * 60 * 1000;
inline constexpr size_t kPlainBytesMax = 256 * 1024;

using Hash32 = std::array<uint8_t, 32>;

// Secret bytes that are wiped when they go.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::string bytes) : m_bytes(std::move(bytes)) {}
  SecretBytes(SecretBytes&&) noexcept;
  SecretBytes& operator=(SecretBytes&&) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();
  const std::string& bytes() const { return m_bytes; }
  bool isEmpty() const { return m_bytes.empty(); }

 private:
  std::string m_bytes;
};

// The organisation's key pair (X25519); the secret half is only at the server.
struct SealingKeyPair {
  Id16 id;  // first 16 bytes of BLAKE2b(public key)
  std::string publicKey;
  SecretBytes secretKey;
};
SealingKeyPair newSealingKeyPair();
Id16 sealingKeyId(std::string_view publicKey);

// A device's signing key pair (Ed25519); the secret half is only at the kiosk.
struct SigningKeyPair {
  std::string publicKey;
  SecretBytes secretKey;
};
SigningKeyPair newSigningKeyPair();

// A data key as it is stored and sent; see DataKey in sync.proto.
struct SealedDataKey {
  Id16 id;
  Id16 sealingKeyId;
  std::string box;
  std::string signature;
};

struct EntryHeader {
  Id16 device;
  Id16 incarnation;
  uint64_t seq = 0;
  uint32_t schemaVersion = 0;
  Id16 changeId;
};

struct SealedEntry {
  Id16 dataKeyId;
  std::string sealed;
};

// The kiosk's side. One thread.
class Sealer {
 public:
  Sealer(Id16 device, Id16 incarnation, std::string sealingPublicKey, SecretBytes signingSecretKey,
         const Clock& clock, Random random);
  // Seals one change. When a new data key had to be made, `newKey` of the result is set: it must be stored in
  // the same transaction as the entry.
  struct Sealed {
    SealedEntry entry;
    std::optional<SealedDataKey> newKey;
  };
  Result<Sealed> seal(const EntryHeader& header, std::string_view change);
  // Forgets the data key; the next entry gets a new one.
  void dropDataKey();
  void setSealingKey(std::string publicKey);
  void setIncarnation(Id16 incarnation);

 private:
  Id16 m_device, m_incarnation;
  std::string m_sealingPublicKey;
  SecretBytes m_signingSecretKey;
  const Clock& m_clock;
  Random m_random;
  SecretBytes m_dataKey;
  Id16 m_dataKeyId;
  uint32_t m_dataKeyUses = 0;
  int64_t m_dataKeyMadeBootMs = 0;
};

// The server's side: pure functions.
Result<SecretBytes> openDataKey(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                                const SealingKeyPair& pair, std::string_view deviceSigningPublicKey);
// The signature alone; a key that is not signed by the device does not enter the log.
Status checkDataKeySignature(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                             std::string_view deviceSigningPublicKey);
Result<std::string> openEntry(const SealedEntry& entry, const EntryHeader& header, const SecretBytes& dataKey);

Hash32 chainStart(const Id16& incarnation);
Hash32 chainNext(const Hash32& previous, const EntryHeader& header, const SealedEntry& entry);

// The id of a slip: first 16 bytes of BLAKE2b("foyer slip v1", normalised code). The server keeps only this.
Id16 slipId(std::string_view normalisedCode);
// BLAKE2b-256, for digests.
Hash32 hash(std::string_view bytes);

// Call once at start of a program; kInternal if libsodium cannot start.
Status start();

}  // namespace foyer::seal
