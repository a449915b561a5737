// Fetches what the catalogue's next edition lacks, piece by piece, until it is whole and shown.
//
// Place: inside the engine, beside the uplink: the copy of the catalogue says what is missing, a FetchPiece brings
// it. What arrived stays on the disk, so that a torn line or a restart costs one piece. One piece at a time; after
// a failure it waits (growing, with jitter, up to kAssetBackoffMaxMs) and goes on with the next missing one, so
// that one bad file holds up only the switch, not the others; it never gives up while the line is open.
// Ownership: borrows the copy. Threads: the engine thread; answers come through the mailbox. Errors: none to the
// caller; a full disk and a server without the file are logged in words. Does not: know what is shown.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/asset_line.h"
#include "kiosk/sync/mailbox.h"
#include "shared/base/clock.h"

namespace foyer::uplink {

// A picture that the server lacks is there when somebody has loaded the catalogue again: minutes, not seconds.
inline constexpr int64_t kAssetBackoffMinMs = 1'000;
inline constexpr int64_t kAssetBackoffMaxMs = 5 * 60 * 1000;

struct AssetParts {
  // Null: this kiosk has no catalogue. Outlives the engine.
  std::shared_ptr<catalogue::CatalogueCopy> copy;
  FetchPiece fetch;  // empty: nothing is fetched
  // A whole edition is shown from now on.
  std::function<void()> onShown;
};

class AssetIntake {
 public:
  // `host`: the server's, without port.
  AssetIntake(AssetParts parts, std::string host, const Clock& clock, Random random, std::shared_ptr<Mailbox> mailbox);

  // `port`: where the server has its assets, 0 while there is no line.
  void onTime(uint16_t port);
  int64_t nextDueMs() const;

 private:
  void ask(uint16_t port);
  void onPiece(const catalogue::v1::Asset& asset, const Result<std::string>& bytes);
  void onFailure(const Error& error);

  const AssetParts m_parts;
  const std::string m_host;
  const Clock& m_clock;
  Random m_random;
  const std::shared_ptr<Mailbox> m_mailbox;
  bool m_isAsking = false;
  uint16_t m_port = 0;
  uint32_t m_failures = 0;
  size_t m_turn = 0;  // which of the missing ones
  int64_t m_nextTryMs = 0;
};

}  // namespace foyer::uplink
