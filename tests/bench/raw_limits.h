// The limits that the work is compared with: the same machine, the same disk, the same minute, and nothing of
// Foyer.
//
//   L  rows a second of SQLite alone in the server's shape: for each record an upsert by its 16-byte ordered
//      id and a row in a change log, 100 records a transaction, WAL, synchronous=FULL
//   F  seconds of one fdatasync after 4 KiB were written
// Place: the pieces of work call these between their own runs. Threads: one. Errors: end the program.
#pragma once

#include <string>
#include <vector>

namespace foyer::bench {

inline constexpr size_t kRowsPerTransaction = 100;

// Stores every text under its id in a new database in this folder.
struct RawRow {
  std::string id;
  std::string json;
};
double rowsPerSecond(const std::string& folder, const std::vector<RawRow>& rows);

// A file that is written 4 KiB at a time.
class SyncedFile {
 public:
  explicit SyncedFile(const std::string& folder);
  ~SyncedFile();
  SyncedFile(const SyncedFile&) = delete;
  SyncedFile& operator=(const SyncedFile&) = delete;
  // Writes the next 4 KiB and waits for the disk; seconds.
  double sync();

 private:
  int m_file;
  size_t m_next = 0;
};

}  // namespace foyer::bench
