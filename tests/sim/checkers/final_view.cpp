#include "tests/sim/checkers/final_view.h"

#include "sync-server/ingest/rebuild.h"
#include "tests/sim/sim_server.h"

namespace foyer::sim {

namespace {

constexpr size_t kAll = 100'000;  // far more than a run makes

}  // namespace

Result<FinalView> FinalView::of(SimServer& server, const std::vector<seal::SealingKeyPair>& keys) {
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
    return okStatus();
  }));
  FOYER_ASSIGN(view.digest, ingest::digest(server.store()));
  FOYER_TRY(ingest::rebuild(server.store(), Rules::get().schema, opener));
  FOYER_ASSIGN(view.digestRebuilt, ingest::digest(server.store()));
  return view;
}

}  // namespace foyer::sim
