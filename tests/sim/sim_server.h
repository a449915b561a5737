// The server: a machine that runs the product's store, writer, ingest, desk and a session for each stream.
//
// Place: the World has one. Ownership: owns disk, clock and all product parts; refers to Surroundings.
// Threads: one: ingest and writer work in the caller's thread (ingest::Labour::kCaller), a group of writes is
// committed some milliseconds after it was queued. Errors: a server that cannot start is started again.
// Does not: TLS, HTTP.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sync-server/ingest/ingest.h"
#include "sync-server/rpc/desk.h"
#include "sync-server/store/sqlite_store.h"
#include "tests/sim/disk/disk.h"
#include "tests/sim/machine_clock.h"
#include "tests/sim/sim_kiosk.h"

namespace foyer::sim {

class SimStream;

// A copy of the server's disk, and which changes had been acknowledged by then.
struct ServerImage {
  Disk::Image disk;
  std::set<Id16> committed;
};

class SimServer {
 public:
  SimServer(Surroundings& surroundings, const std::vector<seal::SealingKeyPair>& keys, int64_t driftPpm,
            int64_t wallErrorMs, Draw draw);
  ~SimServer();

  // The first start makes the database and enrols these.
  void init(const std::vector<KioskIdentity>& kiosks);
  void start();
  void crash(Stroke stroke);
  bool isRunning() const { return m_ingest != nullptr; }
  std::shared_ptr<ServerEnd> accept(const Id16& device, const std::shared_ptr<SimLine>& line);

  ServerImage image() const;
  // As `foyer-server restore`: that disk, and a new epoch.
  void restore(const ServerImage& image);

  // A change by staff, durable when this returns.
  Result<ingest::StaffOutcome> applyStaff(const Id16& account, std::vector<record::RecordWrite> writes,
                                          ingest::StaffAct act);
  // Everything of this person, who has these records, and remembered outside of all backups.
  // True: it is done, durably.
  bool erase(const Id16& account, const Id16& record, const std::vector<Id16>& whole);
  enum class Offered { kYes, kNoMore };
  void publish(const std::string& itemId, Offered offered);
  // The same session with more or fewer seats.
  void publishSession(const std::string& session, uint32_t capacity);
  Result<ingest::StaffOutcome> settle(const Id16& account, record::Settlement settlement,
                                      std::vector<record::RecordWrite> writes);
  // What the server does every minute anyway; here so often would take long.
  void lookAfterSeats();

  template <typename Ask>
  Status look(Ask ask) {
    return m_store->read(ask);
  }
  Disk& disk() { return m_disk; }
  MachineClock& clock() { return m_clock; }
  ingest::Ingest& ingest() { return *m_ingest; }
  store::Store& store() { return *m_store; }
  const Id16& epoch() const { return m_epoch; }
  // All that was committed is on the medium.
  bool isDurable() const;
  // When this kiosk began its last stream; -1: never.
  int64_t helloMs(size_t kiosk) const {
    const auto found = m_helloMs.find(kiosk);
    return found == m_helloMs.end() ? -1 : found->second;
  }

 private:
  friend class SimStream;
  void stop();
  void startLater();
  void planWrite();
  void sweepSeats();
  Result<ingest::StaffOutcome> afterStaff(Result<ingest::StaffOutcome> outcome);
  void keepMarks();
  void lookAround();
  void afterStep();
  Status makeStore();
  void noteCommitted(const Id16& author, uint64_t firstSeq, const std::vector<Id16>& changeIds);
  // Nobody can read what was erased.
  void lookForErased();

  Surroundings& m_surroundings;
  const std::vector<seal::SealingKeyPair>& m_keys;
  Draw m_draw;
  Disk m_disk;
  MachineClock m_clock;
  Random m_random;
  std::unique_ptr<store::SqliteStore> m_store;
  std::unique_ptr<store::Store> m_lyingStore;  // of a planted bug, over m_store
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<rpc::Desk> m_desk;
  Id16 m_epoch;
  std::map<Id16, std::weak_ptr<SimStream>> m_byDevice;
  std::vector<std::shared_ptr<SimStream>> m_streams;
  std::map<size_t, int64_t> m_helloMs;
  uint64_t m_openCases = 0;
  std::string m_seatsWrong;  // said already
  uint64_t m_writesLooked = 0;
  bool m_isWritePlanned = false;
  bool m_isStartPlanned = false;
};

}  // namespace foyer::sim
