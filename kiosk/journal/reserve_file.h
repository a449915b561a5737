// A file without content that keeps a little of the disk free for the moment when everything else is full.
//
// Place: the journal gives it up when a write fails for want of room, so that acknowledgements can be noted
// and space can be freed; and makes it again when there is room. Ownership: the journal's; its thread.
// Errors: none: where it cannot be made, there is none, and it is tried again. Does not: hold anything.
#pragma once

#include <cstdint>
#include <string>

namespace foyer::journal {

class ReserveFile {
 public:
  // An empty path: there never is one.
  explicit ReserveFile(std::string path);
  bool isThere() const { return m_isThere; }
  void make(int64_t bytes);
  // True: there was one, and its room is free now.
  bool giveUp();

 private:
  std::string m_path;
  bool m_isThere = false;
};

}  // namespace foyer::journal
