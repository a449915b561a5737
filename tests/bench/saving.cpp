// G4: one visitor confirms after another.
#include <filesystem>

#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kFloor = 1.6, kGoal = 1.3, kGoalOfSlowest = 4;
constexpr size_t kSaves = 500;
// Until the write-ahead log is written over instead of growing: so it is at a kiosk but for its first hour.
constexpr size_t kSavesBefore = 1'000;

}  // namespace

void saving(Bench& bench) {
  Samples ratios, slowest, saves, syncs;
  const validate::Validator validator(bench.schema);
  for (int run = 0; run < bench.runs; ++run) {
    Centre centre(bench.folder + "/centre", bench.schema, 1);
    const uplink::Identity identity = centre.identity(0);
    const auto journal = must(journal::Journal::open(bench.folder + "/journal",
                                                     {identity.device, identity.sealingPublicKey,
                                                      identity.signingSecretKey.copy()},
                                                     centre.clock(), systemRandom()));
    SyncedFile file(bench.folder);
    Samples save, sync;
    for (size_t i = 0; i < kSavesBefore + kSaves; ++i) {
      const double synced = file.sync();
      record::ChangeBody body = bodyOf(bench.schema, bench.visits[i]);
      const Stopwatch watch;
      must(journal->append(body.id, [&](const record::Dot& dot, uint64_t lamport) -> Result<record::Change> {
        return changeOf(validator, std::move(body), dot, lamport, centre.clock());
      }));
      if (i < kSavesBefore) continue;
      save.add(watch.seconds());
      sync.add(synced);
    }
    ratios.add(save.median() / sync.median());
    slowest.add(save.quantile(0.99) / sync.median());
    saves.add(save.median() * 1e6);
    syncs.add(sync.median() * 1e6);
    for (const char* name : {"/journal", "/journal-wal", "/journal-shm", "/synced"})
      std::filesystem::remove(bench.folder + name);
  }
  bench.report.figure("G4 save p50, us", saves);
  bench.report.figure("G4 F p50, us", syncs);
  bench.report.figure("G4 save p50 in F", ratios);
  bench.report.figure("G4 save p99 in F p50", slowest);
  bench.report.floor("G4 floor", ratios.median(), kFloor, Better::kLess);
  bench.report.goal("G4 goal", ratios.median(), kGoal, Better::kLess);
  bench.report.goal("G4 goal of p99", slowest.median(), kGoalOfSlowest, Better::kLess);
}

}  // namespace foyer::bench
