// The log is the truth: any order of arrival, and folding it again, come to the same digest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {
namespace {

using testing::Gt;
using testing::SizeIs;

// What three kiosks without a line wrote: visits, slip changes across kiosks, changes that nobody can read.
struct Story {
  explicit Story(World& world) {
    for (const char* name : {"lobby", "annex", "school"}) kiosks.push_back(&world.kiosk(name));
    std::vector<Slip> slips;
    for (int i = 0; i < 12; ++i) slips.push_back(kiosks[i % 3]->visit({.names = "Visitor " + std::to_string(i)}));
    for (int i = 0; i < 12; ++i) {
      Kiosk& other = *kiosks[(i + 1) % 3];
      other.changeBySlip(slips[i].id, "Contact", {{"phone", {"+49 30 100000" + std::to_string(i)}}});
      if (i % 4 == 0) kiosks[(i + 2) % 3]->changeBySlip(slips[i].id, "Contact", {{"phone", {"+49 30 200000" + std::to_string(i)}}});
    }
    kiosks[0]->writeBytes("nobody reads this");
    kiosks[1]->changeBySlip(slips[0].id, "Registration", {{"childcare", {"two"}}}, Checking::kNone);
    kiosks[2]->write({{"Contact", {{"names", {std::string("NUL\0", 4)}}}, {}, {}}}, {}, Checking::kNone);
    // A visit whose kiosk never comes back to the line.
    kiosks[2]->changeBySlip(seal::slipId(record::newSlipCode(world.random())), "Contact", {{"email", {"x@example.org"}}});
  }
  std::vector<Kiosk*> kiosks;
};

// Hands in what is not sent yet, a few entries of one kiosk after another as the engine says.
void arrive(Story& story, uint32_t order) {
  std::mt19937 engine(order);
  std::vector<uint64_t> sent(story.kiosks.size());
  for (;;) {
    std::vector<size_t> open;
    for (size_t i = 0; i < sent.size(); ++i)
      if (sent[i] < story.kiosks[i]->lastSeq()) open.push_back(i);
    if (open.empty()) return;
    const size_t i = open[engine() % open.size()];
    const uint64_t until = std::min<uint64_t>(story.kiosks[i]->lastSeq(), sent[i] + 1 + engine() % 4);
    const uint64_t from = sent[i] == 0 ? 1 : sent[i] - engine() % 2;  // now and then one again
    ASSERT_TRUE(story.kiosks[i]->send(std::max<uint64_t>(from, 1), until).ok());
    sent[i] = until;
  }
}

TEST(Rebuild, AndEveryOrderOfArrivalComeToTheSameDigest) {
  std::string expected;
  for (uint32_t order = 0; order < 12; ++order) {
    World world(7);
    Story story(world);
    arrive(story, order);
    const std::string digest = world.digest();
    if (expected.empty()) expected = digest;
    EXPECT_EQ(digest, expected) << "order " << order;
    EXPECT_EQ(world.rebuild().quarantined, 3u);
    EXPECT_EQ(world.digest(), expected) << "after rebuild, order " << order;
  }
}

TEST(Rebuild, KeepsOutcomesCasesAndInboxAsTheyWere) {
  World world(7);
  Story story(world);
  arrive(story, 3);
  const Id16 mo = world.account("Mo");
  const auto cases = world.openCases();
  ASSERT_THAT(cases, SizeIs(Gt(3u)));
  for (const api::CaseSummary& each : cases) {
    if (each.kind() != api::CASE_KIND_CONFLICT) continue;
    ASSERT_TRUE(world.decide(mo, world.casePage(each.case_id()), "+49 30 9999999").ok());
    break;
  }
  const auto fingerprint = [&] {
    std::string all = world.digest();
    for (const api::CaseSummary& each : world.cases(true)) all += each.SerializeAsString();
    all += world.inbox().SerializeAsString();
    for (const auto& row : world.look([](const store::Reader& reader) { return reader.logAfter(0, 1'000); }))
      all += std::to_string(static_cast<int>(row.outcome));
    return all;
  };
  const std::string before = fingerprint();
  const ingest::RebuildReport report = world.rebuild();
  EXPECT_EQ(report.changes, static_cast<uint64_t>(world.logHead()));
  EXPECT_EQ(fingerprint(), before);
}

TEST(Rebuild, LetsAHeldChangeGoAsTheLiveServerDoes) {
  World world;
  Kiosk& lobby = world.kiosk("lobby");
  Kiosk& annex = world.kiosk("annex");
  const Slip slip = lobby.visit();
  const Id16 change = annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(annex.sync().ok());
  world.rebuild();
  EXPECT_EQ(world.logRow(change).outcome, store::LogOutcome::kHeld);
  ASSERT_TRUE(lobby.sync().ok());
  EXPECT_EQ(world.logRow(change).outcome, store::LogOutcome::kApplied);
  const std::string digest = world.digest();
  world.rebuild();
  EXPECT_EQ(world.logRow(change).outcome, store::LogOutcome::kApplied);
  EXPECT_EQ(world.digest(), digest);
}

TEST(Rebuild, SaysADifferentDigestForADifferentValue) {
  const auto digestWith = [](const std::string& names) {
    World world(7);
    Kiosk& lobby = world.kiosk("lobby");
    lobby.visit({.names = names});
    must(lobby.sync());
    return world.digest();
  };
  EXPECT_EQ(digestWith("Amal"), digestWith("Amal"));
  EXPECT_NE(digestWith("Amal"), digestWith("Amel"));
}

// A day's work, each step at a time that a clock says: visits, a conflict, staff who edit and decide.
std::string digestUnder(const std::function<int64_t(int)>& clockMs) {
  World world(7);
  int step = 0;
  const auto tick = [&] {
    world.clock().setWallMs(clockMs(step++));
    return world.clock().wallMs();
  };
  tick();
  Kiosk& lobby = world.kiosk("lobby");
  Kiosk& annex = world.kiosk("annex");
  std::vector<Slip> slips;
  for (int i = 0; i < 6; ++i) {
    slips.push_back(lobby.visit({.names = "Visitor " + std::to_string(i), .createdMs = tick()}));
    tick();
    annex.changeBySlip(slips.back().id, "Contact", {{"phone", {"+49 30 300000" + std::to_string(i)}}});
  }
  must(lobby.sync());
  tick();
  const Id16 mo = world.account("Mo");
  for (const Slip& slip : slips) {
    tick();
    EXPECT_TRUE(world.edit(mo, slip.contact, "phone", {"+49 30 7777777"}).ok());
  }
  tick();
  must(annex.sync());
  for (size_t i = 0; i < 3; ++i) {
    tick();
    const auto open = world.page(slips[i].contact).open_cases();
    EXPECT_THAT(open, SizeIs(1));
    EXPECT_TRUE(world.decide(mo, world.casePage(open.at(0).case_id()), "+49 30 7777777").ok());
  }
  const std::string digest = world.digest();
  world.rebuild();
  EXPECT_EQ(world.digest(), digest) << "after rebuild";
  return digest;
}

TEST(Rebuild, SaysTheSameDigestUnderClocksFrom1970To2100) {
  constexpr int64_t kMinuteMs = 60'000;
  constexpr int64_t kIn2023 = 1'700'000'000'000;
  constexpr int64_t kIn2100 = 4'102'444'800'000;
  const std::string underTrueClocks = digestUnder([](int step) { return kIn2023 + step * kMinuteMs; });
  EXPECT_EQ(digestUnder([](int) { return int64_t{0}; }), underTrueClocks) << "a clock that stands in 1970";
  EXPECT_EQ(digestUnder([](int step) { return kIn2100 - step * kMinuteMs; }), underTrueClocks) << "backwards from 2100";
  EXPECT_EQ(digestUnder([](int step) { return step % 2 == 0 ? int64_t{step} : kIn2100; }), underTrueClocks) << "to and fro";
}

}  // namespace
}  // namespace foyer::testworld
