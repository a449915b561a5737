// The command: figures in any case, the ranges that seeds drew, a command that plays a seed again as it stands there,
// and a picture of the seed that is of interest.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

#include "tests/sim/command.h"
#include "tests/sim/ranges.h"

namespace foyer::sim {
namespace {

struct Said {
  int status = 0;
  std::string text;
};

Said run(const std::vector<std::string>& words) {
  std::FILE* file = std::tmpfile();
  Said said{runCommand("some/where/foyer-sim", words, file), {}};
  std::rewind(file);
  char part[4'096];
  for (size_t got; (got = std::fread(part, 1, sizeof part, file)) > 0;) said.text.append(part, got);
  std::fclose(file);
  return said;
}

bool has(const Said& said, const std::string& words) { return said.text.find(words) != std::string::npos; }

TEST(SimCommand, SaysTheRangesThatEachSeedDrew) {
  const Said said = run({"--seeds", "1..3", "--profile", "calm", "--ranges"});
  EXPECT_EQ(said.status, 0) << said.text;
  for (const char* words : {"ranges of seed 1 (calm)", "ranges of seed 2 (calm)", "ranges of seed 3 (calm)", "drift", "wall clocks",
                            "latency", "loss", "comes twice", "disk errors", "failed syncs", "struck within"})
    EXPECT_TRUE(has(said, words)) << words;
  EXPECT_TRUE(has(said, "seeds: 3\n")) << said.text;
}

TEST(SimCommand, SaysWithEachViolationWhatItsSeedDrew) {
  const Said first = run({"--seeds", "1..1", "--plant", "last-writer-wins"});
  EXPECT_TRUE(has(first, "ranges of seed 1 (default)")) << first.text;
  const Said only = run({"--seeds", "1..1", "--plant", "last-writer-wins", "--first-only"});
  EXPECT_TRUE(has(only, "found in seed: 1\n"));
  EXPECT_TRUE(has(only, "ranges of seed 1 (default)")) << only.text;
}

TEST(SimCommand, SaysInOneLineBetweenWhatAllSeedsDrew) {
  const Said said = run({"--seeds", "1..3", "--profile", "calm"});
  EXPECT_TRUE(has(said, "ranges drawn: ")) << said.text;
  Ranges ranges;
  for (uint64_t seed = 1; seed <= 3; ++seed) ranges.add(drawScenario(seed, "calm"));
  EXPECT_TRUE(has(said, "ranges drawn: " + ranges.text() + "\n")) << said.text;
  EXPECT_TRUE(has(said, " kiosks; latency ")) << said.text;
  EXPECT_FALSE(has(said, "ranges of seed")) << "without --ranges a seed in which everything held says nothing";
}

TEST(SimCommand, SaysHowToPlayASeedAgainAsItWasCalled) {
  const Said said = run({"--seeds", "1..1", "--plant", "last-writer-wins"});
  EXPECT_EQ(said.status, 1);
  EXPECT_TRUE(has(said, "once more: some/where/foyer-sim --seeds 1..1 --profile default --plant last-writer-wins --trace\n"))
      << said.text;
  EXPECT_TRUE(has(said, "the shortest story"));
  EXPECT_TRUE(has(said, "violations: "));
}

TEST(SimCommand, DrawsTheSeedThatIsViolated) {
  const std::string path = testing::TempDir() + "violated.svg";
  const auto picture = [&] {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(run({"--seeds", "1..40", "--plant", "saved-before-sync", "--first-only", "--picture", path}).status, 1);
  EXPECT_NE(picture().find("saved means durable"), std::string::npos);
  EXPECT_EQ(run({"--seeds", "1..2", "--profile", "calm", "--picture", path}).status, 0);
  EXPECT_NE(picture().find("calm"), std::string::npos);
  EXPECT_EQ(run({"--seeds", "1..1", "--profile", "calm", "--picture", "/no/such/folder/x.svg"}).status, 2);
}

TEST(SimCommand, NamesTheWordThatItDoesNotUnderstand) {
  const Said said = run({"--seeds", "9..1"});
  EXPECT_EQ(said.status, 2);
  EXPECT_TRUE(has(said, "--seeds"));
}

}  // namespace
}  // namespace foyer::sim
