#include "sync-server/ingest/rebuild.h"

#include <algorithm>

#include "shared/base/log.h"
#include "sync-server/resolve/resolve.h"
#include "sync-server/retention/retention.h"
#include "sync-server/seats/seats.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::ingest {

namespace {

constexpr size_t kRowsAtATime = 1'000;  // in memory
constexpr char kWithdrawalsMarkedKey[] = "withdrawals_marked";

bool isDecided(const store::LogRow& row) {
  return row.outcome == store::LogOutcome::kDiscarded || row.outcome == store::LogOutcome::kReplaced;
}

// A decision of staff stands in the row as well as in its own: by then this server could perhaps apply it.
Result<store::LogOutcome> foldRow(store::Writer& writer, const resolve::Resolver& resolver, const store::LogRow& row,
                                  const Result<record::Change>& change) {
  if (!isDecided(row)) return resolver.settle(writer, row, change);
  FOYER_TRY(resolver.setAside(writer, row, change));
  return store::LogOutcome::kQuarantined;
}

// What could not be applied before and can be now: its kiosks hear of it.
Status noteSettled(store::Writer& writer, const std::vector<int64_t>& wereUnsettled) {
  for (const int64_t n : wereUnsettled) {
    FOYER_ASSIGN(const auto row, writer.logRow(n));
    if (row && !resolve::isUnsettled(row->outcome)) FOYER_TRY(writer.noteOutcome(row->device, row->changeId, row->outcome));
  }
  return okStatus();
}

// Withdrawals from before they were remembered by marks. Once in the life of a database.
Status markWithdrawals(store::Store& store, const schema::Schema& schema) {
  bool isDone = false;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const std::string done, reader.meta(kWithdrawalsMarkedKey));
    isDone = !done.empty();
    return okStatus();
  }));
  if (isDone) return okStatus();
  return store.write([&](store::Writer& writer) -> Status {
    for (const schema::RecordType& type : schema.types()) {
      for (Id16 after;;) {
        FOYER_ASSIGN(const auto rows, writer.recordsOfType(type.number, after, kRowsAtATime));
        if (rows.empty()) break;
        after = rows.back().id;
        for (const store::RecordRow& row : rows) {
          FOYER_ASSIGN(const auto state, record::decodeState(row.state));
          for (const std::string& purpose : state.withdrawn)
            FOYER_TRY(writer.addErased(store::withdrawnMark(state.id, purpose)));
        }
      }
    }
    return writer.setMeta(kWithdrawalsMarkedKey, "1");
  });
}

}  // namespace

Result<RebuildReport> rebuild(store::Store& store, const schema::Schema& schema, LogOpener& opener,
                              std::span<const Id16> erasedMarks) {
  RebuildReport report;
  const retention::Retention retention(
      schema, [&](const store::Reader& reader, const store::LogRow& row) { return opener.open(reader, row); });
  const resolve::Resolver resolver(
      schema, [&](store::Reader& reader, const store::LogRow& row) { return opener.open(reader, row); },
      resolve::Resolver::Folding::kTheLogAnew);
  // Seats are only counted: what the server decided about them stands in the log.
  const SystemClock clock;
  const seats::Seats seats(schema, clock, systemRandom());
  // One transaction: either the records are folded anew, or they are what they were.
  FOYER_TRY(store.write([&](store::Writer& writer) -> Status {
    report = {};
    for (const Id16& mark : erasedMarks) {
      FOYER_TRY(writer.addErased(mark));
      FOYER_TRY(writer.setErasedListed(mark));
    }
    FOYER_TRY(writer.clearFolded());
    std::vector<int64_t> wereUnsettled;
    int64_t receivedMs = 0;
    for (int64_t n = 0;;) {
      FOYER_ASSIGN(const auto rows, writer.logAfter(n, kRowsAtATime));
      if (rows.empty()) {
        FOYER_TRY(resolver.repeatAllWithdrawals(writer, receivedMs));
        FOYER_TRY(seats.review(writer));
        FOYER_TRY(retention.sweepAll(writer));
        return noteSettled(writer, wereUnsettled);
      }
      for (const store::LogRow& row : rows) {
        n = row.n;
        receivedMs = std::max(receivedMs, row.receivedMs);
        ++report.changes;
        const auto change = opener.open(writer, row);
        FOYER_ASSIGN(const auto outcome, foldRow(writer, resolver, row, change));
        if (change.ok() && seats.concerns(change->body())) FOYER_TRY(seats.follow(writer, row));
        if (outcome == store::LogOutcome::kQuarantined && !isDecided(row)) ++report.quarantined;
        if (resolve::isUnsettled(row.outcome)) wereUnsettled.push_back(row.n);
        FOYER_TRY(writer.setLogOutcome(row.n, outcome));
      }
    }
  }));
  return report;
}

Status adoptErasures(store::Store& store, const schema::Schema& schema, LogOpener& opener, const store::ErasedList& list) {
  FOYER_TRY(markWithdrawals(store, schema));
  FOYER_ASSIGN(const auto marks, list.read());
  std::vector<Id16> unknown;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    for (const Id16& mark : marks) {
      FOYER_ASSIGN(const bool isKnown, reader.isErased(mark));
      if (!isKnown) unknown.push_back(mark);
    }
    return okStatus();
  }));
  if (unknown.empty()) return okStatus();
  FOYER_ASSIGN(const auto report, rebuild(store, schema, opener, unknown));
  logInfo(Event("a restored backup held what had been erased or withdrawn; it was taken out again").with("changes", report.changes));
  return okStatus();
}

}  // namespace foyer::ingest
