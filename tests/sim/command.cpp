#include "tests/sim/command.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <optional>

#include "shared/base/log.h"
#include "tests/sim/picture.h"
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
  bool doTrace = false;
  bool isFirstOnly = false;

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
    } else if (words[i] == "--first-only") {
      wish.isFirstOnly = true;
    } else if (i + 1 < words.size() && takeWord(words[i], words[i + 1], wish)) {
      ++i;
    } else {
      std::fprintf(out,
                   "foyer-sim: '%s' is not understood here.\n"
                   "Use: foyer-sim --seeds A..B [--profile NAME] [--plant BUG] [--jobs N] [--picture FILE] [--trace] [--first-only]\n"
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

// With a planted bug the first violation is enough.
Tally runSeeds(const Wish& wish, uint64_t first, uint64_t step) {
  Tally tally;
  for (uint64_t seed = wish.from + first; seed <= wish.until; seed += step) {
    const Scenario scenario = drawScenario(seed, wish.profile);
    Report report = playWith(wish, scenario);
    if (wish.bug() != Plant::kNone && !report.violations.empty() && isFoundWithout(scenario, report)) report.violations.clear();
    tally.add(seed, report);
    if ((wish.bug() != Plant::kNone || wish.isFirstOnly) && !tally.failures.empty()) break;
  }
  return tally;
}

Tally runInProcesses(const Wish& wish) {
  std::vector<std::pair<pid_t, int>> children;
  for (uint64_t i = 0; i < wish.jobs; ++i) {
    int ends[2];
    FOYER_ASSERT(::pipe(ends) == 0);
    const pid_t child = ::fork();
    FOYER_ASSERT(child >= 0);
    if (child == 0) {
      ::close(ends[0]);
      const std::string text = runSeeds(wish, i, wish.jobs).asText();
      for (size_t at = 0; at < text.size();) {
        const ssize_t written = ::write(ends[1], text.data() + at, text.size() - at);
        if (written <= 0) ::_exit(1);
        at += static_cast<size_t>(written);
      }
      ::_exit(0);
    }
    ::close(ends[1]);
    children.emplace_back(child, ends[0]);
  }
  Tally tally;
  for (size_t i = 0; i < children.size(); ++i) {
    std::string text;
    char part[4'096];
    for (ssize_t got; (got = ::read(children[i].second, part, sizeof part)) > 0;) text.append(part, static_cast<size_t>(got));
    ::close(children[i].second);
    int status = 0;
    ::waitpid(children[i].first, &status, 0);
    tally.add(Tally::fromText(text));
    if (status != 0) {
      ++tally.violations;
      tally.failures.push_back({wish.from + i, "no broken promise", "a process ended by itself; its own words are above"});
    }
  }
  return tally;
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

void explain(std::FILE* out, const Wish& wish, const Failure& failure) {
  const Scenario whole = drawScenario(failure.seed, wish.profile);
  const auto shows = [&](const Scenario& scenario) {
    const Report report = playWith(wish, scenario);
    return std::any_of(report.violations.begin(), report.violations.end(),
                       [&](const Violation& violation) { return violation.invariant == failure.invariant; });
  };
  const Scenario shortest = shrink(whole, shows);
  const Report report = playWith(wish, shortest);
  std::fprintf(out, "\nseed %" PRIu64 ": \"%s\" does not hold: %s\n", failure.seed, failure.invariant.c_str(), failure.words.c_str());
  std::fprintf(out, "  the seed drew: %s\n", describe(whole).c_str());
  std::fprintf(out, "  the shortest story (%zu of %zu events):\n", shortest.events.size(), whole.events.size());
  tellStory(out, report);
  std::fprintf(out, "  once more: foyer-sim --seeds %" PRIu64 "..%" PRIu64 " --profile %s%s%s --trace\n\n", failure.seed,
               failure.seed, wish.profile.c_str(), wish.plant.empty() ? "" : " --plant ", wish.plant.c_str());
}

void traceSeed(std::FILE* out, const Wish& wish, uint64_t seed) {
  const Scenario scenario = drawScenario(seed, wish.profile);
  const Report report = play(scenario, wish.bug());
  std::fprintf(out, "seed %" PRIu64 ": %s\n", seed, describe(scenario).c_str());
  for (const Happening& each : report.story)
    std::fprintf(out, "%s  %-8s %s\n", clockText(each.atMs).c_str(), laneName(each.lane).c_str(), each.words.c_str());
  std::fprintf(out, "trace: %016" PRIx64 "\ndigest: %s\n", report.trace, report.digest.c_str());
}

}  // namespace

int runCommand(const std::vector<std::string>& words, std::FILE* out) {
  const bool listsProfiles = words == std::vector<std::string>{"--list-plants", "--with-profile"};
  if (listsProfiles || words == std::vector<std::string>{"--list-plants"}) {
    for (const PlantedBug& bug : plantedBugs())
      std::fprintf(out, "%s%s%s\n", std::string(bug.name).c_str(), listsProfiles ? " " : "",
                   listsProfiles ? std::string(bug.profile).c_str() : "");
    return 0;
  }
  if (words == std::vector<std::string>{"--list-profiles"}) {
    for (const std::string& name : profiles()) std::fprintf(out, "%s\n", name.c_str());
    return 0;
  }
  const auto wish = read(words, out);
  if (!wish) return 2;
  setLogLevel(LogLevel::kError);
  if (wish->doTrace) traceSeed(out, *wish, wish->from);
  const auto began = std::chrono::steady_clock::now();
  const Tally tally = wish->jobs > 1 ? runInProcesses(*wish) : runSeeds(*wish, 0, 1);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!tally.failures.empty() && wish->isFirstOnly) {
    std::fprintf(out, "found in seed: %" PRIu64 "\nfound by: %s\n", tally.failures.front().seed, tally.failures.front().invariant.c_str());
  } else if (!tally.failures.empty()) {
    explain(out, *wish, tally.failures.front());
  }
  for (size_t i = 1; i < tally.failures.size(); ++i)
    std::fprintf(out, "seed %" PRIu64 ": \"%s\": %s\n", tally.failures[i].seed, tally.failures[i].invariant.c_str(), tally.failures[i].words.c_str());
  if (!wish->picture.empty()) {
    const Scenario scenario = drawScenario(wish->from, wish->profile);
    const Status drawn = savePicture(wish->picture, scenario, play(scenario, wish->bug()));
    if (!drawn.ok()) return std::fprintf(out, "foyer-sim: %s\n", drawn.error().message().c_str()), 2;
  }
  std::fprintf(out, "seeds: %" PRIu64 "\nrecords promised: %" PRIu64 "\nsteps: %" PRIu64 "\n", tally.seeds, tally.promises, tally.steps);
  for (const auto& [kind, count] : tally.faults) std::fprintf(out, "faults injected %s: %" PRIu64 "\n", kind.c_str(), count);
  std::fprintf(out, "longest way to rest: %" PRIu64 " s\n", tally.longestRestMs / 1'000);
  std::fprintf(out, "time a seed: %.0f ms\n", seconds * 1'000 / static_cast<double>(std::max<uint64_t>(tally.seeds, 1)));
  std::fprintf(out, "violations: %" PRIu64 "\n", tally.violations);
  return tally.violations == 0 ? 0 : 1;
}

}  // namespace foyer::sim
