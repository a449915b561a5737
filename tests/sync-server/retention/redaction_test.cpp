// What stays of a change, as a pure function.
#include "sync-server/retention/redaction.h"

#include <gtest/gtest.h>

namespace foyer::retention {
namespace {

Id16 id(uint8_t first) {
  Id16 made;
  made.bytes[0] = first;
  return made;
}

record::ChangeBody visit() {
  record::ChangeBody body;
  body.id = id(9);
  body.author = id(8);
  body.seq = 3;
  for (const uint8_t record : {1, 2}) {
    record::RecordWrite write;
    write.recordId = id(record);
    write.type = record;
    write.fields = {{1, "\x0a\x01x", {record::Dot{id(7), 1}}}, {2, "\x12\x01y", {}}};
    body.records.push_back(write);
  }
  return body;
}

FatesOf fates(std::map<Id16, Fate> byRecord) {
  return [byRecord](const record::RecordWrite& write) -> Result<std::vector<Fate>> {
    const auto found = byRecord.find(write.recordId);
    return found == byRecord.end() ? std::vector<Fate>{} : std::vector<Fate>{found->second};
  };
}

TEST(Redaction, LeavesAChangeAloneThatHoldsNothingOfIt) {
  const auto redacted = redact(visit(), fates({{id(1), {}}, {id(2), {}}}));
  ASSERT_TRUE(redacted.ok());
  EXPECT_FALSE(redacted->isChanged);
  EXPECT_FALSE(redacted->body.isRedacted);
  EXPECT_EQ(record::encodeChange(redacted->body), record::encodeChange(visit()));
}

TEST(Redaction, LeavesOfAnErasedRecordNothingButItsId) {
  const auto redacted = redact(visit(), fates({{id(1), {true, {}}}, {id(2), {}}}));
  ASSERT_TRUE(redacted.ok());
  EXPECT_TRUE(redacted->isChanged);
  EXPECT_FALSE(redacted->isWhollyErased);
  EXPECT_TRUE(redacted->body.records[0].fields.empty());
  EXPECT_EQ(redacted->body.records[0].recordId, id(1));
  EXPECT_EQ(redacted->body.records[1].fields.size(), 2u) << "the other record keeps what it has";
}

TEST(Redaction, KnowsAChangeOfWhichEverythingWasErased) {
  const auto redacted = redact(visit(), fates({{id(1), {true, {}}}, {id(2), {true, {}}}}));
  ASSERT_TRUE(redacted.ok());
  EXPECT_TRUE(redacted->isWhollyErased);
  EXPECT_EQ(redacted->body.id, id(9));
  EXPECT_EQ(redacted->body.seq, 3u);
}

TEST(Redaction, EmptiesWhatWasWithdrawnAndKeepsWhatItHadSeen) {
  const auto redacted = redact(visit(), fates({{id(1), {false, {1}}}, {id(2), {}}}));
  ASSERT_TRUE(redacted.ok());
  const record::FieldWrite& emptied = redacted->body.records[0].fields[0];
  EXPECT_TRUE(emptied.wire.empty());
  EXPECT_EQ(emptied.seen.size(), 1u) << "what it ended stays ended";
  EXPECT_FALSE(redacted->body.records[0].fields[1].wire.empty());
  const auto again = redact(redacted->body, fates({{id(1), {false, {1}}}, {id(2), {}}}));
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->isChanged) << "once is enough";
}

TEST(Redaction, SurvivesItsBytes) {
  const auto redacted = redact(visit(), fates({{id(1), {true, {}}}, {id(2), {false, {2}}}}));
  ASSERT_TRUE(redacted.ok());
  const std::string bytes = record::encodeChange(redacted->body);
  const auto again = record::decodeChange(bytes);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->isRedacted);
  EXPECT_EQ(record::encodeChange(*again), bytes);
}

}  // namespace
}  // namespace foyer::retention
