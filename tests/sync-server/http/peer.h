// A small HTTP peer for tests: real sockets, real TLS, one byte at a time if a test wants that.
//
// Place: the tests of sync-server/http. Ownership: a Peer owns its socket. Threads: one a Peer.
// Errors: every wait ends after kPeerPatienceMs and yields what came until then.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace foyer::http {

// Generous, since the machine may be busy; a test that needs it all has failed.
inline constexpr int kPeerPatienceMs = 5'000;

// A folder of its own, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  const std::filesystem::path& path() const { return m_path; }
  std::filesystem::path write(const std::string& name, std::string_view content) const;

 private:
  std::filesystem::path m_path;
};

// cert.pem and key.pem of a self-signed certificate for localhost.
void writeCertificate(const std::filesystem::path& folder);

struct Answer {
  int status = 0;  // 0: none came
  std::map<std::string, std::string> headers;  // lower-case names
  std::string body;
};

class Peer {
 public:
  enum class Wire { kTls, kPlain };
  Peer(uint16_t port, Wire wire);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  // False once the server has closed.
  bool send(std::string_view bytes);
  Answer receive();
  // Sends the request and receives its answer. Host and Content-Length are added.
  Answer ask(std::string_view method, std::string_view target, const std::map<std::string, std::string>& headers = {},
             std::string_view body = {});
  // True when the server ends the connection within the patience.
  bool isClosedByServer();

 private:
  int readSome(char* into, size_t bytes);
  bool receiveUntil(size_t bytes, const char* end);

  int m_socket = -1;
  ssl_ctx_st* m_context = nullptr;
  ssl_st* m_tls = nullptr;
  std::string m_received;
};

}  // namespace foyer::http
