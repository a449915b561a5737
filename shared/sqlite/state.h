// What a Database holds, and how SQLite's codes become errors; for the files of this folder only.
//
// Place: behind sqlite.h. Ownership: one State a Database; Statements point to it. Threads: the Database's.
// Errors: makes them. Does not: leave this folder.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/sqlite/sqlite.h"

namespace foyer::sqlite {

// Statements with optional parts (filters of lists) have many texts; beyond this they are prepared anew.
inline constexpr size_t kCachedStatementsMax = 256;

// Finds a std::string by a view. Of a statement its length and its end: it is looked for with every use.
struct TextHash {
  using is_transparent = void;
  static constexpr size_t kEnd = 24;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text.substr(text.size() - std::min(text.size(), kEnd))) + text.size();
  }
};

struct Database::State {
  sqlite3* handle = nullptr;
  std::string path;
  // Prepared and not in use, by their SQL. Taking one and giving it back allocates nothing. One text may be in
  // use twice at a time (nested reads).
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>, TextHash, std::equal_to<>> idle;
  size_t idleCount = 0;
  size_t inUse = 0;
  // A Transaction is open. An error of the disk may have made SQLite take it back by itself; what is run then would
  // each be a commit of its own, so that half of the work stayed.
  bool isTransactionHeld = false;

  bool hasLostTransaction() const { return isTransactionHeld && sqlite3_get_autocommit(handle) != 0; }

  ~State();
};

// The sentence for a code of SQLite (extended codes too).
Error errorOf(int code, sqlite3* handle, const std::string& path);
// A transaction that SQLite took back by itself.
Error transactionLost(const std::string& path);

}  // namespace foyer::sqlite
