// `foyer-server serve`: puts the parts together, waits for a signal, takes them apart in order.
//
// Place: main(). The order is the contract: folder lock and database, keys, writer thread, ingest, admin
// socket, kiosks, staff; and the reverse at the end, so that whatever was acknowledged is on disk.
// Ownership: owns everything that serves. Threads: main; SIGTERM and SIGINT must be blocked before it is
// called, since threads inherit the mask. Errors: one sentence each; data stays as it was.
// Does not: know what a part does.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "sync-server/app/command_line.h"

namespace foyer::app {

// Returns when the server has ended; prints one line `foyer-server: ready sync=PORT http=PORT` when both
// ports are open.
Status serve(const Invocation& invocation, const Clock& clock);

}  // namespace foyer::app
