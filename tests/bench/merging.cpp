// G8: a second kiosk changes records that are known. Each change writes a role, without having seen the one that
// stands, and a phone number, nine times in ten having seen it; the tenth time both numbers stand and a case
// is opened. From ingest's door (sealed) to the disk.
#include <cstdio>

#include "tests/bench/filler.h"
#include "tests/bench/must.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kGoal = 0.45;
constexpr uint32_t kPhone = 5, kRole = 7;
constexpr size_t kConflictEvery = 10;

std::vector<record::ChangeBody> changes(const Bench& bench, const Filler& known, const Clock& clock) {
  std::vector<record::ChangeBody> bodies;
  for (size_t i = 0; i < bench.visits.size(); ++i) {
    record::ChangeBody body;
    body.id = newUuidV7(clock.wallMs(), systemRandom());
    record::RecordWrite write = writeTo(bench.schema, bench.visits[i].id, kPhone, "+49 40 " + std::to_string(1'000'000 + i));
    if (i % kConflictEvery != 0) write.fields.front().seen.push_back(known.dot(i + 1));
    write.fields.push_back(
        writeTo(bench.schema, bench.visits[i].id, kRole, bench.visits[i].values[kRole - 1] + " (deputy)").fields.front());
    body.records.push_back(std::move(write));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

double mergeOnce(Bench& bench) {
  Centre centre(bench.folder + "/centre", bench.schema, 2);
  centre.start();
  Filler known(centre, 0, bench.schema), later(centre, 1, bench.schema);
  std::vector<record::ChangeBody> bodies;
  for (const Visit& visit : bench.visits) bodies.push_back(bodyOf(bench.schema, visit));
  known.sendAll(known.seal(std::move(bodies)));
  auto submissions = later.seal(changes(bench, known, centre.clock()));
  const double seconds = later.sendAll(std::move(submissions));
  uint64_t cases = 0;
  must(centre.store().read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(cases, reader.countOpenCases());
    return okStatus();
  }));
  if (cases != bench.visits.size() / kConflictEvery) fail("the conflicts were not all kept");
  return static_cast<double>(bench.visits.size()) / seconds;
}

}  // namespace

void merging(Bench& bench) {
  Samples rates, limits, ratios;
  for (int run = 0; run < bench.runs; ++run) {
    const double before = bench.rawRowsPerSecond();
    const double rate = mergeOnce(bench);
    const double limit = (before + bench.rawRowsPerSecond()) / 2;
    rates.add(rate);
    limits.add(limit);
    ratios.add(rate / limit);
  }
  std::printf("note: G8 begins at ingest's door: unsealing, validation, merging and the disk, without gRPC and TLS\n");
  bench.report.figure("G8 merges a second", rates);
  bench.report.figure("G8 L, rows a second", limits);
  bench.report.figure("G8 ratio to L", ratios);
  bench.report.goal("G8 goal", ratios.median(), kGoal, Better::kMore);
}

}  // namespace foyer::bench
