// Something that poses as the sync server: real gRPC and TLS with the server's own certificate, and whatever bytes a
// test makes it say. It leaves its streams open unless the test ends them, so that a kiosk must go by itself.
//
// Place: tests of what a kiosk hears. Ownership: the test's; streams are cut when it goes. Threads: gRPC's call what
// the test hands in, one stream at a time. Errors: isRunning() is false where the port is taken. Does not: know the
// protocol.
#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/kiosk/sync/stream_server.h"

namespace foyer::uplink {

// What a stream is told, message by message, and how it ends; no end: it stays open.
struct RawWords {
  std::vector<std::string> messages;
  std::optional<grpc::Status> end;
};

class RawServer final : public grpc::CallbackGenericService {
 public:
  // `answer` is asked once a stream, when its first message has come, with that message.
  using Answer = std::function<RawWords(const sync::v1::Hello& hello)>;

  RawServer(const ServerTls& tls, int port, Answer answer);
  ~RawServer() override;
  bool isRunning() const { return m_server != nullptr; }
  // Streams that have said Hello, and those that the kiosk itself has given up.
  int greeted() const { return m_greeted; }
  int givenUp() const { return m_givenUp; }

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;

 private:
  class Stream;

  const Answer m_answer;
  std::atomic<int> m_greeted{0};
  std::atomic<int> m_givenUp{0};
  std::unique_ptr<grpc::Server> m_server;
};

// A Welcome that fits this Hello and asks for nothing.
sync::v1::SyncResponse fittingWelcome(const sync::v1::Hello& hello, const Id16& epoch, const std::string& sealingKey);

}  // namespace foyer::uplink
