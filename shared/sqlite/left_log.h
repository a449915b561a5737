// Brings the write-ahead log that a process left behind to the medium once more, before anything is built on it.
//
// After a sync that failed, the kernel takes the pages for clean: they can be read, and no later sync brings them to
// the medium, only writing them again does ("Can Applications Recover from fsync Failures?", Rebello et al., USENIX
// ATC 2020). A process that starts then finds frames in the log which a loss of power would take out, and with them
// all that was committed behind them. So the log is written again. In place alone that would put what is on the medium
// at risk of the same loss of power; a copy beside it is on the medium first.
//   PATH-wal-copy   the bytes of the log, then 32 places of 16 bytes for a mark: the log's length and a hash of it, 8 bytes each,
//                   little endian (FNV-1a over words of 8 bytes in the machine's order, the last one filled up with zeros). A
//                   mark is written when all else is on the medium. A copy without one counts as none: it was being made, or
//                   its work was done.
//
// Place: Database::open() for whoever has the database alone. Ownership: none. Threads: any. Errors: kUnavailable where
// the disk reports an error: then the log is as it was, or its copy is whole. A disk without room for the copy is no
// error: nothing is done. Does not: read what is in the log; that is SQLite's.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace foyer::sqlite {

Status settleLeftLog(const std::string& path, const std::string& vfs);

}  // namespace foyer::sqlite
