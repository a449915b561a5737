// G5: what a record costs on the wire, both ways, TLS, HTTP/2, TCP and IP included.
#include <filesystem>

#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"
#include "tests/bench/wire_tap.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kFloor = 120, kGoalOfHundred = 100, kGoalOfBacklog = 80;
constexpr size_t kHundred = 100;

double bytesFor(Bench& bench, size_t visits) {
  Centre centre(bench.folder + "/centre", bench.schema, 1);
  const validate::Validator validator(bench.schema);
  const std::string journal = bench.memoryFolder + "/journal";
  writeJournal(journal, centre, 0, bench.schema, std::span(bench.visits).first(visits));
  centre.start();
  double bytes = 0;
  {
    WireTap tap(centre.server().port());
    uplink::Identity identity = centre.identity(0);
    identity.server = "127.0.0.1:" + std::to_string(tap.port());
    Sender sender({std::move(identity), journal, validator, centre.clock()});
    sender.waitUntilDone();
    bytes = static_cast<double>(tap.bytes());
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(journal + suffix);
  return bytes;
}

}  // namespace

void wireBytes(Bench& bench) {
  Samples greeting, hundred, backlog;
  for (int run = 0; run < bench.runs; ++run) {
    greeting.add(bytesFor(bench, 0));
    hundred.add((bytesFor(bench, kHundred) - greeting.median()) / kHundred);
    backlog.add(bytesFor(bench, bench.visits.size()) / static_cast<double>(bench.visits.size()));
  }
  bench.report.figure("G5 bytes to connect and say hello", greeting);
  bench.report.figure("G5 bytes a record, one batch of 100, without connecting", hundred);
  bench.report.figure("G5 bytes a record, backlog of 10000 in batches of 500, with connecting", backlog);
  bench.report.floor("G5 floor at 100", hundred.median(), kFloor, Better::kLess);
  bench.report.floor("G5 floor of the backlog", backlog.median(), kFloor, Better::kLess);
  bench.report.goal("G5 goal at 100", hundred.median(), kGoalOfHundred, Better::kLess);
  bench.report.goal("G5 goal of the backlog", backlog.median(), kGoalOfBacklog, Better::kLess);
}

}  // namespace foyer::bench
