#include "kiosk/app/run_courier.h"

#include <filesystem>

#include "kiosk/app/folder_claim.h"
#include "kiosk/catalogue/catalogue_copy.h"
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
  const uplink::CourierParts parts{identity, *journal, clock, systemRandom(), path + ".courier", FOYER_VERSION, {},
                                   [&](const Id16& epoch) -> Status {
                                     FOYER_ASSIGN(auto copy, catalogue::CatalogueCopy::open(options.storageFolder + "/catalogue.db"));
                                     return copy.followEpoch(epoch);
                                   }};
  FOYER_ASSIGN(const uplink::CourierVisit visit, uplink::receiveCourier(parts, options.courierFolder));
  return uplink::inWords(visit);
}

}  // namespace foyer::app
