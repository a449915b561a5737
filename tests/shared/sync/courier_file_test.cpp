// The courier's files as bytes: what was written is read, and nothing else is.
#include "shared/sync/courier.h"

#include <gtest/gtest.h>

#include <random>

#include "shared/sync/limits.h"

namespace foyer::sync {
namespace {

struct CourierFile : testing::Test {
  CourierFile() {
    EXPECT_TRUE(seal::start().ok());
    pair = seal::newSigningKeyPair();
    CourierWriter writer(pair.secretKey);
    bytes = CourierWriter::head();
    v1::CourierFrame frame;
    frame.mutable_start()->set_device(device.str());
    frame.mutable_start()->set_stick(3);
    append(writer, frame);
    for (int i = 0; i < 3; ++i) {
      frame.mutable_batch()->set_chain_head(std::string(32, static_cast<char>('a' + i)));
      append(writer, frame);
    }
    frame.mutable_end()->set_last_seq(77);
    append(writer, frame);
  }
  void append(CourierWriter& writer, const v1::CourierFrame& frame) {
    const auto made = writer.frame(frame);
    ASSERT_TRUE(made.ok());
    bytes += *made;
  }
  // How many frames were read with success, the start included; 5 with the end.
  int framesOf(const std::string& file, const std::string& key) const {
    size_t at = 0;
    CourierReader reader([&](size_t count) -> Result<std::string> {
      const std::string piece = file.substr(std::min(at, file.size()), count);
      at += piece.size();
      return piece;
    });
    const auto start = reader.start([&](const Id16& said) -> Result<std::string> {
      if (said != device) return Error(Code::kNotFound, "another device");
      return key;
    });
    if (!start.ok()) return 0;
    EXPECT_EQ(start->stick(), 3u);
    for (int frames = 1;; ++frames) {
      const auto next = reader.next();
      if (!next.ok()) return frames;
      if (next->has_end()) return frames + 1;
    }
  }

  const Id16 device = newRandomId(systemRandom());
  seal::SigningKeyPair pair;
  std::string bytes;
};

TEST_F(CourierFile, IsReadAsItWasWritten) { EXPECT_EQ(framesOf(bytes, pair.publicKey), 5); }

TEST_F(CourierFile, OfAnotherDevicesKeyIsNotRead) { EXPECT_EQ(framesOf(bytes, seal::newSigningKeyPair().publicKey), 0); }

TEST_F(CourierFile, IsGoodUpToWhereItWasCut) {
  int before = 0;
  for (size_t size = 0; size < bytes.size(); ++size) {
    const int frames = framesOf(bytes.substr(0, size), pair.publicKey);
    ASSERT_GE(frames, before);
    ASSERT_LT(frames, 5);
    before = frames;
  }
  EXPECT_EQ(before, 4);
}

TEST_F(CourierFile, IsGoodUpToTheFirstBitThatIsWrong) {
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string wrong = bytes;
    wrong[at] ^= static_cast<char>(1 << at % 8);
    ASSERT_LT(framesOf(wrong, pair.publicKey), 5) << at;
  }
}

TEST_F(CourierFile, OfRandomBytesIsRefusedWithoutHarm) {
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    std::string noise = CourierWriter::head() + std::string(random() % 400, '\0');
    for (size_t at = 8; at < noise.size(); ++at) noise[at] = static_cast<char>(random());
    if (i % 2 == 0 && noise.size() > 12) noise.replace(8, 4, std::string("\0\0\0\x10", 4));
    ASSERT_EQ(framesOf(noise, pair.publicKey), 0);
    noise.replace(0, 8, "FOYERA1\n");
    const auto parts = splitAnswer(noise);
    ASSERT_TRUE(!parts.ok() || parts->body.size() <= kCourierAnswerBytesMax);
  }
}

TEST(CourierAnswer, IsSplitAsItWasMade) {
  const auto parts = splitAnswer(answerFile("body", "signature"));
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->body, "body");
  EXPECT_EQ(parts->signature, "signature");
  EXPECT_FALSE(splitAnswer(answerFile("", "signature")).ok());
  EXPECT_FALSE(splitAnswer(answerFile("body", "")).ok());
  EXPECT_FALSE(splitAnswer("").ok());
}

TEST(CourierFileName, TellsKioskJourneyAndStickAndNothingElse) {
  const Id16 device = *Id16::fromText("0190a0a0-0000-7000-8000-0000deadbeef");
  const Id16 journey = *Id16::fromText("12345678-0000-4000-8000-000000000000");
  EXPECT_EQ(courierFileName(device, journey, 12), "foyer-deadbeef-12345678-12.courier");
  EXPECT_EQ(answerFileName(device), "foyer-deadbeef.answer");
}

}  // namespace
}  // namespace foyer::sync
