// Saves what can still be read of a journal that its disk has damaged, so that a kiosk goes on by itself.
//
// Place: Journal::open() where SQLite says that the file is damaged. Each table is read from its beginning and
// from its end up to the damage, into a new file, which then takes the place of the old one; that one stays as
// PATH.damaged-N for people. Entries that stood in the damage are missed by nobody here: a server that knew
// them has them, others are told of in the log.
// Ownership: none. Threads: the engine's. Errors: kDataLoss where nothing says that this is a journal of this
// device: then nothing was touched. Does not: repair what is sealed (a damaged entry is sent as it is).
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::journal {

struct Salvage {
  uint64_t entries = 0;
  std::string damagedPath;
};

Result<Salvage> salvage(const std::string& path, const Id16& device);
// What a crash in the middle of it has left to be done; for every start.
Status finishSalvage(const std::string& path);

}  // namespace foyer::journal
