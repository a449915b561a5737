#include "shared/record/record.h"

#include <gtest/gtest.h>

#include "foyer/record/v1/person.pb.h"
#include "foyer/record/v1/request.pb.h"

namespace foyer::record {
namespace {

const schema::Schema& builtIn() {
  static const schema::Schema schema = *schema::Schema::loadBuiltIn();
  return schema;
}

TEST(Record, SlicesAMessageByFieldAndKeepsUnknownOnes) {
  foyer::record::v1::Contact contact;
  contact.set_names("Оксана");
  contact.add_needs("interpreter");
  contact.add_needs("step-free");
  std::string bytes = contact.SerializeAsString() + std::string("\xa2\x38\x01x", 4);
  const auto fields = sliceFields(bytes);
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 3u);
  EXPECT_EQ((*fields)[0].field, 1u);
  EXPECT_EQ((*fields)[1].field, 6u);
  EXPECT_EQ((*fields)[2].field, 900u);
  std::string again;
  for (const FieldWrite& field : *fields) again += field.wire;
  EXPECT_EQ(again, bytes);
}

TEST(Record, PutsTheValuesOfAFieldTogetherAndFieldsInOrderWhereverTheyStand) {
  const auto fields = sliceFields("\x1a\x01x\x0a\x01" "a\x1a\x01y\x0a\x01" "b\x12\x01z");
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 3u);
  EXPECT_EQ((*fields)[0].field, 1u);
  EXPECT_EQ((*fields)[0].wire, "\x0a\x01" "a\x0a\x01" "b");
  EXPECT_EQ((*fields)[1].field, 2u);
  EXPECT_EQ((*fields)[2].field, 3u);
  EXPECT_EQ((*fields)[2].wire, "\x1a\x01x\x1a\x01y");
}

TEST(Record, RefusesBytesThatAreCutOff) {
  foyer::record::v1::Contact contact;
  contact.set_names("Hoa");
  const std::string bytes = contact.SerializeAsString();
  for (size_t length = 1; length < bytes.size(); ++length) EXPECT_FALSE(sliceFields(bytes.substr(0, length)).ok());
}

TEST(Record, TurnsEveryKindOfValueIntoTextAndBack) {
  const schema::RecordType& enquiry = *builtIn().typeNamed("Enquiry");
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"text", {"Zeile eins\nZeile zwei"}},
      {"topics", {"a", "b"}},
      {"status", {"REQUEST_STATUS_CLOSED"}},
      {"created_ms", {"-1"}},
      {"contact", {"018f0000-0000-7000-8000-000000000001"}},
      {"assignee", {}},
  };
  for (const auto& [name, values] : cases) {
    const schema::FieldRule& rule = *enquiry.fieldNamed(name);
    const auto wire = wireFromText(rule, values);
    ASSERT_TRUE(wire.ok()) << name;
    EXPECT_EQ(textValues(rule, *wire), values) << name;
  }
}

TEST(Record, WritesWhatProtobufReads) {
  const schema::RecordType& enquiry = *builtIn().typeNamed("Enquiry");
  const std::vector<std::string> status{"REQUEST_STATUS_IN_PROGRESS"};
  foyer::record::v1::Enquiry message;
  ASSERT_TRUE(message.ParseFromString(*wireFromText(*enquiry.fieldNamed("status"), status)));
  EXPECT_EQ(message.status(), foyer::record::v1::REQUEST_STATUS_IN_PROGRESS);
}

TEST(Record, RefusesTextThatIsNoSuchValue) {
  const schema::RecordType& registration = *builtIn().typeNamed("Registration");
  const std::vector<std::string> wrong{"twelve"}, two{"1", "2"};
  EXPECT_FALSE(wireFromText(*registration.fieldNamed("seats"), wrong).ok());
  EXPECT_FALSE(wireFromText(*registration.fieldNamed("state"), wrong).ok());
  EXPECT_FALSE(wireFromText(*registration.fieldNamed("seats"), two).ok());
}

TEST(Record, AChangeSurvivesItsBytes) {
  ChangeBody change;
  change.id.bytes[0] = 1;
  change.author.bytes[0] = 2;
  change.authorKind = AuthorKind::AUTHOR_KIND_KIOSK;
  change.seq = 5;
  change.lamport = 7;
  change.slipId.bytes[3] = 4;
  change.bootId = "boot";
  RecordWrite write;
  write.slipId.bytes[3] = 4;
  write.type = 1;
  write.fields.push_back({3, *wireFromText(*builtIn().typeNamed("Contact")->fieldNamed("phone"),
                                           std::vector<std::string>{"+49 30 1"}), {{change.slipId, 0}}});
  write.fields.push_back({4, "", {}});
  change.records = {write};
  const auto again = decodeChange(encodeChange(change));
  ASSERT_TRUE(again.ok()) << again.error().message();
  EXPECT_EQ(encodeChange(*again), encodeChange(change));
  ASSERT_EQ(again->records.size(), 1u);
  EXPECT_EQ(again->records[0].fields.size(), 2u);
  EXPECT_EQ(again->records[0].fields[0].seen, write.fields[0].seen);
}

TEST(Record, RefusesAChangeThatNamesNeitherRecordNorSlip) {
  ChangeBody change;
  change.id.bytes[0] = change.author.bytes[0] = 1;
  change.seq = 1;
  change.records = {RecordWrite{}};
  EXPECT_FALSE(decodeChange(encodeChange(change)).ok());
}

TEST(SlipCode, ForgivesHowPeopleTypeIt) {
  EXPECT_EQ(normaliseSlipCode("7k4m-9qxr-2tda"), "7K4M9QXR2TDA");
  EXPECT_EQ(normaliseSlipCode(" 7K4M 9QXR 2TDA "), "7K4M9QXR2TDA");
  EXPECT_EQ(normaliseSlipCode("oil0-0000-0000"), "011000000000");
}
TEST(SlipCode, RefusesWhatCannotBeOne) {
  EXPECT_FALSE(normaliseSlipCode("7K4M-9QXR-2TD"));
  EXPECT_FALSE(normaliseSlipCode("7K4M-9QXR-2TDAA"));
  EXPECT_FALSE(normaliseSlipCode("7K4M-9QXR-2TDU"));
  EXPECT_FALSE(normaliseSlipCode(""));
}
TEST(SlipCode, IsGroupedForReading) { EXPECT_EQ(groupSlipCode("7K4M9QXR2TDA"), "7K4M-9QXR-2TDA"); }
TEST(SlipCode, NewOnesAreValidAndDiffer) {
  const std::string a = newSlipCode(systemRandom()), b = newSlipCode(systemRandom());
  EXPECT_EQ(normaliseSlipCode(a), a);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace foyer::record
