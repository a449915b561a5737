// One stream of one kiosk: gRPC's reactor around the pure session of shared/sync.
//
// Place: SyncServer makes one a call. gRPC's callbacks and commits are posted to the session thread; all
// else runs there. The next message is read when the one before is dealt with, so a kiosk that sends faster
// than the server works is slowed down by its own connection.
// Ownership: keeps itself alive from begin() until gRPC's OnDone has been dealt with. Threads: public
// functions on the session thread, gRPC's on any. Errors: become a Refusal and the status of the call.
// Does not: decide anything; see shared/sync/server_session.h and desk.h.
#pragma once

#include <grpcpp/grpcpp.h>

#include <deque>
#include <memory>
#include <optional>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "shared/sync/server_session.h"
#include "sync-server/rpc/desk.h"
#include "sync-server/rpc/session_thread.h"

namespace foyer::rpc {

class SyncStream;

// What a kiosk is told whose bytes are no message.
Error noMessage();

// What a stream tells its server. All on the session thread.
class StreamOwner {
 public:
  virtual ~StreamOwner() = default;
  // It knows its kiosk and was greeted: older streams of that kiosk must end.
  virtual void onHello(SyncStream& stream, const Id16& device) = 0;
  virtual void onEntriesCommitted(size_t count) = 0;
  virtual void onDone(SyncStream& stream) = 0;
};

// Reads and writes bytes: gRPC itself would end a stream in the middle of which bytes arrive that are no message, as
// if the kiosk had closed it, and nobody would hear why.
class SyncStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                         public std::enable_shared_from_this<SyncStream> {
 public:
  SyncStream(const Desk& desk, StreamOwner& owner, std::shared_ptr<SessionThread> thread)
      : m_desk(desk), m_owner(owner), m_thread(std::move(thread)) {}

  // First call. `certificatePem` is the client's.
  void begin(std::string certificatePem);
  // First and only call instead of begin().
  void turnAway(const Error& error);
  // There may be something new for its catalogue.
  void feedCatalogue();
  // There may be news of changes that were held or in quarantine.
  void feedOutcomes();
  void supersede();
  void endBecause(const Error& error, int64_t retryAfterMs);
  // Ends it if it has not said Hello for too long.
  void checkHelloDeadline();
  // The kiosk, if it is time to note again that it is connected; counts as noted then.
  std::optional<Id16> dueForNote();

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  template <typename Act>
  void postSelf(Act act);
  void readNext();
  enum class Incoming { kMessage, kNoMessage, kEnd };
  void onRead(Incoming incoming);
  void act(sync::HelloArrived&& arrived);
  void act(sync::BatchArrived&& arrived);
  void act(sync::OfferArrived&& arrived);
  void act(sync::CatalogueAppliedAt&& arrived);
  void act(sync::SeatReportArrived&& arrived);
  void act(sync::JournalDiffers&& differs);
  void act(sync::SessionEnded&& ended);
  void onHelloLost(const Error& why);
  void onCommitted(uint64_t lastSeq, const Result<ingest::SubmissionReceipt>& receipt);
  void onSeatsMet(const Result<foyer::sync::v1::SeatLeases>& leases);
  // Deals with what the session has to say: events, messages, the end.
  void pump();
  void fillCatalogue();
  void fillOutcomes();
  void writeNext();
  void finish(const grpc::Status& status);

  const Desk& m_desk;
  StreamOwner& m_owner;
  // Shared, since a commit may be told after the server has stopped.
  std::shared_ptr<SessionThread> m_thread;
  std::shared_ptr<SyncStream> m_self;
  int64_t m_begunBootMs = 0;
  int64_t m_notedBootMs = 0;
  store::KioskRow m_kiosk;
  std::optional<sync::ServerSession> m_session;
  grpc::ByteBuffer m_received;
  foyer::sync::v1::SyncRequest m_incoming;  // gRPC's thread fills it while nothing else reads it
  grpc::ByteBuffer m_written;
  std::deque<foyer::sync::v1::SyncResponse> m_outgoing;
  std::optional<grpc::Status> m_lastWord;
  Id16 m_incarnation;
  bool m_isGreeted = false;
  bool m_isReading = false;
  bool m_isWriting = false;
  bool m_isFinished = false;
};

}  // namespace foyer::rpc
