// The HTTPS server: connections, limits and time, nothing of what is said.
//
// Place: `foyer-server serve` starts one and hands it a Respond (see router.h). One thread does all network
// work by coroutines, so that idle and slow peers delay nobody; a Respond runs on a bounded WorkerPool, and
// when its queue is full the peer gets 503 with Retry-After. Every answer carries the headers of security.h.
// Ownership: the caller owns the Server; its destructor stops it. Threads: all functions from any thread.
// Errors: start() says in one sentence what to do; whatever a peer sends is answered with a reason
// (400, 413, 431 ...) or closed, and never ends the server. Does not: HTTP/2, compression, streaming.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/result.h"
#include "sync-server/http/limits.h"
#include "sync-server/http/message.h"

namespace foyer::http {

struct TlsFiles {
  std::filesystem::path certificateChain;  // PEM, own certificate first
  std::filesystem::path privateKey;        // PEM
};

// What the server counts, for metrics.h. Handed in by the caller, outlives the server.
struct ServerFigures {
  std::atomic<uint64_t> requests{0};
  std::atomic<uint64_t> refusedRequests{0};     // answered by the server itself: 400, 413, 431, 503
  std::atomic<uint64_t> refusedConnections{0};  // too many, or no TLS
  std::atomic<int64_t> openConnections{0};
};

struct Options {
  std::string listenAddress = "127.0.0.1";  // numeric, IPv4 or IPv6
  uint16_t port = 0;                        // 0: any free one, see Server::port()
  // Without TLS only loopback addresses are accepted (tests, or a proxy on the same machine).
  std::optional<TlsFiles> tls;
  Limits limits;
  ServerFigures* figures = nullptr;
};

class Server {
 public:
  static Result<std::unique_ptr<Server>> start(Options options, Respond respond);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  uint16_t port() const;
  // Takes no new connections, lets answers under way leave (at most Limits::stopDeadlineMs), ends its threads.
  // Inside a Respond it only asks for the end, since a worker cannot wait for itself.
  void stop();

 private:
  class Engine;
  explicit Server(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> m_engine;
};

}  // namespace foyer::http
