// What staff decide about a change that could not be applied, or that waits for a visit that never came.
#include <algorithm>

#include "sync-server/resolve/resolve.h"

namespace foyer::resolve {

Id16 quarantineCaseId(const store::LogRow& row) {
  return caseId(row.author, static_cast<uint32_t>(row.seq), row.changeId);
}

Status Resolver::quarantine(store::Writer& writer, const store::LogRow& row, std::string reason) const {
  store::CaseRow open;
  open.id = quarantineCaseId(row);
  open.kind = store::CaseKind::kQuarantine;
  open.logN = row.n;
  open.openedMs = row.receivedMs;
  open.reason = std::move(reason);
  return writer.putCase(open);
}

Status Resolver::setAside(store::Writer& writer, const store::LogRow& row,
                          const Result<record::Change>& change) const {
  // The decision follows in the log, and closes the case.
  return quarantine(writer, row, change.ok() ? "A person has decided about it." : change.error().message());
}

Status Resolver::settleOther(store::Writer& writer, const record::Settlement& settlement, const Arrival& arrival) const {
  FOYER_ASSIGN(const auto row, writer.findChange(settlement.changeId));
  // Of a decision that came twice, or about what this server does not have, nothing remains to be done.
  if (!row || !isUnsettled(row->outcome)) return okStatus();
  if (row->outcome == store::LogOutcome::kHeld) FOYER_TRY(writer.releaseOne(row->n));
  store::LogOutcome outcome = store::LogOutcome::kDiscarded;
  std::string decision = "Discarded: " + settlement.reason;
  if (settlement.act == record::v1::SETTLEMENT_ACT_REPLACE) {
    outcome = store::LogOutcome::kReplaced;
    decision = "Written anew: " + settlement.reason;
  } else if (settlement.act == record::v1::SETTLEMENT_ACT_TRY_AGAIN) {
    FOYER_ASSIGN(outcome, settleAt(writer, *row, m_reopen(writer, *row), arrival.changedN));
    decision = "Tried again, and applied.";
  }
  if (outcome == row->outcome) return okStatus();
  FOYER_TRY(writer.setLogOutcome(row->n, outcome));
  FOYER_TRY(writer.noteOutcome(row->device, row->changeId, outcome));
  if (outcome == store::LogOutcome::kQuarantined) return okStatus();
  FOYER_ASSIGN(auto open, writer.findCase(quarantineCaseId(*row)));
  if (!open || open->closedMs != 0) return okStatus();
  open->closedMs = std::max<int64_t>(arrival.receivedMs, 1);
  open->closedByN = arrival.logN;
  open->decision = std::move(decision);
  return writer.putCase(*open);
}

}  // namespace foyer::resolve
