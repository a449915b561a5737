// foyer-opener server|journal|catalogue|seats FOLDER: opens one database of a golden installation as its program does,
// which brings it to the tables of this release, and ends. Status 0: it is open. `seats-given-back` also says what a
// new start of the kiosk tells the server first, by which the seats that are left go back.
#include <cstdio>
#include <cstring>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/catalogue/seat_book.h"
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
  const SystemClock clock;
  if (which == "seats" || which == "seats-given-back") {
    FOYER_ASSIGN(const auto book, catalogue::SeatBook::open(folder + "/kiosk/data/seats.db", clock));
    if (which == "seats-given-back") FOYER_TRY(book->report());
    return okStatus();
  }
  FOYER_ASSIGN(const auto identity, uplink::readIdentity(folder + "/kiosk/identity"));
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
