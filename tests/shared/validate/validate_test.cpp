#include "shared/validate/validate.h"

#include <gtest/gtest.h>

#include "toy.pb.h"

namespace foyer::validate {
namespace {

const schema::Schema& allTypes() {
  static const schema::Schema schema = [] {
    auto messages = schema::Schema::builtInMessages();
    messages.push_back(toy::v1::Wish::descriptor());
    return *schema::Schema::load(messages);
  }();
  return schema;
}

record::ChangeBody changeOf(const std::string& typeName, record::AuthorKind author,
                            std::vector<std::pair<std::string, std::string>> values) {
  const schema::RecordType* type = allTypes().typeNamed(typeName);
  record::ChangeBody body;
  body.id.bytes[0] = body.author.bytes[0] = 1;
  body.seq = 1;
  body.authorKind = author;
  body.schemaVersion = schema::kSchemaVersion;
  record::RecordWrite write;
  write.recordId.bytes[0] = 9;
  write.type = type->number;
  for (const auto& [name, value] : values) {
    const schema::FieldRule* rule = type->fieldNamed(name);
    const std::vector<std::string> list{value};
    write.fields.push_back({rule->number, *record::wireFromText(*rule, list), {}});
  }
  body.records = {write};
  return body;
}

std::vector<std::string> codesOf(const record::ChangeBody& body) {
  const auto checked = Validator(allTypes()).check(body);
  std::vector<std::string> codes;
  if (const auto* violations = std::get_if<std::vector<Violation>>(&checked))
    for (const Violation& violation : *violations) codes.push_back(codeName(violation.code));
  return codes;
}

using Codes = std::vector<std::string>;
constexpr auto kKiosk = record::AuthorKind::AUTHOR_KIND_KIOSK;
constexpr auto kStaff = record::AuthorKind::AUTHOR_KIND_STAFF;

TEST(Validate, MakesAChangeOfAContactWithOneNameOnly) {
  EXPECT_EQ(codesOf(changeOf("Contact", kKiosk, {{"names", "Hoa"}})), Codes{});
}
TEST(Validate, DemandsRequiredFieldsOfWhatAKioskCreates) {
  EXPECT_EQ(codesOf(changeOf("Contact", kKiosk, {{"reach", "phone"}})), Codes{"required"});
}
TEST(Validate, DemandsNothingMoreOfAnEdit) {
  EXPECT_EQ(codesOf(changeOf("Contact", kStaff, {{"reach", "phone"}})), Codes{});
}
TEST(Validate, DemandsRequiredFieldsOfWhatStaffCreate) {
  auto body = changeOf("Contact", kStaff, {{"reach", "phone"}});
  body.records[0].isNew = true;
  EXPECT_EQ(codesOf(body), Codes{"required"});
}
TEST(Validate, DoesNotLetARequiredFieldBeCleared) {
  auto body = changeOf("Contact", kStaff, {{"names", "x"}});
  body.records[0].fields[0].wire.clear();
  EXPECT_EQ(codesOf(body), Codes{"required"});
}
TEST(Validate, RefusesAKioskThatWritesStaffRecords) {
  EXPECT_EQ(codesOf(changeOf("Note", kKiosk, {{"text", "x"}})), Codes{"not_writable"});
}
TEST(Validate, RefusesNumbersThatOnlyTheServerGives) {
  EXPECT_EQ(codesOf(changeOf("Registration", kStaff, {{"number", "17"}})), Codes{"not_writable"});
}
TEST(Validate, LetsASlipChangeOnlyWhatSlipsMayChange) {
  auto phone = changeOf("Contact", kKiosk, {{"phone", "+49 30 123456"}});
  phone.records[0].recordId = {};
  phone.records[0].slipId.bytes[0] = 3;
  EXPECT_EQ(codesOf(phone), Codes{});
  auto names = changeOf("Contact", kKiosk, {{"names", "Somebody else"}});
  names.records[0].recordId = {};
  names.records[0].slipId.bytes[0] = 3;
  EXPECT_EQ(codesOf(names), Codes{"not_writable"});
}
TEST(Validate, LetsStaffDecideAboutAChangeAndTheServerOnlyTryAgain) {
  using record::v1::SETTLEMENT_ACT_DISCARD, record::v1::SETTLEMENT_ACT_TRY_AGAIN;
  record::ChangeBody body;
  body.schemaVersion = schema::kSchemaVersion;
  body.settlement = record::Settlement{{{1}}, SETTLEMENT_ACT_TRY_AGAIN, {}};
  body.authorKind = record::AuthorKind::AUTHOR_KIND_SERVER;
  EXPECT_EQ(codesOf(body), Codes{});
  body.authorKind = kKiosk;
  EXPECT_EQ(codesOf(body), Codes{"not_writable"});
  body.settlement = record::Settlement{{{1}}, SETTLEMENT_ACT_DISCARD, "a test"};
  EXPECT_EQ(codesOf(body), Codes{"not_writable"});
  body.authorKind = record::AuthorKind::AUTHOR_KIND_SERVER;
  EXPECT_EQ(codesOf(body), Codes{"not_writable"});
  body.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
  EXPECT_EQ(codesOf(body), Codes{});
}
TEST(Validate, KeepsFieldsOfANewerSchema) {
  auto body = changeOf("Contact", kKiosk, {{"names", "Hoa"}});
  body.records[0].fields.push_back({900, std::string("\xa2\x38\x01x", 4), {}});
  EXPECT_EQ(codesOf(body), Codes{});
}
TEST(Validate, RefusesAnUnknownRecordTypeOfThisSchemaAndKeepsOneOfANewer) {
  auto body = changeOf("Contact", kKiosk, {{"names", "Hoa"}});
  body.records[0].type = 4711;
  EXPECT_EQ(codesOf(body), Codes{"unknown_record_type"});
  body.schemaVersion = schema::kSchemaVersion + 1;
  EXPECT_EQ(codesOf(body), Codes{});
}
TEST(Validate, RefusesBytesOfTheWrongKind) {
  auto body = changeOf("Contact", kKiosk, {{"names", "Hoa"}});
  body.records[0].fields[0].wire = std::string("\x08\x05", 2);  // a number where a text belongs
  EXPECT_EQ(codesOf(body), Codes{"wrong_type"});
}
TEST(Validate, ChecksANewRecordTypeByItsDeclarationAlone) {
  const std::string contact(32, '0');
  EXPECT_EQ(codesOf(changeOf("Wish", kKiosk, {{"colour", "red"}, {"contact", contact}})), Codes{});
  EXPECT_EQ(codesOf(changeOf("Wish", kKiosk, {{"colour", "a colour with a name too long"}, {"contact", contact}})), Codes{"too_long"});
  EXPECT_EQ(codesOf(changeOf("Wish", kKiosk, {{"colour", "red"}})), Codes{"required"});
}
TEST(Validate, HasAKindSentenceForEveryCodeInBothLanguages) {
  for (int code = 0; code <= static_cast<int>(ViolationCode::kUnknownRecordType); ++code) {
    EXPECT_GT(std::string(sentenceDe(static_cast<ViolationCode>(code))).size(), 10u);
    EXPECT_GT(std::string(sentenceEn(static_cast<ViolationCode>(code))).size(), 10u);
  }
}

}  // namespace
}  // namespace foyer::validate
