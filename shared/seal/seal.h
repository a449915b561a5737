// Two-step sealing and the chain (libsodium). The only user of sodium in shared/.
//
// A random *data key* is sealed once to the organisation's X25519 key (crypto_box_seal) and signed with the
// device's Ed25519 key; each entry is encrypted under the data key (XChaCha20-Poly1305, IETF draft
// irtf-cfrg-xchacha). The data key lives in memory only. Sealed bytes of an entry, before encryption, are
// the shortest of
//   1 bit   1, then the Change packed by the word list of the data key (words.h), which says its own end
//   1 byte  format: 1 = zstd-compressed (one frame that states its size), 0 = plain; 2 = packed, from a whole byte
//           on, is opened too. Others are refused
//   n bytes the Change
//   1 byte  0x80 (ISO/IEC 7816-4)
// then zeros up to the next of the padded sizes, see paddedBytes().
// In the box of a data key: 32 bytes of key, 16 bytes of the word list's id, 8 bytes of the wall clock less the boot
// clock when it was made (ms, big endian), the id of that boot (at most kBootIdBytesMax bytes). A box with the first
// word list has no clocks; it, and one of a key alone, are opened too: older kiosks made them.
// Nonce: the first 24 bytes of BLAKE2b-256("foyer entry nonce v1", incarnation, seq, change id); a change id
// has random bits of its own, so no nonce repeats under a data key even where a disk was copied.
// Bound data: "foyer entry v1", device id, incarnation, seq (8 bytes big endian), schema version (4),
// change id, data key id.
// Chain: c(0) = BLAKE2b-256("foyer chain v1", incarnation); c(n) = BLAKE2b-256(c(n-1), seq, change id,
// data key id, schema version, BLAKE2b-256(sealed)). All numbers big endian, ids 16 bytes, nothing between.
//
// Ownership: values; keys wipe themselves. Threads: any, a Sealer by one thread only. Errors: kDataLoss for
// what cannot be opened, with a reason and never with content; kInvalidArgument for a key that is none.
// Does not: store keys, or know what a Change says.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::seal {

// Sizes after padding go up in steps, so that the size of an entry says little of what was written: everything up
// to 64 bytes (a visit of a few chosen answers, packed) looks the same, up to 128 there are nine sizes, then
// steps of 32 and from 256 on of 64. Eight bytes are three or four words, packed: finer than that a size would tell
// words apart; coarser, each entry would cost as much in padding as in content.
size_t paddedBytes(size_t used);
inline constexpr size_t kPaddingStepBytes = 64;  // the largest step
inline constexpr size_t kBootIdBytesMax = 64;    // Linux's have 36
inline constexpr uint32_t kEntriesPerDataKey = 256;  // then a new key: bounds what one stolen key opens
inline constexpr int64_t kDataKeyLifeMs = 10 * 60 * 1000;
inline constexpr size_t kPlainBytesMax = 256 * 1024;

using Hash32 = std::array<uint8_t, 32>;

// Secret bytes in memory of their own, which the kernel neither swaps out nor dumps where it allows that
// (sodium_malloc), and which is wiped when they go.
class SecretBytes {
 public:
  SecretBytes() = default;
  // Wipes the string it takes from.
  explicit SecretBytes(std::string&& bytes);
  static SecretBytes ofSize(size_t size);
  SecretBytes(SecretBytes&&) noexcept;
  SecretBytes& operator=(SecretBytes&&) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes copy() const;
  std::string_view bytes() const { return {reinterpret_cast<const char*>(m_memory.get()), m_size}; }
  uint8_t* writable() { return m_memory.get(); }
  bool isEmpty() const { return m_size == 0; }

 private:
  struct Wipe {
    void operator()(uint8_t* memory) const;
  };
  std::unique_ptr<uint8_t, Wipe> m_memory;
  size_t m_size = 0;
};

// The organisation's key pair (X25519); the secret half is only at the server.
struct SealingKeyPair {
  Id16 id;  // first 16 bytes of BLAKE2b-256(public key)
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

// What stands with a data key, so that it need not stand in each entry.
struct BesideKey {
  std::string_view bootId;
  int64_t wallLessBootMs = 0;  // the wall clock less the boot clock, when the key was made
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
  // the same transaction as the entry. If that transaction fails, call dropDataKey(): else later entries
  // would be sealed under a key that nobody has.
  struct Sealed {
    SealedEntry entry;
    std::optional<SealedDataKey> newKey;
  };
  // `change` makes the bytes, given what stands with the data key.
  using ChangeBytes = std::function<std::string(const BesideKey& beside)>;
  Result<Sealed> seal(const EntryHeader& header, const ChangeBytes& change);
  Result<Sealed> seal(const EntryHeader& header, std::string_view change);
  // Wipes the data key; the next entry gets a new one.
  void dropDataKey();
  // Wipes the data key when its time is over; called now and then, since nobody may come to seal.
  void dropStaleDataKey();
  // Any of these wipes the data key when it changes something.
  void setSealingKey(std::string publicKey);
  void setIncarnation(Id16 incarnation);

 private:
  Id16 m_device, m_incarnation;
  std::string m_sealingPublicKey;
  SecretBytes m_signingSecretKey;
  Result<SealedDataKey> makeDataKey();
  Result<std::optional<SealedDataKey>> freshDataKey();

  const Clock& m_clock;
  Random m_random;
  SecretBytes m_dataKey;
  Id16 m_dataKeyId;
  uint32_t m_dataKeyUses = 0;
  int64_t m_dataKeyMadeBootMs = 0;
  std::string m_dataKeyBootId;
  int64_t m_dataKeyClocksMs = 0;
};

// The server's side: pure functions.
Result<SecretBytes> openDataKey(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                                const SealingKeyPair& pair, std::string_view deviceSigningPublicKey);
// The signature alone; a key that is not signed by the device does not enter the log.
Status checkDataKeySignature(const SealedDataKey& key, const Id16& device, const Id16& incarnation,
                             std::string_view deviceSigningPublicKey);
Result<std::string> openEntry(const SealedEntry& entry, const EntryHeader& header, const SecretBytes& dataKey);
// Empty, or without clocks, for keys of older kiosks.
BesideKey besideKey(const SecretBytes& dataKey);

Hash32 chainStart(const Id16& incarnation);
Hash32 chainNext(const Hash32& previous, const EntryHeader& header, const SealedEntry& entry);

// The id of a slip: first 16 bytes of BLAKE2b-256("foyer slip v1", normalised code). The server keeps only this.
Id16 slipId(std::string_view normalisedCode);
// BLAKE2b-256, for digests.
Hash32 hash(std::string_view bytes);

// Call once at start of a program; kInternal if libsodium cannot start.
Status start();

}  // namespace foyer::seal
