// A TCP line that tears: passes bytes on to a server and cuts each connection after a number of them.
//
// Place: tests of what is fetched. Ownership: owns its threads. Threads: one a connection. Errors: a line that
// cannot be opened ends the test. Does not: understand what passes.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "shared/base/result.h"

namespace foyer::uplink {

class TornLine {
 public:
  // `cutAfter` is asked for each connection; 0: never.
  TornLine(uint16_t server, std::function<uint64_t()> cutAfter) : m_server(server), m_cutAfter(std::move(cutAfter)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = local(0);
    FOYER_ASSERT(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    FOYER_ASSERT(::listen(m_listener, 64) == 0);
    socklen_t size = sizeof address;
    FOYER_ASSERT(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { accept(); });
  }
  ~TornLine() {
    m_isEnding = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    for (std::thread& one : m_lines) one.join();
    ::close(m_listener);
  }
  uint16_t port() const { return m_port; }
  uint64_t passed() const { return m_passed; }
  int torn() const { return m_torn; }

 private:
  static sockaddr_in local(uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
  }
  void accept() {
    while (!m_isEnding) {
      const int peer = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) return;
      m_lines.emplace_back([this, peer] { pass(peer); });
    }
  }
  void pass(int peer) {
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = local(m_server);
    uint64_t room = m_cutAfter();
    if (room == 0) room = ~uint64_t{0};
    bool isOpen = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    while (isOpen && !m_isEnding) {
      pollfd waits[2] = {{peer, POLLIN, 0}, {server, POLLIN, 0}};
      if (::poll(waits, 2, 50) <= 0) continue;
      if (waits[0].revents != 0) isOpen = move(peer, server, ~uint64_t{0}) > 0;
      if (isOpen && waits[1].revents != 0) {
        const uint64_t moved = move(server, peer, room);
        m_passed += moved;
        room -= moved;
        if (room == 0) ++m_torn;
        isOpen = moved > 0 && room > 0;
      }
    }
    ::close(peer);
    ::close(server);
  }
  static uint64_t move(int from, int to, uint64_t most) {
    char bytes[16 * 1024];
    const ssize_t count = ::recv(from, bytes, std::min<uint64_t>(sizeof bytes, most), 0);
    if (count <= 0) return 0;
    return ::send(to, bytes, static_cast<size_t>(count), MSG_NOSIGNAL) == count ? static_cast<uint64_t>(count) : 0;
  }

  const uint16_t m_server;
  const std::function<uint64_t()> m_cutAfter;
  int m_listener = -1;
  uint16_t m_port = 0;
  std::atomic<bool> m_isEnding{false};
  std::atomic<uint64_t> m_passed{0};
  std::atomic<int> m_torn{0};
  std::thread m_thread;
  std::vector<std::thread> m_lines;
};

}  // namespace foyer::uplink
