#include "sync-server/accounts/secrets.h"

#include <sodium.h>

#include <chrono>
#include <semaphore>

namespace foyer::accounts {

namespace {
// libsodium's interactive limits: 64 MiB and about 0.1 s, above OWASP's least (19 MiB, 2 passes); a login
// may take that long, and a small server can pay it.
constexpr unsigned long long kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr size_t kMemoryBytes = crypto_pwhash_MEMLIMIT_INTERACTIVE;
// 128 MiB at most; the other workers stay free for staff who are logged in.
constexpr int kHashesAtOnce = 2;
// Who waits longer is told to come back, so that a flood of logins does not hold all workers.
constexpr auto kHashPatience = std::chrono::seconds(2);
constexpr size_t kTokenBytes = 32;
// Crockford's base 32: no I, L, O, U.
constexpr std::string_view kCodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kCodeLength = 12;
constexpr size_t kCodeGroup = 4;

void prepareSodium() {
  static const int ready = sodium_init();
  FOYER_ASSERT(ready >= 0);
}

class HashPlace {
 public:
  HashPlace() : m_isTaken(places().try_acquire_for(kHashPatience)) { prepareSodium(); }
  ~HashPlace() {
    if (m_isTaken) places().release();
  }
  HashPlace(const HashPlace&) = delete;
  HashPlace& operator=(const HashPlace&) = delete;
  bool isTaken() const { return m_isTaken; }

 private:
  static std::counting_semaphore<kHashesAtOnce>& places() {
    static std::counting_semaphore<kHashesAtOnce> instance(kHashesAtOnce);
    return instance;
  }
  const bool m_isTaken;
};

Error busy() { return Error(Code::kResourceExhausted, "Many people are logging in; try again in a moment."); }
}  // namespace

Result<std::string> hashPassword(std::string_view password) {
  const HashPlace place;
  if (!place.isTaken()) return busy();
  char hash[crypto_pwhash_STRBYTES] = {};
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error(Code::kResourceExhausted, "The server has too little memory to hash a password; free 64 MiB.");
  }
  return std::string(hash);
}

Result<Match> checkPassword(std::string_view password, const std::string& hash) {
  const HashPlace place;
  if (!place.isTaken()) return busy();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0 ? Match::kYes : Match::kNo;
}

std::string newToken(const Random& random) {
  std::string bytes(kTokenBytes, '\0');
  random({reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()});
  return toHex(bytes);
}

std::string hashToken(std::string_view token) {
  prepareSodium();
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr, 0);
  return hash;
}

std::string newCode(const Random& random) {
  std::string bytes(kCodeLength, '\0');
  random({reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()});
  std::string code;
  for (size_t i = 0; i < kCodeLength; ++i) {
    if (i > 0 && i % kCodeGroup == 0) code += '-';
    code += kCodeLetters[static_cast<unsigned char>(bytes[i]) % kCodeLetters.size()];
  }
  return code;
}

std::string canonicalCode(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (c == ' ' || c == '-') continue;
    if (code.size() % (kCodeGroup + 1) == kCodeGroup) code += '-';
    code += c;
    if (code.size() > kCodeLength * 2) break;
  }
  return code;
}

}  // namespace foyer::accounts
