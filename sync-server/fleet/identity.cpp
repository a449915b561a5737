#include "sync-server/fleet/identity.h"

#include <algorithm>
#include <filesystem>

#include "shared/seal/seal.h"
#include "sync-server/fleet/private_file.h"

namespace foyer::fleet {
namespace {

namespace fs = std::filesystem;

// RFC 8259 section 7; other bytes are UTF-8 and stay.
std::string jsonText(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

Status checkText(const std::string& what, const std::string& text) {
  const bool hasControl = std::any_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (text.empty() || text.size() > kKioskNameBytesMax || hasControl) {
    return Error(Code::kInvalidArgument, "The " + what + " of a kiosk has 1 to " +
                                             std::to_string(kKioskNameBytesMax) +
                                             " bytes and no control characters.");
  }
  return okStatus();
}

Status checkServer(const std::string& server) {
  const size_t colon = server.rfind(':');
  const std::string port = colon == std::string::npos ? "" : server.substr(colon + 1);
  const bool isNumber = !port.empty() && port.size() <= 5 &&
                        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (isNumber && colon > 0 && std::stoi(port) >= 1 && std::stoi(port) <= 65535) {
    return checkText("server address", server);
  }
  return Error(Code::kInvalidArgument, "The server's address is HOST:PORT, such as sync.example.org:7443.");
}

Status checkFolder(const std::string& folder) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) return okStatus();
  if (fs::is_directory(folder, failed) && fs::is_empty(folder, failed)) return okStatus();
  return Error(Code::kAlreadyExists, "The folder " + folder + " is not empty; name a new one for the kiosk's identity.");
}

Status writeFolder(const std::string& folder, const Enrolment& enrolment, const Authority& authority,
                   const IssuedCertificate& issued, const store::KioskRow& row,
                   const seal::SecretBytes& signingKey) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  FOYER_TRY(makePrivateFolder(folder));
  FOYER_TRY(writePrivateFile(folder + "/ca.pem", authority.certificatePem()));
  FOYER_TRY(writePrivateFile(folder + "/kiosk.pem", issued.certificatePem));
  FOYER_TRY(writePrivateFile(folder + "/kiosk.key", issued.keyPem));
  const seal::SecretBytes line(toHex(signingKey.bytes()) + "\n");
  FOYER_TRY(writePrivateFile(folder + "/signing.key", line.bytes()));
  return writePrivateFile(folder + "/identity.json",
                          "{\n  \"device\": " + jsonText(row.device.uuid()) + ",\n  \"name\": " + jsonText(row.name) +
                              ",\n  \"site\": " + jsonText(row.site) + ",\n  \"server\": " +
                              jsonText(enrolment.server) + ",\n  \"sealingKey\": " +
                              jsonText(toHex(enrolment.sealingPublicKey)) + "\n}\n");
}

Status giveName(const std::string& from, const std::string& to) {
  std::error_code failed;
  fs::rename(from, to, failed);  // onto an empty folder is fine
  if (failed) {
    return Error(Code::kFailedPrecondition,
                 "The folder " + from + " could not be renamed to " + to + "; rename it by hand, it is complete.");
  }
  const std::string parent = fs::path(to).parent_path().string();
  return syncFolder(parent.empty() ? "." : parent);
}

}  // namespace

Result<store::KioskRow> enrolKiosk(const Enrolment& enrolment, const Authority& authority, const Write& write,
                                   const Clock& clock, const Random& random) {
  FOYER_TRY(checkText("name", enrolment.name));
  FOYER_TRY(checkText("site", enrolment.site));
  FOYER_TRY(checkServer(enrolment.server));
  std::string folder = enrolment.folder;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  FOYER_TRY(checkFolder(folder));

  store::KioskRow row;
  row.device = newUuidV7(clock.wallMs(), random);
  row.name = enrolment.name;
  row.site = enrolment.site;
  row.enrolledMs = clock.wallMs();
  FOYER_ASSIGN(auto issued, authority.issueKiosk(row.device));
  row.certificateFingerprint = issued.fingerprint;
  const seal::SigningKeyPair signing = seal::newSigningKeyPair();
  row.signingPublicKey = signing.publicKey;

  const std::string passing = folder + ".part";
  Status done = writeFolder(passing, enrolment, authority, issued, row, signing.secretKey);
  if (done.ok()) done = write([&](store::Writer& writer) { return writer.putKiosk(row); });
  if (!done.ok()) {
    std::error_code ignored;
    fs::remove_all(passing, ignored);
    return done.error();
  }
  FOYER_TRY(giveName(passing, folder));
  return row;
}

}  // namespace foyer::fleet
