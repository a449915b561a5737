// Saves what can still be read of a journal that its disk has damaged, so that a kiosk goes on by itself.
//
// Place: Journal::open() where the file, its tables or its content are not as the journal wrote them. All rows that
// can be found in its bare pages (found_rows.h) go into a new file, numbered anew from 1 in a new incarnation, all
// of them to be sent: the server knows by their ids which it has, and keeps an incident of the cause "damaged". They
// keep the names under which they were sealed. One wrong bit in an entry or a data key is mended where the chain or
// the signature says which it is. What stays wrong is sent as it is, and becomes a case at the server.
// The new file takes the place of the old one; that one stays as PATH.damaged-N for people.
// Crash rule: until the old file is aside nothing has happened; from then on the new one is whole and on disk,
// and finishSalvage() puts it in place.
// Ownership: none. Threads: the engine's. Errors: kFailedPrecondition for another kiosk's or program's file, a newer
// version, or too many damaged files: then nothing was touched. Does not: open what is sealed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::journal {

// A disk that has damaged so many files is to be replaced; each file keeps what only a person may throw away.
inline constexpr int kDamagedFilesMax = 32;

struct Salvage {
  uint64_t entries = 0;
  uint64_t mended = 0;   // entries and data keys in which one bit was wrong
  uint64_t missing = 0;  // entries between those that were found
  std::string damagedPath;
};

Result<Salvage> salvage(const std::string& path, const Id16& device, std::string_view signingPublicKey,
                        const Random& random);
// What a crash in the middle of it has left to be done; for every start.
Status finishSalvage(const std::string& path);

}  // namespace foyer::journal
