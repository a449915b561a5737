// When a change reached the log.
//
// Place: handed through everything that folds a change. Ownership: a value. Errors: none. Does not: decide anything.
#pragma once

#include <cstdint>

namespace foyer::resolve {

// The change's own log row, and the log row whose arrival lets it in: its own, or, for a change that was
// held, that of the visit it waited for. Records count as changed by the latter: whoever follows what changes
// has passed the former.
struct Arrival {
  int64_t logN = 0;
  int64_t receivedMs = 0;
  int64_t changedN = 0;
};

}  // namespace foyer::resolve
