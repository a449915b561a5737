#include "tests/bench/wire_tap.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

#include "tests/bench/must.h"

namespace foyer::bench {

namespace {

constexpr uint64_t kFrameBytes = 20 + 20 + 12;  // IPv4, TCP, time stamps
constexpr uint64_t kPieceBytes = 1'448;
constexpr uint64_t kPiecesPerAcknowledgement = 2;
constexpr int kPollMs = 20;
constexpr int kQuietMs = 100;  // no wait inside gRPC's writing is as long

sockaddr_in loopback(uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

WireTap::WireTap(uint16_t serverPort) : m_serverPort(serverPort) {
  m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 4) != 0 ||
      ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    fail("the wire tap cannot listen");
  m_port = ntohs(address.sin_port);
  m_thread = std::thread([this] { serve(); });
}

WireTap::~WireTap() {
  m_isStopping = true;
  m_thread.join();
  ::close(m_listener);
}

uint64_t WireTap::bytesOnceQuiet() const {
  for (uint64_t before = m_bytes;;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kQuietMs));
    const uint64_t after = m_bytes;
    if (after == before) return after;
    before = after;
  }
}

void WireTap::serve() {
  while (!m_isStopping) {
    pollfd waiting{m_listener, POLLIN, 0};
    if (::poll(&waiting, 1, kPollMs) <= 0) continue;
    const int kiosk = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (kiosk >= 0) join(kiosk);
  }
}

void WireTap::join(int kiosk) {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(m_serverPort);
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("the wire tap has no server");
  const int atOnce = 1;
  for (const int socket : {kiosk, server}) ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &atOnce, sizeof atOnce);
  bool isOpen = true;
  while (isOpen && !m_isStopping) {
    pollfd waiting[] = {{kiosk, POLLIN, 0}, {server, POLLIN, 0}};
    if (::poll(waiting, 2, kPollMs) <= 0) continue;
    if (waiting[0].revents != 0) isOpen = pass(kiosk, server);
    if (isOpen && waiting[1].revents != 0) isOpen = pass(server, kiosk);
  }
  ::close(server);
  ::close(kiosk);
}

bool WireTap::pass(int from, int to) {
  char bytes[64 * 1024];
  const ssize_t count = ::recv(from, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  for (ssize_t sent = 0; sent < count;) {
    const ssize_t part = ::send(to, bytes + sent, static_cast<size_t>(count - sent), MSG_NOSIGNAL);
    if (part <= 0) return false;
    sent += part;
  }
  const auto carried = static_cast<uint64_t>(count);
  const uint64_t pieces = (carried + kPieceBytes - 1) / kPieceBytes;
  const uint64_t answers = (pieces + kPiecesPerAcknowledgement - 1) / kPiecesPerAcknowledgement;
  m_bytes += carried + (pieces + answers) * kFrameBytes;
  return true;
}

}  // namespace foyer::bench
