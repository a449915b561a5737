// What a stream asks of the store and hands to ingest; all of the server's side that is not gRPC.
//
// Place: SyncStream calls it on the session thread. Ownership: refers to the parts, which must outlive it.
// Threads: the session thread; readings use the store's read connections, writings are only posted.
// Errors: those of the store; kUnauthenticated and kPermissionDenied for kiosks that may not speak.
// Does not: know gRPC or the state of a session.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/sync/server_session.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/ingest/writer_thread.h"
#include "sync-server/store/store.h"

namespace foyer::rpc {

// Everything that outlives the gRPC server.
struct Parts {
  store::Store& store;
  ingest::WriterThread& writer;
  ingest::Ingest& ingest;
  const Clock& clock;
  std::string sealingKey;  // the newest public key, 32 bytes
  Id16 epoch;
  uint16_t assetPort = 0;  // HTTPS port of the catalogue's pictures; 0: none
};

struct CataloguePage {
  std::vector<foyer::catalogue::v1::Item> items;
  uint64_t cursor = 0;
  sync::CataloguePart part = sync::CataloguePart::kLast;
};

class Desk {
 public:
  explicit Desk(const Parts& parts) : m_parts(parts) {}

  // The kiosk of this client certificate, which gRPC has checked against the authority.
  Result<store::KioskRow> kioskOf(std::string_view certificatePem) const;
  // Nothing: this journal is new.
  Result<std::optional<sync::KnownJournal>> knownJournal(const Id16& device, const Id16& incarnation) const;
  Result<sync::ServerFacts> facts() const;
  // Keeps what the kiosk said of itself, and of a new incarnation why it was begun: a kiosk says that when a stream
  // begins and then no more, so after a failure the stream has to begin again. `done` on the writer thread.
  Status noteHello(const Id16& device, const sync::HelloArrived& arrived, std::function<void(const Status&)> done) const;
  // That the journal of this kiosk is not what was acknowledged of it: told to staff, and the kiosk is flagged.
  void noteIncident(const Id16& device, const Id16& incarnation, foyer::sync::v1::IncarnationCause cause) const;
  // That these kiosks are connected at this moment.
  void noteContact(std::vector<Id16> devices) const;
  Result<std::vector<Id16>> missingChanges(const std::vector<Id16>& ids) const;
  // Nothing: there is nothing after this cursor.
  Result<std::optional<CataloguePage>> catalogueAfter(uint64_t cursor) const;
  // What became of changes of this kiosk later; nothing is lost if it fails, it comes with the next stream.
  struct OutcomePage {
    std::vector<sync::LaterOutcome> outcomes;
    uint64_t cursor = 0;
  };
  Result<OutcomePage> outcomesAfter(const Id16& device, uint64_t cursor) const;
  // Highest number of such an outcome, of any kiosk.
  uint64_t outcomeHead() const { return m_parts.ingest.outcomeHead(); }
  // `done` on the writer thread, once the batch is durable or failed.
  Status submit(const store::KioskRow& kiosk, sync::BatchArrived&& arrived,
                std::function<void(const Result<ingest::SubmissionReceipt>&)> done) const;
  // `done` on the writer thread.
  Status meetSeats(ingest::SeatContact contact,
                   std::function<void(const Result<foyer::sync::v1::SeatLeases>&)> done) const {
    return m_parts.ingest.meetSeats(std::move(contact), std::move(done));
  }
  // Lets leases of seats run out and follows the catalogue.
  void sweepSeats() const;
  int64_t bootMs() const { return m_parts.clock.bootMs(); }

 private:
  Parts m_parts;
};

}  // namespace foyer::rpc
