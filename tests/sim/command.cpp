#include "tests/sim/command.h"

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <optional>

#include "shared/base/log.h"
#include "tests/sim/jobs.h"
#include "tests/sim/picture.h"
#include "tests/sim/ranges.h"
#include "tests/sim/shrink.h"
#include "tests/sim/tally.h"

namespace foyer::sim {

namespace {

constexpr uint64_t kJobsMax = 64;
// Lines of a story; beyond that nobody reads on.
constexpr size_t kStoryLinesMax = 80;

struct Wish {
  uint64_t from = 1, until = 1;
  uint64_t jobs = 1;
  std::string profile = profiles().front();
  std::string plant;
  std::string picture;
  std::string program;
  bool doTrace = false;
  bool doRanges = false;
  bool isFirstOnly = false;

  // With a planted bug the first violation is enough.
  bool isFirstEnough() const { return isFirstOnly || !plant.empty(); }
  Plant bug() const { return plant.empty() ? Plant::kNone : plantNamed(plant).value_or(Plant::kNone); }
};

std::optional<uint64_t> numberIn(const std::string& text) {
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoull(text);
}

bool takeSeeds(const std::string& text, Wish& wish) {
  const size_t dots = text.find("..");
  const auto from = numberIn(text.substr(0, dots));
  const auto until = dots == std::string::npos ? from : numberIn(text.substr(dots + 2));
  if (!from || !until || *until < *from) return false;
  wish.from = *from;
  wish.until = *until;
  return true;
}

bool takeWord(const std::string& option, const std::string& value, Wish& wish) {
  const auto& names = profiles();
  if (option == "--seeds") return takeSeeds(value, wish);
  if (option == "--profile") return wish.profile = value, std::count(names.begin(), names.end(), value) == 1;
  if (option == "--plant") return wish.plant = value, plantNamed(value).has_value();
  if (option == "--picture") return wish.picture = value, !value.empty();
  const auto jobs = numberIn(value);
  if (option != "--jobs" || !jobs || *jobs < 1 || *jobs > kJobsMax) return false;
  wish.jobs = *jobs;
  return true;
}

// Nothing: a word that cannot be understood was found and named.
std::optional<Wish> read(const std::vector<std::string>& words, std::FILE* out) {
  Wish wish;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--trace") {
      wish.doTrace = true;
    } else if (words[i] == "--ranges") {
      wish.doRanges = true;
    } else if (words[i] == "--first-only") {
      wish.isFirstOnly = true;
    } else if (i + 1 < words.size() && takeWord(words[i], words[i + 1], wish)) {
      ++i;
    } else {
      std::fprintf(out,
                   "foyer-sim: '%s' is not understood here.\n"
                   "Use: foyer-sim --seeds A..B [--profile NAME] [--plant BUG] [--jobs N] [--picture FILE] [--ranges] [--trace] [--first-only]\n"
                   "     foyer-sim --list-plants [--with-profile] | --list-profiles\n",
                   words[i].c_str());
      return std::nullopt;
    }
  }
  return wish;
}

// What the seed shows without the bug too is not the bug.
bool isFoundWithout(const Scenario& scenario, const Report& planted) {
  const Report report = play(scenario);
  return std::any_of(report.violations.begin(), report.violations.end(), [&](const Violation& violation) {
    return violation.invariant == planted.violations.front().invariant;
  });
}

// Wall clocks decide nothing: under true ones a seed of the profile "clocks" comes to the same records.
Report playWith(const Wish& wish, Scenario scenario) {
  Report report = play(scenario, wish.bug());
  if (wish.profile != "clocks" || report.digest.empty()) return report;
  scenario.walls = WallClocks::kTrue;
  if (play(scenario, wish.bug()).digest != report.digest)
    report.violations.push_back({"clocks decide nothing", "under true clocks the records are others"});
  return report;
}

Tally playSeed(const Wish& wish, uint64_t seed) {
  Tally tally;
  const Scenario scenario = drawScenario(seed, wish.profile);
  Report report = playWith(wish, scenario);
  if (wish.bug() != Plant::kNone && !report.violations.empty() && isFoundWithout(scenario, report)) report.violations.clear();
  tally.add(seed, report);
  return tally;
}

Tally playSeeds(const Wish& wish) {
  const Seeds seeds{wish.from, wish.until, wish.jobs,
                    wish.isFirstEnough() ? Seeds::End::kAtFirstFailure : Seeds::End::kAll};
  return playInJobs(seeds, [&](uint64_t seed) { return playSeed(wish, seed); });
}

void sayHowToRepeat(std::FILE* out, const Wish& wish, uint64_t seed) {
  std::fprintf(out, "  once more: %s --seeds %" PRIu64 "..%" PRIu64 " --profile %s%s%s --trace\n\n", wish.program.c_str(),
               seed, seed, wish.profile.c_str(), wish.plant.empty() ? "" : " --plant ", wish.plant.c_str());
}

void tellStory(std::FILE* out, const Report& report) {
  const size_t count = report.story.size();
  for (size_t i = 0; i < count; ++i) {
    if (count > kStoryLinesMax && i >= kStoryLinesMax / 2 && i < count - kStoryLinesMax / 2) {
      if (i == kStoryLinesMax / 2) std::fprintf(out, "    ... %zu lines more ...\n", count - kStoryLinesMax);
      continue;
    }
    const Happening& each = report.story[i];
    std::fprintf(out, "    %s  %s: %s\n", clockText(each.atMs).c_str(), laneName(each.lane).c_str(), each.words.c_str());
  }
}

void tellShortest(std::FILE* out, const Wish& wish, const Failure& failure) {
  const Scenario whole = drawScenario(failure.seed, wish.profile);
  const auto shows = [&](const Scenario& scenario) {
    const Report report = playWith(wish, scenario);
    return std::any_of(report.violations.begin(), report.violations.end(),
                       [&](const Violation& violation) { return violation.invariant == failure.invariant; });
  };
  const Scenario shortest = shrink(whole, shows);
  const Report report = playWith(wish, shortest);
  std::fprintf(out, "  the shortest story (%zu of %zu events):\n", shortest.events.size(), whole.events.size());
  tellStory(out, report);
}

void explain(std::FILE* out, const Wish& wish, const Failure& failure) {
  std::fprintf(out, "\nseed %" PRIu64 ": \"%s\" does not hold: %s\n", failure.seed, failure.invariant.c_str(), failure.words.c_str());
  std::fprintf(out, "  the seed drew: %s\n", describe(drawScenario(failure.seed, wish.profile)).c_str());
  // What ends its process tells no story.
  if (failure.invariant != kCrashed && !runApart([&] { return tellShortest(out, wish, failure), true; }))
    std::fprintf(out, "  its shortest story could not be found\n");
  sayHowToRepeat(out, wish, failure.seed);
}

void traceSeed(std::FILE* out, const Wish& wish, uint64_t seed) {
  const Scenario scenario = drawScenario(seed, wish.profile);
  const Report report = play(scenario, wish.bug());
  std::fprintf(out, "seed %" PRIu64 ": %s\n", seed, describe(scenario).c_str());
  for (const Happening& each : report.story)
    std::fprintf(out, "%s  %-8s %s\n", clockText(each.atMs).c_str(), laneName(each.lane).c_str(), each.words.c_str());
  std::fprintf(out, "trace: %016" PRIx64 "\ndigest: %s\n", report.trace, report.digest.c_str());
}

// False: it could not be drawn.
bool drawSeed(std::FILE* out, const Wish& wish, uint64_t seed) {
  return runApart([&] {
    const Scenario scenario = drawScenario(seed, wish.profile);
    const Status drawn = savePicture(wish.picture, scenario, play(scenario, wish.bug()));
    if (!drawn.ok()) std::fprintf(out, "foyer-sim: %s\n", drawn.error().message().c_str());
    return drawn.ok();
  });
}

// Of all that were to be played; where the first violation ends it, of those up to there.
std::string rangesOfAll(const Wish& wish, const Tally& tally) {
  const bool isCut = wish.isFirstEnough() && !tally.failures.empty();
  const uint64_t until = isCut ? tally.failures.front().seed : wish.until;
  Ranges ranges;
  for (uint64_t seed = wish.from; seed <= until; ++seed) ranges.add(drawScenario(seed, wish.profile));
  return ranges.text();
}

void sayFigures(std::FILE* out, const Wish& wish, const Tally& tally, double seconds) {
  std::fprintf(out, "ranges drawn: %s\n", rangesOfAll(wish, tally).c_str());
  std::fprintf(out, "seeds: %" PRIu64 "\nrecords promised: %" PRIu64 "\nsteps: %" PRIu64 "\n", tally.seeds, tally.promises, tally.steps);
  for (const auto& [kind, count] : tally.faults) std::fprintf(out, "faults injected %s: %" PRIu64 "\n", kind.c_str(), count);
  std::fprintf(out, "longest way to rest: %" PRIu64 " s\n", tally.longestRestMs / 1'000);
  std::fprintf(out, "time a seed: %.0f ms\n", seconds * 1'000 / static_cast<double>(std::max<uint64_t>(tally.seeds, 1)));
  std::fprintf(out, "violations: %" PRIu64 "\n", tally.violations);
}

void sayRanges(std::FILE* out, const Wish& wish, const Failure& failure) {
  std::fprintf(out, "  %s\n", rangesOf(drawScenario(failure.seed, wish.profile)).c_str());
}

void sayFailures(std::FILE* out, const Wish& wish, const std::vector<Failure>& failures) {
  if (failures.empty()) return;
  if (wish.isFirstOnly) {
    std::fprintf(out, "found in seed: %" PRIu64 "\nfound by: %s\n", failures.front().seed, failures.front().invariant.c_str());
    sayRanges(out, wish, failures.front());
  } else {
    explain(out, wish, failures.front());
  }
  for (size_t i = 1; i < failures.size(); ++i) {
    std::fprintf(out, "seed %" PRIu64 ": \"%s\": %s\n", failures[i].seed, failures[i].invariant.c_str(), failures[i].words.c_str());
    sayRanges(out, wish, failures[i]);
  }
}

// Lists that need no seeds; true: that was it.
bool list(const std::vector<std::string>& words, std::FILE* out) {
  const bool listsProfiles = words == std::vector<std::string>{"--list-plants", "--with-profile"};
  if (listsProfiles || words == std::vector<std::string>{"--list-plants"}) {
    for (const PlantedBug& bug : plantedBugs())
      std::fprintf(out, "%s%s%s\n", std::string(bug.name).c_str(), listsProfiles ? " " : "",
                   listsProfiles ? std::string(bug.profile).c_str() : "");
    return true;
  }
  if (words != std::vector<std::string>{"--list-profiles"}) return false;
  for (const std::string& name : profiles()) std::fprintf(out, "%s\n", name.c_str());
  return true;
}

}  // namespace

int runCommand(const std::string& program, const std::vector<std::string>& words, std::FILE* out) {
  if (list(words, out)) return 0;
  auto wish = read(words, out);
  if (!wish) return 2;
  wish->program = program;
  setLogLevel(LogLevel::kError);
  for (uint64_t seed = wish->from; wish->doRanges && seed <= wish->until; ++seed)
    std::fprintf(out, "%s\n", rangesOf(drawScenario(seed, wish->profile)).c_str());
  if (wish->doTrace) (void)runApart([&] { return traceSeed(out, *wish, wish->from), true; });
  const auto began = std::chrono::steady_clock::now();
  const Tally tally = playSeeds(*wish);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  sayFailures(out, *wish, tally.failures);
  const bool isDrawn = wish->picture.empty() ||
                       drawSeed(out, *wish, tally.failures.empty() ? wish->from : tally.failures.front().seed);
  sayFigures(out, *wish, tally, seconds);
  if (!isDrawn) std::fprintf(out, "foyer-sim: %s was not drawn\n", wish->picture.c_str());
  return tally.violations != 0 ? 1 : isDrawn ? 0 : 2;
}

}  // namespace foyer::sim
