// The server's own certificate authority: who the server is, and which kiosks may speak to it.
//
// Place: `init` makes it, `serve` takes the server's certificate from it, enrolment a kiosk's. ECDSA P-256.
// Files in DATA/keys, each mode 0600:
//   ca.key, ca.pem          the authority; valid for ten years
//   server.key, server.pem  the server, for the gRPC stream and HTTPS; server.pem ends with the authority
// Validity begins a day in the past, since the clocks of kiosks are wrong.
// Ownership: unique. Threads: one at a time. Errors: kFailedPrecondition naming the file or host name.
// Does not: keep a list of what it issued (that is the store's KioskRow), revoke, renew kiosks.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::fleet {

inline constexpr int64_t kDayMs = 24 * 60 * 60 * 1000LL;
inline constexpr int64_t kNotBeforeMarginMs = kDayMs;
inline constexpr int64_t kAuthorityLifeMs = 3'650 * kDayMs;
inline constexpr int64_t kServerLifeMs = 397 * kDayMs;  // browsers refuse certificates of 398 days and more
inline constexpr int64_t kServerRenewalMs = 130 * kDayMs;  // left when serve makes a new one: a third
// As long as the authority's: a kiosk that was in a cupboard for years comes back, and revoking is what ends it.
inline constexpr int64_t kKioskLifeMs = kAuthorityLifeMs;
inline constexpr size_t kHostsMax = 32;  // names of one server; more is a slip of the command line

struct IssuedCertificate {
  std::string certificatePem;
  std::string keyPem;
  std::string fingerprint;  // hex of SHA-256 over the DER form
};

class Authority {
 public:
  // Makes what is missing in the folder, and makes the server's certificate anew if it is old or does not
  // name all `hosts`. localhost, 127.0.0.1 and ::1 are always named. Existing names are kept.
  static Status prepare(const std::string& keysFolder, const std::vector<std::string>& hosts,
                        const Clock& clock);
  static Result<Authority> open(const std::string& keysFolder);
  Authority(Authority&&) noexcept;
  ~Authority();

  const std::string& certificatePem() const;
  // DER of an ECDSA signature with SHA-256. What is signed begins with a domain of its own: a certificate begins
  // otherwise, so that no signature fits both.
  Result<std::string> sign(std::string_view message) const;
  // A client certificate whose common name is the device's id in UUID form.
  Result<IssuedCertificate> issueKiosk(const Id16& device, const Clock& clock) const;

 private:
  struct State;
  explicit Authority(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

// Of the first certificate in a PEM text.
Result<std::string> certificateFingerprint(std::string_view pem);

}  // namespace foyer::fleet
