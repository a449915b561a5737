#include "tests/sim/scenario.h"

#include <algorithm>
#include <array>

#include "tests/sim/draw.h"
#include "tests/sim/ranges.h"

namespace foyer::sim {

namespace {

constexpr int64_t kSecond = 1'000;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;
constexpr int64_t kWall2100Ms = 4'102'444'800'000;
constexpr int64_t kSeatsMost = 16;  // of a session: a few more than the largest begins with

constexpr std::array<std::string_view, kActs> kNames = {
    "visit",
    "confirmed twice",
    "slip used",
    "staff edit",
    "staff edit of an old view",
    "staff decision",
    "erasure",
    "settlement",
    "capacity changed",
    "catalogue published",
    "backup",
    "disk image",
    "kiosk killed",
    "kiosk without power",
    "kiosk struck while writing",
    "server killed",
    "server without power",
    "server struck while writing",
    "kiosk disk full",
    "server disk full",
    "kiosk disk errors",
    "server disk errors",
    "failed syncs",
    "bit rot",
    "kiosk rolled back",
    "kiosk cloned",
    "server restored",
    "kiosk partitioned",
    "all partitioned",
    "line torn",
    "stream replayed",
    "poison entry",
    "kiosk clock jump",
    "server clock jump",
    "clock battery empty",
};

// How often a profile has a kind of fault in a run, at most; each seed draws from 0 to that.
struct Most {
  Act act;
  int count;
};

// What a profile is about is in every seed of it. Any other kind is left out wholly of so many of its seeds (each kind by
// a draw of its own, so that seeds without any other kind are rare): each seed has its own mix, and what one fault does
// is not always hidden behind another.
struct Profile {
  std::string name;
  std::optional<Act> theme;
  double calmSeeds;
  std::vector<Most> most;
};

const std::vector<Profile>& allProfiles() {
  static const std::vector<Profile> all = {
      {"default",
       {},
       0.5,
       {{Act::kKioskKilled, 5},      {Act::kKioskPowerCut, 5},  {Act::kKioskStruck, 6},      {Act::kServerKilled, 3},
        {Act::kServerPowerCut, 3},   {Act::kServerStruck, 4},   {Act::kKioskDiskFull, 2},    {Act::kServerDiskFull, 1},
        {Act::kKioskDiskErrors, 2},  {Act::kServerDiskErrors, 1}, {Act::kSyncErrors, 2},     {Act::kBitRot, 2},
        {Act::kRolledBack, 2},       {Act::kCloned, 1},         {Act::kServerRestored, 1},   {Act::kPartition, 4},
        {Act::kPartitionOfAll, 1},   {Act::kLineTorn, 8},       {Act::kStreamReplayed, 3},   {Act::kPoison, 3},
        {Act::kClockJump, 4},        {Act::kServerClockJump, 1}, {Act::kBatteryEmpty, 2}}},
      {"calm", {}, 1.0, {}},
      {"clocks",
       Act::kClockJump,
       0.2,
       {{Act::kClockJump, 12}, {Act::kServerClockJump, 6}, {Act::kBatteryEmpty, 6}, {Act::kKioskKilled, 3},
        {Act::kPartition, 3}, {Act::kLineTorn, 6}, {Act::kServerKilled, 2}}},
      {"clones",
       Act::kCloned,
       0.3,
       {{Act::kCloned, 3}, {Act::kRolledBack, 4}, {Act::kKioskKilled, 3}, {Act::kKioskPowerCut, 3}, {Act::kLineTorn, 6},
        {Act::kPartition, 3}}},
      {"restores",
       Act::kServerRestored,
       0.3,
       {{Act::kServerRestored, 3}, {Act::kServerPowerCut, 3}, {Act::kRolledBack, 2}, {Act::kKioskKilled, 3},
        {Act::kLineTorn, 4}, {Act::kPartition, 3}}},
      {"poison",
       Act::kPoison,
       0.3,
       {{Act::kPoison, 8}, {Act::kBitRot, 3}, {Act::kKioskKilled, 3}, {Act::kLineTorn, 4}, {Act::kServerKilled, 2}}},
      {"disks",
       Act::kKioskStruck,
       0.3,
       {{Act::kKioskStruck, 12}, {Act::kServerStruck, 10}, {Act::kKioskPowerCut, 6}, {Act::kServerPowerCut, 6},
        {Act::kKioskDiskFull, 3}, {Act::kServerDiskFull, 2}, {Act::kKioskDiskErrors, 3}, {Act::kServerDiskErrors, 2},
        {Act::kSyncErrors, 4}, {Act::kBitRot, 3}}},
  };
  return all;
}

const Profile& profileNamed(const std::string& name) {
  for (const Profile& profile : allProfiles())
    if (profile.name == name) return profile;
  return allProfiles().front();
}

// What an act needs to be told beyond its luck.
int64_t amountFor(Act act, Draw& draw, int64_t lengthMs, const Disks& disks) {
  switch (act) {
    case Act::kPartition:
    case Act::kPartitionOfAll:
      return draw.chance(0.15) ? draw.between(kDay, 60 * kDay) : draw.between(10 * kSecond, lengthMs);
    case Act::kCloned: return draw.chance(0.8) ? draw.between(1, 3) : draw.between(4, 9);
    case Act::kKioskDiskFull:
    case Act::kServerDiskFull:
    case Act::kKioskDiskErrors:
    case Act::kServerDiskErrors:
    case Act::kSyncErrors: return draw.between(10 * kSecond, 20 * kMinute);
    case Act::kKioskStruck:
    case Act::kServerStruck: return draw.between(1, disks.strikeWithin);
    case Act::kCapacity: return draw.between(1, kSeatsMost);
    case Act::kClockJump:
    case Act::kServerClockJump: return draw.between(0, kWall2100Ms);
    default: return 0;
  }
}

void add(Scenario& scenario, Act act, int64_t atMs, Draw& draw, int64_t lengthMs) {
  Event event{atMs, act, draw.below(scenario.fleet.kiosks), 0, draw.next()};
  event.amount = amountFor(act, draw, lengthMs, scenario.disks);
  scenario.events.push_back(event);
}

void addPeople(Scenario& scenario, Draw draw, int64_t lengthMs) {
  const auto at = [&] { return draw.between(kSecond, lengthMs); };
  const int64_t visits = draw.between(3, 30);
  for (int64_t i = 0; i < visits; ++i) add(scenario, Act::kVisit, at(), draw, lengthMs);
  const auto some = [&](Act act, int64_t most) {
    for (int64_t i = draw.between(0, most); i > 0; --i) add(scenario, act, at(), draw, lengthMs);
  };
  some(Act::kConfirmAgain, 3);
  some(Act::kUseSlip, visits / 2);
  some(Act::kEdit, visits / 2);
  some(Act::kEditUnseen, visits / 3);
  some(Act::kDecide, visits / 2);
  if (draw.chance(0.4)) some(Act::kErase, 2);
  some(Act::kPublish, 3);
  some(Act::kSettle, 4);
  if (draw.chance(0.4)) some(Act::kCapacity, 3);
}

void addFaults(Scenario& scenario, const Profile& profile, Draw draw, int64_t lengthMs) {
  for (const Most& most : profile.most) {
    Draw own = draw.fork("faults", static_cast<uint64_t>(most.act));
    if (own.chance(profile.calmSeeds) && most.act != profile.theme) continue;
    for (int64_t i = own.between(1, most.count); i > 0; --i) {
      const int64_t atMs = own.between(kSecond, lengthMs);
      add(scenario, most.act, atMs, own, lengthMs);
      // What is put back must have been kept at some time before.
      if (most.act == Act::kRolledBack) {
        const size_t kiosk = scenario.events.back().kiosk;
        add(scenario, Act::kTakeImage, own.between(0, atMs), own, lengthMs);
        scenario.events.back().kiosk = kiosk;
      }
      if (most.act == Act::kServerRestored) add(scenario, Act::kBackup, own.between(0, atMs), own, lengthMs);
    }
  }
}

}  // namespace

bool isFault(Act act) { return act >= Act::kKioskKilled; }
std::string_view nameOf(Act act) { return kNames[static_cast<size_t>(act)]; }

const std::vector<std::string>& profiles() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Profile& profile : allProfiles()) all.push_back(profile.name);
    return all;
  }();
  return names;
}

Scenario drawScenario(uint64_t seed, const std::string& profileName) {
  const Profile& profile = profileNamed(profileName);
  Draw draw = Draw(seed).fork("scenario " + profile.name);
  Scenario scenario;
  scenario.seed = seed;
  scenario.profile = profile.name;
  const bool isCalm = profile.most.empty();
  scenario.fleet.kiosks = static_cast<size_t>(draw.between(1, 4));
  const bool areClocksWrong = !isCalm && draw.chance(profile.name == "clocks" ? 1.0 : 0.5);
  for (size_t i = 0; i <= scenario.fleet.kiosks; ++i) {
    scenario.fleet.driftPpm.push_back(areClocksWrong ? draw.between(-200, 200) : 0);
    const int64_t wall = draw.chance(0.3) ? 0 : draw.between(0, kWall2100Ms);
    scenario.fleet.wallErrorMs.push_back(areClocksWrong && draw.chance(0.5) ? wall - kWallAtStartMs : 0);
  }
  Weather& weather = scenario.weather;
  weather.latencyMinMs = draw.between(1, 50);
  weather.latencyMaxMs = weather.latencyMinMs + draw.between(1, draw.chance(0.3) ? 5'000 : 200);
  if (!isCalm && draw.chance(0.7)) weather.loss = static_cast<double>(draw.between(1, 30)) / 100;
  weather.tear = static_cast<double>(draw.between(0, 50)) / 100;
  if (!isCalm && draw.chance(0.5)) weather.replay = static_cast<double>(draw.between(1, 50)) / 100;

  Draw disks = draw.fork("disks");
  scenario.disks = {static_cast<double>(disks.between(2, 50)) / 1'000, static_cast<double>(disks.between(2, 40)) / 100,
                    disks.between(5, 80)};
  const int64_t lengthMs = draw.chance(0.7) ? draw.between(2 * kMinute, kHour) : draw.between(kHour, 2 * kDay);
  addPeople(scenario, draw.fork("people"), lengthMs);
  addFaults(scenario, profile, draw.fork("misfortune"), lengthMs);
  std::stable_sort(scenario.events.begin(), scenario.events.end(),
                   [](const Event& a, const Event& b) { return a.atMs < b.atMs; });
  scenario.faultsEndMs = lengthMs;
  for (const Event& event : scenario.events)
    if (event.act == Act::kPartition || event.act == Act::kPartitionOfAll)
      scenario.faultsEndMs = std::max(scenario.faultsEndMs, event.atMs + event.amount);
  return scenario;
}

std::string describe(const Scenario& scenario) {
  std::string text = rangesOf(scenario);
  std::array<int, kActs> counts{};
  for (const Event& event : scenario.events) ++counts[static_cast<size_t>(event.act)];
  for (size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) text += std::string("\n  ") + std::string(kNames[i]) + ": " + std::to_string(counts[i]);
  return text;
}

}  // namespace foyer::sim
