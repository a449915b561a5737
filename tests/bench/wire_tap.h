// A wire between a kiosk and its server on which the bytes are counted as a network of Ethernet would carry them.
//
// What TCP carries (TLS included) is counted as it passes. The frames around it are reckoned: 52 bytes of IPv4 and
// TCP with time stamps for each piece of at most 1,448 bytes, and an acknowledgement of 52 bytes for every
// second piece, as TCP stacks send them. Counting packets of the loopback itself would flatter: its pieces have
// 64 kB.
// Place: G5 puts one between. Ownership: its thread ends with it. Threads: any. Errors: end the program.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

namespace foyer::bench {

class WireTap {
 public:
  // In front of a server on this machine.
  explicit WireTap(uint16_t serverPort);
  ~WireTap();
  uint16_t port() const { return m_port; }
  // Both ways, frames included; what follows a last word, such as gRPC's window updates, has passed then.
  uint64_t bytesOnceQuiet() const;

 private:
  void serve();
  void join(int kiosk);
  // False at the end of the connection.
  bool pass(int from, int to);

  const uint16_t m_serverPort;
  uint16_t m_port = 0;
  int m_listener = -1;
  std::atomic<bool> m_isStopping{false};
  std::atomic<uint64_t> m_bytes{0};
  std::thread m_thread;
};

}  // namespace foyer::bench
