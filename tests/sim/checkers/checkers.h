// The invariants of the design, each as a function over what stands at the end and what had been promised.
//
// Place: the World calls checkAll() when everything is at rest. Those that hold at every moment (saved means
// durable, ack implies durable, monotone ack, one content for ever ...) are in watches.h. Ownership: pure functions. Threads: any. Errors: violations, in words.
// Does not: use product code to say what is right, but for the pure merge in checkConvergence().
#pragma once

#include <string>
#include <vector>

#include "tests/sim/checkers/final_view.h"
#include "tests/sim/checkers/verdict.h"
#include "tests/sim/ledger.h"

namespace foyer::sim {

using Promises = std::vector<Promise>;

// Whoever was told "saved" is in the log, with what they said.
Verdict checkNoLostRecord(const FinalView& view, const Promises& promises);
// Each value that was written stands, or was ended by somebody who had seen it; and nothing else stands.
Verdict checkNoLostUpdate(const FinalView& view, const Promises& promises);
// The same changes in another order, some of them twice, come to the same bytes.
Verdict checkConvergence(const FinalView& view, const Promises& promises);
// Folding the log again changes nothing.
Verdict checkIdempotence(const FinalView& view, const Promises& promises);
// A change is in the log once, a dot names one change, a change is one line of a record's history.
Verdict checkExactlyOnce(const FinalView& view, const Promises& promises);
// What an author did comes after what the author did before, and after what the author had seen.
Verdict checkCausality(const FinalView& view, const Promises& promises);
// What cannot be applied is an open case, or a person has set it aside; and what is a case cannot be applied.
Verdict checkQuarantine(const FinalView& view, const Promises& promises);
// What staff were told is erased is nowhere, in no record and in no row of the log; and nothing else is erased.
Verdict checkErased(const FinalView& view, const Promises& promises);
bool isTombstone(const record::RecordState& state);
// What was kept for a consent that was withdrawn is nowhere, unless it is kept for another one; and nothing else
// was taken out.
Verdict checkWithdrawn(const FinalView& view, const Promises& promises);
// Journals that were not what had been acknowledged of them are known to staff.
Verdict checkDiverged(const FinalView& view, const Promises& promises);
// No session has more people confirmed than seats, and what is free, lent and confirmed comes to the capacity.
Verdict checkSeats(const FinalView& view, const Promises& promises);
// What waited for a visit was let go when the visit came.
Verdict checkHeld(const FinalView& view, const Promises& promises);
// Values that contradict each other are a case, which only a recorded decision of a person closes.
Verdict checkCases(const FinalView& view, const Promises& promises);

struct Checker {
  const char* invariant;
  Verdict (*check)(const FinalView&, const Promises&);
};
const std::vector<Checker>& checkers();
void checkAll(const FinalView& view, Ledger& ledger);

}  // namespace foyer::sim
