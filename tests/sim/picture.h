// A run as a picture for people: a lane for staff, the server and each kiosk; time from left to right.
//
// Quiet hours are drawn short: the width of a gap grows with its logarithm, and the axis says the true time.
// Place: foyer-sim --picture. Ownership: none. Threads: one. Errors: kFailedPrecondition where the file cannot
// be written. Does not: need anything but the Report.
#pragma once

#include <string>

#include "tests/sim/world.h"

namespace foyer::sim {

std::string drawPicture(const Scenario& scenario, const Report& report);
Status savePicture(const std::string& path, const Scenario& scenario, const Report& report);

}  // namespace foyer::sim
