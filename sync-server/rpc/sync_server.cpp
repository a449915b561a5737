#include "sync-server/rpc/sync_server.h"

#include <grpc/support/log.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/resource_quota.h>

#include <chrono>
#include <set>
#include <unordered_map>

#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "sync-server/rpc/limits.h"
#include "sync-server/rpc/session_thread.h"
#include "sync-server/rpc/slip_call.h"
#include "sync-server/rpc/slip_desk.h"
#include "sync-server/rpc/sync_stream.h"

namespace foyer::rpc {
namespace {

std::string clientCertificate(const grpc::CallbackServerContext& context) {
  const auto peer = context.auth_context();
  if (!peer || !peer->IsPeerAuthenticated()) return {};
  const auto values = peer->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  return values.empty() ? std::string() : std::string(values.front().data(), values.front().size());
}

// An IPv6 address stands in brackets before its port.
std::string withPort(const std::string& address, uint16_t port) {
  const bool isIpv6 = address.find(':') != std::string::npos;
  return (isIpv6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

void setLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(static_cast<int>(sync::kMessageBytesMax));
  builder.SetMaxSendMessageSize(static_cast<int>(sync::kMessageBytesMax));
  grpc::ResourceQuota quota("foyer sync");
  quota.Resize(kBufferBytesMax);
  builder.SetResourceQuota(quota);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnectionMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, static_cast<int>(sync::kHeartbeatMs));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, static_cast<int>(sync::kHeartbeatTimeoutMs));
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // no bound: quiet streams live for days
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kPingGapMinMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdleConnectionMs);
  // The protocol's own windows bound what is under way; gRPC need not probe the line for more.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, static_cast<int>(sync::kWindowBytes));
  // Else a second server would share the port silently and take half of the kiosks.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

std::shared_ptr<grpc::ServerCredentials> credentials(const SyncServerOptions& options) {
  grpc::SslServerCredentialsOptions tls(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  tls.pem_root_certs = options.authorityPem;
  tls.pem_key_cert_pairs.push_back({options.keyPem, options.certificatePem});
  return grpc::SslServerCredentials(tls);
}

// Calls that only another protocol has: gRPC itself would refuse them without a word.
class UnknownCalls final : public grpc::CallbackGenericService {
 public:
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    class Refused final : public grpc::ServerGenericBidiReactor {
     public:
      Refused() { Finish({grpc::StatusCode::UNIMPLEMENTED, "This server does not know what was called; update the server."}); }
      void OnDone() override { delete this; }
    };
    return new Refused;
  }
};

}  // namespace

// Bytes, since gRPC itself refuses those that are no message without a word.
using SlipService = foyer::sync::v1::SyncService::WithRawCallbackMethod_CheckSlip<foyer::sync::v1::SyncService::Service>;
using RawService = foyer::sync::v1::SyncService::WithRawCallbackMethod_Sync<SlipService>;

class SyncServer::Engine final : public RawService, public StreamOwner {
 public:
  Engine(const Parts& parts, SyncFigures* figures)
      : m_desk(parts),
        m_figures(figures != nullptr ? figures : &m_ownFigures),
        m_slips(parts),
        m_thread(std::make_shared<SessionThread>([this] { onTick(); })) {}
  ~Engine() override { stop(); }

  Status listen(const SyncServerOptions& options) {
    // Before any kiosk: a server that was restored must know it before it lends or takes a seat.
    sweepSeats();
    grpc::ServerBuilder builder;
    setLimits(builder);
    int port = 0;
    builder.AddListeningPort(withPort(options.listenAddress, options.port), credentials(options), &port);
    builder.RegisterService(this);
    builder.RegisterCallbackGenericService(&m_unknownCalls);
    m_server = builder.BuildAndStart();
    if (!m_server || port == 0) {
      m_server.reset();
      return Error(Code::kFailedPrecondition,
                   "The port " + std::to_string(options.port) + " at " + options.listenAddress +
                       " cannot be used for the kiosks; is another program using it? Choose one with --sync-port.");
    }
    m_port = static_cast<uint16_t>(port);
    return okStatus();
  }

  uint16_t port() const { return m_port; }

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* Sync(grpc::CallbackServerContext* context) override {
    auto stream = std::make_shared<SyncStream>(m_desk, *this, m_thread);
    SyncStream* raw = stream.get();
    // The post keeps the stream until it keeps itself.
    m_thread->post([this, stream = std::move(stream), pem = clientCertificate(*context)] { admit(stream, pem); });
    return raw;
  }

  grpc::ServerUnaryReactor* CheckSlip(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                      grpc::ByteBuffer* response) override {
    auto* call = new SlipCall(response, kSlipAnswerAfterMs);
    m_thread->post([this, call, bytes = *request, pem = clientCertificate(*context)] { answerSlip(*call, bytes, pem); });
    return call;
  }

  void announceCatalogue() {
    m_thread->post([this] {
      m_desk.sweepSeats();
      for (const auto& stream : m_streams) stream->feedCatalogue();
    });
  }

  void stop() {
    if (!m_server) return m_thread->stop();
    m_thread->post([this] {
      m_isStopping = true;
      const auto streams = m_streams;
      for (const auto& stream : streams) stream->endBecause(stopping(), kRetryAfterBusyMs);
    });
    m_server->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(kStopDeadlineMs));
    m_server->Wait();
    m_thread->stop();
    m_server.reset();
  }

  void onHello(SyncStream& stream, const Id16& device) override {
    auto& current = m_byDevice[device];
    const auto older = current.lock();
    current = stream.weak_from_this();
    if (older && older.get() != &stream) older->supersede();
  }

  void onEntriesCommitted(size_t count) override { m_figures->entries += count; }

  void onDone(SyncStream& stream) override {
    if (m_streams.erase(stream.shared_from_this()) == 1) --m_figures->openStreams;
    std::erase_if(m_byDevice, [](const auto& entry) { return entry.second.expired(); });
  }

 private:
  static Error stopping() { return Error(Code::kUnavailable, "The server is shutting down; come back in a moment."); }

  void admit(const std::shared_ptr<SyncStream>& stream, const std::string& certificatePem) {
    ++m_figures->streams;
    if (m_isStopping || m_streams.size() >= kStreamsMax) {
      ++m_figures->refusedStreams;
      return stream->turnAway(m_isStopping ? stopping()
                                           : Error(Code::kResourceExhausted, "Too many kiosks are connected at the moment."));
    }
    m_streams.insert(stream);
    ++m_figures->openStreams;
    stream->begin(certificatePem);
  }

  void sweepSeats() {
    m_nextSeatSweepMs = m_desk.bootMs() + kSeatSweepMs;
    m_desk.sweepSeats();
  }

  void answerSlip(SlipCall& call, grpc::ByteBuffer bytes, const std::string& certificatePem) {
    const auto kiosk = m_desk.kioskOf(certificatePem);
    if (!kiosk.ok()) return call.refuse(kiosk.error());
    foyer::sync::v1::CheckSlipRequest request;
    if (!grpc::SerializationTraits<foyer::sync::v1::CheckSlipRequest>::Deserialize(&bytes, &request).ok()) {
      logWarning(Event("a question about a slip could not be read").with("kiosk", kiosk->device));
      return call.refuse(noMessage());
    }
    const auto slipId = Id16::fromBytes(request.slip_id());
    if (!slipId) return call.refuse(Error(Code::kInvalidArgument, "The id of a slip has 16 bytes."));
    const int64_t nowMs = m_desk.bootMs();
    std::erase_if(m_slipCallsDueMs, [&](int64_t dueMs) { return dueMs <= nowMs; });
    if (m_isStopping || m_slipCallsDueMs.size() >= kSlipCallsMax) {
      auto later = slipLater(kRetryAfterBusyMs);
      pad(later);
      return call.answer(std::move(later));
    }
    m_slipCallsDueMs.push_back(nowMs + kSlipAnswerAfterMs);
    call.answer(m_slips.answer(kiosk->device, *slipId));
  }

  void onTick() {
    const auto streams = m_streams;
    std::vector<Id16> connected;
    for (const auto& stream : streams) {
      stream->checkHelloDeadline();
      stream->feedOutcomes();
      if (const auto device = stream->dueForNote()) connected.push_back(*device);
    }
    if (m_desk.bootMs() >= m_nextSeatSweepMs) sweepSeats();
    if (!connected.empty()) m_desk.noteContact(std::move(connected));
  }

  const Desk m_desk;
  SyncFigures m_ownFigures;
  SyncFigures* m_figures;
  std::atomic<int64_t> m_nextSeatSweepMs{0};
  // On the session thread only.
  std::set<std::shared_ptr<SyncStream>> m_streams;
  std::unordered_map<Id16, std::weak_ptr<SyncStream>> m_byDevice;
  SlipDesk m_slips;
  // When the answers about slips leave that are under way.
  std::vector<int64_t> m_slipCallsDueMs;
  bool m_isStopping = false;

  UnknownCalls m_unknownCalls;
  std::unique_ptr<grpc::Server> m_server;
  uint16_t m_port = 0;
  // Last: it uses all of the above from its start.
  std::shared_ptr<SessionThread> m_thread;
};

SyncServer::SyncServer(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
SyncServer::~SyncServer() = default;

Result<std::unique_ptr<SyncServer>> SyncServer::start(const SyncServerOptions& options, const Parts& parts) {
  // gRPC's own lines would stand among ours and name peers.
  gpr_set_log_function([](gpr_log_func_args*) {});
  auto engine = std::make_unique<Engine>(parts, options.figures);
  FOYER_TRY(engine->listen(options));
  return std::unique_ptr<SyncServer>(new SyncServer(std::move(engine)));
}

uint16_t SyncServer::port() const { return m_engine->port(); }
void SyncServer::announceCatalogue() { m_engine->announceCatalogue(); }
void SyncServer::stop() { m_engine->stop(); }

}  // namespace foyer::rpc
