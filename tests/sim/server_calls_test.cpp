// R4 and R3 of the server's store: every single open, read, write, sync, truncation, removal and allocation of each thing
// that it does fails, once and for ever; and the power is cut at any write or sync. Whatever comes, nothing that was
// acknowledged or answered is gone, no record is half there, a rebuild gives the same digest, and the server goes on.
// How many cuts: FOYER_POWER_CUTS, or a few hundred. Prints its figures, one a line.
#include <gtest/gtest.h>

#include <cstdlib>

#include "shared/base/log.h"
#include "tests/sim/disk/chance.h"
#include "tests/sim/every_call.h"
#include "tests/sim/server_life.h"

namespace foyer::sim {
namespace {

uint64_t cutsWanted() {
  const char* text = std::getenv("FOYER_POWER_CUTS");
  return text != nullptr ? std::max<uint64_t>(1, std::strtoull(text, nullptr, 10)) : 300;
}

class ServerCalls : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    watchAllocations();
    setLogLevel(LogLevel::kError);
    s_centre = new Centre;
  }
  static void TearDownTestSuite() { delete std::exchange(s_centre, nullptr); }
  static const Centre& centre() { return *s_centre; }

  // Where the world stands before a step.
  struct Standing {
    Disk::Image image;
    Told told;
  };
  // A whole life without a fault, step by step, each by a program of its own.
  static std::vector<Standing> life() {
    std::vector<Standing> all{{centre().enrolled, {}}};
    for (const Step& step : serverSteps()) {
      Standing next = all.back();
      useSeed(3);
      Disk disk("life", Draw(3));
      disk.replaceBy(next.image);
      auto serving = testworld::must(Serving::start(centre(), disk, all.size()));
      EXPECT_TRUE(step.act(centre(), *serving, next.told)) << step.name;
      disk.end(Stroke::kProcessKilled);
      next.image = disk.image();
      all.push_back(std::move(next));
    }
    return all;
  }

 private:
  static inline Centre* s_centre = nullptr;
};

struct Trial {
  const Centre& centre;
  Disk disk;
  Told told;
  std::unique_ptr<Serving> serving;

  Trial(const Centre& around, const Disk::Image& image, Told before, uint64_t seed)
      : centre(around), disk("trial", Draw(seed)), told(std::move(before)) {
    useSeed(seed);
    disk.replaceBy(image);
  }
  bool start(uint64_t seed) {
    auto started = Serving::start(centre, disk, seed);
    if (started.ok()) serving = std::move(*started);
    return started.ok();
  }
  // A program that fails for good is told to end, another one goes on; then it is killed, or the power is cut.
  void end(uint64_t n) {
    disk.end(n % 2 == 0 ? Stroke::kPowerCut : Stroke::kProcessKilled);
    serving.reset();
    disk.start();
  }
  void judgeOnce(Judged& judged) {
    if (!judged.isNew(disk.image(), told.words())) return;
    judge(centre, disk, told);
  }
};

TEST_F(ServerCalls, FailOneAfterTheOtherAndNothingIsPromisedThatIsNotThere) {
  const auto standing = life();
  Judged judged;
  EveryCall calls;
  for (size_t at = 0; at < serverSteps().size(); ++at) {
    const Step& step = serverSteps()[at];
    calls.each(step.name, [&](const Failing& failing) {
      Trial trial(centre(), standing[at].image, standing[at].told, at + 1);
      if (!trial.start(at + 1)) ADD_FAILURE() << "no start";
      bool hasCome = false, isDone = false;
      {
        const FailingCall failed(failing);
        isDone = step.act(centre(), *trial.serving, trial.told);
        hasCome = failed.hasCome();
        // A program for which nothing works any more is ended, and its last words fail, too.
        if (failing.lasting == Lasting::kForEver && failing.n % 3 == 0) trial.serving.reset();
      }
      // After one call that failed the same program goes on.
      if (failing.lasting == Lasting::kOnce && !isDone) {
        EXPECT_TRUE(step.act(centre(), *trial.serving, trial.told)) << "not even then";
      }
      if (failing.lasting == Lasting::kOnce && at + 1 < serverSteps().size() && failing.n % 2 == 0) {
        EXPECT_TRUE(serverSteps()[at + 1].act(centre(), *trial.serving, trial.told)) << "the next step";
      }
      trial.end(failing.n);
      trial.judgeOnce(judged);
      return hasCome;
    });
    if (HasFailure()) return;
  }
  calls.print("server");
  std::printf("server, different states of its disk looked at: %zu\n", judged.size());
  for (const Call call : {Call::kRead, Call::kWrite, Call::kRoom, Call::kSync, Call::kAllocate}) EXPECT_GT(calls.tried(call), 10u) << nameOf(call);
}

TEST_F(ServerCalls, OfAStartFailOneAfterTheOtherAndItStartsAgain) {
  const auto standing = life();
  Judged judged;
  EveryCall calls;
  // A disk without anything, one that was left whole, and one whose log the program had left behind.
  const std::vector<Standing> starts = {{{}, {}}, standing.front(), standing.back()};
  for (size_t at = 0; at < starts.size(); ++at) {
    calls.each("start " + std::to_string(at + 1), [&](const Failing& failing) {
      Trial trial(centre(), starts[at].image, starts[at].told, at + 1);
      bool hasCome = false;
      {
        const FailingCall failed(failing);
        trial.start(at + 1);
        hasCome = failed.hasCome();
      }
      trial.end(failing.n);
      if (!starts[at].image.empty()) {
        trial.judgeOnce(judged);
      } else if (judged.isNew(trial.disk.image(), trial.told.words())) {
        EXPECT_TRUE(trial.start(1)) << "the database cannot be made any more";
      }
      return hasCome;
    });
    if (HasFailure()) return;
  }
  calls.print("server's start");
}

TEST_F(ServerCalls, KeepsWhatItAnsweredThroughAPowerCutAtAnyWriteOrSync) {
  // How many operations a life of one program has.
  uint64_t operations = 0;
  {
    Trial trial(centre(), centre().enrolled, {}, 1);
    ASSERT_TRUE(trial.start(1));
    for (const Step& step : serverSteps()) ASSERT_TRUE(step.act(centre(), *trial.serving, trial.told));
    operations = trial.disk.writes();
  }
  Judged judged;
  uint64_t acked = 0, cuts = 0;
  for (uint64_t seed = 1; cuts < cutsWanted(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Trial trial(centre(), centre().enrolled, {}, seed);
    Draw luck(seed);
    trial.disk.strikeAfter(1 + seed % operations, Stroke::kPowerCut);
    if (trial.start(seed))
      for (const Step& step : serverSteps()) {
        Told heard = trial.told;
        const bool isDone = step.act(centre(), *trial.serving, heard);
        // What was said after the cut nobody has heard.
        if (trial.disk.isDown() || !isDone) break;
        trial.told = std::move(heard);
      }
    if (!trial.disk.isDown()) trial.disk.end(Stroke::kPowerCut);
    ++cuts;
    trial.serving.reset();
    trial.disk.start();
    // The next start may be cut off, too.
    if (luck.chance(0.3)) {
      trial.disk.strikeAfter(1 + luck.below(12), Stroke::kPowerCut);
      trial.start(seed);
      if (!trial.disk.isDown()) trial.disk.end(Stroke::kPowerCut);
      ++cuts;
      trial.serving.reset();
      trial.disk.heal();
      trial.disk.start();
    }
    acked += trial.told.acked;
    trial.judgeOnce(judged);
    ASSERT_FALSE(HasFailure());
  }
  std::printf("power cuts of the server: %llu\nentries acknowledged before them: %llu\ndifferent disks after them: %zu\n",
              static_cast<unsigned long long>(cuts), static_cast<unsigned long long>(acked), judged.size());
}

// That the cuts above can find something.
TEST_F(ServerCalls, LosesWhatItAnsweredWhereSyncsLie) {
  int lost = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Trial trial(centre(), centre().enrolled, {}, seed);
    trial.disk.setLyingSyncs(true);
    ASSERT_TRUE(trial.start(seed));
    ASSERT_TRUE(serverSteps().front().act(centre(), *trial.serving, trial.told));
    trial.disk.end(Stroke::kPowerCut);
    trial.serving.reset();
    trial.disk.start();
    trial.disk.setLyingSyncs(false);
    uint64_t acked = 0;
    if (trial.start(seed + 100)) {
      (void)trial.serving->store->read([&](const store::Reader& reader) -> Status {
        FOYER_ASSIGN(const auto known, reader.incarnation(centre().incarnation));
        acked = known ? known->ackedSeq : 0;
        return okStatus();
      });
    }
    lost += acked < trial.told.acked ? 1 : 0;
  }
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace foyer::sim
