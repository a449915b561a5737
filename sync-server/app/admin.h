// What `foyer-server admin ...` does, be it in a process of its own or inside the running server.
//
// Place: main() calls it with the folder open; control_socket calls it in the server. Ownership: borrows all.
// Threads: one at a time. Errors: one sentence, or for a catalogue one line a mistake. Does not: print.
#pragma once

#include <functional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "sync-server/app/command_line.h"
#include "sync-server/store/store.h"

namespace foyer::app {

// Items of one catalogue: ten times the largest we know, and no more than fits memory easily.
inline constexpr size_t kCatalogueItemsMax = 100'000;
inline constexpr uint16_t kSyncPort = 7443;
inline constexpr uint16_t kHttpPort = 8443;

struct AdminParts {
  store::Store& store;
  std::function<Status(const std::function<Status(store::Writer&)>&)> write;
  std::string keysFolder;
  const Clock& clock;
  Random random;
  std::function<void()> onCatalogueChanged;  // may be empty
};

bool isAdminVerb(Verb verb);
// What to print.
Result<std::string> runAdmin(const Invocation& invocation, const AdminParts& parts);

}  // namespace foyer::app
