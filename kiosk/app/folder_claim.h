// One kiosk a folder: two programs that write one journal would number two entries alike (invariant 11).
//
// Place: taken before the journal is opened, by the kiosk and by `--courier`; the system lets it go when the
// program ends, however it ends. Ownership: a value. Threads: any. Errors: kUnavailable while another program has
// the folder, kPermissionDenied where it cannot be written. Makes the folder where there is none.
// Does not: open what is in it.
#pragma once

#include <string>
#include <utility>

#include "shared/base/result.h"

namespace foyer::app {

class FolderClaim {
 public:
  static Result<FolderClaim> take(const std::string& folder);
  FolderClaim(FolderClaim&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
  FolderClaim& operator=(FolderClaim&& other) noexcept {
    std::swap(m_file, other.m_file);
    return *this;
  }
  ~FolderClaim();

 private:
  explicit FolderClaim(int file) : m_file(file) {}
  int m_file;
};

}  // namespace foyer::app
