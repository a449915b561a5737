// The server's end of one line: the product's ServerSession and Desk, as the gRPC server joins them.
//
// Place: SimServer makes one a line. Ownership: shared by line and server. Threads: one. Errors: become a
// Refusal and the end of the line. Does not: decide anything; see shared/sync/server_session.h and rpc/desk.h.
#pragma once

#include <memory>

#include "shared/sync/server_session.h"
#include "tests/sim/network.h"
#include "tests/sim/sim_server.h"

namespace foyer::sim {

class SimStream final : public ServerEnd, public std::enable_shared_from_this<SimStream> {
 public:
  SimStream(SimServer& server, store::KioskRow kiosk, std::shared_ptr<SimLine> line)
      : m_server(server), m_kiosk(std::move(kiosk)), m_line(std::move(line)), m_session(m_kiosk.device) {}

  void onMessage(SyncRequest&& message) override;
  void onGone() override { m_isGone = true; }
  void supersede();
  void feed();
  // The server stopped.
  void lose();
  bool isOver() const { return m_isGone; }

 private:
  void act(sync::HelloArrived&& arrived);
  void act(sync::BatchArrived&& arrived);
  void act(sync::OfferArrived&& arrived);
  void act(sync::JournalDiffers&& arrived);
  void act(sync::SeatReportArrived&& arrived);
  void act(sync::SessionEnded&& ended);
  // Cursors that were applied need no answer.
  template <typename Other>
  void act(Other&&) {}
  void onHelloLost(const Error& why);
  void onCommitted(uint64_t lastSeq, size_t sent, const Result<ingest::SubmissionReceipt>& receipt);
  void onSeatsMet(const Result<sync::v1::SeatLeases>& leases);
  void pump();
  void fillCatalogue();
  void fillOutcomes();
  void noteAnswer(const SyncResponse& message);
  // The sync of so many of what has arrived has ended.
  void lookAtSync(size_t sent);
  std::vector<Sent> sentOf(size_t count);
  void lookForDivergence(const sync::v1::Hello& hello);
  rpc::Desk& desk() { return *m_server.m_desk; }

  SimServer& m_server;
  const store::KioskRow m_kiosk;
  std::shared_ptr<SimLine> m_line;
  sync::ServerSession m_session;
  Id16 m_incarnation;
  std::vector<Id16> m_sent;  // all changes that arrived, in their order
  bool m_hasPoison = false;
  std::optional<Error> m_lastWord;
  bool m_isGone = false;
};

}  // namespace foyer::sim
