// G1 and G2: backlogs.
#include <algorithm>
#include <filesystem>
#include <list>

#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kFloorOfOne = 0.35, kGoalOfOne = 0.60;
constexpr double kGoalOfMany = 0.55;
constexpr size_t kManyKiosks = 50;

struct Upload {
  double recordsPerSecond = 0;
  double cpuMicroseconds = 0;  // a record, of kiosks and server together
};

// All of them at once, from the first one's first look for its server until the last one is done.
Upload upload(Bench& bench, Centre& centre, const std::string& journals, size_t kiosks) {
  const validate::Validator validator(bench.schema);
  const std::string folder = bench.folder + "/journals";
  for (size_t i = 0; i < kiosks; ++i)
    copyJournal(journals + "/" + std::to_string(i), folder + "/" + std::to_string(i));
  centre.start();
  double cpu = 0;
  Span all;
  {
    std::list<Sender> senders;
    const double cpuBefore = cpuSeconds();
    for (size_t i = 0; i < kiosks; ++i)
      senders.emplace_back(Sender::Parts{centre.identity(i), folder + "/" + std::to_string(i), validator, centre.clock()});
    for (Sender& sender : senders) {
      const Span each = sender.waitUntilDone();
      all = &sender == &senders.front() ? each : Span{std::min(all.from, each.from), std::max(all.to, each.to)};
    }
    cpu = cpuSeconds() - cpuBefore;
  }
  uint64_t stored = 0;
  must(centre.store().read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(stored, reader.countRecords(bench.schema.typeNamed("Visit")->number));
    return okStatus();
  }));
  if (stored != bench.visits.size()) fail("the server does not have what it acknowledged");
  centre.stop();
  std::filesystem::remove_all(folder);
  const auto records = static_cast<double>(bench.visits.size());
  return {records / all.seconds(), 1e6 * cpu / records};
}

struct Uploads {
  Samples rates, limits, ratios, cpu;
};

Uploads measure(Bench& bench, size_t kiosks) {
  Centre centre(bench.folder + "/centre", bench.schema, kiosks);
  const std::string journals = bench.memoryFolder + "/journals";
  std::filesystem::create_directories(journals);
  const std::span<const Visit> visits(bench.visits);
  const size_t each = visits.size() / kiosks;
  for (size_t i = 0; i < kiosks; ++i)
    writeJournal(journals + "/" + std::to_string(i), centre, i, bench.schema, visits.subspan(i * each, each));
  upload(bench, centre, journals, kiosks);  // not counted: the first run finds cold caches
  Uploads uploads;
  for (int run = 0; run < bench.runs; ++run) {
    const double before = bench.rawRowsPerSecond();
    const Upload done = upload(bench, centre, journals, kiosks);
    const double limit = (before + bench.rawRowsPerSecond()) / 2;
    uploads.rates.add(done.recordsPerSecond);
    uploads.cpu.add(done.cpuMicroseconds);
    uploads.limits.add(limit);
    uploads.ratios.add(done.recordsPerSecond / limit);
  }
  std::filesystem::remove_all(journals);
  return uploads;
}

}  // namespace

void uploadOfOne(Bench& bench) {
  const Uploads uploads = measure(bench, 1);
  bench.report.figure("G1 records a second", uploads.rates);
  bench.report.figure("G1 CPU of both ends, us a record", uploads.cpu);
  bench.report.figure("G1 L, rows a second", uploads.limits);
  bench.report.figure("G1 ratio to L", uploads.ratios);
  bench.report.floor("G1 floor", uploads.ratios.median(), kFloorOfOne, Better::kMore);
  bench.report.goal("G1 goal", uploads.ratios.median(), kGoalOfOne, Better::kMore);
}

void uploadOfMany(Bench& bench) {
  const Uploads uploads = measure(bench, kManyKiosks);
  bench.report.figure("G2 records a second", uploads.rates);
  bench.report.figure("G2 CPU of both ends, us a record", uploads.cpu);
  bench.report.figure("G2 L, rows a second", uploads.limits);
  bench.report.figure("G2 ratio to L", uploads.ratios);
  bench.report.goal("G2 goal", uploads.ratios.median(), kGoalOfMany, Better::kMore);
}

}  // namespace foyer::bench
