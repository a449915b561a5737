// The way out: pending entries as one signed file. Written as "<name>.part", synced, read again and checked,
// and only then renamed: a stick that is pulled out early holds no half file under a good name.
//
// `journeyPath` holds one CourierStart: the journey, its last stick, and the last entry on it (after_seq).
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/sync/courier.h"
#include "shared/schema/schema.h"
#include "shared/sync/courier.h"

namespace foyer::uplink {

namespace {

namespace fs = std::filesystem;

class File {
 public:
  explicit File(int handle) : m_handle(handle) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (m_handle >= 0) ::close(m_handle);
  }
  int get() const { return m_handle; }

 private:
  int m_handle;
};

Error cannotWrite(const std::string& path) {
  if (errno == ENOSPC || errno == EDQUOT)
    return Error(Code::kResourceExhausted, "The stick is full; free some space on it or take another one.");
  return Error(Code::kUnavailable, "The stick cannot be written at " + path + "; check it or take another one.");
}

Status writeAll(const File& file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return cannotWrite(path);
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return okStatus();
}

Status giveName(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return cannotWrite(to);
  const File folder(::open(fs::path(to).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems of sticks cannot sync a folder; they have synced the file.
  if (folder.get() >= 0) (void)::fsync(folder.get());
  return okStatus();
}

uint64_t freeBytes(const std::string& folder) {
  struct statvfs state {};
  if (::statvfs(folder.c_str(), &state) != 0) return 0;
  return uint64_t{state.f_bavail} * state.f_frsize;
}

sync::v1::Hello helloOf(const CourierParts& parts) {
  sync::v1::Hello hello = parts.journal.hello();
  hello.set_protocol(sync::kProtocol);
  hello.set_schema_version(schema::kSchemaVersion);
  hello.set_wall_ms(parts.clock.wallMs());
  hello.set_boot_ms(parts.clock.bootMs());
  hello.set_boot_id(parts.clock.bootId().substr(0, sync::kHelloTextBytesMax));
  hello.set_program_version(parts.programVersion.substr(0, sync::kHelloTextBytesMax));
  return hello;
}

// The next stick of the journey that is under way, else the first of a new one.
sync::v1::CourierStart nextStart(const CourierParts& parts) {
  sync::v1::CourierStart start;
  const sync::v1::Hello hello = helloOf(parts);
  std::ifstream file(parts.journeyPath, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const bool goesOn = file && start.ParseFromString(text.str()) && start.device() == parts.identity.device.view() &&
                      start.hello().incarnation() == hello.incarnation() && start.stick() > 0 &&
                      start.after_seq() >= hello.acked_seq() && start.after_seq() <= hello.last_seq();
  if (!goesOn) {
    start.Clear();
    start.set_device(parts.identity.device.str());
    start.set_journey(newRandomId(parts.random).str());
    start.set_after_seq(hello.acked_seq());
  }
  start.set_stick(start.stick() + 1);
  *start.mutable_hello() = hello;
  return start;
}

// Losing this file only makes the next journey begin anew.
void keepJourney(const CourierParts& parts, sync::v1::CourierStart start, const sync::v1::CourierEnd& end) {
  std::error_code ignored;
  if (!end.more()) {
    fs::remove(parts.journeyPath, ignored);
    return;
  }
  start.set_after_seq(end.last_seq());
  std::ofstream(parts.journeyPath + ".part", std::ios::binary) << start.SerializeAsString();
  fs::rename(parts.journeyPath + ".part", parts.journeyPath, ignored);
}

// Start, batches as far as `room` allows, end.
Result<sync::v1::CourierEnd> writeFrames(const CourierParts& parts, const sync::v1::CourierStart& start,
                                         uint64_t room, const File& file, const std::string& path) {
  sync::CourierWriter writer(parts.identity.signingSecretKey);
  uint64_t written = 0;
  const auto append = [&](const sync::v1::CourierFrame& frame) -> Result<bool> {
    FOYER_ASSIGN(const std::string bytes, writer.frame(frame));
    written += bytes.size();
    FOYER_TRY(writeAll(file, bytes, path));
    return true;
  };
  sync::v1::CourierFrame frame;
  FOYER_TRY(writeAll(file, sync::CourierWriter::head(), path));
  *frame.mutable_start() = start;
  FOYER_TRY(append(frame));
  sync::v1::CourierEnd end;
  end.set_last_seq(start.after_seq());
  for (;;) {
    FOYER_ASSIGN(const sync::Batch batch,
                 parts.journal.entriesAfter(end.last_seq(), sync::kBatchEntriesMax, sync::kBatchBytesMax));
    if (batch.entries.empty()) break;
    *frame.mutable_batch() = sync::toMessage(batch, parts.journal.incarnation());
    end.set_more(written + frame.ByteSizeLong() > room);
    if (end.more()) break;
    FOYER_TRY(append(frame));
    end.set_last_seq(batch.lastSeq());
  }
  *frame.mutable_end() = end;
  FOYER_TRY(append(frame));
  return end;
}

// What the stick gives back must be what was written.
Status readAgain(const CourierParts& parts, const std::string& path, const sync::v1::CourierEnd& end) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  // From the stick itself, as far as the system can forget what it holds of it.
  (void)::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
  sync::CourierReader reader([&](size_t count) -> Result<std::string> {
    std::string bytes(count, '\0');
    size_t got = 0;
    while (got < count) {
      const ssize_t more = ::read(file.get(), bytes.data() + got, count - got);
      if (more <= 0) break;
      got += static_cast<size_t>(more);
    }
    bytes.resize(got);
    return bytes;
  });
  const std::string& key = parts.identity.signingSecretKey.bytes().size() == 64
                               ? std::string(parts.identity.signingSecretKey.bytes().substr(32))
                               : std::string();
  auto read = reader.start([&](const Id16&) -> Result<std::string> { return key; });
  Status status = read.ok() ? okStatus() : Status(read.error());
  for (bool isEnd = false; status.ok() && !isEnd;) {
    const auto frame = reader.next();
    status = frame.ok() ? okStatus() : Status(frame.error());
    isEnd = frame.ok() && frame->has_end();
    if (isEnd && frame->end().last_seq() != end.last_seq()) status = Error(Code::kDataLoss, "another end");
  }
  if (status.ok()) return status;
  return Error(Code::kDataLoss, "The stick does not keep what is written onto it; take another one.");
}

Result<CourierWritten> writeTo(const CourierParts& parts, const sync::v1::CourierStart& start, uint64_t room,
                               const std::string& path) {
  const std::string part = path + ".part";
  Result<sync::v1::CourierEnd> end = sync::v1::CourierEnd();
  {
    const File file(::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
    if (file.get() < 0) return cannotWrite(path);
    end = writeFrames(parts, start, room, file, path);
    if (end.ok() && ::fsync(file.get()) != 0) end = cannotWrite(path);
  }
  Status done = end.ok() ? readAgain(parts, part, *end) : Status(end.error());
  if (done.ok() && end->more() && end->last_seq() == start.after_seq())
    done = Error(Code::kResourceExhausted, "The stick is full; free some space on it or take another one.");
  if (done.ok()) done = giveName(part, path);
  if (!done.ok()) {
    ::unlink(part.c_str());
    return done.error();
  }
  keepJourney(parts, start, *end);
  return CourierWritten{path, start.stick(), end->last_seq() - start.after_seq(), end->more()};
}

}  // namespace

Result<CourierWritten> writeCourierFile(const CourierParts& parts, const std::string& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed))
    return Error(Code::kFailedPrecondition,
                 "There is no folder " + folder + "; plug the stick in and name the folder where it is mounted.");
  const uint64_t free = freeBytes(folder);
  if (free <= sync::kCourierReserveBytes)
    return Error(Code::kResourceExhausted, "The stick is full; free some space on it or take another one.");
  const sync::v1::CourierStart start = nextStart(parts);
  const uint64_t room = std::min(free - sync::kCourierReserveBytes, parts.fileBytesMax);
  const Id16 journey = Id16::fromBytes(start.journey()).value_or(Id16{});
  return writeTo(parts, start, room, folder + "/" + sync::courierFileName(parts.identity.device, journey, start.stick()));
}

Result<CourierVisit> receiveCourier(const CourierParts& parts, const std::string& folder) {
  CourierVisit visit;
  FOYER_ASSIGN(visit.answered, takeCourierAnswers(parts, folder));
  FOYER_ASSIGN(visit.written, writeCourierFile(parts, folder));
  return visit;
}

std::string inWords(const CourierVisit& visit) {
  std::string words;
  if (visit.answered.isNumberedAnew) words += "The server asked for everything again.\n";
  if (visit.answered.refused > 0)
    words += "An answer on the stick is damaged or not from this kiosk's server, and was left out.\n";
  if (visit.answered.newlyAcked > 0)
    words += "The server has taken " + std::to_string(visit.answered.newlyAcked) + " entries.\n";
  words += "Stick " + std::to_string(visit.written.stick) + " has " + std::to_string(visit.written.entries) +
           " entries in " + visit.written.path + ".\n";
  return words + (visit.written.hasMore ? "There is more: bring another stick.\n" : "Bring it to the server.\n");
}

}  // namespace foyer::uplink
