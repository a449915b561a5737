// What cannot be opened, read or accepted: kept as it came, shown to a person, and nobody waits for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_QUARANTINED;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Quarantine : public testing::Test {
 protected:
  // Sends good, bad, good: the bad one is a case with this reason, the others are records.
  void expectCase(const std::string& reason) {
    m_lobby.visit({.names = "After"});
    EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED, OUTCOME_QUARANTINED, OUTCOME_APPLIED));
    const auto cases = m_world.openCases();
    ASSERT_THAT(cases, SizeIs(1));
    EXPECT_EQ(cases[0].kind(), api::CASE_KIND_QUARANTINE);
    EXPECT_THAT(cases[0].reason(), HasSubstr(reason));
    EXPECT_THAT(cases[0].reason(), Not(HasSubstr("Amal")));
    EXPECT_EQ(m_world.count("Contact"), 2u);
    const auto row = m_world.look([](const store::Reader& reader) { return reader.logRow(2); });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->outcome, store::LogOutcome::kQuarantined);
    EXPECT_EQ(row->content, m_asSent) << "kept as it came";
    const auto page = m_world.casePage(cases[0].case_id());
    EXPECT_EQ(page.summary().reason(), cases[0].reason());
  }
  // To be called when the second entry is as it shall be sent.
  void noteAsSent() { m_asSent = m_lobby.outgoing(2).entry.sealed(); }
  void write(const Writing& writing) {
    m_lobby.write({writing}, {}, Checking::kNone);
    noteAsSent();
  }

  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
  Slip m_before = m_lobby.visit({.names = "Before"});
  std::string m_asSent;
};

TEST_F(Quarantine, TakesAnEntryWithAFlippedBit) {
  m_lobby.visit();
  std::string& sealed = *m_lobby.outgoing(2).entry.mutable_sealed();
  sealed[sealed.size() / 2] = static_cast<char>(sealed[sealed.size() / 2] ^ 1);
  noteAsSent();
  expectCase("This entry is damaged");
}

TEST_F(Quarantine, TakesAnEntryUnderAKeyThatNobodyHas) {
  m_lobby.visit();
  m_lobby.outgoing(2).entry.set_data_key_id(std::string(16, 'k'));
  noteAsSent();
  expectCase("data key never arrived");
}

TEST_F(Quarantine, TakesAnEntrySealedToAKeyOfAnotherOrganisation) {
  m_lobby.dropDataKey();
  m_lobby.visit();
  m_lobby.outgoing(2).key->sealingKeyId = Id16::fromBytes(std::string(16, 'o')).value();
  noteAsSent();
  m_lobby.dropDataKey();
  expectCase("sealed to a key that this server does not have");
}

TEST_F(Quarantine, TakesADataKeyThatTheDeviceDidNotSign) {
  m_lobby.dropDataKey();
  m_lobby.visit();
  m_lobby.outgoing(2).key->signature[3] ^= 1;
  noteAsSent();
  m_lobby.dropDataKey();
  expectCase("sign");
}

TEST_F(Quarantine, TakesSealedBytesThatAreNoChange) {
  m_lobby.writeBytes("\xff\xff these are no protobuf bytes");
  noteAsSent();
  expectCase("not a protobuf message");
}

TEST_F(Quarantine, TakesAChangeThatSaysItIsAnotherThanItsCover) {
  auto body = m_lobby.bodyOf({{"Contact", {{"names", {"Amal"}}}, {}, {}}});
  m_lobby.writeBytes(record::encodeChange(body));
  noteAsSent();
  expectCase("cover names another change");
}

TEST_F(Quarantine, TakesAKioskThatSaysItIsStaff) {
  auto body = m_lobby.bodyOf({{"Contact", {{"names", {"Amal"}}}, {}, {}}});
  body.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
  m_lobby.write(body, Checking::kNone);
  noteAsSent();
  expectCase("author is not of the kind");
}

TEST_F(Quarantine, TakesAChangeThatLacksARequiredField) {
  write({"Contact", {{"phone", {"030 1234567"}}}, {}, {}});
  expectCase("Field 1 of record 1 is not valid: required");
}

TEST_F(Quarantine, TakesANulInAText) {
  write({"Contact", {{"names", {std::string("Amal\0Example", 12)}}}, {}, {}});
  expectCase("control_character");
}

TEST_F(Quarantine, TakesARightToLeftOverrideInAText) {
  write({"Contact", {{"names", {"Amal \xe2\x80\xae" "elpmaxE"}}}, {}, {}});
  expectCase("control_character");
}

TEST_F(Quarantine, TakesANameOf10000Characters) {
  write({"Contact", {{"names", {std::string(10'000, 'x')}}}, {}, {}});
  expectCase("Field 1 of record 1 is not valid: too_long");
}

TEST_F(Quarantine, TakesANameOfBlanksAlone) {
  write({"Contact", {{"names", {"   "}}}, {}, {}});
  expectCase("Field 1 of record 1 is not valid: required");
}

TEST_F(Quarantine, TakesANameInBytesThatAreNoUtf8) {
  write({"Contact", {{"names", {"Amal \xed\xa0\xbe"}}}, {}, {}});
  expectCase("Field 1 of record 1 is not valid: not_utf8");
}

TEST_F(Quarantine, TakesARecordTypeThatNobodyKnows) {
  auto body = m_lobby.bodyOf({{"Contact", {{"names", {"Amal"}}}, {}, {}}});
  body.records[0].type = 4711;
  m_lobby.write(body, Checking::kNone);
  noteAsSent();
  expectCase("unknown_record_type");
}

TEST_F(Quarantine, TakesAChangeToARecordUnderAnotherType) {
  Writing writing{"Feedback", {{"face", {"good"}}}, m_before.contact, {}};
  m_lobby.write({writing});
  noteAsSent();
  expectCase("another type");
  EXPECT_THAT(m_world.values(m_before.contact, "names"), ElementsAre("Before"));
}

TEST_F(Quarantine, TakesANoteThatOnlyStaffMayWrite) {
  write({"Note", {{"text", {"Amal was here"}}, {"record", {m_before.contact.uuid()}}}, {}, {}});
  expectCase("not_writable");
}

TEST_F(Quarantine, TakesASlipChangeOfWhatNoSlipMayChange) {
  m_lobby.changeBySlip(m_before.id, "Contact", {{"names", {"Amal"}}}, Checking::kNone);
  noteAsSent();
  expectCase("not_writable");
}

TEST_F(Quarantine, StaysTheSameWhenItIsSentAgain) {
  m_lobby.writeBytes("no change");
  ASSERT_TRUE(m_lobby.sync().ok());
  ASSERT_TRUE(m_lobby.send(1, 2).ok());
  EXPECT_THAT(m_world.openCases(), SizeIs(1));
  EXPECT_EQ(m_world.logHead(), 2);
}

TEST_F(Quarantine, IsToldInTheLogWithItsReasonAndWithoutAWordOfIt) {
  write({"Enquiry", {{"text", {std::string("Canary\0Canary", 13)}}, {"site", {"Canary"}}, {"contact", {m_before.contact.uuid()}}}, {}, {}});
  testing::internal::CaptureStderr();
  expectCase("control_character");
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr("a change was put into quarantine: kiosk=" + m_lobby.row().device.uuid()));
  EXPECT_THAT(log, HasSubstr("Enquiry{text=<special:1> contact=" + m_before.contact.uuid() + " site=<odd:1>}"));
  EXPECT_THAT(log, Not(HasSubstr("Canary")));
}

TEST_F(Quarantine, OpensACaseForEachOfManyBadEntriesAndCountsThem) {
  for (int i = 0; i < 5; ++i) m_lobby.writeBytes("no change " + std::to_string(i));
  ASSERT_TRUE(m_lobby.sync().ok());
  EXPECT_THAT(m_world.openCases(), SizeIs(5));
  EXPECT_EQ(m_world.inbox().open_cases(), 5u);
}

}  // namespace
}  // namespace foyer::testworld
