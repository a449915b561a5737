// The server's own certificate authority: who the server is, and which kiosks may speak to it.
//
// Place: `init` makes it, `serve` takes the server's certificate from it, enrolment a kiosk's. ECDSA P-256.
// Files in DATA/keys, each mode 0600:
//   ca.key, ca.pem          the authority
//   sync.key, sync.pem      the server to kiosks, on the gRPC stream; valid, as the authority, whatever clocks say
//   server.key, server.pem  the server to browsers, on HTTPS; both end with the authority
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
// What kiosks look at is valid at whatever a clock can say: one without a battery wakes up in 1970, and one that was in a
// cupboard for years comes back. Revoking is what ends a kiosk. The end is RFC 5280's (4.1.2.5) for "none": 9999-12-31.
inline constexpr int64_t kAlwaysFromMs = 0;
inline constexpr int64_t kAlwaysUntilMs = 253'402'300'799'000;
inline constexpr int64_t kServerLifeMs = 397 * kDayMs;  // browsers refuse certificates of 398 days and more
inline constexpr int64_t kServerRenewalMs = 130 * kDayMs;  // left when serve makes a new one: a third
inline constexpr size_t kHostsMax = 32;  // names of one server; more is a slip of the command line

struct IssuedCertificate {
  std::string certificatePem;
  std::string keyPem;
  std::string fingerprint;  // hex of SHA-256 over the DER form
};

class Authority {
 public:
  // Makes what is missing in the folder, and makes the server's certificates anew if they are old or do not
  // name all `hosts`: server.pem is for browsers, sync.pem for kiosks. localhost, 127.0.0.1 and ::1 are always named. Existing names are kept.
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
  Result<IssuedCertificate> issueKiosk(const Id16& device) const;

 private:
  struct State;
  explicit Authority(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

// Of the first certificate in a PEM text.
Result<std::string> certificateFingerprint(std::string_view pem);

}  // namespace foyer::fleet
