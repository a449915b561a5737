// A sync server for the tests: real gRPC and TLS around the shared ServerSession, and a model behind it that
// lives on when the server is stopped: a log, and what is known of each incarnation.
#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "shared/sync/server_session.h"

namespace foyer::uplink {

// What survives a stop of the server.
struct ServerMemory {
  std::mutex mutex;
  Id16 epoch = newRandomId(systemRandom());
  seal::SealingKeyPair organisation = seal::newSealingKeyPair();
  std::map<Id16, sync::KnownJournal> known;
  std::vector<Id16> log;
  std::set<Id16> logged;
  std::vector<std::string> catalogue;  // ids, in order
  uint64_t catalogueAppliedAt = 0;
  uint64_t lamport = 0;
  int hellos = 0;
};

struct ServerTls {
  std::string authorityPem, certificatePem, keyPem;
};

class StreamServer final : public sync::v1::SyncService::Service {
 public:
  // `port` 0: any. dropAfterEntries: cut each stream after that many entries were committed and before their
  // acknowledgement is sent; 0: never.
  StreamServer(ServerMemory& memory, const ServerTls& tls, int port, uint32_t dropAfterEntries = 0);
  ~StreamServer() override;
  int port() const { return m_port; }
  bool isRunning() const { return m_server != nullptr; }

  grpc::Status Sync(grpc::ServerContext* context,
                    grpc::ServerReaderWriter<sync::v1::SyncResponse, sync::v1::SyncRequest>* stream) override;

 private:
  void answer(sync::ServerSession& session, sync::ServerEvent&& event, uint32_t& entries);
  void feed(sync::ServerSession& session);

  ServerMemory& m_memory;
  const uint32_t m_dropAfterEntries;
  int m_port = 0;
  std::unique_ptr<grpc::Server> m_server;
};

}  // namespace foyer::uplink
