// A sum in the last 8 bytes of every page of a database file, so that a bit that rots is found when the page is read.
//
// Place: between SQLite and the disk, as a VFS over the system's. It sums what is written into the file itself; the
// write-ahead log has sums of its own. A database has sums if it was made with them (askForPageSums before its first
// page; the header then says that 8 bytes of each page are kept free); all others pass through untouched. Whoever
// writes into such a file by another way than this VFS leaves pages without a right sum, and they count as damaged.
// Sum: two numbers of 32 bits over the page but for its last 8 bytes, read as little-endian pairs (a, b):
//   s1 += a + s2, s2 += b + s1; they stand there in this order. Any single bit that turns changes both ends of it.
// Ownership: registered once, for the life of the process. Threads: any. Errors: SQLITE_IOERR_DATA for a page whose
// sum is wrong, also where only a part of it is read (the header aside). Does not: mend, or look at the write-ahead log.
#pragma once

#include "shared/sqlite/sqlite.h"

namespace foyer::sqlite {

// The VFS's name; registers it at the first call. Null: there is no memory for that.
const char* pageSumsVfs(Company company);
// A file that is new gets sums.
void askForPageSums(sqlite3* handle);
bool hasPageSums(sqlite3* handle);

}  // namespace foyer::sqlite
