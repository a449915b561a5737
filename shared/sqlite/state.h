// What a Database holds, and how SQLite's codes become errors; for the files of this folder only.
//
// Place: behind sqlite.h. Ownership: one State a Database; Statements point to it. Threads: the Database's.
// Errors: makes them. Does not: leave this folder.
#pragma once

#include <sqlite3.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/sqlite/sqlite.h"

namespace foyer::sqlite {

// Statements with optional parts (filters of lists) have many texts; beyond this they are prepared anew.
inline constexpr size_t kCachedStatementsMax = 256;

struct Database::State {
  sqlite3* handle = nullptr;
  std::string path;
  // Prepared and not in use, by their SQL. One text may be in use twice at a time (nested reads).
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle;
  size_t inUse = 0;

  ~State();
};

// The sentence for a code of SQLite (extended codes too).
Error errorOf(int code, sqlite3* handle, const std::string& path);

}  // namespace foyer::sqlite
