// foyer-opener server|journal|catalogue FOLDER: opens one database of a golden installation as its program does,
// which brings it to the tables of this release, and ends. Status 0: it is open.
#include <cstdio>
#include <cstring>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/journal/journal.h"
#include "kiosk/sync/identity.h"
#include "sync-server/app/folder.h"

namespace {

foyer::Status open(const std::string& which, const std::string& folder) {
  using namespace foyer;
  FOYER_TRY(seal::start());
  if (which == "server") {
    FOYER_TRY(app::openFolder(folder + "/server", store::Opening::kExisting));
    return okStatus();
  }
  if (which == "catalogue") {
    FOYER_TRY(catalogue::CatalogueCopy::open(folder + "/kiosk/data/catalogue.db"));
    return okStatus();
  }
  FOYER_ASSIGN(const auto identity, uplink::readIdentity(folder + "/kiosk/identity"));
  const SystemClock clock;
  FOYER_TRY(journal::Journal::open(folder + "/kiosk/data/journal.db",
                                   {identity.device, identity.sealingPublicKey, identity.signingSecretKey.copy()}, clock,
                                   systemRandom()));
  return okStatus();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const foyer::Status opened = open(argv[1], argv[2]);
  if (opened.ok()) return 0;
  std::fprintf(stderr, "%s\n", opened.error().message().c_str());
  return 1;
}
