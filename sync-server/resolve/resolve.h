// Folds one change into the stored records: find or create each record, merge, save, open and close cases,
// register the slip, and let changes go that waited for it.
//
// A withdrawal that the list of erasures remembers and a restored backup has lost is said again at once, by a change
// of the server's own.
// Place: called by ingest inside the writer's transaction, and by rebuild; the same code folds live changes
// and old ones, so that rebuild gives the same digest. Ownership: refers to the schema and to what opens held
// log rows. Threads: the writer thread. Errors: those of the store; expected outcomes are values.
// Does not: check or unseal what comes from elsewhere.
#pragma once

#include <functional>
#include <optional>

#include "shared/record/record.h"
#include "shared/schema/schema.h"
#include "sync-server/resolve/arrival.h"
#include "sync-server/resolve/rights.h"
#include "sync-server/store/store.h"

namespace foyer::resolve {

class Resolver {
 public:
  // Opens a log row that was held.
  using Reopen = std::function<Result<record::Change>(store::Reader&, const store::LogRow&)>;

  // The log anew: what was withdrawn may stand further on in it, so that only repeatAllWithdrawals(), after all of
  // it, says what is lost.
  enum class Folding { kAsItArrives, kTheLogAnew };

  Resolver(const schema::Schema& schema, Reopen reopen, Folding folding = Folding::kAsItArrives)
      : m_schema(schema), m_reopen(std::move(reopen)), m_rights(schema), m_folding(folding) {}

  // What becomes of a log row, given what was found in it: folded, or, if it cannot be opened, read or folded,
  // a case. The caller writes the outcome into the log. An error is the store's: it is nobody's change being wrong.
  Result<store::LogOutcome> settle(store::Writer& writer, const store::LogRow& row,
                                   const Result<record::Change>& change) const;

  // Instead of settle(), for a row that staff have decided to discard or to write anew: a rebuild must not
  // apply it, also where it could by now.
  Status setAside(store::Writer& writer, const store::LogRow& row, const Result<record::Change>& change) const;

  // kApplied, kConflict (a case is open on a field it wrote) or kHeld (its slip is not known yet);
  // kInvalidArgument for a change that fits no record.
  Result<store::LogOutcome> fold(store::Writer& writer, const record::Change& change, const Arrival& arrival) const;

  // Says again every withdrawal that is remembered and lost. It may add rows to the log, received at this time.
  Status repeatAllWithdrawals(store::Writer& writer, int64_t receivedMs) const;

 private:
  Result<store::LogOutcome> settleAt(store::Writer& writer, const store::LogRow& row,
                                     const Result<record::Change>& change, int64_t changedN) const;
  Status settleOther(store::Writer& writer, const record::Settlement& settlement, const Arrival& arrival) const;
  Status quarantine(store::Writer& writer, const store::LogRow& row, std::string reason) const;
  // The records that a write is about. Nothing: its slip is not known yet. None: its visit made no such record.
  Result<std::optional<std::vector<Id16>>> targets(store::Reader& reader, const record::RecordWrite& write) const;
  Result<bool> foldRecord(store::Writer& writer, const record::Change& change, const record::RecordWrite& write,
                          const Id16& recordId, const Arrival& arrival) const;
  Result<bool> settleCases(store::Writer& writer, const record::Change& change, const record::RecordState& state,
                           const record::RecordWrite& write, const Arrival& arrival,
                           const std::vector<store::CaseRow>& cases) const;
  Status registerSlip(store::Writer& writer, const record::Change& change, const Arrival& arrival) const;
  Status closeCase(store::Writer& writer, const Id16& id, const Arrival& arrival) const;
  Status repeatWithdrawal(store::Writer& writer, const Id16& consentId, const Arrival& arrival) const;
  Status repeatWithdrawals(store::Writer& writer, const record::Change& change, const Arrival& arrival) const;
  Status releaseHeld(store::Writer& writer, const Id16& slipId, const Arrival& arrival) const;

  const schema::Schema& m_schema;
  Reopen m_reopen;
  Rights m_rights;
  Folding m_folding;
};

// The case of a change in quarantine.
Id16 quarantineCaseId(const store::LogRow& row);
// Staff may decide about it.
inline bool isUnsettled(store::LogOutcome outcome) {
  return outcome == store::LogOutcome::kQuarantined || outcome == store::LogOutcome::kHeld;
}

}  // namespace foyer::resolve
