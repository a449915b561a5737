// A backup of a server as one file: its head, its parts, and a hash over all of it.
//
// Place: backup.cpp writes it, restore.cpp reads it. Format, version 1:
//   "foyer-backup 1\n"
//   "made MS\n" "schema N\n" "program VERSION\n" "digest HEX64\n"      (when; version of the database; whose; of all records)
//   "part NAME BYTES\n" for each part, then "\n"
//   the bytes of the parts, in order
//   32 bytes: h over everything before: h = BLAKE2b(head), then h = BLAKE2b(h, next MiB of what follows) to the end
// Parts are "foyer.db" (a whole SQLite database) and "keys/NAME" (the organisation's keys and certificates: a
// backup without them could not be read). Mode 0600. THE FILE OPENS EVERYTHING: keep it like the keys.
// What is not in it: the list of erasures, which must outlive every backup.
// Ownership: values. Threads: main. Errors: one sentence each; kDataLoss for a damaged or foreign file,
// kFailedPrecondition for one of a newer version. Does not: know databases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace foyer::app {

struct BackupPart {
  std::string name;
  uint64_t bytes = 0;
};

struct BackupHead {
  int64_t madeMs = 0;
  int schemaVersion = 0;
  std::string program;
  std::string digest;
  std::vector<BackupPart> parts;
};

// Writes it from `folder`, in which each part is a file of its name; the sizes are looked up. It appears under
// its name when it is whole, on disk and read back; a file of that name is not replaced (kAlreadyExists).
Status writeBackupFile(const std::string& path, BackupHead head, const std::string& folder);
// The head alone, not checked against the hash.
Result<BackupHead> readBackupHead(const std::string& path);
// Puts all parts into `folder`, which must be there with a folder "keys". Nothing of it counts before success.
Result<BackupHead> unpackBackupFile(const std::string& path, const std::string& folder);

}  // namespace foyer::app
