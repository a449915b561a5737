// Whole runs: the same seed gives the same trace, clocks decide nothing, a planted bug is found and its story
// is short.
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/log.h"
#include "tests/sim/picture.h"
#include "tests/sim/shrink.h"
#include "tests/sim/tally.h"

namespace foyer::sim {
namespace {

struct Quiet : testing::Environment {
  void SetUp() override { setLogLevel(LogLevel::kError); }
};
const auto* const kQuiet = testing::AddGlobalTestEnvironment(new Quiet);

TEST(SimWorld, TellsTheSameTraceForTheSameSeed) {
  for (const std::string& profile : profiles()) {
    for (uint64_t seed = 1; seed <= 5; ++seed) {
      const Scenario scenario = drawScenario(seed, profile);
      const Report first = play(scenario);
      const Report second = play(scenario);
      EXPECT_EQ(first.trace, second.trace) << profile << " " << seed;
      EXPECT_EQ(first.digest, second.digest) << profile << " " << seed;
      EXPECT_GT(first.steps, 0u);
    }
  }
}

TEST(SimWorld, TellsAnotherTraceForAnotherSeed) {
  EXPECT_NE(play(drawScenario(1, "default")).trace, play(drawScenario(2, "default")).trace);
}

TEST(SimWorld, ComesToTheSameRecordsUnderClocksFrom1970To2100) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Scenario scenario = drawScenario(seed, "clocks");
    const Report wild = play(scenario);
    scenario.walls = WallClocks::kTrue;
    const Report right = play(scenario);
    EXPECT_EQ(wild.digest, right.digest) << "seed " << seed;
    EXPECT_FALSE(wild.digest.empty());
  }
}

TEST(SimWorld, HoldsEveryInvariantWithoutFaults) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    const Report report = play(drawScenario(seed, "calm"));
    for (const Violation& violation : report.violations) ADD_FAILURE() << seed << ": " << violation.words;
    EXPECT_GT(report.promises, 0u);
  }
}

// The seeds until one in which the bug is seen while there are still faults, long before everything is judged.
bool isSeenAtOnce(Plant plant, const std::string& profile, const std::string& invariant) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    const Scenario scenario = drawScenario(seed, profile);
    const Report report = play(scenario, plant);
    for (const Happening& each : report.story)
      if (each.mark == Mark::kWrong && each.words.starts_with(invariant) && each.atMs < scenario.faultsEndMs) return true;
  }
  return false;
}

TEST(SimWorld, SeesSeatsThatDoNotAddUpWhenItHappens) {
  EXPECT_TRUE(isSeenAtOnce(Plant::kCapacityNotTold, "default", "seats are bounded"));
}

TEST(SimWorld, SeesAPoisonedChangeThatBlocksOthersWhenItHappens) {
  EXPECT_TRUE(isSeenAtOnce(Plant::kQuarantineBlocks, "poison", "no head-of-line blocking"));
}

TEST(SimWorld, SeesAPoisonedChangeThatStaffAreToldOfTooLate) {
  EXPECT_TRUE(isSeenAtOnce(Plant::kQuarantineToldLate, "poison", "staff see what cannot be applied within one sync"));
}

TEST(SimWorld, SeesACatalogueThatIsNotTheServers) {
  const Report report = play(drawScenario(1, "calm"), Plant::kCatalogueHalf);
  ASSERT_FALSE(report.violations.empty());
  EXPECT_EQ(report.violations.front().invariant, "visitors see what is published");
}

TEST(SimWorld, HasInEachSeedOfAProfileWhatTheProfileIsAbout) {
  const std::vector<std::pair<std::string, Act>> themes = {{"clocks", Act::kClockJump}, {"clones", Act::kCloned},
      {"restores", Act::kServerRestored}, {"poison", Act::kPoison}, {"disks", Act::kKioskStruck}};
  for (const auto& [profile, theme] : themes) {
    for (uint64_t seed = 1; seed <= 50; ++seed) {
      const auto events = drawScenario(seed, profile).events;
      EXPECT_TRUE(std::any_of(events.begin(), events.end(), [act = theme](const Event& event) { return event.act == act; }))
          << profile << " " << seed;
    }
  }
}

TEST(SimWorld, DrawsForEachSeedAMixOfItsOwn) {
  const std::string one = describe(drawScenario(1, "default"));
  EXPECT_NE(one, describe(drawScenario(2, "default")));
  EXPECT_NE(one.find("kiosks"), std::string::npos);
}

TEST(SimShrink, LeavesOnlyWhatIsNeeded) {
  const Scenario whole = drawScenario(7, "default");
  const auto has = [](const Scenario& scenario, Act act) {
    return std::any_of(scenario.events.begin(), scenario.events.end(), [&](const Event& event) { return event.act == act; });
  };
  const Act needed = whole.events.back().act;
  const Scenario shortest = shrink(whole, [&](const Scenario& each) { return has(each, needed) && has(each, Act::kVisit); });
  EXPECT_LE(shortest.events.size(), 2u);
  EXPECT_TRUE(has(shortest, needed));
}

TEST(SimShrink, KeepsTheWholeWhereEverythingIsNeeded) {
  const Scenario whole = drawScenario(7, "calm");
  const size_t size = whole.events.size();
  EXPECT_EQ(shrink(whole, [&](const Scenario& each) { return each.events.size() == size; }).events.size(), size);
}

TEST(SimTally, IsTheSameAfterTheWayThroughText) {
  Report report;
  report.violations.push_back({"no lost record", "something is\" gone"});
  report.faults["kiosk killed"] = 3;
  report.promises = 4;
  report.restedAfterMs = 5'000;
  Tally tally;
  tally.add(17, report);
  tally.add(18, {});
  EXPECT_EQ(Tally::fromText(tally.asText()).asText(), tally.asText());
  EXPECT_EQ(tally.seeds, 2u);
  EXPECT_EQ(tally.failures.front().seed, 17u);
}

TEST(SimPicture, HasALaneForEachMachine) {
  const Scenario scenario = drawScenario(3, "default");
  const std::string svg = drawPicture(scenario, play(scenario));
  EXPECT_NE(svg.find(">Server<"), std::string::npos);
  EXPECT_NE(svg.find(">Kiosk 1<"), std::string::npos);
  EXPECT_EQ(svg.substr(svg.size() - 7), "</svg>\n");
}

TEST(SimPicture, ShowsEveryAcknowledgementFaultAndCaseInItsColour) {
  const Scenario scenario = drawScenario(3, "poison");
  const Report report = play(scenario);
  const std::string svg = drawPicture(scenario, report);
  const auto countOf = [&](const std::string& part) {
    size_t count = 0;
    for (size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) ++count;
    return count;
  };
  for (const Mark mark : {Mark::kAck, Mark::kFault, Mark::kCase}) {
    std::map<std::string, size_t> told;
    for (const Happening& each : report.story)
      if (each.mark == mark) ++told[each.words];
    EXPECT_FALSE(told.empty()) << static_cast<int>(mark);
    for (const auto& [words, times] : told) EXPECT_GE(countOf("  " + words + "</title>"), times) << words;
  }
}

}  // namespace
}  // namespace foyer::sim
