#include "kiosk/sync/channel.h"

#include "shared/sync/limits.h"

namespace foyer::uplink {

std::shared_ptr<grpc::Channel> makeChannel(const Identity& identity) {
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = identity.authorityPem;
  tls.pem_cert_chain = identity.certificatePem;
  tls.pem_private_key = std::string(identity.keyPem.bytes());
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(sync::kMessageBytesMax));
  arguments.SetMaxSendMessageSize(static_cast<int>(sync::kMessageBytesMax));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, static_cast<int>(sync::kHeartbeatMs));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, static_cast<int>(sync::kHeartbeatTimeoutMs));
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // no bound: quiet streams live for days
  // The protocol's own windows bound what is under way. gRPC's probes of the line cost bytes.
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES,
                   static_cast<int>(sync::kCatalogueBatchesUnapplied * sync::kCatalogueBatchBytes));
  // Each try is a try: no connection or wait is shared with the line before.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(identity.server, grpc::SslCredentials(tls), arguments);
}

}  // namespace foyer::uplink
