#include "sync-server/app/courier_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "shared/sync/limits.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

// "foyer-1234abcd-89ef0123-10.courier" -> ("foyer-1234abcd-89ef0123", 10): stick 10 comes after stick 2.
std::pair<std::string, uint64_t> orderOf(const std::string& path) {
  const std::string name = fs::path(path).stem().string();
  const size_t hyphen = name.rfind('-');
  uint64_t stick = 0;
  for (size_t i = hyphen == std::string::npos ? name.size() : hyphen + 1; i < name.size() && stick < 1'000'000; ++i) {
    if (name[i] >= '0' && name[i] <= '9') stick = stick * 10 + static_cast<uint64_t>(name[i] - '0');
  }
  return {name.substr(0, hyphen), stick};
}

Error cannotWrite(const std::string& path) {
  return Error(Code::kUnavailable, "The answer " + path + " cannot be written; everything was taken in. Free some space and import again.");
}

}  // namespace

Result<std::vector<std::string>> courierFiles(const std::string& path) {
  std::error_code failed;
  if (fs::is_regular_file(path, failed)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (entry->path().extension() == sync::kCourierEnding) files.push_back(entry->path().string());
  }
  if (failed)
    return Error(Code::kInvalidArgument, "There is no file and no folder " + path.substr(0, 400) + "; name the stick's folder.");
  if (files.empty())
    return Error(Code::kNotFound, "The folder " + path.substr(0, 400) + " holds no file of a kiosk; they end in .courier.");
  if (files.size() > sync::kCourierFilesMax)
    return Error(Code::kResourceExhausted, "The folder has more than 1000 files of kiosks; delete old ones.");
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return orderOf(a) < orderOf(b); });
  return files;
}

CourierFile::CourierFile(const std::string& path) : m_file(path, std::ios::binary) {}

sync::CourierReader CourierFile::reader() {
  return sync::CourierReader([this](size_t count) -> Result<std::string> {
    if (!m_file.is_open())
      return Error(Code::kFailedPrecondition, "The file cannot be opened; check that the server's user may read it.");
    m_read += count;
    if (m_read > sync::kCourierFileBytesMax + sync::kCourierFrameBytesMax * 2)
      return Error(Code::kResourceExhausted, "The file is larger than a kiosk writes; copy it again.");
    std::string bytes(count, '\0');
    m_file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<size_t>(m_file.gcount()));
    return bytes;
  });
}

sync::v1::Hello asContinuing(sync::v1::Hello hello, const std::optional<sync::KnownJournal>& known) {
  if (!known || hello.last_seq() > known->ackedSeq) return hello;
  hello.set_last_seq(known->ackedSeq);
  hello.set_chain_head(std::string(sync::asBytes(known->chainHead)));
  return hello;
}

Result<sync::v1::Welcome> welcomeFor(const Id16& device, const sync::v1::Hello& hello,
                                     const std::optional<sync::KnownJournal>& known, const sync::ServerFacts& facts) {
  sync::ServerSession session(device);
  sync::v1::SyncRequest request;
  *request.mutable_hello() = asContinuing(hello, known);
  session.onMessage(std::move(request));
  const bool isHeard = !session.isEnded();
  if (isHeard) session.welcome(known, facts);
  for (sync::v1::SyncResponse& response : session.takeMessages()) {
    if (response.has_welcome()) return std::move(*response.mutable_welcome());
    if (response.has_refusal()) return Error(Code::kInvalidArgument, response.refusal().reason());
  }
  return Error(Code::kInternal, "No answer could be made; please report this as a fault of the program.");
}

Status writeAnswer(const fleet::Authority& authority, const std::string& folder, const Id16& device,
                   const sync::v1::CourierAnswer& answer) {
  const std::string body = answer.SerializeAsString();
  FOYER_ASSERT(body.size() <= sync::kCourierAnswerBytesMax);
  FOYER_ASSIGN(const std::string signature, authority.sign(sync::answerSignedPart(body)));
  const std::string path = folder + "/" + sync::answerFileName(device);
  const std::string part = path + ".part";
  const std::string bytes = sync::answerFile(body, signature);
  const int file = ::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  if (file < 0) return cannotWrite(path);
  const bool isWritten = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  ::close(file);
  if (isWritten && ::rename(part.c_str(), path.c_str()) == 0) return okStatus();
  ::unlink(part.c_str());
  return cannotWrite(path);
}

}  // namespace foyer::app
