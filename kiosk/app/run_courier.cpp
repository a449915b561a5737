#include "kiosk/app/run_courier.h"

#include <filesystem>

#include "kiosk/app/folder_claim.h"
#include "kiosk/sync/courier.h"

namespace foyer::app {

Result<std::string> runCourier(const Options& options, const uplink::Identity& identity) {
  const std::string path = options.storageFolder + "/journal.db";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return Error(Code::kNotFound, "There is no journal in " + options.storageFolder + "; name the kiosk's folder by --data.");
  }
  FOYER_ASSIGN(const FolderClaim claim, FolderClaim::take(options.storageFolder));
  const SystemClock clock;
  FOYER_ASSIGN(const auto journal, journal::Journal::open(path,
                                                          {identity.device, identity.sealingPublicKey,
                                                           identity.signingSecretKey.copy()},
                                                          clock, systemRandom()));
  const uplink::CourierParts parts{identity, *journal, clock, systemRandom(), path + ".courier", FOYER_VERSION, {}};
  FOYER_ASSIGN(const uplink::CourierVisit visit, uplink::receiveCourier(parts, options.courierFolder));
  return uplink::inWords(visit);
}

}  // namespace foyer::app
