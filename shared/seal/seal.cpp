// Entries, their chain, and the ids of slips.
#include "shared/seal/seal.h"

#include <algorithm>

#include "shared/seal/compression.h"
#include "shared/seal/digest.h"
#include "shared/seal/words.h"

namespace foyer::seal {

namespace {

constexpr char kFormatPlain = 0;
constexpr char kFormatCompressed = 1;
constexpr char kFormatPackedWithMark = 2;
constexpr uint8_t kPackedBit = 0x80;  // of the first byte; no format in a byte has it
// Longer texts may repeat themselves, which zstd sees and words do not. It costs as much as all else of a save.
constexpr size_t kPackedOnlyBytesMax = 1'024;
constexpr char kPaddingMark = static_cast<char>(0x80);
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
// What the largest plain Change becomes; anything longer is refused before it is decrypted.
constexpr size_t kSealedBytesMax = kPlainBytesMax + 2 + kPaddingStepBytes + kTagBytes;

using Nonce = std::array<uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Nonce nonceOf(const EntryHeader& header) {
  const Hash32 hash =
      Digest("foyer entry nonce v1").add(header.incarnation).addU64(header.seq).add(header.changeId).finish();
  Nonce nonce;
  std::copy_n(hash.begin(), nonce.size(), nonce.begin());
  return nonce;
}

void appendBigEndian(std::string& text, uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) text.push_back(static_cast<char>(number >> (8 * i)));
}

std::string boundPart(const EntryHeader& header, const Id16& dataKeyId) {
  std::string text = "foyer entry v1";
  text += header.device.view();
  text += header.incarnation.view();
  appendBigEndian(text, header.seq, 8);
  appendBigEndian(text, header.schemaVersion, 4);
  text += header.changeId.view();
  text += dataKeyId.view();
  return text;
}

void append(std::string& text, char format, std::string&& content) {
  text.push_back(format);
  text += content;
  sodium_memzero(content.data(), content.size());
}

// A bit 1, then these bits. Zeros at the end are padding anyway.
std::string behindOneBit(std::string_view bits) {
  std::string out;
  out.reserve(bits.size() + 1);
  auto carried = kPackedBit;
  for (const char character : bits) {
    const auto byte = static_cast<uint8_t>(character);
    out.push_back(static_cast<char>(carried | byte >> 1));
    carried = static_cast<uint8_t>(byte << 7);
  }
  if (carried != 0) out.push_back(static_cast<char>(carried));
  return out;
}

// Without its first bit.
std::string afterOneBit(std::string_view bits) {
  std::string out(bits.size(), '\0');
  for (size_t i = 0; i < bits.size(); ++i) {
    const auto next = static_cast<uint8_t>(i + 1 < bits.size() ? bits[i + 1] : 0);
    out[i] = static_cast<char>(static_cast<uint8_t>(bits[i]) << 1 | next >> 7);
  }
  return out;
}

// Format, content and padding, with room for the tag behind.
Result<std::string> paddedContent(std::string_view change) {
  std::string unshifted = Words::newest().pack(change);
  std::string packed = behindOneBit(unshifted);
  sodium_memzero(unshifted.data(), unshifted.size());
  std::string compressed;
  if (change.size() > kPackedOnlyBytesMax) {
    FOYER_ASSIGN(compressed, compress(change));
  }
  const size_t others = compressed.empty() ? change.size() : std::min(compressed.size(), change.size());
  const bool isPacked = packed.size() <= others;
  const size_t padded = paddedBytes(isPacked ? packed.size() : 1 + others + 1);
  std::string text;
  text.reserve(padded + kTagBytes);
  if (isPacked) {
    text += packed;
  } else if (!compressed.empty() && compressed.size() == others) {
    append(text, kFormatCompressed, std::move(compressed));
  } else {
    text.push_back(kFormatPlain);
    text += change;
  }
  sodium_memzero(packed.data(), packed.size());
  sodium_memzero(compressed.data(), compressed.size());
  if (!isPacked) text.push_back(kPaddingMark);
  text.resize(padded, '\0');
  return text;
}

Result<std::string> unpack(std::string_view packed, const SecretBytes& dataKey) {
  const auto id = Id16::fromBytes(dataKey.bytes().substr(std::min(dataKey.bytes().size(), kDataKeyBytes)).substr(0, sizeof(Id16)));
  const Words* const words = id ? Words::withId(*id) : nullptr;
  if (words) return words->unpack(packed, kPlainBytesMax);
  return Error(Code::kDataLoss, "This entry was packed by a word list that this server does not know; update the server.");
}

// The content without its padding; nothing if it is not padded as it should be.
std::optional<std::string_view> withoutPadding(std::string_view padded) {
  const size_t mark = padded.find_last_not_of('\0');
  if (mark == std::string_view::npos || mark == 0 || padded[mark] != kPaddingMark) return std::nullopt;
  return padded.substr(0, mark);
}

}  // namespace

Sealer::Sealer(Id16 device, Id16 incarnation, std::string sealingPublicKey, SecretBytes signingSecretKey,
               const Clock& clock, Random random)
    : m_device(device),
      m_incarnation(incarnation),
      m_sealingPublicKey(std::move(sealingPublicKey)),
      m_signingSecretKey(std::move(signingSecretKey)),
      m_clock(clock),
      m_random(std::move(random)) {}

size_t paddedBytes(size_t used) {
  if (used <= 64) return 64;
  const size_t step = used <= 128 ? 8 : used <= 256 ? 32 : kPaddingStepBytes;
  return (used + step - 1) / step * step;
}

Result<std::optional<SealedDataKey>> Sealer::freshDataKey() {
  dropStaleDataKey();
  if (!m_dataKey.isEmpty()) return std::optional<SealedDataKey>();
  FOYER_ASSIGN(auto made, makeDataKey());
  return std::optional(std::move(made));
}

Result<Sealer::Sealed> Sealer::seal(const EntryHeader& header, std::string_view change) {
  return seal(header, [&](const BesideKey&) { return std::string(change); });
}

Result<Sealer::Sealed> Sealer::seal(const EntryHeader& header, const ChangeBytes& change) {
  // An entry with another name than its journal's could never be opened.
  FOYER_ASSERT(header.device == m_device && header.incarnation == m_incarnation);
  Sealed result;
  FOYER_ASSIGN(result.newKey, freshDataKey());
  std::string plain = change({m_dataKeyBootId, m_dataKeyClocksMs});
  if (plain.size() > kPlainBytesMax) {
    sodium_memzero(plain.data(), plain.size());
    return Error(Code::kInvalidArgument,
                 "These entries are too long to be kept together; make them shorter.");
  }
  auto padded = paddedContent(plain);
  sodium_memzero(plain.data(), plain.size());
  FOYER_ASSIGN(std::string text, std::move(padded));
  result.entry.dataKeyId = m_dataKeyId;
  const std::string bound = boundPart(header, m_dataKeyId);
  const Nonce nonce = nonceOf(header);
  const size_t plainBytes = text.size();
  text.resize(plainBytes + kTagBytes);
  // In place: the plain text is gone afterwards.
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(text), nullptr, bytesOf(text), plainBytes,
                                             bytesOf(bound), bound.size(), nullptr, nonce.data(),
                                             bytesOf(m_dataKey.bytes()));
  ++m_dataKeyUses;
  result.entry.sealed = std::move(text);
  return result;
}

Result<std::string> openEntry(const SealedEntry& entry, const EntryHeader& header,
                              const SecretBytes& dataKey) {
  if (dataKey.bytes().size() < kDataKeyBytes)
    return Error(Code::kInvalidArgument, "A data key is not 32 bytes long.");
  if (entry.sealed.size() < kTagBytes || entry.sealed.size() > kSealedBytesMax)
    return Error(Code::kDataLoss, "This entry has a size that no kiosk writes.");
  std::string plain(entry.sealed.size() - kTagBytes, '\0');
  const std::string bound = boundPart(header, entry.dataKeyId);
  const Nonce nonce = nonceOf(header);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(plain), nullptr, nullptr, bytesOf(entry.sealed),
                                                 entry.sealed.size(), bytesOf(bound), bound.size(),
                                                 nonce.data(), bytesOf(dataKey.bytes())) != 0)
    return Error(Code::kDataLoss, "This entry is damaged, or it is not from the place that it names.");
  if (!plain.empty() && static_cast<uint8_t>(plain[0]) & kPackedBit) return unpack(afterOneBit(plain), dataKey);
  const auto content = withoutPadding(plain);
  if (!content) return Error(Code::kDataLoss, "The padding of this entry is not as it should be.");
  switch ((*content)[0]) {
    case kFormatPlain:
      return std::string(content->substr(1));
    case kFormatPackedWithMark:
      return unpack(content->substr(1), dataKey);
    case kFormatCompressed:
      return expand(content->substr(1), kPlainBytesMax);
    default:
      return Error(Code::kDataLoss, "This entry is of a newer format; update the server.");
  }
}

Hash32 chainStart(const Id16& incarnation) { return Digest("foyer chain v1").add(incarnation).finish(); }

Hash32 chainNext(const Hash32& previous, const EntryHeader& header, const SealedEntry& entry) {
  return Digest("")
      .add(previous)
      .addU64(header.seq)
      .add(header.changeId)
      .add(entry.dataKeyId)
      .addU32(header.schemaVersion)
      .add(hash(entry.sealed))
      .finish();
}

Id16 slipId(std::string_view normalisedCode) {
  return firstHalf(Digest("foyer slip v1").add(normalisedCode).finish());
}

Hash32 hash(std::string_view bytes) { return Digest("").add(bytes).finish(); }

}  // namespace foyer::seal
