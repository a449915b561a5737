// The gRPC server of the stream `Sync`: TLS with client certificates, limits, and the streams that are open.
//
// Place: `foyer-server serve` starts one. Ownership: unique; the Parts outlive it. Threads: its functions from
// any; inside, gRPC's threads only post to one session thread. Errors: start() says in one sentence what to do.
// What a kiosk sends is answered with a Refusal and a status and never ends the server.
// Does not: enrol kiosks, merge, or serve people (http does).
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "shared/base/result.h"
#include "sync-server/rpc/desk.h"

namespace foyer::rpc {

// What the server counts, for metrics. Handed in by the caller, outlives the server.
struct SyncFigures {
  std::atomic<int64_t> openStreams{0};
  std::atomic<uint64_t> streams{0};
  std::atomic<uint64_t> refusedStreams{0};
  std::atomic<uint64_t> entries{0};  // committed
};

struct SyncServerOptions {
  std::string listenAddress = "127.0.0.1";
  uint16_t port = 0;  // 0: any free one, see port()
  std::string authorityPem;
  std::string certificatePem;
  std::string keyPem;
  SyncFigures* figures = nullptr;
};

class SyncServer {
 public:
  static Result<std::unique_ptr<SyncServer>> start(const SyncServerOptions& options, const Parts& parts);
  ~SyncServer();

  uint16_t port() const;
  // Streams look for what is new in the catalogue.
  void announceCatalogue();
  // Refuses new streams, tells the open ones to come back, ends after kStopDeadlineMs at most.
  void stop();

 private:
  class Engine;
  explicit SyncServer(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> m_engine;
};

}  // namespace foyer::rpc
