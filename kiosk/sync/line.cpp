#include "kiosk/sync/line.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <deque>
#include <mutex>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "kiosk/sync/channel.h"

namespace foyer::uplink {

namespace {

using sync::v1::SyncRequest;
using sync::v1::SyncResponse;

bool contains(const std::string& text, const char* part) {
  const auto sameLetter = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  const std::string_view wanted(part);
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), sameLetter) != text.end();
}

Error reasonOf(const grpc::Status& status, bool wasAnswered, const std::string& server) {
  const std::string text = status.error_message();
  const auto code = static_cast<Code>(status.error_code());
  if (contains(text, "certificate") || contains(text, "handshake") || contains(text, "ssl"))
    return Error(Code::kUnauthenticated,
                 "The server " + server +
                     " and this kiosk do not accept each other's certificates; enrol this "
                     "kiosk at this server again.");
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE || status.ok()) {
    if (wasAnswered) return Error(Code::kUnavailable, "The line to the server " + server + " was cut.");
    // gRPC says "failed to connect" also where the connection was made and closed again.
    if (!contains(text, "socket closed") && !contains(text, "reset by peer"))
      return Error(
          Code::kUnavailable,
          "The server " + server + " cannot be reached; everything is kept here and sent when it is back.");
    return Error(Code::kUnavailable,
                 "The server " + server +
                     " closed the connection without an answer; if this goes on, its "
                     "certificate or that of this kiosk is not accepted: enrol it again.");
  }
  return Error(code, "The server " + server + " ended the stream: " + text.substr(0, 300));
}

Error unreadable(const std::string& server) {
  return Error(Code::kInvalidArgument,
               "What the server " + server + " sent is no message of this protocol; update the kiosk or the server.");
}

// Reads bytes: gRPC itself takes bytes that are no message for the end of what there is to read, and the line would
// stay as it is for as long as such a server holds it.
class GrpcLine final : public Line,
                       public grpc::ClientBidiReactor<SyncRequest, grpc::ByteBuffer>,
                       public std::enable_shared_from_this<GrpcLine> {
 public:
  GrpcLine(const Identity& identity, LineEvents events)
      : m_server(identity.server),
        m_events(std::move(events)),
        m_stub(makeChannel(identity)) {}

  void begin() {
    m_self = shared_from_this();
    m_stub.PrepareBidiStreamingCall(&m_context, "/foyer.sync.v1.SyncService/Sync", {}, this);
    AddHold();  // for what is started outside of gRPC's calls; given back by release()
    StartRead(&m_incoming);
    StartCall();
  }

  void send(SyncRequest&& message) override {
    const std::lock_guard lock(m_mutex);
    if (m_isReleased || !m_canWrite) return;
    m_outgoing.push_back(std::move(message));
    if (m_isWriting) return;
    m_isWriting = true;
    StartWrite(&m_outgoing.front());
  }
  void readNext() override {
    const std::lock_guard lock(m_mutex);
    if (m_isReleased) return;
    m_incoming.Clear();
    StartRead(&m_incoming);
  }
  void close() override {
    m_context.TryCancel();
    release();
  }

  // After a write that failed the server has ended the stream. What it said last is still to be read, and gRPC tells
  // the end only to whoever has read it: releasing here would leave a line that never ends.
  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(m_mutex);
    m_canWrite = ok;
    m_outgoing.pop_front();
    m_isWriting = ok && !m_isReleased && !m_outgoing.empty();
    if (m_isWriting) StartWrite(&m_outgoing.front());
  }
  void OnReadDone(bool ok) override {
    if (!ok) return release();
    m_wasAnswered = true;
    SyncResponse message;
    m_isUnreadable = !grpc::SerializationTraits<SyncResponse>::Deserialize(&m_incoming, &message).ok();
    if (m_isUnreadable) return close();
    m_events.onMessage(std::move(message));
  }
  void OnDone(const grpc::Status& status) override {
    // The last reference goes along: a channel must not end on a thread that it runs on. This object may be
    // gone before the call returns.
    const auto onClosed = m_events.onClosed;
    const Error reason = m_isUnreadable ? unreadable(m_server) : reasonOf(status, m_wasAnswered, m_server);
    onClosed(reason, std::move(m_self));
  }

 private:
  void release() {
    {
      const std::lock_guard lock(m_mutex);
      if (std::exchange(m_isReleased, true)) return;
    }
    RemoveHold();
  }

  const std::string m_server;
  const LineEvents m_events;
  grpc::TemplatedGenericStub<SyncRequest, grpc::ByteBuffer> m_stub;
  grpc::ClientContext m_context;
  grpc::ByteBuffer m_incoming;
  std::atomic<bool> m_wasAnswered{false};
  std::atomic<bool> m_isUnreadable{false};
  std::mutex m_mutex;
  // Bounded by the window of the session.
  std::deque<SyncRequest> m_outgoing;
  bool m_isWriting = false;
  bool m_canWrite = true;
  bool m_isReleased = false;
  std::shared_ptr<GrpcLine> m_self;
};

}  // namespace

std::shared_ptr<Line> Line::open(const Identity& identity, LineEvents events) {
  auto line = std::make_shared<GrpcLine>(identity, std::move(events));
  line->begin();
  return line;
}

}  // namespace foyer::uplink
