#include "sync-server/accounts/accounts.h"

#include <utility>

#include "shared/base/log.h"
#include "sync-server/accounts/secrets.h"
#include "sync-server/accounts/text.h"

namespace foyer::accounts {

namespace {
constexpr std::string_view kFirstRunCodeKey = "accounts.first_run_code";

Error wrongLogin() {
  return Error(Code::kUnauthenticated, "The name or the password is wrong; check both and try again.");
}
Error loginNeeded() { return Error(Code::kUnauthenticated, "You are not logged in, or no longer; log in again."); }
Error wrongCode() {
  return Error(Code::kUnauthenticated, "This code is wrong or was used; take the one that `foyer-server init` printed.");
}
Error accountExists() {
  return Error(Code::kFailedPrecondition, "There is an account already; log in with it, or ask an administrator.");
}

Identity identityOf(const store::StaffRow& staff) {
  Identity who{staff.id, staff.name, {}};
  for (const int role : staff.roles) {
    if (StaffRole_IsValid(role)) who.roles.push_back(static_cast<StaffRole>(role));
  }
  return who;
}

// Reads one value on a snapshot of its own.
template <class T, class Read>
Result<T> readOne(const store::Store& store, const Read& read) {
  T value{};
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(value, read(reader));
    return okStatus();
  }));
  return value;
}

bool isAlive(const store::SessionRow& session, int64_t nowMs) {
  const bool isAgeKnown = nowMs >= session.lastUsedMs - kClockBackMaxMs;
  return isAgeKnown && nowMs - session.createdMs < kSessionMaxMs && nowMs - session.lastUsedMs < kSessionIdleMaxMs;
}
}  // namespace

Accounts::Accounts(const store::Store& store, Write write, const Clock& clock, Random random)
    : m_store(store), m_write(std::move(write)), m_clock(clock), m_random(std::move(random)), m_attempts(clock) {}

Result<Accounts::FirstAccount> Accounts::firstAccount() const {
  FOYER_ASSIGN(const uint64_t count,
               readOne<uint64_t>(m_store, [](const store::Reader& reader) { return reader.countStaff(); }));
  return count == 0 ? FirstAccount::kNeeded : FirstAccount::kExists;
}

Result<std::string> Accounts::makeFirstRunCode() {
  std::string code = newCode(m_random);
  FOYER_ASSIGN(const std::string hash, hashPassword(code));
  FOYER_TRY(m_write([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const uint64_t count, writer.countStaff());
    if (count > 0) return accountExists();
    return writer.setMeta(kFirstRunCodeKey, hash);
  }));
  return code;
}

Result<LoggedIn> Accounts::createFirst(std::string_view code, std::string_view name, std::string_view password,
                                       std::string_view peerAddress) {
  FOYER_ASSIGN(const FirstAccount state, firstAccount());
  if (state == FirstAccount::kExists) return accountExists();
  // All tries at the code count as tries at one account.
  FOYER_TRY(m_attempts.begin(kFirstRunCodeKey, peerAddress));
  FOYER_ASSIGN(const std::string hash, readOne<std::string>(m_store, [](const store::Reader& reader) {
    return reader.meta(kFirstRunCodeKey);
  }));
  if (hash.empty()) return wrongCode();
  FOYER_ASSIGN(const Match match, checkPassword(canonicalCode(code), hash));
  if (match == Match::kNo) return wrongCode();
  m_attempts.succeeded(kFirstRunCodeKey, peerAddress);
  FOYER_ASSIGN(const store::StaffRow staff,
               prepare(name, password, {STAFF_ROLE_ADMINISTRATOR, STAFF_ROLE_COORDINATOR}));
  const auto useCode = [&](store::Writer& writer) -> Status {
    // Again inside the transaction: somebody else may have used the same code meanwhile.
    FOYER_ASSIGN(const uint64_t count, writer.countStaff());
    if (count > 0) return accountExists();
    FOYER_ASSIGN(const std::string current, writer.meta(kFirstRunCodeKey));
    if (current != hash) return wrongCode();
    FOYER_TRY(writer.setMeta(kFirstRunCodeKey, ""));
    return writer.putStaff(staff);
  };
  return openSession(staff, useCode);
}

Result<Identity> Accounts::add(std::string_view name, std::string_view password, const std::vector<StaffRole>& roles) {
  FOYER_ASSIGN(const store::StaffRow staff, prepare(name, password, roles));
  FOYER_TRY(m_write([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const auto known, writer.staffByName(staff.nameKey));
    if (known) return Error(Code::kAlreadyExists, "There is an account with this name; choose another name.");
    return writer.putStaff(staff);
  }));
  return identityOf(staff);
}

Result<store::StaffRow> Accounts::prepare(std::string_view name, std::string_view password,
                                          const std::vector<StaffRole>& roles) const {
  store::StaffRow staff;
  FOYER_ASSIGN(staff.name, canonicalName(name));
  FOYER_ASSIGN(const std::string canonical, newPassword(password, staff.name));
  for (const StaffRole role : roles) {
    if (!StaffRole_IsValid(role) || role == STAFF_ROLE_UNSPECIFIED) {
      return Error(Code::kInvalidArgument, "This is no role of staff; choose adviser, coordinator, editor or administrator.");
    }
    staff.roles.push_back(role);
  }
  if (staff.roles.empty()) return Error(Code::kInvalidArgument, "An account needs a role; choose at least one.");
  FOYER_ASSIGN(staff.passwordHash, hashPassword(canonical));
  staff.nameKey = nameKeyOf(staff.name);
  staff.createdMs = m_clock.wallMs();
  staff.id = newUuidV7(staff.createdMs, m_random);
  return staff;
}

// One transaction: what comes before, the new session, and old sessions swept out.
Result<LoggedIn> Accounts::openSession(const store::StaffRow& staff,
                                       const std::function<Status(store::Writer&)>& before) {
  LoggedIn loggedIn{newToken(m_random), identityOf(staff)};
  const int64_t nowMs = m_clock.wallMs();
  const auto work = [&](store::Writer& writer) -> Status {
    FOYER_TRY(before(writer));
    FOYER_TRY(writer.deleteSessionsBefore(nowMs - kSessionMaxMs, nowMs - kSessionIdleMaxMs));
    return writer.putSession({hashToken(loggedIn.token), staff.id, nowMs, nowMs});
  };
  FOYER_TRY(m_write(work));
  return loggedIn;
}

Result<std::string> Accounts::decoyHash() {
  const std::lock_guard lock(m_decoyMutex);
  if (m_decoyHash.empty()) {
    FOYER_ASSIGN(m_decoyHash, hashPassword(newToken(m_random)));
  }
  return m_decoyHash;
}

Result<LoggedIn> Accounts::logIn(std::string_view name, std::string_view password, std::string_view peerAddress) {
  const auto typedName = canonicalName(name);
  const std::string nameKey = typedName.ok() ? nameKeyOf(*typedName) : std::string();
  FOYER_TRY(m_attempts.begin(nameKey, peerAddress));
  const auto typedPassword = canonicalPassword(password);
  FOYER_ASSIGN(const auto staff, readOne<std::optional<store::StaffRow>>(m_store, [&](const store::Reader& reader) {
    return reader.staffByName(nameKey);
  }));
  // An unknown name costs the same work as a wrong password, so that the time does not tell which names exist.
  FOYER_ASSIGN(const std::string decoy, decoyHash());
  FOYER_ASSIGN(const Match match, checkPassword(typedPassword.ok() ? *typedPassword : std::string(),
                                                staff ? staff->passwordHash : decoy));
  if (match == Match::kNo || !staff || !staff->isActive || !typedPassword.ok()) return wrongLogin();
  m_attempts.succeeded(nameKey, peerAddress);
  return openSession(*staff, [](store::Writer&) { return okStatus(); });
}

Status Accounts::logOut(std::string_view token) {
  const std::string hash = hashToken(token);
  return m_write([&](store::Writer& writer) { return writer.deleteSession(hash); });
}

Result<Identity> Accounts::identify(std::string_view token) {
  const std::string hash = hashToken(token);
  std::optional<store::SessionRow> session;
  std::optional<store::StaffRow> staff;
  FOYER_TRY(m_store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(session, reader.session(hash));
    if (!session) return okStatus();
    FOYER_ASSIGN(staff, reader.staff(session->staff));
    return okStatus();
  }));
  const int64_t nowMs = m_clock.wallMs();
  if (!session || !staff || !staff->isActive || !isAlive(*session, nowMs)) return loginNeeded();
  if (nowMs - session->lastUsedMs >= kSessionTouchMs) {
    const Status touched = m_write([&](store::Writer& writer) -> Status {
      // It may have been ended meanwhile; a log-out wins.
      FOYER_ASSIGN(auto current, writer.session(hash));
      if (!current) return okStatus();
      current->lastUsedMs = nowMs;
      return writer.putSession(*current);
    });
    // On a full disk staff can still read; the session just ends earlier.
    if (!touched.ok()) logWarning(Event{"the use of a session could not be noted"}.with("reason", touched.error()));
  }
  return identityOf(*staff);
}

Status authorize(const Access& access, const Identity* who) {
  if (access.anonymous()) return okStatus();
  if (!who) return loginNeeded();
  if (access.any_role()) return okStatus();
  for (const int role : access.roles()) {
    if (who->hasRole(static_cast<StaffRole>(role))) return okStatus();
  }
  return Error(Code::kPermissionDenied, "Your account has no role for this; ask an administrator.");
}

}  // namespace foyer::accounts
