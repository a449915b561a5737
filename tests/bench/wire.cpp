// G5: what a record costs on the wire, both ways, TLS, HTTP/2, TCP and IP included. One visit a second, so that a
// data key seals 256 of them; and, beside it, visits so rare that each has a key of its own.
#include <filesystem>

#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"
#include "tests/bench/wire_tap.h"
#include "tests/bench/work.h"

namespace foyer::bench {

namespace {

constexpr double kFloor = 120, kGoalOfHundred = 100, kGoalOfBacklog = 80;
constexpr size_t kHundred = 100;

constexpr int64_t kRareMs = seal::kDataKeyLifeMs + 60'000;

// The same visits, further apart than a data key lives.
std::vector<Visit> rare(std::span<const Visit> visits) {
  std::vector<Visit> apart(visits.begin(), visits.end());
  for (size_t i = 0; i < apart.size(); ++i) {
    int64_t ms = kFirstVisitMs + static_cast<int64_t>(i) * kRareMs;
    for (size_t at = 6; at-- > 0; ms >>= 8) apart[i].id.bytes[at] = static_cast<uint8_t>(ms);
  }
  return apart;
}

double bytesFor(Bench& bench, std::span<const Visit> visits) {
  Centre centre(bench.folder + "/centre", bench.schema, 1);
  const validate::Validator validator(bench.schema);
  const std::string journal = bench.memoryFolder + "/journal";
  writeJournal(journal, centre, 0, bench.schema, visits);
  centre.start();
  double bytes = 0;
  {
    WireTap tap(centre.server().port());
    uplink::Identity identity = centre.identity(0);
    identity.server = "127.0.0.1:" + std::to_string(tap.port());
    Sender sender({std::move(identity), journal, validator, centre.clock()});
    sender.waitUntilDone();
    bytes = static_cast<double>(tap.bytesOnceQuiet());
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(journal + suffix);
  return bytes;
}

}  // namespace

void wireBytes(Bench& bench) {
  Samples greeting, hundred, backlog, apart;
  const std::span<const Visit> all(bench.visits);
  for (int run = 0; run < bench.runs; ++run) {
    greeting.add(bytesFor(bench, {}));
    hundred.add((bytesFor(bench, all.first(kHundred)) - greeting.median()) / kHundred);
    apart.add((bytesFor(bench, rare(all.first(kHundred))) - greeting.median()) / kHundred);
    backlog.add(bytesFor(bench, all) / static_cast<double>(all.size()));
  }
  bench.report.figure("G5 bytes to connect and say hello", greeting);
  bench.report.figure("G5 bytes a record, one batch of 100, without connecting", hundred);
  bench.report.figure("G5 bytes a record, backlog of 10000 in batches of 500, with connecting", backlog);
  bench.report.figure("G5 bytes a record, one batch of 100, each under a data key of its own", apart);
  bench.report.floor("G5 floor at 100", hundred.median(), kFloor, Better::kLess);
  bench.report.floor("G5 floor of the backlog", backlog.median(), kFloor, Better::kLess);
  bench.report.goal("G5 goal at 100", hundred.median(), kGoalOfHundred, Better::kLess);
  bench.report.goal("G5 goal of the backlog", backlog.median(), kGoalOfBacklog, Better::kLess);
}

}  // namespace foyer::bench
