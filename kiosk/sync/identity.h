// Who this kiosk is: the folder of files that enrolment at a server made.
//
//   ca.pem         the server's authority: the only one that is trusted
//   kiosk.pem      client certificate (with what is between it and the authority)
//   kiosk.key      its key
//   signing.key    Ed25519 secret key in hex (64 bytes), and a line end
//   identity.json  {"device": UUID, "name": ..., "site": ..., "server": "host:port",
//                   "sealingKey": hex of the organisation's X25519 public key}
// Place: the composition root reads it at start and hands it to the engine. Ownership: a value that wipes its
// secrets. Threads: any. Errors: kFailedPrecondition, one sentence that names the file and what to do.
// Does not: enrol, renew, or check that the certificate is the server's (the first connection tells).
#pragma once

#include <string>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/seal/seal.h"

namespace foyer::uplink {

struct Identity {
  Id16 device;
  std::string name;
  std::string site;
  std::string server;  // "host:port"
  std::string sealingPublicKey;
  std::string authorityPem;
  std::string certificatePem;
  seal::SecretBytes keyPem;
  seal::SecretBytes signingSecretKey;
};

Result<Identity> readIdentity(const std::string& folder);

}  // namespace foyer::uplink
