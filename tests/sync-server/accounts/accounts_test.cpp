#include "sync-server/accounts/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>

#include "sync-server/accounts/secrets.h"
#include "sync-server/accounts/text.h"
#include "sync-server/store/sqlite_store.h"

namespace foyer::accounts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kPassword = "four green words here";
constexpr const char* kAddress = "192.0.2.7";

// On a real SQLite store in a folder of its own; the mutex stands for the one writer thread.
class StaffAccounts : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-accounts-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    auto opened = store::SqliteStore::open(m_folder, store::Opening::kCreate);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    m_store = std::move(*opened);
    m_made = std::make_unique<Accounts>(*m_store, [this](const auto& work) { return write(work); }, m_clock, systemRandom());
  }
  void TearDown() override {
    m_made.reset();
    m_store.reset();
    std::filesystem::remove_all(m_folder);
  }
  Status write(const std::function<Status(store::Writer&)>& work) {
    const std::lock_guard lock(m_mutex);
    if (m_isDiskFull) return Error(Code::kResourceExhausted, "The disk is full; free space.");
    ++m_writes;
    return m_store->write(work);
  }
  template <class T>
  T look(const std::function<Result<T>(const store::Reader&)>& at) {
    T found{};
    EXPECT_TRUE(m_store->read([&](const store::Reader& reader) -> Status {
      FOYER_ASSIGN(found, at(reader));
      return okStatus();
    }).ok());
    return found;
  }
  uint64_t countStaff() {
    return look<uint64_t>([](const auto& reader) { return reader.countStaff(); });
  }
  bool hasSession(const std::string& token) {
    return look<std::optional<store::SessionRow>>([&](const auto& reader) { return reader.session(hashToken(token)); })
        .has_value();
  }
  void deactivate(const Id16& id) {
    EXPECT_TRUE(write([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(auto row, writer.staff(id));
      row->isActive = false;
      return writer.putStaff(*row);
    }).ok());
  }
  // All bytes of the data folder.
  std::string disk() const {
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }
  Accounts& accounts() { return *m_made; }
  Identity addMember(const std::vector<StaffRole>& roles = {STAFF_ROLE_ADVISER}) {
    auto added = accounts().add("Amal Example", kPassword, roles);
    EXPECT_TRUE(added.ok());
    return *added;
  }
  std::string logIn() {
    auto loggedIn = accounts().logIn("Amal Example", kPassword, kAddress);
    EXPECT_TRUE(loggedIn.ok());
    return loggedIn.ok() ? loggedIn->token : std::string();
  }
  Code logInCode(std::string_view name, std::string_view password, std::string_view address = kAddress) {
    const auto result = accounts().logIn(name, password, address);
    return result.ok() ? Code::kOk : result.error().code();
  }
  Code identifyCode(std::string_view token) {
    const auto result = accounts().identify(token);
    return result.ok() ? Code::kOk : result.error().code();
  }

  std::string m_folder;
  std::unique_ptr<store::SqliteStore> m_store;
  ManualClock m_clock;
  std::mutex m_mutex;
  bool m_isDiskFull = false;
  int m_writes = 0;
  std::unique_ptr<Accounts> m_made;
};

TEST_F(StaffAccounts, TheFirstRunCodeMakesOneAdministratorAndThenNoMore) {
  EXPECT_EQ(*accounts().firstAccount(), Accounts::FirstAccount::kNeeded);
  const std::string code = *accounts().makeFirstRunCode();
  const auto first = accounts().createFirst(code, "Amal Example", kPassword, kAddress);
  ASSERT_TRUE(first.ok()) << first.error().message();
  EXPECT_THAT(first->who.roles, ElementsAre(STAFF_ROLE_ADMINISTRATOR, STAFF_ROLE_COORDINATOR));
  EXPECT_EQ(identifyCode(first->token), Code::kOk);
  EXPECT_EQ(*accounts().firstAccount(), Accounts::FirstAccount::kExists);
  EXPECT_EQ(accounts().createFirst(code, "Other", kPassword, kAddress).error().code(), Code::kFailedPrecondition);
  EXPECT_EQ(accounts().makeFirstRunCode().error().code(), Code::kFailedPrecondition);
  EXPECT_EQ(countStaff(), 1u);
}

TEST_F(StaffAccounts, TheFirstRunCodeIsStoredHashedAndReadForgivingly) {
  const std::string code = *accounts().makeFirstRunCode();
  EXPECT_NE(disk().find("$argon2id$"), std::string::npos);
  EXPECT_EQ(disk().find(code), std::string::npos);
  std::string typed;
  for (const char c : code) typed += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
  EXPECT_TRUE(accounts().createFirst(typed, "Amal Example", kPassword, kAddress).ok());
}

TEST_F(StaffAccounts, AWrongOrReplacedCodeMakesNothing) {
  EXPECT_EQ(accounts().createFirst("", "Amal", kPassword, kAddress).error().code(), Code::kUnauthenticated) << "no code yet";
  const std::string old = *accounts().makeFirstRunCode();
  const std::string code = *accounts().makeFirstRunCode();
  EXPECT_EQ(accounts().createFirst(old, "Amal", kPassword, kAddress).error().code(), Code::kUnauthenticated);
  EXPECT_EQ(countStaff(), 0u);
  EXPECT_EQ(accounts().createFirst(code, "Amal", "short", kAddress).error().code(), Code::kInvalidArgument);
  EXPECT_TRUE(accounts().createFirst(code, "Amal", kPassword, kAddress).ok()) << "a refused password leaves the code";
}

TEST_F(StaffAccounts, OfTwoWhoUseTheFirstRunCodeAtOnceOneGetsTheAccount) {
  const std::string code = *accounts().makeFirstRunCode();
  std::atomic<int> made{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      if (accounts().createFirst(code, "Person " + std::to_string(i), kPassword, kAddress).ok()) ++made;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(made.load(), 1);
  EXPECT_EQ(countStaff(), 1u);
}

TEST_F(StaffAccounts, GuessingTheFirstRunCodeSlowsDown) {
  const std::string code = *accounts().makeFirstRunCode();
  for (int i = 0; i < kFreeTriesAccount; ++i) {
    EXPECT_EQ(accounts().createFirst("0000-0000-0000", "Amal", kPassword, "192.0.2." + std::to_string(i)).error().code(),
              Code::kUnauthenticated);
  }
  EXPECT_EQ(accounts().createFirst(code, "Amal", kPassword, "192.0.2.99").error().code(), Code::kResourceExhausted);
  m_clock.advanceMs(kFirstWaitMs);
  EXPECT_TRUE(accounts().createFirst(code, "Amal", kPassword, "192.0.2.99").ok());
}

TEST_F(StaffAccounts, LogsInWhateverTheCaseOfTheNameAndTheKeyboardOfThePassword) {
  ASSERT_TRUE(accounts().add("Zo\u00eb M\u00fcller", "caf\u00e9 in the morning", {STAFF_ROLE_EDITOR}).ok());
  EXPECT_EQ(logInCode(" ZOE\u0308 m\u00fcller ", "cafe\u0301 in the morning"), Code::kOk);
  EXPECT_EQ(logInCode("Zo\u00eb M\u00fcller", "cafe in the morning"), Code::kUnauthenticated);
  EXPECT_EQ(accounts().add("ZO\u00cb M\u00dcLLER", kPassword, {STAFF_ROLE_EDITOR}).error().code(), Code::kAlreadyExists);
}

TEST_F(StaffAccounts, SaysTheSameForAWrongNameAndAWrongPassword) {
  addMember();
  const auto wrongName = accounts().logIn("Nobody", kPassword, kAddress);
  const auto wrongPassword = accounts().logIn("Amal Example", "not the right words", kAddress);
  ASSERT_FALSE(wrongName.ok());
  ASSERT_FALSE(wrongPassword.ok());
  EXPECT_EQ(wrongName.error().code(), wrongPassword.error().code());
  EXPECT_EQ(wrongName.error().message(), wrongPassword.error().message());
  EXPECT_EQ(logInCode("\xff\xfe", kPassword), Code::kUnauthenticated);
  EXPECT_EQ(logInCode("Amal Example", "\xff\xfe"), Code::kUnauthenticated);
  EXPECT_EQ(logInCode("", ""), Code::kUnauthenticated);
}

TEST_F(StaffAccounts, TheUnknownNameCostsAPasswordHashToo) {
  addMember();
  logIn();  // makes the hash that unknown names are compared with
  const auto timeOf = [&](const char* name) {
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(logInCode(name, "not the right words"), Code::kUnauthenticated);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  };
  const double known = timeOf("Amal Example");
  const double unknown = timeOf("Nobody");
  // Without the work the ratio would be about 1 : 1000; the machine may be busy.
  EXPECT_GT(unknown, known / 20);
}

TEST_F(StaffAccounts, StoresNeitherPasswordNorToken) {
  addMember();
  const std::string token = logIn();
  EXPECT_EQ(token.size(), 64u);
  const auto staff = look<std::optional<store::StaffRow>>(
      [](const auto& reader) { return reader.staffByName(nameKeyOf("Amal Example")); });
  ASSERT_TRUE(staff.has_value());
  EXPECT_THAT(staff->passwordHash, testing::StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
  EXPECT_TRUE(hasSession(token));
  const std::string bytes = disk();
  EXPECT_NE(bytes.find("Amal Example"), std::string::npos) << "the search itself works";
  for (const std::string& secret : {std::string(kPassword), token, *fromHex(token)}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos);
  }
  EXPECT_NE(logIn(), token);
}

TEST_F(StaffAccounts, ExponentialWaitsMeetWhoGuessesAtAnAccount) {
  addMember();
  for (int i = 0; i < kFreeTriesAccount; ++i) EXPECT_EQ(logInCode("Amal Example", "wrong words"), Code::kUnauthenticated);
  for (int64_t waitMs : {1'000, 2'000, 4'000}) {
    EXPECT_EQ(logInCode("Amal Example", kPassword), Code::kResourceExhausted) << "even the right one must wait";
    m_clock.advanceMs(waitMs - 1);
    EXPECT_EQ(logInCode("Amal Example", kPassword), Code::kResourceExhausted);
    m_clock.advanceMs(1);
    EXPECT_EQ(logInCode("Amal Example", "wrong words"), Code::kUnauthenticated);
  }
  m_clock.advanceMs(kWaitAccountMaxMs);
  EXPECT_EQ(logInCode("Amal Example", kPassword), Code::kOk);
  EXPECT_EQ(logInCode("Amal Example", "wrong words"), Code::kUnauthenticated) << "the count starts anew";
}

TEST_F(StaffAccounts, SessionsEndByIdlenessByAgeAndByLogOut) {
  addMember();
  const std::string idle = logIn();
  m_clock.advanceMs(kSessionIdleMaxMs - 1);
  EXPECT_EQ(identifyCode(idle), Code::kOk);
  m_clock.advanceMs(kSessionIdleMaxMs);
  EXPECT_EQ(identifyCode(idle), Code::kUnauthenticated);

  const std::string busy = logIn();
  for (int64_t ageMs = 0; ageMs + kSessionIdleMaxMs / 2 < kSessionMaxMs; ageMs += kSessionIdleMaxMs / 2) {
    ASSERT_EQ(identifyCode(busy), Code::kOk) << ageMs;
    m_clock.advanceMs(kSessionIdleMaxMs / 2);
  }
  m_clock.advanceMs(kSessionIdleMaxMs / 2);
  EXPECT_EQ(identifyCode(busy), Code::kUnauthenticated) << "in use, but 12 hours old";

  m_clock.advanceMs(1);
  const std::string ended = logIn();
  EXPECT_FALSE(hasSession(idle) || hasSession(busy)) << "old sessions are swept out";
  EXPECT_TRUE(hasSession(ended));
  EXPECT_TRUE(accounts().logOut(ended).ok());
  EXPECT_EQ(identifyCode(ended), Code::kUnauthenticated);
  EXPECT_TRUE(accounts().logOut(ended).ok());
  EXPECT_EQ(identifyCode(""), Code::kUnauthenticated);
  EXPECT_EQ(identifyCode(std::string(100'000, 'f')), Code::kUnauthenticated);
}

TEST_F(StaffAccounts, AWallClockThatJumpsBackEndsTheSession) {
  addMember();
  const std::string token = logIn();
  m_clock.setWallMs(m_clock.wallMs() - kClockBackMaxMs);
  EXPECT_EQ(identifyCode(token), Code::kOk);
  m_clock.setWallMs(m_clock.wallMs() - 1);
  EXPECT_EQ(identifyCode(token), Code::kUnauthenticated);
}

TEST_F(StaffAccounts, NotesTheUseOfASessionAtMostOnceAMinute) {
  addMember();
  const std::string token = logIn();
  const int before = m_writes;
  for (int i = 0; i < 10; ++i) identifyCode(token);
  EXPECT_EQ(m_writes, before);
  m_clock.advanceMs(kSessionTouchMs);
  for (int i = 0; i < 10; ++i) identifyCode(token);
  EXPECT_EQ(m_writes, before + 1);
  m_isDiskFull = true;
  m_clock.advanceMs(kSessionTouchMs);
  EXPECT_EQ(identifyCode(token), Code::kOk) << "staff can read while the disk is full";
}

TEST_F(StaffAccounts, ADeactivatedAccountIsOutAtOnce) {
  const Identity who = addMember();
  const std::string token = logIn();
  deactivate(who.accountId);
  EXPECT_EQ(identifyCode(token), Code::kUnauthenticated);
  EXPECT_EQ(logInCode("Amal Example", kPassword), Code::kUnauthenticated);
}

TEST_F(StaffAccounts, RefusesWeakPasswordsStrangeNamesAndNoRoles) {
  const auto reasonOf = [&](std::string_view name, std::string_view password) {
    const auto added = accounts().add(name, password, {STAFF_ROLE_ADVISER});
    return added.ok() ? std::string("added") : added.error().message();
  };
  EXPECT_THAT(reasonOf("Amal", "elevenchars"), HasSubstr("too short"));
  EXPECT_THAT(reasonOf("Amal", std::string(257, 'x')), HasSubstr("too long"));
  EXPECT_THAT(reasonOf("Amal", std::string(10'000'000, 'x')), HasSubstr("too long"));
  EXPECT_THAT(reasonOf("Amal Longname", "AMAL longname"), HasSubstr("is the name"));
  EXPECT_THAT(reasonOf("Amal", "bytes \xff that are no letters"), HasSubstr("no letters"));
  EXPECT_THAT(reasonOf("  ", kPassword), HasSubstr("empty"));
  EXPECT_THAT(reasonOf(std::string(101, 'x'), kPassword), HasSubstr("too long"));
  EXPECT_THAT(reasonOf("Amal\u202e", kPassword), HasSubstr("cannot be seen"));
  EXPECT_THAT(reasonOf(std::string_view("Am\0al", 5), kPassword), HasSubstr("cannot be seen"));
  EXPECT_EQ(reasonOf("\u0623\u0645\u0644", "\u0643\u0644\u0645\u0627\u062a \u0643\u062b\u064a\u0631\u0629 \u062c\u062f\u0627"), "added");
  EXPECT_EQ(accounts().add("Amal", kPassword, {}).error().code(), Code::kInvalidArgument);
  EXPECT_EQ(accounts().add("Amal", kPassword, {STAFF_ROLE_UNSPECIFIED}).error().code(), Code::kInvalidArgument);
}

TEST(Authorize, FollowsTheMethodsOption) {
  const auto codeOf = [](const Access& access, const Identity* who) {
    const Status status = authorize(access, who);
    return status.ok() ? Code::kOk : status.error().code();
  };
  const Identity adviser{Id16{}, "A", {STAFF_ROLE_ADVISER}};
  const Identity administrator{Id16{}, "B", {STAFF_ROLE_ADMINISTRATOR}};
  Access anonymous, anyRole, advisers, nobody;
  anonymous.set_anonymous(true);
  anyRole.set_any_role(true);
  advisers.add_roles(STAFF_ROLE_ADVISER);
  EXPECT_EQ(codeOf(anonymous, nullptr), Code::kOk);
  EXPECT_EQ(codeOf(anyRole, nullptr), Code::kUnauthenticated);
  EXPECT_EQ(codeOf(anyRole, &administrator), Code::kOk);
  EXPECT_EQ(codeOf(advisers, nullptr), Code::kUnauthenticated);
  EXPECT_EQ(codeOf(advisers, &adviser), Code::kOk);
  EXPECT_EQ(codeOf(advisers, &administrator), Code::kPermissionDenied) << "an administrator reads no enquiries";
  EXPECT_EQ(codeOf(nobody, &adviser), Code::kPermissionDenied) << "no option, no access";
}

TEST(Attempts, HoldsABoundedTableAndTreatsAnAddressMorePatiently) {
  ManualClock clock;
  Attempts attempts(clock);
  for (int i = 0; i < kFreeTriesAddress; ++i) EXPECT_TRUE(attempts.begin("name" + std::to_string(i), "2001:db8::1").ok());
  EXPECT_FALSE(attempts.begin("another", "2001:db8::ffff").ok()) << "the same network of one person";
  EXPECT_TRUE(attempts.begin("another", "2001:db8:0:1::1").ok());
  for (size_t i = 0; i < kTrackedMax; ++i) {
    EXPECT_TRUE(attempts.begin("n" + std::to_string(i), "a" + std::to_string(i)).ok());
  }
  EXPECT_LE(attempts.tracked(), kTrackedMax);
  clock.advanceMs(kForgetAfterMs + 1);
  EXPECT_TRUE(attempts.begin("another", "2001:db8::1").ok());
}

TEST(Attempts, CountsTriesThatRunAtTheSameTime) {
  ManualClock clock;
  Attempts attempts(clock);
  std::atomic<int> begun{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) begun += attempts.begin("amal", "192.0.2.1").ok();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(begun.load(), kFreeTriesAccount);
}

}  // namespace
}  // namespace foyer::accounts
