// G7: a kiosk that was away for a while: ten changes up, ten items of the catalogue down, from connecting to the
// last word on its disk; at servers with 10,000, 100,000 and 1,000,000 changes in their log.
#include <array>
#include <cstdio>
#include <filesystem>

#include "tests/bench/filler.h"
#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kFloor = 1.2, kGoal = 1.1;
constexpr size_t kUp = 10;
constexpr int64_t kDown = 10;
constexpr int64_t kCatalogueItems = 200;  // a centre with some sites
constexpr int kTriesPerRun = 9;
constexpr std::array<size_t, 3> kHistories = {10'000, 100'000, 1'000'000};

// A server with a past and its kiosk, which comes and goes.
class Place {
 public:
  Place(Bench& bench, size_t history) : m_bench(bench), m_folder(bench.folder + "/history" + std::to_string(history)) {
    std::filesystem::create_directories(m_folder);
    m_centre = std::make_unique<Centre>(m_folder + "/centre", bench.schema, 2);
    m_centre->start();
    Filler filler(*m_centre, 0, bench.schema);
    for (size_t done = 0; done < history; done += kRecords) {
      std::vector<record::ChangeBody> bodies;
      for (const Visit& visit : makeVisits(kRecords, static_cast<uint32_t>(1'000 + done / kRecords), done))
        bodies.push_back(bodyOf(bench.schema, visit));
      filler.sendAll(filler.seal(std::move(bodies)));
    }
    publish(kCatalogueItems);
    m_copy.emplace(must(catalogue::CatalogueCopy::open(m_folder + "/catalogue.db")));
    comeBack();  // not counted: it fetches everything
  }

  struct Cost {
    double seconds = 0, cpu = 0;
  };
  Cost comeBack() {
    ++m_visits;
    writeJournal(m_folder + "/journal", *m_centre, 1, m_bench.schema,
                 makeVisits(kUp, static_cast<uint32_t>(m_visits), 5'000'000 + m_visits * kUp));
    publish(kDown);
    const double cpuBefore = cpuSeconds();
    Sender sender({m_centre->identity(1), m_folder + "/journal", m_validator, m_centre->clock(), &*m_copy,
                   static_cast<uint64_t>(m_catalogueHead)});
    Cost cost;
    cost.seconds = sender.waitUntilDone().seconds();
    cost.cpu = cpuSeconds() - cpuBefore;
    return cost;
  }

 private:
  void publish(int64_t items) {
    must(m_centre->writer().run([&](store::Writer& writer) -> Status {
      for (int64_t i = 0; i < items; ++i) {
        catalogue::v1::Item item;
        item.set_id("topic/" + std::to_string(i));
        (*item.mutable_topic()->mutable_label()->mutable_by_language())["en"] = "Topic " + std::to_string(m_catalogueHead);
        FOYER_TRY(writer.putCatalogue({item.id(), "topic", ++m_catalogueHead, item.SerializeAsString(), false}));
      }
      return okStatus();
    }));
  }

  Bench& m_bench;
  const std::string m_folder;
  const validate::Validator m_validator{m_bench.schema};
  std::unique_ptr<Centre> m_centre;
  std::optional<catalogue::CatalogueCopy> m_copy;
  int64_t m_catalogueHead = 0;
  size_t m_visits = 0;
};

}  // namespace

void catchingUp(Bench& bench) {
  std::vector<std::unique_ptr<Place>> places;
  for (const size_t history : kHistories) places.push_back(std::make_unique<Place>(bench, history));
  std::array<Samples, kHistories.size()> seconds, cpu, secondsRatio, cpuRatio;
  for (int run = 0; run < bench.runs; ++run) {
    std::array<Samples, kHistories.size()> runSeconds, runCpu;
    for (int i = 0; i < kTriesPerRun; ++i)
      for (size_t at = 0; at < places.size(); ++at) {
        const Place::Cost cost = places[at]->comeBack();
        runSeconds[at].add(cost.seconds * 1e3);
        runCpu[at].add(cost.cpu * 1e3);
      }
    for (size_t at = 0; at < places.size(); ++at) {
      seconds[at].add(runSeconds[at].median());
      cpu[at].add(runCpu[at].median());
      secondsRatio[at].add(runSeconds[at].median() / runSeconds[0].median());
      cpuRatio[at].add(runCpu[at].median() / runCpu[0].median());
    }
  }
  std::printf("note: the history of G7 goes in at ingest's door; what is measured comes over gRPC and TLS\n");
  for (size_t at = 0; at < places.size(); ++at) {
    const std::string name = "G7 at " + std::to_string(kHistories[at]) + " changes, ";
    bench.report.figure(name + "ms", seconds[at]);
    bench.report.figure(name + "ms of CPU", cpu[at]);
    if (at == 0) continue;
    bench.report.figure(name + "time to that at 10000", secondsRatio[at]);
    bench.report.figure(name + "CPU to that at 10000", cpuRatio[at]);
  }
  bench.report.floor("G7 floor of time", secondsRatio.back().median(), kFloor, Better::kLess);
  bench.report.floor("G7 floor of CPU", cpuRatio.back().median(), kFloor, Better::kLess);
  bench.report.goal("G7 goal of time", secondsRatio.back().median(), kGoal, Better::kLess);
  bench.report.goal("G7 goal of CPU", cpuRatio.back().median(), kGoal, Better::kLess);
}

}  // namespace foyer::bench
