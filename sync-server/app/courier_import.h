// `foyer-server courier import`: what kiosks wrote onto a stick goes the way of the stream, the answers go back.
//
// Place: main() calls it with the folder open, control_socket in the running server. The files are described in
// shared/sync/courier.h. Each file is a stream that was written down: a ServerSession checks order and chain, the
// desk hands batches to ingest, which checks seals and signatures and knows what was here before. So a file may
// come twice, late, or while the same kiosk has a line. What is damaged is taken up to its last whole frame.
// Answers: for each kiosk one file beside what was read, signed by the authority; it says how far its journal is
// durable here, or that the kiosk has to bring everything again (this server was restored).
// Ownership: borrows all. Threads: one import at a time; waits for the writer thread. Errors: one line a file that
// could not be taken whole, with what to do. Does not: delete files, or send the catalogue.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "sync-server/app/folder.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/rpc/desk.h"

namespace foyer::app {

struct CourierImportParts {
  const rpc::Desk& desk;
  const store::Store& store;
  const fleet::Authority& authority;
};

// `path`: a file, or a folder of which all *.courier are read, sticks of a journey in their order. What to print;
// an error if anything could not be taken, with the same lines.
Result<std::string> importCourier(const CourierImportParts& parts, const std::string& path);

// Where no server runs on this folder.
Result<std::string> importCourierOffline(const Folder& folder, const std::string& path, const Clock& clock);

}  // namespace foyer::app
