// What a server does with writes that contradict, come late or are bad: real ingest on a real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "shared/sqlite/sqlite.h"
#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using foyer::sync::v1::OUTCOME_APPLIED;
using foyer::sync::v1::OUTCOME_CONFLICT;
using foyer::sync::v1::OUTCOME_HELD;
using foyer::sync::v1::OUTCOME_QUARANTINED;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct ServerPitfall : testing::Test {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  Kiosk& annex = world.kiosk("annex");
  Id16 mo = world.account("Mo");

  void expectTheSameAfterARebuild() {
    const std::string before = world.digest();
    world.rebuild();
    EXPECT_EQ(world.digest(), before);
  }
};

TEST_F(ServerPitfall, OneFailedDocumentOfABatchSkippedForGood) {
  lobby.visit({.names = "Before"});
  const Id16 bad = lobby.writeBytes("no change");
  lobby.visit({.names = "After"});
  EXPECT_THAT(outcomes(lobby.sync()), ElementsAre(OUTCOME_APPLIED, OUTCOME_QUARANTINED, OUTCOME_APPLIED));
  EXPECT_FALSE(world.logRow(bad).content.empty()) << "it is kept, and a case says so";
  EXPECT_THAT(world.openCases(), SizeIs(1));
}

TEST_F(ServerPitfall, ConflictFlagWrongWhenAStaffEditSitsBetweenTwoKioskEdits) {
  const Slip slip = lobby.visit({.phone = "+49 30 1111111"});
  ASSERT_TRUE(lobby.sync().ok());
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 3333333"}).ok());
  EXPECT_THAT(outcomes(annex.sync()), ElementsAre(OUTCOME_CONFLICT));
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 4444444"}}});
  ASSERT_TRUE(annex.sync().ok());
  EXPECT_TRUE(world.field(slip.contact, "phone").in_conflict()) << "staff's value was never seen by the visitor";
  EXPECT_THAT(world.openCases(), SizeIs(1));
  expectTheSameAfterARebuild();
}

TEST_F(ServerPitfall, HeldChangeNeverReleased) {
  const Slip slip = lobby.visit();
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 7777777"}}});
  EXPECT_THAT(outcomes(annex.sync()), ElementsAre(OUTCOME_HELD));
  const int64_t soon = world.clock().wallMs() + 1;
  EXPECT_EQ(world.look([&](const store::Reader& reader) { return reader.countHeldBefore(soon); }), 1u) << "staff see it";
  ASSERT_TRUE(lobby.sync().ok());
  EXPECT_EQ(world.look([&](const store::Reader& reader) { return reader.countHeldBefore(soon); }), 0u);
  EXPECT_EQ(world.values(slip.contact, "phone"), std::vector<std::string>{"+49 30 7777777"});
}

TEST_F(ServerPitfall, OutOfOrderUpdatesBreakState) {
  const Slip slip = lobby.visit();
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 4444444"}}});
  annex.changeBySlip(slip.id, "Contact", {{"email", {"amal@example.org"}}});
  ASSERT_TRUE(annex.sync().ok());
  ASSERT_TRUE(lobby.sync().ok());
  expectTheSameAfterARebuild();
  EXPECT_EQ(world.values(slip.contact, "email"), std::vector<std::string>{"amal@example.org"});
  EXPECT_EQ(world.values(slip.contact, "phone"), std::vector<std::string>{"+49 30 4444444"});
}

TEST_F(ServerPitfall, UnresolvedConflictForgottenAfterTheNextCleanSync) {
  const Slip slip = lobby.visit({.phone = "+49 30 1111111"});
  ASSERT_TRUE(lobby.sync().ok());
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 3333333"}).ok());
  ASSERT_TRUE(annex.sync().ok());
  ASSERT_THAT(world.openCases(), SizeIs(1));
  for (int i = 0; i < 5; ++i) {
    lobby.visit({.names = "Somebody else"});
    ASSERT_TRUE(lobby.sync().ok());
  }
  ASSERT_TRUE(world.edit(mo, slip.contact, "names", {"Amal A. Example"}).ok());
  EXPECT_THAT(world.openCases(), SizeIs(1));
  EXPECT_TRUE(world.field(slip.contact, "phone").in_conflict());
}

TEST_F(ServerPitfall, NulCharactersAndOddUnicodeInTextBlockPushes) {
  const std::vector<std::string> odd = {std::string("a\0b", 3), "\xC0\xAF", "\xED\xA0\x80", "\xEF\xBF\xBF",
                                        "\xE2\x80\xAE" "desrever", "e\xCC\x81\xCC\x81\xCC\x81", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80"};
  for (const std::string& text : odd) {
    const Slip slip = lobby.visit();
    (void)slip;
    lobby.write({{"Feedback", {{"face", {"good"}}, {"line", {text}}}}}, {}, Checking::kNone);
  }
  const Slip after = lobby.visit({.names = "After"});
  const auto receipt = lobby.sync();
  ASSERT_TRUE(receipt.ok()) << receipt.error().message();
  EXPECT_EQ(receipt->ackedSeq, lobby.lastSeq());
  EXPECT_EQ(world.values(after.contact, "names"), std::vector<std::string>{"After"});
  EXPECT_EQ(world.logHead(), static_cast<int64_t>(lobby.lastSeq())) << "every one is in the log";
  expectTheSameAfterARebuild();
}

// Staff may still have the lost changes on their screens, and say that they had seen them.
TEST_F(ServerPitfall, AfterARestoreNoNumberOfStaffNamesASecondChange) {
  const Slip slip = lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  const std::string backup = world.folder() + ".backup";
  {
    auto live = sqlite::Database::open(world.folder() + "/foyer.db", {.access = sqlite::Access::kReadOnly, .vfs = {}});
    ASSERT_TRUE(live.ok() && sqlite::backup(*live, backup).ok());
  }
  const auto highestOfStaff = [&] {
    uint64_t highest = 0;
    for (const record::FieldState& field : world.state(slip.contact).fields)
      for (const record::Version& version : field.versions)
        if (version.dot.author == mo) highest = std::max(highest, version.dot.seq);
    return highest;
  };
  ASSERT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 2222222"}).ok());
  const uint64_t lost = highestOfStaff();
  world.restartOn(backup);
  std::filesystem::remove(backup);
  ASSERT_TRUE(world.writer().run([&](store::Writer& writer) { return writer.setMeta("server_epoch", newRandomId(world.random()).view()); }).ok());
  ASSERT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 3333333"}).ok());
  EXPECT_GT(lost, 0u);
  EXPECT_NE(highestOfStaff(), lost);
}

TEST_F(ServerPitfall, EditOfADeletedRecordBlocksForEver) {
  const Slip slip = lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  record::RecordWrite erasing;
  erasing.recordId = slip.contact;
  erasing.type = world.schema().typeNamed("Contact")->number;
  erasing.isErasure = true;
  const auto erased = world.ingest().applyStaff(mo, {erasing}, ingest::StaffAct::kEdit);
  ASSERT_TRUE(erased.ok()) << erased.error().message();
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  annex.visit({.names = "Next"});
  const auto receipt = annex.sync();
  ASSERT_TRUE(receipt.ok());
  EXPECT_EQ(receipt->ackedSeq, 2u) << "it is taken, comes to nothing, and nobody waits";
  EXPECT_TRUE(world.state(slip.contact).isErased);
  EXPECT_TRUE(world.state(slip.contact).fields.empty());
}

TEST_F(ServerPitfall, OneFarFutureClockPoisonsAll) {
  // The server's own clock is in 2100 for an hour, while staff work and kiosks send.
  constexpr int64_t kIn2100 = 4'102'444'800'000;
  const int64_t now = world.clock().wallMs();
  const Slip slip = lobby.visit({.phone = "+49 30 1111111", .language = "ar"});
  ASSERT_TRUE(lobby.sync().ok());
  world.clock().setWallMs(kIn2100);
  ASSERT_TRUE(world.edit(mo, slip.contact, "language", {"de"}).ok());
  const Slip late = lobby.visit({.names = "Visitor of 2100", .createdMs = kIn2100});
  EXPECT_THAT(outcomes(lobby.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_LT(world.ingest().lamport(), 100u) << "nothing counts on from that clock";
  expectTheSameAfterARebuild();
  world.clock().setWallMs(now + 60'000);
  // Who comes later in the order of seeing wins, also against the year 2100.
  ASSERT_TRUE(world.edit(mo, slip.contact, "language", {"fr"}).ok());
  EXPECT_EQ(world.values(slip.contact, "language"), std::vector<std::string>{"fr"});
  const Slip next = annex.visit({.names = "Visitor of now"});
  EXPECT_THAT(outcomes(annex.sync()), ElementsAre(OUTCOME_APPLIED));
  EXPECT_EQ(world.values(next.contact, "names"), std::vector<std::string>{"Visitor of now"});
  EXPECT_EQ(world.values(late.contact, "names"), std::vector<std::string>{"Visitor of 2100"});
  EXPECT_THAT(world.openCases(), IsEmpty());
  expectTheSameAfterARebuild();
}

TEST_F(ServerPitfall, AckGatedByACommitNotYetOnDisk) {
  lobby.visit();
  world.store().failsCommit = true;
  EXPECT_FALSE(lobby.sync().ok()) << "no ack for what is not durable";
  world.store().failsCommit = false;
  EXPECT_EQ(world.logHead(), 0);
  EXPECT_THAT(outcomes(lobby.send(1, 1)), ElementsAre(OUTCOME_APPLIED));
}

TEST_F(ServerPitfall, SameIdFromTwoKiosksIsOneVisit) {
  lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  EXPECT_THAT(outcomes(lobby.send(1, 1)), ElementsAre(foyer::sync::v1::OUTCOME_SEEN_BEFORE));
  EXPECT_EQ(world.count("Contact"), 1u);
}

}  // namespace
}  // namespace foyer::testworld
