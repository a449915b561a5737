// A write-ahead log in which the disk has turned a bit.
//
// SQLite ends its reading of a log at the first frame whose checksum is wrong, as after a power cut: everything
// behind that frame would be gone without a word, although it was confirmed. Its checksum is a linear sum, so that
// the one bit which makes it right again is found at once, and mended in place.
//
// Place: before the journal is opened, and for its salvage. Ownership: none. Threads: the engine's.
// Errors: kUnavailable where the file cannot be written. Does not: mend more than one bit a frame.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace foyer::journal {

struct WalState {
  int mendedFrames = 0;
  // A frame is damaged beyond mending, and what was committed later stands behind it: SQLite would lose it.
  bool hidesCommits = false;
};

Result<WalState> mendWal(const std::string& databasePath);
// Puts the pages of the log over those of the file, as far as transactions were committed, without damaged ones.
void overlayWal(const std::string& databasePath, std::string& pages);

}  // namespace foyer::journal
