#include "tests/sim/checkers/final_view.h"

#include "sync-server/ingest/rebuild.h"
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
  FOYER_TRY(server.look([&](const store::Reader& reader) {
    return replica->write([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(const auto kiosks, reader.kiosks());
      for (const store::KioskRow& kiosk : kiosks) FOYER_TRY(writer.putKiosk(kiosk));
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
