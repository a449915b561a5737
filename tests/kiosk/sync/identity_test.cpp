#include "kiosk/sync/identity.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <filesystem>
#include <fstream>

namespace foyer::uplink {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDescription = R"({
  "device": "0190a6a0-0000-7000-8000-000000000001", "name": "Kiosk at the \"entrance\"", "site": "pankow",
  "server": "sync.example.org:7443",
  "sealingKey": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
})";

struct Pair {
  std::string certificate;
  std::string key;
};

std::string textOf(BIO* bio) {
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio, &text);
  std::string copy(text, static_cast<size_t>(length));
  BIO_free(bio);
  return copy;
}

// A key and a certificate that it has signed itself.
Pair makePair() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  BIO* certificateText = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(certificateText, certificate);
  BIO* keyText = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(keyText, key, nullptr, nullptr, 0, nullptr, nullptr);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return {textOf(certificateText), textOf(keyText)};
}

struct IdentityTest : testing::Test {
  IdentityTest() {
    fs::create_directories(folder);
    write("identity.json", kDescription);
    write("ca.pem", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
    write("kiosk.pem", pair.certificate);
    write("kiosk.key", pair.key);
    write("signing.key", std::string(128, 'a') + "\n");
  }
  ~IdentityTest() override { fs::remove_all(folder); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; }
  // The sentence for a folder that cannot be used.
  std::string sentence() {
    const auto identity = readIdentity(folder.string());
    if (identity.ok()) return "";
    EXPECT_EQ(identity.error().code(), Code::kFailedPrecondition);
    EXPECT_NE(identity.error().message().find("enrol this kiosk"), std::string::npos);
    return identity.error().message();
  }
  std::string sentenceWith(const std::string& from, const std::string& to) {
    std::string text = kDescription;
    text.replace(text.find(from), from.size(), to);
    write("identity.json", text);
    return sentence();
  }
  const Pair pair = makePair();
  fs::path folder = fs::temp_directory_path() / ("foyer-identity-" + newRandomId(systemRandom()).hex());
};

TEST_F(IdentityTest, IsReadFromItsFolder) {
  const auto identity = readIdentity(folder.string());
  ASSERT_TRUE(identity.ok()) << identity.error().message();
  EXPECT_EQ(identity->name, "Kiosk at the \"entrance\"");
  EXPECT_EQ(identity->site, "pankow");
  EXPECT_EQ(identity->server, "sync.example.org:7443");
  EXPECT_EQ(identity->sealingPublicKey.size(), 32u);
  EXPECT_EQ(identity->signingSecretKey.bytes(), std::string(64, '\xaa'));
}

TEST_F(IdentityTest, SaysWhichFileIsMissing) {
  for (const std::string name : {"identity.json", "ca.pem", "kiosk.pem", "kiosk.key", "signing.key"}) {
    const fs::path aside = folder / "aside";
    fs::rename(folder / name, aside);
    EXPECT_NE(sentence().find(name), std::string::npos);
    fs::rename(aside, folder / name);
  }
  EXPECT_EQ(sentence(), "");
}

TEST_F(IdentityTest, SaysWhatIsWrongInAFile) {
  EXPECT_NE(sentenceWith("\"device\"", "device:").find("JSON"), std::string::npos);
  EXPECT_NE(sentenceWith("0190a6a0", "xx").find("\"device\""), std::string::npos);
  EXPECT_NE(sentenceWith("\"pankow\"", "\"\"").find("\"site\""), std::string::npos);
  EXPECT_NE(sentenceWith(":7443", "").find("HOST:PORT"), std::string::npos);
  EXPECT_NE(sentenceWith("1d1e1f", "").find("\"sealingKey\""), std::string::npos);
  write("identity.json", kDescription);
  write("signing.key", "abc");
  EXPECT_NE(sentence().find("signing.key"), std::string::npos);
  write("signing.key", std::string(128, 'a'));
  write("kiosk.pem", "no certificate");
  EXPECT_NE(sentence().find("kiosk.pem"), std::string::npos);
  write("kiosk.pem", std::string(300'000, 'x'));
  EXPECT_NE(sentence().find("too long"), std::string::npos);
  write("kiosk.pem", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
  EXPECT_NE(sentence().find("kiosk.pem"), std::string::npos);
}

TEST_F(IdentityTest, SaysThatTheKeyIsOfAnotherCertificate) {
  write("kiosk.key", makePair().key);
  EXPECT_NE(sentence().find("kiosk.key does not belong to the certificate kiosk.pem"), std::string::npos);
  write("kiosk.key", pair.key);
  EXPECT_EQ(sentence(), "");
}

}  // namespace
}  // namespace foyer::uplink
