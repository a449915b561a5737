// `foyer-server backup FILE` and `foyer-server restore FILE`.
//
// A backup is taken beside a running server, over a read connection on one snapshot: the write-ahead log is in
// it, and nobody waits for it. What it holds and what not: backup_file.h.
// A restore makes a server of it in a new or empty folder and draws a new epoch, by which every kiosk knows that
// it is to offer what it still has. What was erased or withdrawn since the backup is so again by the list of erasures.
// The order is safe against a crash: everything is made in DATA/restoring, and foyer.db comes last.
// Ownership: values. Threads: main. Errors: one sentence each; after one the folder holds no server that was
// not there before. Does not: need the old server.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::app {

// What to print.
Result<std::string> backUp(const std::string& folder, const std::string& file, const Clock& clock);
// `erasedList`: a list kept elsewhere; empty: the one in the folder, if there is one.
Result<std::string> restore(const std::string& folder, const std::string& file, const std::string& erasedList,
                            const Clock& clock, const Random& random);

}  // namespace foyer::app
