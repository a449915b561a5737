// Keys, chain and slips; entries are in entry_test.cpp.
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "tests/shared/seal/sealing_world.h"

namespace foyer::seal {
namespace {

TEST(DataKey, OpensOnlyWithTheOrganisationsSecretKey) {
  SealingWorld world;
  const auto key = world.seal(world.header(1), "visit").newKey;
  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(world.open(*key).ok());
  world.organisation = newSealingKeyPair();
  const auto refused = world.open(*key);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kDataLoss);
}

TEST(DataKey, IsRefusedWhenAnotherDeviceSignedIt) {
  SealingWorld world;
  const auto key = *world.seal(world.header(1), "visit").newKey;
  EXPECT_TRUE(checkDataKeySignature(key, world.device, world.incarnation, world.signing.publicKey).ok());
  EXPECT_FALSE(
      checkDataKeySignature(key, world.device, world.incarnation, newSigningKeyPair().publicKey).ok());
  EXPECT_FALSE(
      checkDataKeySignature(key, newRandomId(systemRandom()), world.incarnation, world.signing.publicKey)
          .ok());
  EXPECT_FALSE(
      checkDataKeySignature(key, world.device, newRandomId(systemRandom()), world.signing.publicKey).ok());
  EXPECT_FALSE(checkDataKeySignature(key, world.device, world.incarnation, "short").ok());
}

TEST(DataKey, IsRefusedWithAnyBitFlipped) {
  SealingWorld world;
  const SealedDataKey good = *world.seal(world.header(1), "visit").newKey;
  for (std::string SealedDataKey::*part : {&SealedDataKey::box, &SealedDataKey::signature}) {
    for (size_t bit = 0; bit < (good.*part).size() * 8; ++bit) {
      SealedDataKey bad = good;
      (bad.*part)[bit / 8] ^= static_cast<char>(1 << (bit % 8));
      EXPECT_FALSE(world.open(bad).ok());
    }
  }
  SealedDataKey otherName = good;
  otherName.id.bytes[0] ^= 1;
  EXPECT_FALSE(world.open(otherName).ok());
}

TEST(DataKey, IsReplacedAfterItsNumberOfEntries) {
  SealingWorld world;
  std::optional<Id16> first;
  for (uint32_t i = 0; i < kEntriesPerDataKey; ++i) {
    const auto sealed = world.seal(world.header(i + 1), "visit");
    EXPECT_EQ(sealed.newKey.has_value(), i == 0);
    if (!first) first = sealed.entry.dataKeyId;
    EXPECT_EQ(sealed.entry.dataKeyId, *first);
  }
  const auto next = world.seal(world.header(kEntriesPerDataKey + 1), "visit");
  ASSERT_TRUE(next.newKey.has_value());
  EXPECT_NE(next.entry.dataKeyId, *first);
  EXPECT_EQ(next.entry.dataKeyId, next.newKey->id);
}

TEST(DataKey, IsReplacedAfterItsTimeAndAfterAReboot) {
  SealingWorld world;
  EXPECT_TRUE(world.seal(world.header(1), "visit").newKey);
  world.clock.advanceMs(kDataKeyLifeMs - 1);
  EXPECT_FALSE(world.seal(world.header(2), "visit").newKey);
  world.clock.advanceMs(1);
  EXPECT_TRUE(world.seal(world.header(3), "visit").newKey);
  world.clock.reboot("boot-2");
  EXPECT_TRUE(world.seal(world.header(4), "visit").newKey);
}

TEST(DataKey, IsReplacedWithANewOrganisationKeyOrIncarnation) {
  SealingWorld world;
  EXPECT_TRUE(world.seal(world.header(1), "visit").newKey);
  world.sealer.setSealingKey(world.organisation.publicKey);
  EXPECT_FALSE(world.seal(world.header(2), "visit").newKey) << "the same key changes nothing";
  const SealingKeyPair next = newSealingKeyPair();
  world.sealer.setSealingKey(next.publicKey);
  const auto key = world.seal(world.header(3), "visit").newKey;
  ASSERT_TRUE(key);
  EXPECT_EQ(key->sealingKeyId, next.id);
  world.incarnation = newRandomId(systemRandom());
  world.sealer.setIncarnation(world.incarnation);
  EXPECT_TRUE(world.seal(world.header(1), "visit").newKey);
}

TEST(DataKey, IsNotMadeFromBrokenKeys) {
  SealingWorld world;
  world.sealer.setSealingKey("short");
  EXPECT_EQ(world.sealer.seal(world.header(1), "visit").error().code(), Code::kInvalidArgument);
  world.sealer.setSealingKey(std::string(32, '\0'));  // a point of low order
  EXPECT_EQ(world.sealer.seal(world.header(1), "visit").error().code(), Code::kInvalidArgument);
  world.sealer.setSealingKey(world.organisation.publicKey);
  EXPECT_TRUE(world.sealer.seal(world.header(1), "visit").ok());
}

uint8_t patternAt(size_t i) { return static_cast<uint8_t>(0x51 + 37 * i); }

// How often the pattern (32 bytes) lies in the writable memory of this process.
int countPatternInMemory() {
  std::ifstream maps("/proc/self/maps");
  std::ifstream memory("/proc/self/mem", std::ios::binary);
  int found = 0;
  for (std::string line; std::getline(maps, line);) {
    unsigned long long from = 0, to = 0;
    char mode[5] = {};
    if (std::sscanf(line.c_str(), "%llx-%llx %4s", &from, &to, mode) != 3 || mode[0] != 'r' || mode[1] != 'w')
      continue;
    if (line.find("[v") != std::string::npos) continue;
    const auto* start = reinterpret_cast<const uint8_t*>(from);
    const auto* end = reinterpret_cast<const uint8_t*>(to);
    for (const uint8_t* at = start; at + 32 <= end; ++at) {
      at = static_cast<const uint8_t*>(std::memchr(at, patternAt(0), static_cast<size_t>(end - at)));
      if (at == nullptr || at + 32 > end) break;
      int same = 1;
      while (same < 32 && at[same] == patternAt(static_cast<size_t>(same))) ++same;
      found += same == 32;
    }
  }
  return found;
}

TEST(DataKey, IsGoneFromMemoryWhenItWasDropped) {
  SealingWorld world;
  const Random pattern = [](std::span<uint8_t> out) {
    for (size_t i = 0; i < out.size(); ++i) out[i] = patternAt(i);
  };
  Sealer sealer(world.device, world.incarnation, world.organisation.publicKey, world.signing.secretKey.copy(),
                world.clock, pattern);
  ASSERT_TRUE(sealer.seal(world.header(1), "visit").ok());
  EXPECT_EQ(countPatternInMemory(), 1);
  world.clock.advanceMs(kDataKeyLifeMs);
  sealer.dropStaleDataKey();
  EXPECT_EQ(countPatternInMemory(), 0);
}

TEST(SecretBytes, WipesWhatItWasMadeFromAndMovesWithoutCopies) {
  std::string text(32, 'k');
  const char* where = text.data();
  SecretBytes first(std::move(text));
  for (int i = 0; i < 32; ++i) EXPECT_EQ(where[i], 0);
  SecretBytes second(std::move(first));
  EXPECT_TRUE(first.isEmpty());
  EXPECT_EQ(second.bytes(), std::string(32, 'k'));
  EXPECT_EQ(second.copy().bytes(), second.bytes());
}

TEST(Chain, DependsOnEveryPartOfTheEntry) {
  SealingWorld world;
  const EntryHeader header = world.header(1);
  const SealedEntry entry = world.seal(header, "visit").entry;
  const Hash32 start = chainStart(world.incarnation);
  const Hash32 head = chainNext(start, header, entry);
  EXPECT_EQ(chainNext(start, header, entry), head);
  EXPECT_NE(chainStart(newRandomId(systemRandom())), start);

  std::vector<Hash32> others;
  EntryHeader other = header;
  other.seq = 2;
  others.push_back(chainNext(start, other, entry));
  other = header;
  other.changeId.bytes[3] ^= 1;
  others.push_back(chainNext(start, other, entry));
  other = header;
  other.schemaVersion = 8;
  others.push_back(chainNext(start, other, entry));
  SealedEntry otherEntry = entry;
  otherEntry.sealed[0] ^= 1;
  others.push_back(chainNext(start, header, otherEntry));
  otherEntry = entry;
  otherEntry.dataKeyId.bytes[0] ^= 1;
  others.push_back(chainNext(start, header, otherEntry));
  others.push_back(chainNext(head, header, entry));
  for (const Hash32& hash : others) EXPECT_NE(hash, head);
}

TEST(Slip, HasAnIdThatIsAlwaysTheSameForOneCode) {
  EXPECT_EQ(slipId("7K4M9QXR2TDA"), slipId("7K4M9QXR2TDA"));
  EXPECT_NE(slipId("7K4M9QXR2TDA"), slipId("7K4M9QXR2TDB"));
  EXPECT_FALSE(slipId("7K4M9QXR2TDA").isNil());
}

// A second program, in another language, must find the same hashes: b2sum -l 256.
TEST(Hash, IsPlainBlake2b256) {
  const auto text = [](const Hash32& h) {
    return toHex({reinterpret_cast<const char*>(h.data()), h.size()});
  };
  EXPECT_EQ(text(hash("")), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(text(hash("foyer")), "47a60f7a12c0c0027cece602536e5821b8e76c6f3a61d6831778a288dab0ff48");
  EXPECT_EQ(toHex(slipId("7K4M9QXR2TDA").view()), "ff2a97f27989e8087b185d9858fb6464");
}

// Reckoned from proto/README.md alone, by Python's hashlib.
TEST(Chain, IsAsThePaperSays) {
  const auto counting = [](uint8_t from) {
    Id16 id;
    for (uint8_t& byte : id.bytes) byte = from++;
    return id;
  };
  const auto text = [](const Hash32& h) { return toHex({reinterpret_cast<const char*>(h.data()), h.size()}); };
  const Hash32 start = chainStart(counting(0));
  EXPECT_EQ(text(start), "ef4ba2578c9184089e3c95ded1c2c5542f263bdfde1f11f60d9f75b0d09e3070");
  const EntryHeader header{counting(48), counting(0), 1, 2, counting(16)};
  EXPECT_EQ(text(chainNext(start, header, {counting(32), "sealed"})),
            "c80346b32144b6a8c933a6aadf5a4483c7868b10fcf286f1b9c2a59f37a75f5b");
}

}  // namespace
}  // namespace foyer::seal
