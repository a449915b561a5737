// The pieces of work that are measured; each prints its figures against its floor or goal.
//
// Place: main runs those that were named, in order. The limits L and F are measured between the repetitions
// of each piece, so that a machine that is busy with something else slows both down.
// Threads: one; inside, those of kiosks and server. Errors: end the program.
#pragma once

#include <string>
#include <vector>

#include "shared/schema/schema.h"
#include "tests/bench/raw_limits.h"
#include "tests/bench/records.h"
#include "tests/bench/samples.h"

namespace foyer::bench {

struct Bench {
  std::string folder;        // on the disk that is measured
  std::string memoryFolder;  // where waiting for the disk costs nothing: journals are made there
  int runs = 15;
  const schema::Schema& schema;
  std::vector<Visit> visits;
  std::vector<RawRow> rows;  // the same visits
  Report report;

  double rawRowsPerSecond() const { return rowsPerSecond(folder + "/raw", rows); }
};

// G1: one kiosk sends a backlog of 10,000. First byte to the last acknowledgement on the kiosk's disk.
void uploadOfOne(Bench& bench);
// G2: 50 kiosks with 200 each, all at once.
void uploadOfMany(Bench& bench);
// G4: a visitor confirms: from the call to the disk.
void saving(Bench& bench);
// G5: bytes on the wire for each record.
void wireBytes(Bench& bench);
// G7: ten changes up and ten items down at a server with a short and a long history.
void catchingUp(Bench& bench);
// G8: changes to records that are known already.
void merging(Bench& bench);

}  // namespace foyer::bench
