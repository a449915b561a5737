#include "tests/kiosk/sync/stream_server.h"

namespace foyer::uplink {

using sync::ServerSession;

StreamServer::StreamServer(ServerMemory& memory, const ServerTls& tls, int port, uint32_t dropAfterEntries)
    : m_memory(memory), m_dropAfterEntries(dropAfterEntries) {
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = tls.authorityPem;
  options.pem_key_cert_pairs.push_back({tls.keyPem, tls.certificatePem});
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::SslServerCredentials(options), &m_port);
  builder.RegisterService(this);
  m_server = builder.BuildAndStart();
}

StreamServer::~StreamServer() {
  // As a kill does: streams are cut where they are.
  if (m_server) m_server->Shutdown(std::chrono::system_clock::now());
}

grpc::Status StreamServer::Sync(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<sync::v1::SyncResponse, sync::v1::SyncRequest>* stream) {
  const auto names = context->auth_context()->FindPropertyValues("x509_common_name");
  const auto device = names.empty() ? std::nullopt : Id16::fromText({names[0].data(), names[0].size()});
  if (!device) return {grpc::StatusCode::UNAUTHENTICATED, "no device"};
  ServerSession session(*device);
  uint32_t entries = 0;
  sync::v1::SyncRequest request;
  while (stream->Read(&request)) {
    const std::lock_guard lock(m_memory.mutex);
    session.onMessage(std::move(request));
    for (auto& event : session.takeEvents()) answer(session, std::move(event), entries);
    if (m_dropAfterEntries != 0 && entries >= m_dropAfterEntries) {
      context->TryCancel();
      return {grpc::StatusCode::UNAVAILABLE, "cut"};
    }
    feed(session);
    for (const auto& message : session.takeMessages()) stream->Write(message);
    if (session.isEnded()) return {grpc::StatusCode::ABORTED, "ended"};
    request.Clear();
  }
  return grpc::Status::OK;
}

void StreamServer::answer(ServerSession& session, sync::ServerEvent&& event, uint32_t& entries) {
  if (const auto* hello = std::get_if<sync::HelloArrived>(&event)) {
    ++m_memory.hellos;
    const auto found = m_memory.known.find(hello->incarnation);
    session.welcome(
        found == m_memory.known.end() ? std::nullopt : std::optional(found->second),
        {m_memory.epoch, 1, m_memory.organisation.publicKey, m_memory.catalogue.size(), m_memory.lamport});
  } else if (auto* arrived = std::get_if<sync::BatchArrived>(&event)) {
    auto& known =
        m_memory.known
            .try_emplace(arrived->incarnation, sync::KnownJournal{0, seal::chainStart(arrived->incarnation)})
            .first->second;
    const sync::Batch& batch = arrived->batch;
    if (known.ackedSeq + 1 != batch.entries.front().seq || known.chainHead != batch.headBefore)
      return session.supersede();
    for (const sync::Entry& entry : batch.entries)
      if (m_memory.logged.insert(entry.changeId).second) m_memory.log.push_back(entry.changeId);
    known = {batch.lastSeq(), batch.headAfter};
    entries += static_cast<uint32_t>(batch.entries.size());
    session.onCommitted(batch.lastSeq(), {});
  } else if (const auto* offer = std::get_if<sync::OfferArrived>(&event)) {
    std::vector<Id16> missing;
    for (const Id16& id : offer->changeIds)
      if (m_memory.logged.count(id) == 0) missing.push_back(id);
    session.onLookedUp(missing);
  } else if (const auto* applied = std::get_if<sync::CatalogueAppliedAt>(&event)) {
    m_memory.catalogueAppliedAt = applied->cursor;
  }
}

void StreamServer::feed(ServerSession& session) {
  while (session.wantsCatalogue() && session.catalogueCursor() < m_memory.catalogue.size()) {
    const uint64_t next = session.catalogueCursor() + 1;
    std::vector<foyer::catalogue::v1::Item> items(1);
    items[0].set_id(m_memory.catalogue[next - 1]);
    session.sendCatalogue(
        std::move(items), next,
        next == m_memory.catalogue.size() ? sync::CataloguePart::kLast : sync::CataloguePart::kMoreFollows);
  }
}

}  // namespace foyer::uplink
