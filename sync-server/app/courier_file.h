// The files of the courier at the server: finding and reading them, and writing answers.
//
// Place: beside courier_import. Ownership: a CourierFile owns its handle. Threads: one. Errors: one sentence each.
// Does not: know what is in the entries.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "shared/sync/courier.h"
#include "shared/sync/server_session.h"
#include "sync-server/fleet/authority.h"

namespace foyer::app {

// The path itself, or all *.courier of a folder, sticks of a journey in their order.
Result<std::vector<std::string>> courierFiles(const std::string& path);

class CourierFile {
 public:
  explicit CourierFile(const std::string& path);
  // Reads from here; the file outlives it.
  sync::CourierReader reader();

 private:
  std::ifstream m_file;
  uint64_t m_read = 0;
};

// A file is older than what other files and the line have brought since: its kiosk is not behind for that.
sync::v1::Hello asContinuing(sync::v1::Hello hello, const std::optional<sync::KnownJournal>& known);

// What a stream would be welcomed with.
Result<sync::v1::Welcome> welcomeFor(const Id16& device, const sync::v1::Hello& hello,
                                     const std::optional<sync::KnownJournal>& known, const sync::ServerFacts& facts);

// Complete under its name, or not there.
Status writeAnswer(const fleet::Authority& authority, const std::string& folder, const Id16& device,
                   const sync::v1::CourierAnswer& answer);

}  // namespace foyer::app
