#include "tests/sim/checkers/final_view.h"

#include <algorithm>

#include "sync-server/ingest/rebuild.h"
#include "sync-server/seats/opened.h"
#include "sync-server/seats/seats.h"
#include "tests/sim/sim_server.h"

namespace foyer::sim {

namespace {

constexpr size_t kAll = 100'000;  // far more than a run makes

// A server of its own to which the same changes came in another order.
Result<std::string> digestOfReplica(const FinalView& view, SimServer& server, ingest::LogOpener& opener,
                                    const std::vector<Id16>& erasedMarks) {
  Draw draw(view.log.size());
  Disk disk("replica", draw);
  FOYER_ASSIGN(const auto replica, store::SqliteStore::open("data", store::Opening::kCreate, {disk.vfs(), {}}));
  std::vector<const LoggedChange*> order;
  for (const LoggedChange& logged : view.log) order.push_back(&logged);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draw.below(i)]);
  // A decision about a change follows what it decides.
  std::stable_partition(order.begin(), order.end(), [](const LoggedChange* logged) {
    return !logged->change || !logged->change->body().settlement;
  });
  FOYER_TRY(server.look([&](const store::Reader& reader) {
    return replica->write([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(const auto kiosks, reader.kiosks());
      for (const store::KioskRow& kiosk : kiosks) FOYER_TRY(writer.putKiosk(kiosk));
      // What is kept beside the log: cases of capacity follow from it.
      FOYER_ASSIGN(const auto sessions, reader.seatSessions());
      for (const store::SeatSessionRow& session : sessions) {
        FOYER_TRY(writer.putSeatSession(session));
        FOYER_ASSIGN(const auto leases, reader.liveSeatLeases(session.session));
        for (const store::SeatLeaseRow& lease : leases) FOYER_TRY(writer.putSeatLease(lease));
      }
      for (const LoggedChange* logged : order) {
        FOYER_ASSIGN(const auto key, reader.dataKey(logged->row.dataKeyId));
        if (key) FOYER_TRY(writer.putDataKey(*key));
        FOYER_TRY(writer.appendLog(logged->row));
      }
      return okStatus();
    });
  }));
  FOYER_TRY(ingest::rebuild(*replica, Rules::get().schema, opener, erasedMarks));
  return ingest::digest(*replica);
}

Status readKiosks(const store::Reader& reader, FinalView& view) {
  FOYER_ASSIGN(const auto kiosks, reader.kiosks());
  for (const store::KioskRow& kiosk : kiosks) {
    if (kiosk.flaggedMs != 0) view.flagged.insert(kiosk.device);
    FOYER_ASSIGN(const auto incidents, reader.incidentsOf(kiosk.device, kAll));
    for (const store::IncidentRow& row : incidents) view.incidents.insert({row.device, row.incarnation});
  }
  return okStatus();
}

Status readSessions(const store::Reader& reader, FinalView& view) {
  FOYER_ASSIGN(const auto items, reader.catalogue());
  for (const store::CatalogueRow& row : items) {
    foyer::catalogue::v1::Item item;
    if (row.kind != "session" || !item.ParseFromString(row.item)) continue;
    view.capacities[row.id] = item.session().capacity();
    FOYER_ASSIGN(const auto open, reader.findCase(seats::capacityCaseId(row.id)));
    if (open && open->closedMs == 0) view.shortSessions.insert(row.id);
  }
  return okStatus();
}

}  // namespace

Result<FinalView> FinalView::of(SimServer& server, const std::vector<seal::SealingKeyPair>& keys,
                                const std::vector<Id16>& erasedMarks) {
  FinalView view;
  ingest::LogOpener opener(Rules::get().schema, keys);
  FOYER_TRY(server.look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(auto rows, reader.logAfter(0, kAll));
    for (store::LogRow& row : rows) {
      auto change = opener.open(reader, row);
      view.log.push_back({std::move(row), change.ok() ? std::optional(std::move(*change)) : std::nullopt});
    }
    FOYER_ASSIGN(const auto records, reader.recordsChangedAfter(0, kAll));
    for (const store::RecordRow& row : records) {
      FOYER_ASSIGN(view.records[row.id], record::decodeState(row.state));
      FOYER_ASSIGN(const auto history, reader.history(row.id));
      view.historyRows[row.id] = history.size();
    }
    FOYER_ASSIGN(view.cases, reader.listCases(0, true, kAll, 0));
    FOYER_TRY(readKiosks(reader, view));
    FOYER_TRY(readSessions(reader, view));
    const Status seats = seats::checkAll(reader);
    if (!seats.ok()) view.seatsWrong = seats.error().message();
    return okStatus();
  }));
  FOYER_ASSIGN(view.digest, ingest::digest(server.store()));
  FOYER_ASSIGN(view.digestShuffled, digestOfReplica(view, server, opener, erasedMarks));
  FOYER_TRY(ingest::rebuild(server.store(), Rules::get().schema, opener));
  FOYER_ASSIGN(view.digestRebuilt, ingest::digest(server.store()));
  return view;
}

}  // namespace foyer::sim
