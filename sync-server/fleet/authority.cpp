#include "sync-server/fleet/authority.h"

#include <algorithm>
#include <filesystem>

#include "sync-server/fleet/certificate.h"
#include "sync-server/fleet/private_file.h"

namespace foyer::fleet {
namespace {

bool isThere(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

struct Pair {
  Certificate certificate;
  Key key;
};

Result<Pair> readPair(const std::string& folder, const std::string& name) {
  FOYER_ASSIGN(auto certificatePem, readPrivateFile(folder + "/" + name + ".pem"));
  FOYER_ASSIGN(auto keyPem, readPrivateFile(folder + "/" + name + ".key"));
  Pair pair;
  FOYER_ASSIGN(pair.certificate, certificateFromPem(certificatePem, folder + "/" + name + ".pem"));
  FOYER_ASSIGN(pair.key, keyFromPem(keyPem, folder + "/" + name + ".key"));
  if (X509_check_private_key(pair.certificate.get(), pair.key.get()) != 1) {
    return Error(Code::kFailedPrecondition, "The files " + name + ".pem and " + name + ".key in " + folder +
                                                " do not belong together; restore both from one backup.");
  }
  return pair;
}

Status makeAuthority(const std::string& folder) {
  // The certificate is written last: if it is there, the authority is complete.
  if (isThere(folder + "/ca.pem")) return okStatus();
  FOYER_ASSIGN(auto key, newKey());
  CertificateRequest request;
  request.purpose = Purpose::kAuthority;
  request.commonName = "Foyer server authority";
  request.notBeforeMs = kAlwaysFromMs;
  request.notAfterMs = kAlwaysUntilMs;
  FOYER_ASSIGN(auto certificate, issue(request, key.get(), nullptr, key.get()));
  FOYER_TRY(writePrivateFile(folder + "/ca.key", toPem(key.get())));
  return writePrivateFile(folder + "/ca.pem", toPem(certificate.get()));
}

Result<std::vector<std::string>> allHosts(const std::vector<std::string>& hosts) {
  std::vector<std::string> all = {"localhost", "127.0.0.1", "::1"};
  for (const std::string& host : hosts) {
    if (!isAddress(host) && !isHostName(host)) {
      return Error(Code::kInvalidArgument,
                   "\"" + host.substr(0, 80) +
                       "\" is no host name or address; use letters, digits, dots and hyphens.");
    }
    if (std::find(all.begin(), all.end(), host) == all.end()) all.push_back(host);
  }
  if (all.size() > kHostsMax) {
    return Error(Code::kInvalidArgument, "A server can have at most " + std::to_string(kHostsMax) + " host names.");
  }
  return all;
}

// A certificate of the server, valid for so long.
struct Wanted {
  std::string name;  // of its files
  int64_t notBeforeMs = 0;
  int64_t notAfterMs = 0;
};

// Keeps a certificate that is fresh and names all hosts.
Status makeServer(const std::string& folder, const Wanted& wanted, std::vector<std::string> hosts, const Clock& clock) {
  FOYER_ASSIGN(Pair authority, readPair(folder, "ca"));
  const std::string files = folder + "/" + wanted.name;
  if (isThere(files + ".pem")) {
    FOYER_ASSIGN(Pair server, readPair(folder, wanted.name));
    const std::vector<std::string> named = hostsOf(server.certificate.get());
    const auto isNamed = [&](const std::string& host) {
      return std::find(named.begin(), named.end(), host) != named.end();
    };
    const bool isFresh = notAfterMs(server.certificate.get()) - clock.wallMs() > kServerRenewalMs;
    if (isFresh && std::all_of(hosts.begin(), hosts.end(), isNamed)) return okStatus();
    for (const std::string& host : named) {
      if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(host);
    }
  }
  // The key is kept where there is one, so that a crash between two files leaves a pair that fits.
  Key key;
  if (isThere(files + ".key")) {
    FOYER_ASSIGN(auto pem, readPrivateFile(files + ".key"));
    FOYER_ASSIGN(key, keyFromPem(pem, files + ".key"));
  } else {
    FOYER_ASSIGN(key, newKey());
    FOYER_TRY(writePrivateFile(files + ".key", toPem(key.get())));
  }
  CertificateRequest request;
  request.purpose = Purpose::kServer;
  request.commonName = "Foyer server";
  request.hosts = std::move(hosts);
  request.notBeforeMs = wanted.notBeforeMs;
  request.notAfterMs = std::min(wanted.notAfterMs, notAfterMs(authority.certificate.get()));
  FOYER_ASSIGN(auto certificate, issue(request, key.get(), authority.certificate.get(), authority.key.get()));
  return writePrivateFile(files + ".pem", toPem(certificate.get()) + toPem(authority.certificate.get()));
}

}  // namespace

struct Authority::State {
  Pair pair;
  std::string pem;
};

Authority::Authority(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Authority::Authority(Authority&&) noexcept = default;
Authority::~Authority() = default;

Status Authority::prepare(const std::string& keysFolder, const std::vector<std::string>& hosts, const Clock& clock) {
  FOYER_ASSIGN(auto all, allHosts(hosts));
  FOYER_TRY(makePrivateFolder(keysFolder));
  FOYER_TRY(makeAuthority(keysFolder));
  FOYER_TRY(makeServer(keysFolder, {"sync", kAlwaysFromMs, kAlwaysUntilMs}, all, clock));
  return makeServer(keysFolder, {"server", clock.wallMs() - kNotBeforeMarginMs, clock.wallMs() + kServerLifeMs},
                    std::move(all), clock);
}

Result<Authority> Authority::open(const std::string& keysFolder) {
  auto state = std::make_unique<State>();
  FOYER_ASSIGN(state->pair, readPair(keysFolder, "ca"));
  state->pem = toPem(state->pair.certificate.get());
  return Authority(std::move(state));
}

const std::string& Authority::certificatePem() const { return m_state->pem; }

Result<std::string> Authority::sign(std::string_view message) const {
  return signWith(m_state->pair.key.get(), message);
}

Result<IssuedCertificate> Authority::issueKiosk(const Id16& device) const {
  FOYER_ASSIGN(auto key, newKey());
  CertificateRequest request;
  request.purpose = Purpose::kKiosk;
  request.commonName = device.uuid();
  request.notBeforeMs = kAlwaysFromMs;
  request.notAfterMs = kAlwaysUntilMs;
  FOYER_ASSIGN(auto certificate,
               issue(request, key.get(), m_state->pair.certificate.get(), m_state->pair.key.get()));
  IssuedCertificate issued;
  issued.certificatePem = toPem(certificate.get());
  issued.keyPem = toPem(key.get());
  FOYER_ASSIGN(issued.fingerprint, fingerprintOf(certificate.get()));
  return issued;
}

Result<std::string> certificateFingerprint(std::string_view pem) {
  FOYER_ASSIGN(auto certificate, certificateFromPem(pem, "What the peer sent"));
  return fingerprintOf(certificate.get());
}

}  // namespace foyer::fleet
