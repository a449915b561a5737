// A whole centre in one process for the pitfalls: the real server (folder, writer, ingest, gRPC with TLS) and
// kiosks with their real engines, journals and catalogues on real files; disks can be copied and put back.
//
// Place: the tests of this folder. Ownership: a Centre owns its folder and server, a Machine its engine; the
// Centre outlives its Machines. Threads: the test's. Errors: what a test does not ask about ends the program.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/engine.h"
#include "shared/schema/schema.h"
#include "sync-server/app/backup.h"
#include "sync-server/app/folder.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/ingest/rebuild.h"
#include "sync-server/rpc/sync_server.h"

namespace foyer::pitfalls {

namespace fs = std::filesystem;

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "unexpected: %s\n", result.error().message().c_str());
  FOYER_ASSERT(result.ok());
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status.ok()) std::fprintf(stderr, "unexpected: %s\n", status.error().message().c_str());
  FOYER_ASSERT(status.ok());
}

// True as soon as it holds; false after half a minute.
template <typename Condition>
bool eventually(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < deadline) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

class Centre {
 public:
  Centre();
  ~Centre();

  void start();
  void stop();
  bool isRunning() const { return m_server != nullptr; }
  // Enrols a kiosk; its identity's folder.
  std::string enrol(const std::string& name);
  void publish(const std::string& id, const std::string& name);
  void unpublish(const std::string& id);

  std::string backUp(const std::string& name);
  // The folder goes, and a server is made of the backup in its place. Not while it runs.
  void restore(const std::string& file);

  // --- what the server has ---
  template <typename Ask>
  auto look(Ask ask) {
    using Found = decltype(ask(std::declval<const store::Reader&>()));
    std::optional<Found> found;
    must(store().read([&](const store::Reader& reader) -> Status {
      found.emplace(ask(reader));
      return okStatus();
    }));
    return must(std::move(*found));
  }
  std::vector<Id16> log();
  bool hasAll(const std::vector<Id16>& changes);
  std::string digest() { return must(ingest::digest(store())); }
  // The digest after everything was folded again from the log. Not while it runs.
  std::string rebuiltDigest();
  std::vector<store::IncidentRow> incidents(const Id16& device);
  int64_t flaggedMs(const Id16& device);

  store::Store& store() { return *m_folder->store; }
  ingest::Ingest& ingest() { return *m_ingest; }
  ingest::WriterThread& writer() { return *m_writer; }
  std::string file(const std::string& name) const { return (m_root / name).string(); }
  std::string data() const { return file("server"); }
  const schema::Schema& schema() const { return m_schema; }
  const Clock& clock() const { return m_clock; }
  int port() const { return m_port; }

 private:
  const fs::path m_root;
  const SystemClock m_clock;
  const schema::Schema m_schema;
  int m_port = 0;
  std::optional<app::Folder> m_folder;
  std::vector<seal::SealingKeyPair> m_keys;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<rpc::SyncServer> m_server;
};

class Machine {
 public:
  Machine(Centre& centre, const std::string& name, const Clock* clock = nullptr);
  ~Machine();

  void start();
  void stop() { m_engine.reset(); }
  bool isRunning() const { return m_engine != nullptr; }
  Id16 confirm(const std::string& face = "good");
  void confirmMany(int count);
  Result<journal::Receipt> tryConfirm(record::ChangeBody body);
  record::ChangeBody feedback(const std::string& face);
  uint64_t unsent() { return m_engine->state().counts.unsent; }
  bool isOnline() { return m_engine->state().link.isOnline; }
  // What is wrong with the line, as the kiosk says it; empty while it is online.
  std::string trouble() { return m_engine->state().link.trouble; }
  bool sendsAll() {
    return eventually([&] { return isOnline() && unsent() == 0; });
  }
  // What visitors see.
  std::set<std::string> catalogueIds();
  // How far the kiosk has stored what the server sent, shown or not.
  uint64_t catalogueCursor();

  // The disk as it is; only while the machine is off.
  std::string copyDisk(const std::string& name) const;
  void putDisk(const std::string& copy);
  // The journal itself, while the machine is off.
  std::unique_ptr<journal::Journal> openJournal() const;

  const Id16& device() const { return m_device; }
  const std::string& disk() const { return m_disk; }
  std::vector<Id16> confirmed;

  // Another machine with the same identity.
  Machine twin(const std::string& name, const std::string& copy) const;

 private:
  Machine(Centre& centre, std::string identity, std::string disk, const Clock* clock);
  Centre& m_centre;
  const Clock& m_clock;
  const std::string m_identity;
  const std::string m_disk;  // a folder
  const validate::Validator m_validator;
  Id16 m_device;
  std::shared_ptr<catalogue::CatalogueCopy> m_copy;
  std::mutex m_shownMutex;
  std::shared_ptr<const catalogue::Snapshot> m_shown;
  uint64_t m_storedTo = 0;
  std::unique_ptr<uplink::Engine> m_engine;
};

}  // namespace foyer::pitfalls
