#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "shared/seal/seal.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/certificate.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/fleet/private_file.h"
#include "sync-server/store/sqlite_store.h"

namespace foyer::fleet {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

class Fleet : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(seal::start().ok());
    std::string pattern = (fs::temp_directory_path() / "foyer-fleet-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { fs::remove_all(m_folder); }

  std::string keys() const { return m_folder + "/keys"; }
  static void must(const Status& status) { ASSERT_TRUE(status.ok()) << status.error().message(); }
  static std::string content(const std::string& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  static unsigned modeOf(const fs::path& path) {
    struct stat found {};
    EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
    return found.st_mode & 0777;
  }
  Certificate certificate(const std::string& name) const {
    auto read = certificateFromPem(content(keys() + "/" + name), name);
    EXPECT_TRUE(read.ok());
    return std::move(*read);
  }

  std::string m_folder;
  ManualClock m_clock{1'800'000'000'000};
};

TEST_F(Fleet, MakesAnAuthorityAndAServerCertificateThatItSigned) {
  must(Authority::prepare(keys(), {"sync.example.org", "10.0.0.7"}, m_clock));
  const Certificate authority = certificate("ca.pem");
  const Certificate server = certificate("server.pem");
  EXPECT_EQ(X509_verify(server.get(), X509_get0_pubkey(authority.get())), 1);
  EXPECT_THAT(hostsOf(server.get()),
              testing::UnorderedElementsAre("localhost", "127.0.0.1", "::1", "sync.example.org", "10.0.0.7"));
  EXPECT_EQ(X509_check_ca(authority.get()), 1);
  EXPECT_EQ(X509_check_ca(server.get()), 0);
}

TEST_F(Fleet, KeepsKeysFromOthers) {
  must(Authority::prepare(keys(), {}, m_clock));
  must(prepareKeys(keys()));
  EXPECT_EQ(modeOf(keys()), 0700u);
  for (const auto& file : fs::directory_iterator(keys())) EXPECT_EQ(modeOf(file.path()), 0600u) << file.path();
}

TEST_F(Fleet, ChangesNothingWhenPreparedAgain) {
  must(Authority::prepare(keys(), {"a.example"}, m_clock));
  must(prepareKeys(keys()));
  const std::string authority = content(keys() + "/ca.pem");
  const std::string server = content(keys() + "/server.pem");
  const std::string organisation = content(keys() + "/organisation.keys");
  must(Authority::prepare(keys(), {}, m_clock));
  must(prepareKeys(keys()));
  EXPECT_EQ(content(keys() + "/ca.pem"), authority);
  EXPECT_EQ(content(keys() + "/server.pem"), server);
  EXPECT_EQ(content(keys() + "/organisation.keys"), organisation);
}

// A kiosk without a battery for its clock wakes up in 1970; the wire must not refuse what its disk holds.
TEST_F(Fleet, NoClockOfAKioskMakesItsCertificatesInvalid) {
  must(Authority::prepare(keys(), {"sync.example.org"}, m_clock));
  const auto opened = Authority::open(keys());
  ASSERT_TRUE(opened.ok());
  const auto issued = opened->issueKiosk(newUuidV7(m_clock.wallMs(), systemRandom()));
  ASSERT_TRUE(issued.ok());
  const auto kiosk = certificateFromPem(issued->certificatePem, "kiosk");
  ASSERT_TRUE(kiosk.ok());
  const Certificate authority = certificate("ca.pem"), server = certificate("sync.pem");
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> trusted(X509_STORE_new(), &X509_STORE_free);
  ASSERT_EQ(X509_STORE_add_cert(trusted.get(), authority.get()), 1);
  constexpr time_t kYear = 31'556'952;
  for (const time_t year : {0, 1, 30, 57, 130, 400}) {
    for (X509* each : {server.get(), kiosk->get()}) {
      const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> check(X509_STORE_CTX_new(), &X509_STORE_CTX_free);
      ASSERT_EQ(X509_STORE_CTX_init(check.get(), trusted.get(), each, nullptr), 1);
      X509_STORE_CTX_set_time(check.get(), 0, year * kYear);
      EXPECT_EQ(X509_verify_cert(check.get()), 1)
          << 1970 + year << ": " << X509_verify_cert_error_string(X509_STORE_CTX_get_error(check.get()));
    }
  }
}

TEST_F(Fleet, RenewsAnOldServerCertificateUnderTheSameAuthorityWithAllItsNames) {
  must(Authority::prepare(keys(), {"a.example"}, m_clock));
  const std::string authority = content(keys() + "/ca.pem");
  m_clock.advanceMs(kServerLifeMs - kServerRenewalMs + kDayMs);
  must(Authority::prepare(keys(), {"b.example"}, m_clock));
  EXPECT_EQ(content(keys() + "/ca.pem"), authority);
  const Certificate server = certificate("server.pem");
  EXPECT_EQ(notAfterMs(server.get()), m_clock.wallMs() + kServerLifeMs);
  EXPECT_THAT(hostsOf(server.get()), IsSupersetOf({"a.example", "b.example", "localhost"}));
}

TEST_F(Fleet, RefusesHostNamesThatCouldSmuggleInOthers) {
  for (const char* host : {"", "a,DNS:evil.example", "a b", "-a", "a\nb", "ä.example"}) {
    const Status refused = Authority::prepare(keys(), {host}, m_clock);
    ASSERT_FALSE(refused.ok()) << host;
    EXPECT_EQ(refused.error().code(), Code::kInvalidArgument);
  }
  EXPECT_FALSE(fs::exists(keys()));
}

TEST_F(Fleet, SaysThatKeyAndCertificateDoNotBelongTogether) {
  must(Authority::prepare(keys(), {}, m_clock));
  fs::copy_file(keys() + "/server.key", keys() + "/ca.key", fs::copy_options::overwrite_existing);
  const auto opened = Authority::open(keys());
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.error().message(), HasSubstr("do not belong together"));
}

TEST_F(Fleet, GivesAKioskACertificateInItsNameWithAKnownFingerprint) {
  must(Authority::prepare(keys(), {}, m_clock));
  auto authority = Authority::open(keys());
  ASSERT_TRUE(authority.ok());
  const Id16 device = newUuidV7(m_clock.wallMs(), systemRandom());
  auto issued = authority->issueKiosk(device);
  ASSERT_TRUE(issued.ok());
  auto kiosk = certificateFromPem(issued->certificatePem, "kiosk");
  ASSERT_TRUE(kiosk.ok());
  char name[64] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(kiosk->get()), NID_commonName, name, sizeof name);
  EXPECT_EQ(name, device.uuid());
  EXPECT_EQ(X509_verify(kiosk->get(), X509_get0_pubkey(certificate("ca.pem").get())), 1);
  EXPECT_EQ(*certificateFingerprint(issued->certificatePem), issued->fingerprint);
  EXPECT_EQ(issued->fingerprint.size(), 64u);
}

TEST_F(Fleet, LoadsTheSealingKeysThatItMade) {
  must(prepareKeys(keys()));
  auto loaded = loadKeys(keys());
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded->size(), 1u);
  EXPECT_EQ(loaded->front().id, seal::sealingKeyId(loaded->front().publicKey));
  EXPECT_EQ(loaded->front().secretKey.bytes().size(), 32u);
}

TEST_F(Fleet, SaysThatSealingKeysAreMissingOrDamaged) {
  EXPECT_FALSE(loadKeys(keys()).ok());
  must(makePrivateFolder(keys()));
  for (const char* bad : {"abc", "abcd abcd\n", "\n", "zz zz"}) {
    must(writePrivateFile(keys() + "/organisation.keys", bad));
    EXPECT_FALSE(loadKeys(keys()).ok()) << bad;
  }
}

class Enrolling : public Fleet {
 protected:
  void SetUp() override {
    Fleet::SetUp();
    must(Authority::prepare(keys(), {}, m_clock));
    auto opened = store::SqliteStore::open(m_folder, store::Opening::kCreate);
    ASSERT_TRUE(opened.ok());
    m_store = std::move(*opened);
    m_enrolment = {"Kiosk \"A\" \\ الاستقبال", "pankow", "localhost:7443", std::string(32, '\x5a'), m_folder + "/a"};
  }
  Result<store::KioskRow> enrol() {
    FOYER_ASSIGN(auto authority, Authority::open(keys()));
    return enrolKiosk(m_enrolment, authority, [&](const auto& work) { return m_store->write(work); }, m_clock,
                      systemRandom());
  }
  size_t enrolled() {
    size_t count = 0;
    EXPECT_TRUE(m_store
                    ->read([&](const store::Reader& r) -> Status {
                      FOYER_ASSIGN(auto rows, r.kiosks());
                      count = rows.size();
                      return okStatus();
                    })
                    .ok());
    return count;
  }
  std::unique_ptr<store::SqliteStore> m_store;
  Enrolment m_enrolment;
};

TEST_F(Enrolling, WritesAnIdentityThatOnlyItsOwnerReadsAndRegistersIt) {
  auto row = enrol();
  ASSERT_TRUE(row.ok()) << row.error().message();
  EXPECT_EQ(enrolled(), 1u);
  EXPECT_EQ(modeOf(m_folder + "/a"), 0700u);
  size_t files = 0;
  for (const auto& file : fs::directory_iterator(m_folder + "/a")) {
    ++files;
    EXPECT_EQ(modeOf(file.path()), 0600u) << file.path();
  }
  EXPECT_EQ(files, 5u);
  EXPECT_EQ(*certificateFingerprint(content(m_folder + "/a/kiosk.pem")), row->certificateFingerprint);
  EXPECT_EQ(content(m_folder + "/a/ca.pem"), content(keys() + "/ca.pem"));
  const std::string json = content(m_folder + "/a/identity.json");
  EXPECT_THAT(json, HasSubstr("\"device\": \"" + row->device.uuid() + "\""));
  EXPECT_THAT(json, HasSubstr(R"("name": "Kiosk \"A\" \\ الاستقبال")"));
  EXPECT_THAT(json, HasSubstr("\"sealingKey\": \"5a5a5a"));
  const auto secret = fromHex(content(m_folder + "/a/signing.key").substr(0, 128));
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->substr(32), row->signingPublicKey);
}

TEST_F(Enrolling, LeavesAFolderThatHoldsSomething) {
  fs::create_directory(m_folder + "/a");
  std::ofstream(m_folder + "/a/thing") << "x";
  const auto refused = enrol();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kAlreadyExists);
  EXPECT_EQ(content(m_folder + "/a/thing"), "x");
  EXPECT_EQ(enrolled(), 0u);
}

TEST_F(Enrolling, RegistersNothingWhereTheFolderCannotBeWritten) {
  m_enrolment.folder = m_folder + "/absent/a";
  EXPECT_FALSE(enrol().ok());
  EXPECT_EQ(enrolled(), 0u);
}

TEST_F(Enrolling, LeavesNoFolderWhereTheRowCannotBeCommitted) {
  auto authority = Authority::open(keys());
  ASSERT_TRUE(authority.ok());
  const auto refused = enrolKiosk(
      m_enrolment, *authority, [](const auto&) { return Status(Error(Code::kResourceExhausted, "Full.")); }, m_clock,
      systemRandom());
  EXPECT_FALSE(refused.ok());
  EXPECT_FALSE(fs::exists(m_folder + "/a"));
  EXPECT_FALSE(fs::exists(m_folder + "/a.part"));
}

TEST_F(Enrolling, RefusesNamesAndAddressesThatCannotBe) {
  const Enrolment good = m_enrolment;
  for (const char* server : {"", "localhost", "localhost:", "localhost:0", "localhost:65536", ":7443", "a:b"}) {
    m_enrolment = good;
    m_enrolment.server = server;
    EXPECT_FALSE(enrol().ok()) << server;
  }
  for (const std::string& name : {std::string(), std::string("a\0b", 3), std::string("a\nb"), std::string(500, 'x')}) {
    m_enrolment = good;
    m_enrolment.name = name;
    EXPECT_FALSE(enrol().ok());
  }
  EXPECT_EQ(enrolled(), 0u);
}

}  // namespace
}  // namespace foyer::fleet
