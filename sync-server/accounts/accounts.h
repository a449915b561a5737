// Staff accounts and their sessions.
//
// Place: foyer-server binds LogIn, LogOut, CreateFirstAccount and GetStatus to it; http asks identify() for
// each call. First run: `init` prints a code (60 bits, stored as Argon2id hash in the store's meta entry
// "accounts.first_run_code", one use); with it the first person makes an account, which is administrator and
// coordinator at once, so that a small centre can begin; whoever comes later gets single roles.
// Sessions: a 256-bit random token goes to the browser, its hash into the store. A session ends 12 hours
// after login and after 30 minutes without a call. Both are measured by stored wall times, since sessions
// outlive a restart of the machine and boot clocks do not: this is a limit on convenience, not an order of
// events, and a wall clock that jumps back by more than a few minutes ends the sessions it makes unclear.
// Ownership: borrows store and clock, which outlive it. Threads: any; password hashing takes 0.1 s and runs
// on the caller's thread. Writes go through `Write`, which runs them on the store's one writer thread.
// Errors: kUnauthenticated says the same for a wrong name and a wrong password, after the same work.
// Does not: second factors, changing passwords, sites.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "sync-server/accounts/attempts.h"
#include "sync-server/accounts/identity.h"
#include "sync-server/store/store.h"

namespace foyer::accounts {

// A working day with breaks: whoever comes back the next morning logs in again (OWASP ASVS 5, 7.3).
inline constexpr int64_t kSessionMaxMs = 12 * 60 * 60'000LL;
// A screen left alone at the desk.
inline constexpr int64_t kSessionIdleMaxMs = 30 * 60'000LL;
// Not each call is worth a write to the disk: idleness is known to this precision.
inline constexpr int64_t kSessionTouchMs = 60'000;
// Time servers correct a clock by less; a larger step back makes a session's age unknown.
inline constexpr int64_t kClockBackMaxMs = 5 * 60'000;

struct LoggedIn {
  std::string token;  // for the cookie only
  Identity who;
};

// Runs the work as one transaction on the writer thread and waits until it is durable.
using Write = std::function<Status(const std::function<Status(store::Writer&)>&)>;

class Accounts {
 public:
  Accounts(const store::Store& store, Write write, const Clock& clock, Random random);

  // A new code; an older one stops working. kFailedPrecondition once there is an account.
  Result<std::string> makeFirstRunCode();
  enum class FirstAccount { kNeeded, kExists };
  Result<FirstAccount> firstAccount() const;
  Result<LoggedIn> createFirst(std::string_view code, std::string_view name, std::string_view password,
                               std::string_view peerAddress);
  // For administrators and `foyer-server admin`. kAlreadyExists for a name in use.
  Result<Identity> add(std::string_view name, std::string_view password, const std::vector<StaffRole>& roles);

  Result<LoggedIn> logIn(std::string_view name, std::string_view password, std::string_view peerAddress);
  // Ends the session; ending an unknown one is no error.
  Status logOut(std::string_view token);
  Result<Identity> identify(std::string_view token);

 private:
  Result<store::StaffRow> prepare(std::string_view name, std::string_view password,
                                  const std::vector<StaffRole>& roles) const;
  Result<LoggedIn> openSession(const store::StaffRow& staff, const std::function<Status(store::Writer&)>& before);
  Result<std::string> decoyHash();

  const store::Store& m_store;
  const Write m_write;
  const Clock& m_clock;
  const Random m_random;
  Attempts m_attempts;
  std::mutex m_decoyMutex;
  std::string m_decoyHash;  // what an unknown name is compared with
};

// Whether `who` (null: nobody is logged in) may do what (foyer.access) describes.
Status authorize(const Access& access, const Identity* who);

}  // namespace foyer::accounts
