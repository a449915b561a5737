// Kiosks without a line, a stick, and the import of foyer-server: real journals and real files.
//
// Place: the tests of the courier. Ownership: a Courier owns its folder; a Kiosk its journal. Threads: the test's.
// Errors: whatever a test does not ask about ends the test program.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/sync/engine.h"
#include "shared/schema/schema.h"
#include "shared/sync/courier.h"
#include "sync-server/app/courier_import.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/ingest/rebuild.h"

namespace foyer::app {

namespace fs = std::filesystem;

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "unexpected: %s\n", result.error().message().c_str());
  FOYER_ASSERT(result.ok());
  return std::move(*result);
}

inline std::string bytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A kiosk without any line: its engine's core is never given time.
class Kiosk {
 public:
  Kiosk(const schema::Schema& schema, const Clock& clock, const std::string& identityFolder, std::string journalPath)
      : m_schema(schema),
        m_validator(schema),
        m_parts{must(uplink::readIdentity(identityFolder)), std::move(journalPath), "test", m_validator, clock, systemRandom(), {}, {}},
        m_core(must(uplink::EngineCore::open(m_parts, {}, std::make_shared<uplink::Mailbox>()))) {}

  Id16 confirm() {
    record::ChangeBody body;
    body.id = newUuidV7(m_parts.clock.wallMs(), systemRandom());
    const schema::RecordType& type = *m_schema.typeNamed("Feedback");
    record::RecordWrite write;
    write.recordId = newUuidV7(m_parts.clock.wallMs(), systemRandom());
    write.type = type.number;
    const schema::FieldRule& rule = *type.fieldNamed("face");
    const std::string values[] = {"good"};
    write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
    body.records.push_back(std::move(write));
    return must(m_core->store(std::move(body))).changeId;
  }
  void confirmMany(int count) {
    for (int i = 0; i < count; ++i) confirmed.push_back(confirm());
  }
  Result<uplink::CourierVisit> tryVisit(const fs::path& stick, uint64_t fileBytesMax = sync::kCourierFileBytesMax) {
    fs::create_directories(stick);
    uplink::CourierParts parts = m_core->courierParts();
    parts.fileBytesMax = fileBytesMax;
    return uplink::receiveCourier(parts, stick.string());
  }
  uplink::CourierVisit visit(const fs::path& stick, uint64_t fileBytesMax = sync::kCourierFileBytesMax) {
    return must(tryVisit(stick, fileBytesMax));
  }
  uint64_t unsent() { return m_core->journal().counts().unsent; }
  journal::Journal& journal() { return m_core->journal(); }
  const uplink::Identity& identity() const { return m_parts.identity; }

  std::vector<Id16> confirmed;

 private:
  const schema::Schema& m_schema;
  validate::Validator m_validator;
  uplink::EngineParts m_parts;
  std::unique_ptr<uplink::EngineCore> m_core;
};

struct Courier : testing::Test {
  Courier() {
    fs::create_directories(folder);
    must(initFolder(data(), {}, clock, systemRandom()));
  }
  ~Courier() override { fs::remove_all(folder); }

  std::string data() const { return (folder / "server").string(); }
  std::string identity(const std::string& name) {
    Folder server = must(openFolder(data(), store::Opening::kExisting));
    const auto authority = must(fleet::Authority::open(server.keysPath()));
    const auto keys = must(fleet::loadKeys(server.keysPath()));
    const std::string out = (folder / name).string();
    const fleet::Enrolment enrolment{name, "library", "127.0.0.1:1", keys.back().publicKey, out};
    must(fleet::enrolKiosk(enrolment, authority,
                           [&](const auto& work) { return server.store->write(work); }, clock, systemRandom()));
    return out;
  }
  Kiosk kiosk(const std::string& name) { return Kiosk(schema, clock, identity(name), (folder / (name + ".db")).string()); }

  Result<std::string> import(const fs::path& path) {
    const Folder server = must(openFolder(data(), store::Opening::kExisting));
    return importCourierOffline(server, path.string(), clock);
  }
  // What it says, be it good or bad.
  std::string words(const fs::path& path) {
    const auto said = import(path);
    return said.ok() ? *said : said.error().message();
  }
  std::vector<Id16> log() {
    const Folder server = must(openFolder(data(), store::Opening::kExisting));
    std::vector<Id16> ids;
    EXPECT_TRUE(server.store
                    ->read([&](const store::Reader& reader) -> Status {
                      FOYER_ASSIGN(const auto rows, reader.logAfter(0, 100'000));
                      for (const auto& row : rows) ids.push_back(row.changeId);
                      return okStatus();
                    })
                    .ok());
    return ids;
  }
  // So small a stick that one batch fits, and no second one.
  uint64_t roomOfOneBatch() {
    Kiosk probe = kiosk("probe");
    probe.confirmMany(static_cast<int>(sync::kBatchEntriesMax));
    return fs::file_size(probe.visit(folder / "probe-stick").written.path) * 3 / 2;
  }
  // As a restore does: older data, another epoch.
  void restoreServer(const fs::path& backup) {
    fs::remove_all(data());
    fs::copy(backup, data(), fs::copy_options::recursive);
    Folder server = must(openFolder(data(), store::Opening::kExisting));
    const Id16 epoch = newRandomId(systemRandom());
    EXPECT_TRUE(server.store->write([&](store::Writer& writer) { return writer.setMeta(kEpochKey, epoch.view()); }).ok());
  }

  // In memory where there is such a folder: thousands of entries, and no power fails here.
  const fs::path folder = (fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) / ("foyer-courier-" + newRandomId(systemRandom()).hex());
  const fs::path stick = folder / "stick";
  SystemClock clock;
  const schema::Schema schema = must(schema::Schema::loadBuiltIn());
};

}  // namespace foyer::app
