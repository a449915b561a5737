// The log is the truth: folding it again must give the same records. And the digest that says so.
//
// Place: `foyer-server rebuild` and `foyer-server digest`, and the tests. Ownership: borrows all. Threads: the
// caller's; nobody else may write meanwhile. Errors: those of the store; an entry that cannot be opened stays
// a case, as it was. Does not: touch the log, but for taking out what was erased or withdrawn, and for saying again a
// withdrawal that was lost with what came after a backup.
#pragma once

#include <span>
#include <string>

#include "shared/schema/schema.h"
#include "sync-server/ingest/log_opener.h"
#include "sync-server/store/erased_list.h"
#include "sync-server/store/store.h"

namespace foyer::ingest {

struct RebuildReport {
  uint64_t changes = 0;
  uint64_t quarantined = 0;
};
// `erasedMarks`: what is to count as erased or withdrawn from now on, in the same transaction.
Result<RebuildReport> rebuild(store::Store& store, const schema::Schema& schema, LogOpener& opener,
                              std::span<const Id16> erasedMarks = {});

// What is on the list of erasures and came back with a restored backup is erased or withdrawn again. For every start; costs
// nothing when nothing came back, else a rebuild.
Status adoptErasures(store::Store& store, const schema::Schema& schema, LogOpener& opener, const store::ErasedList& list);

// 64 hex digits over all records and all open cases; independent of the order in which changes arrived and of every
// clock on a wall (see digest.cpp).
Result<std::string> digest(const store::Store& store);

}  // namespace foyer::ingest
