// `foyer-kiosk --courier DIR`: a visit of the courier without a window, while no kiosk runs on the folder.
//
// Place: called by runKiosk before Qt starts. Ownership: nothing remains. Errors: one sentence. Does not: speak to
// a server; a running kiosk does the same by Engine::receiveCourier().
#pragma once

#include <string>

#include "kiosk/app/options.h"
#include "kiosk/sync/identity.h"

namespace foyer::app {

// What to print.
Result<std::string> runCourier(const Options& options, const uplink::Identity& identity);

}  // namespace foyer::app
