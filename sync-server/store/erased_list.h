// The list of what was erased or withdrawn, kept outside the database, so that it outlives restored backups.
//
// Place: an erasure and a withdrawal append before they are answered; the restore of a backup and every start of the
// server read it and take out again what came back. Backups never hold it.
// File: DATA/erased.list, one mark a line, 32 hex digits (see erased_mark.h: hashes of random ids, which say nothing of
// anybody; what was erased and what was withdrawn look alike). A last line that a crash cut off is not read, and the next append begins
// a new line. Ids may stand in it twice.
// Ownership: values; the file is opened for each call. Threads: append by one at a time (the writer thread).
// Errors: kUnavailable where the disk does not take or give it, kDataLoss for a file that is no such list.
// Does not: erase.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::store {

class ErasedList {
 public:
  // The list in a server's data folder.
  explicit ErasedList(std::string folder) : m_path(std::move(folder) + "/erased.list") {}
  // A list of any name: what an operator kept elsewhere.
  static ErasedList file(std::string path);

  const std::string& path() const { return m_path; }
  // On disk when this returns. An empty list makes no file.
  Status append(std::span<const Id16> ids) const;
  // In order; without a file there is nothing.
  Result<std::vector<Id16>> read() const;

 private:
  ErasedList() = default;
  std::string m_path;
};

}  // namespace foyer::store
