// A small centre on a real database in a folder of its own: kiosks, staff, ingest and what staff see.
//
//   World world;
//   Kiosk& lobby = world.kiosk("lobby");
//   const Slip slip = lobby.visit({.names = "Amal Example"});
//   lobby.sync();
//   world.edit(world.account("Mo"), slip.contact, "phone", {"030 7654321"});
//
// Place: tests of ingest, resolve, review and the staff API. Ownership: owns everything; the folder goes with
// it. Threads: the test's. Errors: whatever a test does not ask about ends the test program.
#pragma once

#include <atomic>
#include <cstdio>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "sync-server/ingest/rebuild.h"
#include "sync-server/review/case_view.h"
#include "sync-server/review/edits.h"
#include "sync-server/review/inbox_view.h"
#include "sync-server/store/sqlite_store.h"
#include "tests/sync-server/world/kiosk.h"

namespace foyer::testworld {

namespace api = foyer::staff::v1;

// The value, or the end of the test program with the reason.
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

// Can refuse to commit, over a real database: a full disk.
class BreakableStore final : public store::Store {
 public:
  explicit BreakableStore(std::unique_ptr<store::Store> inner) : m_inner(std::move(inner)) {}
  Status write(const std::function<Status(store::Writer&)>& work) override;
  Status read(const std::function<Status(const store::Reader&)>& work) const override { return m_inner->read(work); }
  std::atomic<bool> failsCommit{false};

 private:
  std::unique_ptr<store::Store> m_inner;
};

class World {
 public:
  // `seed` draws all ids: two worlds of one seed have the same kiosks and keys.
  explicit World(uint32_t seed = 1, std::vector<const google::protobuf::Descriptor*> moreTypes = {});
  // With these record types and no others.
  World(uint32_t seed, schema::Schema schema);
  ~World();

  Kiosk& kiosk(const std::string& name, const std::string& site = "library");
  Id16 account(const std::string& name);

  // --- staff, as the API does it ---
  Result<ingest::StaffOutcome> edit(const Id16& account, const Id16& recordId, const std::string& field,
                                    const std::vector<std::string>& values);
  Result<ingest::StaffOutcome> editHavingSeen(const Id16& account, const Id16& recordId, const std::string& field,
                                              const std::vector<std::string>& values,
                                              const std::vector<std::string>& seen);
  Result<ingest::StaffOutcome> decide(const Id16& account, const api::GetCaseResponse& shown, const std::string& value);

  // --- what staff see ---
  api::GetRecordResponse page(const Id16& record);
  api::Field field(const Id16& record, const std::string& name);
  std::vector<std::string> values(const Id16& record, const std::string& name);
  api::ListInboxResponse inbox(const api::ListInboxRequest& request = {});
  std::vector<api::CaseSummary> cases(bool withClosed);
  std::vector<api::CaseSummary> openCases() { return cases(false); }
  api::GetCaseResponse casePage(const std::string& caseId);

  // --- the store ---
  template <typename Ask>
  auto look(Ask ask) {
    using Found = decltype(ask(std::declval<const store::Reader&>()));
    std::optional<Found> found;
    must(m_store->read([&](const store::Reader& reader) -> Status {
      found.emplace(ask(reader));
      return okStatus();
    }));
    return must(std::move(*found));
  }
  store::LogRow logRow(const Id16& changeId);
  uint64_t count(const std::string& type);
  int64_t logHead() { return look([](const store::Reader& r) { return r.logHead(); }); }
  record::RecordState state(const Id16& record);
  std::string digest() { return must(ingest::digest(*m_store)); }
  ingest::RebuildReport rebuild();
  // The server stops and starts on the same data. Kiosks made before are gone.
  void restart();
  // The same by a program of another release: with these record types.
  void restartAs(schema::Schema schema);
  // The same on an older copy of its database file: a backup that was restored.
  void restartOn(const std::string& databaseFile);

  const schema::Schema& schema() const { return *m_schema; }
  BreakableStore& store() { return *m_store; }
  ingest::WriterThread& writer() { return *m_writer; }
  ingest::Ingest& ingest() { return *m_ingest; }
  const std::vector<seal::SealingKeyPair>& keys() const { return m_keys; }
  ManualClock& clock() { return m_clock; }
  const Random& random() const { return m_random; }
  const std::string& folder() const { return m_folder; }
  const review::RecordView& records() const { return *m_records; }

 private:
  void start();
  void stop();

  std::string m_folder;
  ManualClock m_clock;
  Random m_random;
  std::vector<seal::SealingKeyPair> m_keys;
  std::unique_ptr<schema::Schema> m_schema;
  std::unique_ptr<BreakableStore> m_store;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<review::RecordView> m_records;
  std::unique_ptr<review::InboxView> m_inbox;
  std::deque<Kiosk> m_kiosks;
};

}  // namespace foyer::testworld
