#include "tests/kiosk/sync/raw_server.h"

#include "shared/sync/entry.h"
#include "shared/sync/limits.h"

namespace foyer::uplink {

class RawServer::Stream final : public grpc::ServerGenericBidiReactor {
 public:
  explicit Stream(RawServer& server) : m_server(server) { StartRead(&m_heard); }

  void OnReadDone(bool ok) override {
    // What the kiosk says after its Hello is of no interest; that it has ended is told by OnCancel.
    if (!ok || m_hasAnswered) return;
    m_hasAnswered = true;
    sync::v1::SyncRequest request;
    grpc::SerializationTraits<sync::v1::SyncRequest>::Deserialize(&m_heard, &request);
    ++m_server.m_greeted;
    m_words = m_server.m_answer(request.hello());
    sayNext();
  }
  void OnWriteDone(bool ok) override {
    if (ok) sayNext();
  }
  void OnCancel() override {
    ++m_server.m_givenUp;
    finish(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

 private:
  void sayNext() {
    if (m_next < m_words.messages.size()) {
      const grpc::Slice slice(m_words.messages[m_next++]);
      m_said = grpc::ByteBuffer(&slice, 1);
      return StartWrite(&m_said);
    }
    if (m_words.end) finish(*m_words.end);
  }
  void finish(const grpc::Status& status) {
    if (!m_isFinished.exchange(true)) Finish(status);
  }

  RawServer& m_server;
  grpc::ByteBuffer m_heard;
  grpc::ByteBuffer m_said;
  RawWords m_words;
  size_t m_next = 0;
  bool m_hasAnswered = false;
  std::atomic<bool> m_isFinished{false};
};

RawServer::RawServer(const ServerTls& tls, int port, Answer answer) : m_answer(std::move(answer)) {
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = tls.authorityPem;
  options.pem_key_cert_pairs.push_back({tls.keyPem, tls.certificatePem});
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::SslServerCredentials(options));
  builder.RegisterCallbackGenericService(this);
  m_server = builder.BuildAndStart();
}

RawServer::~RawServer() {
  if (m_server) m_server->Shutdown(std::chrono::system_clock::now());
  if (m_server) m_server->Wait();
}

grpc::ServerGenericBidiReactor* RawServer::CreateReactor(grpc::GenericCallbackServerContext*) { return new Stream(*this); }

sync::v1::SyncResponse fittingWelcome(const sync::v1::Hello& hello, const Id16& epoch, const std::string& sealingKey) {
  sync::v1::SyncResponse response;
  sync::v1::Welcome& welcome = *response.mutable_welcome();
  welcome.set_order(sync::v1::ORDER_NONE);
  // Of what was never acknowledged nothing is; else all is.
  FOYER_ASSERT(hello.acked_seq() == 0 || hello.acked_seq() == hello.last_seq());
  const seal::Hash32 start = seal::chainStart(*Id16::fromBytes(hello.incarnation()));
  welcome.set_acked_seq(hello.acked_seq());
  welcome.set_chain_head(hello.acked_seq() == 0 ? std::string(sync::asBytes(start)) : hello.chain_head());
  welcome.set_server_epoch(epoch.str());
  welcome.set_sealing_key(sealingKey);
  welcome.set_window_entries(sync::kWindowEntries);
  welcome.set_batch_bytes_max(static_cast<uint32_t>(sync::kBatchBytesMax));
  return response;
}

}  // namespace foyer::uplink
