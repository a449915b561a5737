// The only file that includes Boost.Beast: it takes about 40 s and 2 GB to compile.
#include "sync-server/http/server.h"

#include <utility>  // before asio/awaitable.hpp, which in Boost 1.74 uses std::exchange without it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "sync-server/http/connect.h"
#include "sync-server/http/security.h"
#include "sync-server/http/tls_context.h"
#include "sync-server/http/worker_pool.h"

namespace foyer::http {

namespace net = boost::asio;
namespace beast = boost::beast;
using tcp = net::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

// What is read at once while waiting for a request; a usual one fits.
constexpr size_t kReadChunkBytes = 4096;

using Parser = beast::http::request_parser<beast::http::string_body>;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

auto into(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

// What the server itself answers when a request cannot be read; nothing if there is nobody to answer.
std::optional<Response> refusalOf(error_code error) {
  using Cause = beast::http::error;
  if (error == Cause::header_limit || error == Cause::buffer_overflow) {
    return plainText(431, "The headers of this request are too large; clear this site's cookies and try again.");
  }
  if (error == Cause::body_limit) return plainText(413, "The body of this request is too large; send less at once.");
  if (error == Cause::end_of_stream || error == Cause::partial_message) return std::nullopt;
  if (error.category() != beast::http::make_error_code(Cause::end_of_stream).category()) return std::nullopt;
  return plainText(400, "This is not a well-formed HTTP request.");
}

// To a caller of the staff API a refusal is a Connect error like all others, so that its sentence is shown.
Response inTheWordsOf(std::string_view contentType, Response refusal) {
  const std::string type = lowerCase(contentType);
  if (!type.starts_with("application/json") && !type.starts_with("application/proto")) return refusal;
  const Code code = refusal.status == 413   ? Code::kResourceExhausted
                    : refusal.status == 503 ? Code::kUnavailable
                                            : Code::kInvalidArgument;
  Response told = connectError(Error(code, refusal.body));
  told.status = refusal.status;
  return told;
}

// The request as a value, or why it is refused.
Result<Request> toRequest(Parser::value_type message) {
  const Error malformed(Code::kInvalidArgument, "This is not a well-formed HTTP request.");
  Request request;
  request.method = std::string(message.method_string());
  const std::string target(message.target());
  const size_t mark = std::min(target.find('?'), target.size());
  auto path = percentDecode(std::string_view(target).substr(0, mark));
  if (!path || !path->starts_with('/')) return malformed;
  request.path = std::move(*path);
  if (mark < target.size()) request.query = target.substr(mark + 1);
  size_t hosts = 0;
  for (const auto& field : message) {
    std::string name = lowerCase(std::string_view(field.name_string().data(), field.name_string().size()));
    const std::string value(field.value());
    hosts += name == "host";
    const auto [place, isNew] = request.headers.emplace(std::move(name), value);
    if (!isNew) place->second += (place->first == "cookie" ? "; " : ", ") + value;
  }
  if (hosts > 1 || (hosts == 0 && message.version() >= 11)) return malformed;
  request.cookies = parseCookies(request.header("cookie"));
  request.body = std::move(message.body());
  return request;
}

Response runGuarded(const Respond& respond, const Request& request) {
  try {
    return respond(request);
  } catch (const std::exception&) {
    // The text of a foreign exception may quote what was typed: it is not logged.
    logError(Event{"a call ended with an exception of a library"}.with("status", 500));
  }
  return plainText(500, "The server could not answer this request; the reason is in its log.");
}

}  // namespace

class Server::Engine {
 public:
  Engine(Options options, Respond respond)
      : m_options(std::move(options)),
        m_respond(std::move(respond)),
        m_figures(m_options.figures ? *m_options.figures : m_ownFigures),
        m_context(std::make_unique<net::io_context>(1)),
        m_acceptor(*m_context),
        m_stopTimer(std::in_place, *m_context),
        m_workers(m_options.limits.workers, m_options.limits.queuedCallsMax) {}

  ~Engine() {
    stop();
    // The context still holds the coroutines that the deadline cut off; their connections look for the timer.
    m_stopTimer.reset();
  }

  Status open();
  void run();
  void stop();
  uint16_t port() const { return m_port; }

 private:
  enum class Phase { kOpening, kIdle, kBusy, kClosing };

  // One peer; lives on the frame of its coroutine and is known to the engine as long.
  struct Connection {
    Connection(Engine& owner, beast::tcp_stream& lowest);
    ~Connection();
    Engine& engine;
    beast::tcp_stream& tcp;
    std::string peerAddress;
    Phase phase = Phase::kOpening;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
  };
  enum class Next { kKeep, kClose, kLinger };

  net::awaitable<void> acceptAll();
  net::awaitable<void> serveTls(tcp::socket socket);
  net::awaitable<void> servePlain(tcp::socket socket);
  template <class Stream>
  net::awaitable<void> converse(Connection& connection, Stream& stream);
  template <class Stream>
  net::awaitable<Next> exchange(Connection& connection, Stream& stream, beast::flat_buffer& buffer);
  template <class Stream>
  net::awaitable<Next> write(Connection& connection, Stream& stream, const Request& request, Response response,
                             Next next);
  template <class Stream>
  net::awaitable<void> linger(Connection& connection, Stream& stream);
  net::awaitable<Response> answer(Request request);
  bool makeRoom();
  void beginStop();

  const Options m_options;
  const Respond m_respond;
  ServerFigures m_ownFigures;
  ServerFigures& m_figures;
  SystemClock m_clock;
  std::set<Connection*> m_open;  // network thread only
  bool m_stopping = false;       // network thread only
  std::optional<net::ssl::context> m_tls;
  std::unique_ptr<net::io_context> m_context;
  tcp::acceptor m_acceptor;
  std::optional<net::steady_timer> m_stopTimer;
  uint16_t m_port = 0;
  WorkerPool m_workers;
  std::mutex m_stopMutex;
  std::thread m_thread;
  std::thread::id m_threadId;
};

Server::Engine::Connection::Connection(Engine& owner, beast::tcp_stream& lowest) : engine(owner), tcp(lowest) {
  error_code error;
  const auto endpoint = tcp.socket().remote_endpoint(error);
  if (!error) {
    const auto address = endpoint.address();
    const bool isMapped = address.is_v6() && address.to_v6().is_v4_mapped();
    peerAddress = isMapped ? net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string()
                           : address.to_string();
  }
  tcp.socket().set_option(tcp::no_delay(true), error);
  engine.m_open.insert(this);
  ++engine.m_figures.openConnections;
}

Server::Engine::Connection::~Connection() {
  engine.m_open.erase(this);
  --engine.m_figures.openConnections;
  if (engine.m_stopping && engine.m_open.empty() && engine.m_stopTimer) engine.m_stopTimer->cancel();
}

Status Server::Engine::open() {
  const std::string where = "port " + std::to_string(m_options.port) + " of " + m_options.listenAddress;
  error_code error;
  const auto address = net::ip::make_address(m_options.listenAddress, error);
  if (error) {
    return Error(Code::kInvalidArgument, "The listen address " + m_options.listenAddress +
                                             " is not a numeric IP address; write one such as 127.0.0.1 or 0.0.0.0.");
  }
  if (m_options.tls) {
    m_tls.emplace(net::ssl::context::tls_server);
    FOYER_TRY(prepareTls(m_tls->native_handle(), *m_options.tls));
  } else if (!address.is_loopback()) {
    return Error(Code::kInvalidArgument, "Without a certificate the server listens on loopback only; give a "
                                         "certificate and key, or the listen address 127.0.0.1.");
  }
  const tcp::endpoint endpoint(address, m_options.port);
  m_acceptor.open(endpoint.protocol(), error);
  if (!error) m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) m_acceptor.bind(endpoint, error);
  if (!error) m_acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error == net::error::address_in_use) {
    return Error(Code::kUnavailable, "Another program already listens on " + where +
                                         "; stop it, or choose another port in the settings.");
  }
  if (error == net::error::access_denied) {
    return Error(Code::kPermissionDenied, "This user may not listen on " + where +
                                              "; choose a port above 1023, or let systemd open it.");
  }
  if (error) {
    return Error(Code::kUnavailable, "The server cannot listen on " + where + " (" + error.message() +
                                         "); give an address of this machine.");
  }
  m_port = m_acceptor.local_endpoint(error).port();
  return okStatus();
}

void Server::Engine::run() {
  net::co_spawn(*m_context, acceptAll(), net::detached);
  m_thread = std::thread([this] {
    for (;;) {
      try {
        m_context->run();
        return;
      } catch (const std::exception&) {
        logError(Event{"a connection ended with an exception of a library"});
      }
    }
  });
  m_threadId = m_thread.get_id();
}

void Server::Engine::stop() {
  net::post(*m_context, [this] { beginStop(); });
  const auto self = std::this_thread::get_id();
  if (self == m_threadId || m_workers.isWorker(self)) return;
  const std::lock_guard lock(m_stopMutex);
  if (m_thread.joinable()) m_thread.join();
  m_workers.stop();
}

void Server::Engine::beginStop() {
  if (m_stopping) return;
  m_stopping = true;
  error_code ignored;
  m_acceptor.close(ignored);
  for (Connection* connection : m_open) {
    if (connection->phase == Phase::kIdle || connection->phase == Phase::kOpening) connection->tcp.cancel();
  }
  if (m_open.empty()) return;
  m_stopTimer->expires_after(milliseconds(m_options.limits.stopDeadlineMs));
  m_stopTimer->async_wait([this](error_code error) {
    if (!error) m_context->stop();
  });
}

// When all places are taken, the peer that has been silent for longest gives up its own.
bool Server::Engine::makeRoom() {
  size_t alive = 0;
  Connection* oldest = nullptr;
  for (Connection* connection : m_open) {
    if (connection->phase == Phase::kClosing) continue;
    ++alive;
    const bool isSilent = connection->phase == Phase::kIdle || connection->phase == Phase::kOpening;
    if (isSilent && (!oldest || connection->since < oldest->since)) oldest = connection;
  }
  if (alive < m_options.limits.connectionsMax) return true;
  ++m_figures.refusedConnections;
  if (!oldest) return false;
  oldest->phase = Phase::kClosing;
  oldest->tcp.close();
  return true;
}

net::awaitable<void> Server::Engine::acceptAll() {
  while (m_acceptor.is_open()) {
    error_code error;
    tcp::socket socket = co_await m_acceptor.async_accept(into(error));
    if (error == net::error::operation_aborted) break;
    if (error) {
      net::steady_timer pause(*m_context, milliseconds(kAcceptRetryDelayMs));
      co_await pause.async_wait(into(error));
      continue;
    }
    if (!makeRoom()) continue;
    if (m_tls) {
      net::co_spawn(*m_context, serveTls(std::move(socket)), net::detached);
    } else {
      net::co_spawn(*m_context, servePlain(std::move(socket)), net::detached);
    }
  }
}

net::awaitable<void> Server::Engine::serveTls(tcp::socket socket) {
  TlsStream stream(std::move(socket), *m_tls);
  beast::tcp_stream& lowest = beast::get_lowest_layer(stream);
  Connection connection(*this, lowest);
  error_code error;
  lowest.expires_after(milliseconds(m_options.limits.readDeadlineMs));
  co_await stream.async_handshake(net::ssl::stream_base::server, into(error));
  if (error) {
    ++m_figures.refusedConnections;
    co_return;
  }
  co_await converse(connection, stream);
  if (connection.phase == Phase::kClosing) co_return;
  lowest.expires_after(milliseconds(kLingerMs));
  co_await stream.async_shutdown(into(error));
}

net::awaitable<void> Server::Engine::servePlain(tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  Connection connection(*this, stream);
  co_await converse(connection, stream);
  error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

template <class Stream>
net::awaitable<void> Server::Engine::converse(Connection& connection, Stream& stream) {
  beast::flat_buffer buffer;
  while (!m_stopping) {
    if (buffer.size() == 0) {
      connection.phase = Phase::kIdle;
      connection.since = std::chrono::steady_clock::now();
      connection.tcp.expires_after(milliseconds(m_options.limits.idleTimeoutMs));
      error_code error;
      const size_t bytes = co_await stream.async_read_some(buffer.prepare(kReadChunkBytes), into(error));
      if (error) co_return;
      buffer.commit(bytes);
    }
    connection.phase = Phase::kBusy;
    const Next next = co_await exchange(connection, stream, buffer);
    if (next == Next::kLinger) co_await linger(connection, stream);
    if (next != Next::kKeep) co_return;
  }
}

// Reads one request and writes its answer.
template <class Stream>
net::awaitable<Server::Engine::Next> Server::Engine::exchange(Connection& connection, Stream& stream,
                                                               beast::flat_buffer& buffer) {
  connection.tcp.expires_after(milliseconds(m_options.limits.readDeadlineMs));
  Parser parser;
  parser.header_limit(m_options.limits.headerBytesMax);
  parser.body_limit(m_options.limits.bodyBytesMax);
  Request nobody;
  nobody.isEncrypted = m_tls.has_value();
  error_code error;
  co_await beast::http::async_read_header(stream, buffer, parser, into(error));
  if (!error && !parser.is_done() && beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await net::async_write(stream, net::buffer(kContinue), into(error));
  }
  if (!error && !parser.is_done()) co_await beast::http::async_read(stream, buffer, parser, into(error));
  if (error) {
    auto refusal = refusalOf(error);
    if (!refusal) co_return Next::kClose;
    ++m_figures.refusedRequests;
    const auto field = parser.get()[beast::http::field::content_type];
    const std::string contentType(field.data(), field.size());
    co_return co_await write(connection, stream, nobody, inTheWordsOf(contentType, std::move(*refusal)), Next::kLinger);
  }
  ++m_figures.requests;
  const Next next = parser.keep_alive() ? Next::kKeep : Next::kClose;
  auto request = toRequest(parser.release());
  if (!request) {
    ++m_figures.refusedRequests;
    co_return co_await write(connection, stream, nobody, plainText(400, request.error().message()), Next::kLinger);
  }
  request->peerAddress = connection.peerAddress;
  request->isEncrypted = m_tls.has_value();
  // Only what writing needs stays here; the body goes to the worker.
  nobody.method = request->method;
  Response response = co_await answer(std::move(*request));
  co_return co_await write(connection, stream, nobody, std::move(response), next);
}

// Runs the Respond on a worker and waits here without holding the network thread.
net::awaitable<Response> Server::Engine::answer(Request request) {
  struct Slot {
    explicit Slot(net::io_context& context) : ready(context, net::steady_timer::time_point::max()) {}
    std::optional<Response> response;
    net::steady_timer ready;
  };
  auto slot = std::make_shared<Slot>(*m_context);
  const std::string contentType(request.header("content-type"));
  const auto taken = m_workers.post([this, slot, request = std::move(request)] {
    auto response = std::make_shared<Response>(runGuarded(m_respond, request));
    net::post(*m_context, [slot, response] {
      slot->response = std::move(*response);
      slot->ready.cancel();
    });
  });
  if (taken == WorkerPool::Taken::kFull) {
    ++m_figures.refusedRequests;
    Response busy = inTheWordsOf(contentType, plainText(503, "The server is busy; try again in a moment."));
    busy.with("Retry-After", std::to_string(kRetryAfterSeconds));
    co_return busy;
  }
  error_code ignored;
  while (!slot->response) co_await slot->ready.async_wait(into(ignored));
  co_return std::move(*slot->response);
}

template <class Stream>
net::awaitable<Server::Engine::Next> Server::Engine::write(Connection& connection, Stream& stream,
                                                            const Request& request, Response response, Next next) {
  if (m_stopping && next == Next::kKeep) next = Next::kClose;
  addSecurityHeaders(request, response);
  beast::http::response<beast::http::string_body> message;
  message.version(11);
  message.result(static_cast<unsigned>(response.status));
  message.reason(beast::string_view(reasonPhrase(response.status).data(), reasonPhrase(response.status).size()));
  for (const auto& [name, value] : response.headers) {
    // A line break would let a value become a header of its own.
    if (value.find_first_of("\r\n") == std::string::npos) message.insert(name, value);
  }
  message.set(beast::http::field::date, httpDate(m_clock.wallMs()));
  message.keep_alive(next == Next::kKeep);
  if (response.status != 204 && response.status != 304) message.content_length(response.body.size());
  if (request.method != "HEAD" && response.status != 304) message.body() = std::move(response.body);
  connection.tcp.expires_after(milliseconds(m_options.limits.writeDeadlineMs));
  error_code error;
  co_await beast::http::async_write(stream, message, into(error));
  co_return error ? Next::kClose : next;
}

// Reads and forgets what a refused peer still sends: closing at once would reset the connection before the
// peer has read why.
template <class Stream>
net::awaitable<void> Server::Engine::linger(Connection& connection, Stream& stream) {
  connection.tcp.expires_after(milliseconds(kLingerMs));
  std::array<char, kReadChunkBytes> forgotten;
  uint64_t bytes = 0;
  error_code error;
  while (!error && bytes < kLingerBytesMax) {
    bytes += co_await stream.async_read_some(net::buffer(forgotten), into(error));
  }
}

Server::Server(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(Options options, Respond respond) {
  FOYER_ASSERT(respond);
  try {
    auto engine = std::make_unique<Engine>(std::move(options), std::move(respond));
    FOYER_TRY(engine->open());
    engine->run();
    logInfo(Event{"HTTP server listens"}.with("port", engine->port()));
    return std::unique_ptr<Server>(new Server(std::move(engine)));
  } catch (const std::exception&) {
    return Error(Code::kResourceExhausted,
                 "The HTTP server could not start its threads; free memory or raise the limit of processes.");
  }
}

uint16_t Server::port() const { return m_engine->port(); }
void Server::stop() { m_engine->stop(); }

}  // namespace foyer::http
