#include "shared/record/covered.h"

#include <gtest/gtest.h>

#include <random>

namespace foyer::record {
namespace {

Id16 idOf(uint8_t first) {
  Id16 id;
  id.bytes.fill(first);
  return id;
}

ChangeBody visit() {
  ChangeBody change;
  change.id = idOf(1);
  change.authorKind = AuthorKind::AUTHOR_KIND_KIOSK;
  change.author = idOf(2);
  change.seq = 41;
  change.lamport = 39;
  change.wallMs = -5;  // a clock that was never set
  change.bootMs = 123'456;
  change.bootId = "boot-1";
  change.slipId = idOf(3);
  change.schemaVersion = 1;
  RecordWrite own;
  own.recordId = change.id;
  own.type = 7;
  own.isNew = true;
  own.fields = {{1, "\x0a\x03""abc", {}}, {4, "", {{idOf(9), 3}, {idOf(8), 1}}}};
  RecordWrite bySlip;
  bySlip.slipId = idOf(4);
  bySlip.type = 900;
  bySlip.fields = {{2, "\x10\x05", {{idOf(4), 0}}}};
  change.records = {own, bySlip};
  return change;
}

constexpr int64_t kWallLessBootMs = 1'760'000'000'000;

Cover coverOf(const ChangeBody& change, std::string_view bootId) {
  return {change.id, change.author, change.seq, change.schemaVersion, bootId, kWallLessBootMs};
}

void expectSame(const ChangeBody& a, const ChangeBody& b) { EXPECT_EQ(toHex(encodeChange(a)), toHex(encodeChange(b))); }

TEST(CoveredChange, ComesBackWholeWithItsCover) {
  const ChangeBody change = visit();
  for (const char* bootIdOfKey : {"boot-1", "boot-2", ""}) {
    const auto again = decodeCovered(encodeCovered(change, bootIdOfKey, kWallLessBootMs), coverOf(change, bootIdOfKey));
    ASSERT_TRUE(again.ok()) << again.error().message();
    expectSame(*again, change);
  }
}

TEST(CoveredChange, LeavesOutWhatStandsOnTheCover) {
  const ChangeBody change = visit();
  const std::string bytes = encodeCovered(change, "boot-1", kWallLessBootMs);
  EXPECT_EQ(bytes.find(change.id.view()), std::string::npos);
  EXPECT_EQ(bytes.find(change.author.view()), std::string::npos);
  EXPECT_EQ(bytes.find("boot-1"), std::string::npos);
}

// Sealed by earlier kiosks, and in logs for ever.
TEST(CoveredChange, OfTheFirstFormatIsRead) {
  const ChangeBody change = visit();
  const std::string bytes = *fromHex(
      "0101038b848890a040c0c40703030303030303030303030303030303020507010401040209090909090909090909090909090909"
      "030808080808080808080808080808080801050a0361626302040404040404040404040404040404048407000102010404040404"
      "0404040404040404040404001005");
  const auto again = decodeCovered(bytes, coverOf(change, "boot-1"));
  ASSERT_TRUE(again.ok()) << again.error().message();
  expectSame(*again, change);
}

TEST(CoveredChange, KeepsEveryKindOfValueAsItIsOnTheWire) {
  ChangeBody change = visit();
  const std::string texts[] = {"\x0a\x01" "a", "\x12\x03" "b\nc", "\x1a\x02" "d ", "\x1a\x01" "e", "\x25" "1234", "\x29" "12345678",
                               "\x30\x96\x01", std::string("\x3a\x81\x00" "x", 4), "\xc2\x02\x04" "\xd0\x96" "er"};
  std::string wire;
  for (const std::string& text : texts) wire += text;
  wire.push_back('\x7a'), wire.push_back('\0');  // an empty text
  for (size_t place = 0; place < change.records.size(); ++place) {
    ChangeBody other = change;
    other.records[place].fields = *sliceFields(wire);
    const auto again = decodeCovered(encodeCovered(other, "boot-1", kWallLessBootMs), coverOf(other, "boot-1"));
    ASSERT_TRUE(again.ok()) << again.error().message();
    expectSame(*again, other);
  }
}

TEST(CoveredChange, FallsBackToTheWholeFormForWhatItCannotSay) {
  ChangeBody change = visit();
  change.records[1].matching = {{3, "\x18\x01", {}}};
  const std::string bytes = encodeCovered(change, "boot-1", kWallLessBootMs);
  EXPECT_EQ(bytes, encodeChange(change));
  const auto again = decodeCovered(bytes, coverOf(change, "boot-1"));
  ASSERT_TRUE(again.ok());
  expectSame(*again, change);
}

TEST(CoveredChange, RefusesEveryPartOfItself) {
  const ChangeBody change = visit();
  const std::string bytes = encodeCovered(change, "boot-1", kWallLessBootMs);
  // The fields of the last record end with the bytes: where these are cut between two fields, it is another change.
  for (size_t size = 1; size + 2 < bytes.size(); ++size)
    EXPECT_FALSE(decodeCovered(bytes.substr(0, size), coverOf(change, "boot-1")).ok()) << size;
}

TEST(CoveredChange, ReadsNothingBeyondAnyBytes) {
  const ChangeBody change = visit();
  const std::string bytes = encodeCovered(change, "boot-2", kWallLessBootMs);
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string other = bytes;
    for (int changes = 0; changes < 3; ++changes) other[1 + random() % (other.size() - 1)] = static_cast<char>(random());
    const auto read = decodeCovered(other, coverOf(change, ""));
    if (read.ok()) {
      EXPECT_LE(read->records.size(), kRecordsPerChangeMax);
    }
  }
}

TEST(RecordState, OfEarlierInstallationsIsRead) {
  v1::RecordState stored;
  stored.set_record_id(idOf(5).str());
  stored.set_type(7);
  stored.add_withdrawn("news");
  v1::FieldState* field = stored.add_fields();
  field->set_field(3);
  v1::Version* version = field->add_versions();
  version->mutable_dot()->set_author(idOf(2).str());
  version->mutable_dot()->set_seq(4);
  version->set_lamport(9);
  version->set_value("\x1a\x01x");
  const auto state = decodeState(stored.SerializeAsString());
  ASSERT_TRUE(state.ok());
  const auto again = decodeState(encodeState(*state));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->id, idOf(5));
  EXPECT_EQ(again->withdrawn, std::vector<std::string>{"news"});
  ASSERT_NE(again->field(3), nullptr);
  EXPECT_EQ(again->field(3)->versions.at(0).wire, "\x1a\x01x");
  EXPECT_EQ(again->field(3)->versions.at(0).lamport, 9u);
}

}  // namespace
}  // namespace foyer::record
