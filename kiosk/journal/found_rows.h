// Finds rows of the journal in the bare pages of its file, where SQLite can no longer find its way.
//
// Place: salvage. A row is known by its shape alone: the kinds and sizes of its columns, which chance does not
// make. So neither the file's header, nor the pages above it, nor a page's own list of its rows are needed, and
// one damaged bit costs at most the row in which it stands. Rows that SQLite had moved to another page may be
// found twice; they say the same.
// The format: https://www.sqlite.org/fileformat2.html#b_tree_pages.
// Ownership: values. Threads: any. Errors: none; what is no row is not found. Does not: judge content.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/sync/entry.h"

namespace foyer::journal {

inline constexpr size_t kPageBytes = 4096;  // SQLite's own choice for new files
// 4 GiB: a number beyond it is damage.
inline constexpr uint64_t kPagesMax = 1024 * 1024;

struct FoundEntry {
  int64_t position = 0;
  int64_t incarnation = 0;
  int64_t dataKey = 0;
  uint64_t lamport = 0;
  int64_t capturedMs = 0;
  std::optional<seal::Hash32> chain;
  sync::Entry entry;  // its data key's id is not filled in
};

struct FoundRows {
  std::map<Id16, FoundEntry> entries;        // by change id; of two the one that was written later
  std::map<int64_t, sync::Key> keys;         // by n
  std::map<int64_t, std::vector<sync::Key>> rivals;  // keys whose number another one has, too
  std::map<int64_t, Id16> incarnations;      // by n
  std::vector<Id16> devices;                 // of meta
  std::vector<Id16> serverEpochs;            // of meta
  uint64_t lamport = 0;                      // of meta; the highest
  uint64_t purged = 0;
};

FoundRows findRows(std::string_view pages);

// Data keys of this number that would stand there if one bit in a row's head were another; most are none.
std::vector<sync::Key> keysWithAnotherBit(std::string_view pages, int64_t number);

}  // namespace foyer::journal
