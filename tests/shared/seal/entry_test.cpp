// Entries: what opens, what is refused, and how large they are.
#include <gtest/gtest.h>
#include <sodium.h>
#include <zstd.h>

#include "tests/shared/seal/sealing_world.h"

namespace foyer::seal {
namespace {

std::string randomText(size_t size) {
  std::string text(size, '\0');
  systemRandom()({reinterpret_cast<uint8_t*>(text.data()), text.size()});
  return text;
}

// An entry as a program with the data key could write it, with any padded content.
SealedEntry forge(const EntryHeader& header, const Id16& dataKeyId, const SecretBytes& key,
                  std::string padded) {
  std::string nonceText = "foyer entry nonce v1" + header.incarnation.str();
  std::string bound = "foyer entry v1" + header.device.str() + header.incarnation.str();
  const std::string seq = {0, 0, 0, 0, 0, 0, 0, static_cast<char>(header.seq)};
  nonceText += seq + header.changeId.str();
  bound += seq + std::string{0, 0, 0, static_cast<char>(header.schemaVersion)} + header.changeId.str() +
           dataKeyId.str();
  const Hash32 nonce = hash(nonceText);
  SealedEntry entry{dataKeyId, std::string(padded.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0')};
  crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<uint8_t*>(entry.sealed.data()), nullptr,
                                             reinterpret_cast<const uint8_t*>(padded.data()), padded.size(),
                                             reinterpret_cast<const uint8_t*>(bound.data()), bound.size(),
                                             nullptr, nonce.data(),
                                             reinterpret_cast<const uint8_t*>(key.bytes().data()));
  return entry;
}

TEST(Entry, OpensToWhatWasSealed) {
  SealingWorld world;
  std::optional<SealedDataKey> key;
  uint64_t seq = 0;
  for (const std::string& text : {std::string(), std::string("a"), std::string(5000, 'a'), randomText(63),
                                  randomText(5000), std::string(1, '\0') + "x", std::string(64, '\x80'),
                                  std::string(kPlainBytesMax, 'b'), randomText(kPlainBytesMax)}) {
    const EntryHeader header = world.header(++seq);
    const auto sealed = world.seal(header, text);
    if (sealed.newKey) key = sealed.newKey;
    const auto dataKey = world.open(*key);
    ASSERT_TRUE(dataKey.ok());
    const auto opened = openEntry(sealed.entry, header, *dataKey);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    EXPECT_EQ(*opened, text);
  }
}

TEST(Entry, IsRefusedWhenTooLong) {
  SealingWorld world;
  EXPECT_EQ(world.sealer.seal(world.header(1), std::string(kPlainBytesMax + 1, 'b')).error().code(),
            Code::kInvalidArgument);
}

TEST(Entry, IsRefusedWithAnyBitFlippedOrTheWrongKey) {
  SealingWorld world;
  const EntryHeader header = world.header(1);
  const auto sealed = world.seal(header, "Amina Haddad, 030 555 0101");
  const auto dataKey = world.open(*sealed.newKey);
  for (size_t bit = 0; bit < sealed.entry.sealed.size() * 8; ++bit) {
    SealedEntry bad = sealed.entry;
    bad.sealed[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    const auto opened = openEntry(bad, header, *dataKey);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code(), Code::kDataLoss);
    EXPECT_EQ(opened.error().message().find("Amina"), std::string::npos);
  }
  SecretBytes wrong = SecretBytes::ofSize(32);
  systemRandom()({wrong.writable(), 32});
  EXPECT_FALSE(openEntry(sealed.entry, header, wrong).ok());
  for (const size_t size : {size_t{0}, size_t{15}, sealed.entry.sealed.size() - 1})
    EXPECT_FALSE(
        openEntry({sealed.entry.dataKeyId, sealed.entry.sealed.substr(0, size)}, header, *dataKey).ok());
}

TEST(Entry, IsRefusedUnderAnyOtherName) {
  SealingWorld world;
  const EntryHeader header = world.header(1);
  const auto sealed = world.seal(header, "visit");
  const auto dataKey = world.open(*sealed.newKey);
  const auto refused = [&](auto change) {
    EntryHeader other = header;
    change(other);
    return !openEntry(sealed.entry, other, *dataKey).ok();
  };
  EXPECT_TRUE(refused([](EntryHeader& h) { h.device = newRandomId(systemRandom()); }));
  EXPECT_TRUE(refused([](EntryHeader& h) { h.incarnation = newRandomId(systemRandom()); }));
  EXPECT_TRUE(refused([](EntryHeader& h) { h.seq = 2; }));
  EXPECT_TRUE(refused([](EntryHeader& h) { h.schemaVersion = 8; }));
  EXPECT_TRUE(refused([](EntryHeader& h) { h.changeId = newRandomId(systemRandom()); }));
  SealedEntry otherKeyName = sealed.entry;
  otherKeyName.dataKeyId = newRandomId(systemRandom());
  EXPECT_FALSE(openEntry(otherKeyName, header, *dataKey).ok());
}

TEST(Entry, HasASizeInStepsThatHidesShortAnswers) {
  SealingWorld world;
  const size_t yes = world.seal(world.header(1), "wants to be called: yes").entry.sealed.size();
  const size_t no = world.seal(world.header(2), "wants to be called: no").entry.sealed.size();
  EXPECT_EQ(yes, no);
  for (size_t size = 0; size < 300; ++size) {
    const auto entry = world.seal(world.header(3 + size), randomText(size)).entry;
    EXPECT_EQ(entry.sealed.size() - 16, paddedBytes(entry.sealed.size() - 16));
    EXPECT_GE(entry.sealed.size(), kPaddingStepBytes + 16);
    EXPECT_LE(entry.sealed.size(), size + 2 + 16 + kPaddingStepBytes);
  }
}

TEST(Entry, OfAForeignWriterIsRefusedWhenItExpandsTooFarOrIsNotPadded) {
  SealingWorld world;
  const EntryHeader header = world.header(1);
  const auto sealed = world.seal(header, "visit");
  const auto key = world.open(*sealed.newKey);
  const auto open = [&](const std::string& padded) {
    return openEntry(forge(header, sealed.entry.dataKeyId, *key, padded), header, *key);
  };
  const auto compressed = [](const std::string& plain) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 19));
    return out;
  };
  const std::string one(1, '\1'), mark = "\x80";
  EXPECT_EQ(*open(one + compressed("visit") + mark + std::string(9, '\0')), "visit") << "the forger works";
  EXPECT_EQ(*open(std::string(1, '\0') + "visit" + mark), "visit");

  const std::string bomb = compressed(std::string(100'000'000, 'x'));
  ASSERT_LT(bomb.size(), 20'000u);
  EXPECT_EQ(open(one + bomb + mark).error().code(), Code::kDataLoss);
  // Two frames in one, of which only the first says how large it is.
  EXPECT_FALSE(open(one + compressed("visit") + bomb + mark).ok());
  EXPECT_FALSE(open(one + "no frame" + mark).ok());
  EXPECT_FALSE(open(one + compressed(std::string(1000, 'x')).substr(0, 10) + mark).ok());
  EXPECT_FALSE(open("\x02visit" + mark).ok()) << "an unknown format";
  EXPECT_FALSE(open(std::string(1, '\0') + "visit").ok()) << "no padding mark";
  EXPECT_FALSE(open(std::string(64, '\0')).ok());
  EXPECT_FALSE(open(mark).ok());
  EXPECT_FALSE(open("").ok());
}

}  // namespace
}  // namespace foyer::seal
