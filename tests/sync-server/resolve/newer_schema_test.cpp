// Kiosks of a newer version: what this server does not know yet passes through it unharmed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using testing::ElementsAre;
using testing::SizeIs;

constexpr uint32_t kNewField = 200;
constexpr uint32_t kNewType = 300;
// Field 200, three values: varint, bytes with a NUL in them, fixed64. Not in the shortest form on purpose.
const std::string kNewValue =
    std::string("\xc0\x0c\x81\x80\x00", 5) + std::string("\xc2\x0c\x03\x00\xff\x01", 6) + std::string("\xc1\x0c" "12345678", 10);

class NewerSchema : public testing::Test {
 protected:
  record::ChangeBody newerBody(const Slip& slip) {
    auto body = m_lobby.bodyOf({{"Contact", {{"names", {"Amal"}}}, slip.contact, {}}});
    body.schemaVersion = schema::kSchemaVersion + 1;
    return body;
  }
  World m_world;
  Kiosk& m_lobby = m_world.kiosk("lobby");
};

TEST_F(NewerSchema, KeepsTheBytesOfUnknownFields) {
  Slip slip;
  slip.contact = newUuidV7(m_world.clock().wallMs(), m_world.random());
  auto body = newerBody(slip);
  body.records[0].fields.push_back({kNewField, kNewValue, {}});
  m_lobby.write(body);
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  // An older author writes another field; the unknown one is left alone.
  ASSERT_TRUE(m_world.edit(m_world.account("Mo"), slip.contact, "names", {"Amal Example"}).ok());
  const auto check = [&] {
    const record::RecordState state = m_world.state(slip.contact);
    const record::FieldState* field = state.field(kNewField);
    ASSERT_NE(field, nullptr);
    ASSERT_THAT(field->versions, SizeIs(1));
    EXPECT_EQ(field->versions[0].wire, kNewValue);
  };
  check();
  m_world.rebuild();
  check();
  EXPECT_THAT(m_world.page(slip.contact).record().fields(), SizeIs(1));
}

TEST_F(NewerSchema, KeepsTheBytesOfUnknownRecordTypes) {
  Slip slip;
  slip.contact = newUuidV7(m_world.clock().wallMs(), m_world.random());
  auto body = newerBody(slip);
  record::RecordWrite write;
  write.recordId = newUuidV7(m_world.clock().wallMs(), m_world.random());
  write.type = kNewType;
  write.fields.push_back({kNewField, kNewValue, {}});
  body.records.push_back(write);
  m_lobby.write(body);
  EXPECT_THAT(outcomes(m_lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  const record::RecordState state = m_world.state(write.recordId);
  EXPECT_EQ(state.type, kNewType);
  ASSERT_THAT(state.fields, SizeIs(1));
  EXPECT_EQ(state.fields[0].versions[0].wire, kNewValue);
  // It is shown as what it is, and neither inbox nor export stumble over it.
  EXPECT_EQ(m_world.page(write.recordId).record().type(), std::to_string(kNewType));
  EXPECT_EQ(m_world.inbox().total(), 0u);
}

TEST_F(NewerSchema, IsNotEditedByStaffWhoCannotSeeIt) {
  auto body = newerBody({});
  body.records[0].recordId = newUuidV7(m_world.clock().wallMs(), m_world.random());
  body.records[0].type = kNewType;
  m_lobby.write(body);
  ASSERT_TRUE(m_lobby.sync().ok());
  api::EditRecordRequest request;
  request.set_record_id(body.records[0].recordId.uuid());
  request.add_edits()->set_name("names");
  Code code = Code::kOk;
  must(m_world.store().read([&](const store::Reader& reader) -> Status {
    const auto writes = review::Edits(m_world.schema()).edit(reader, request);
    code = writes.ok() ? Code::kOk : writes.error().code();
    return okStatus();
  }));
  EXPECT_EQ(code, Code::kFailedPrecondition);
}

}  // namespace
}  // namespace foyer::testworld
