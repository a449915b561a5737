// A change without what was erased or withdrawn: what stays in the log of it.
//
// A record that was erased loses everything but its id; fields that a withdrawal took out are set to nothing. The
// change keeps its id, its number and what it had seen: it is known when it comes again, and folding the log anew
// gives the same records.
// Place: retention, over the log's rows. Ownership: a pure function. Threads: any. Errors: none.
// Does not: know the log or the store.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "shared/record/record.h"

namespace foyer::retention {

// How it stands with the records that a write went to.
struct Fate {
  bool isErased = false;
  std::vector<uint32_t> purged;  // sorted
};
// The fates of the records of one write; none: nobody knows them.
using FatesOf = std::function<Result<std::vector<Fate>>(const record::RecordWrite& write)>;

struct Redacted {
  record::ChangeBody body;
  bool isChanged = false;  // something was taken out now
  // Everything that it wrote was erased: its id, and that of the slip it gave, are to be remembered as erased.
  bool isWhollyErased = false;
};

Result<Redacted> redact(const record::ChangeBody& change, const FatesOf& fatesOf);

}  // namespace foyer::retention
