// What makes a machine a kiosk of this server: a folder of files, and a row in the store.
//
// Place: `foyer-server admin enrol-kiosk` makes both; the kiosk reads the folder. The folder, mode 0700, its
// files mode 0600 (also in proto/README.md, "A kiosk's identity"):
//   ca.pem         the server's authority: the only one that the kiosk trusts
//   kiosk.pem      client certificate; common name = device id in UUID form
//   kiosk.key      its key (PKCS #8, ECDSA P-256)
//   signing.key    Ed25519 secret key in hex (64 bytes: seed, then public key), and a line end
//   identity.json  {"device": UUID, "name": ..., "site": ..., "server": "host:port",
//                   "sealingKey": hex of the organisation's X25519 public key}
// The order is safe against a crash: the folder is complete on disk under a passing name, then the row is
// committed, then the folder gets its name. What a crash leaves behind cannot be used by anybody.
// Ownership: values. Threads: that of the writer. Errors: kInvalidArgument for a name that cannot be,
// kAlreadyExists where the folder holds something. Does not: send the folder anywhere.
#pragma once

#include <functional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/store/store.h"

namespace foyer::fleet {

inline constexpr size_t kKioskNameBytesMax = 120;  // fits a column of the console in any script

struct Enrolment {
  std::string name;    // for people: "Kiosk at the entrance"
  std::string site;    // id of a site of the catalogue
  std::string server;  // "host:port"
  std::string sealingPublicKey;
  std::string folder;  // made here
};

// Runs the work as one transaction and returns when it is durable.
using Write = std::function<Status(const std::function<Status(store::Writer&)>&)>;

Result<store::KioskRow> enrolKiosk(const Enrolment& enrolment, const Authority& authority, const Write& write,
                                   const Clock& clock, const Random& random);

}  // namespace foyer::fleet
