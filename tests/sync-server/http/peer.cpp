#include "tests/sync-server/http/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "shared/base/result.h"
#include "sync-server/http/message.h"

namespace foyer::http {

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "foyer-http-XXXXXX").string();
  FOYER_ASSERT(mkdtemp(pattern.data()) != nullptr);
  m_path = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

std::filesystem::path ScratchFolder::write(const std::string& name, std::string_view content) const {
  const auto file = m_path / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

void writeCertificate(const std::filesystem::path& folder) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  std::FILE* file = std::fopen((folder / "cert.pem").c_str(), "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen((folder / "key.pem").c_str(), "w");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

Peer::Peer(uint16_t port, Wire wire) {
  std::signal(SIGPIPE, SIG_IGN);
  m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{kPeerPatienceMs / 1000, 0};
  setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return;
  if (wire == Wire::kPlain) return;
  m_context = SSL_CTX_new(TLS_client_method());
  m_tls = SSL_new(m_context);
  SSL_set_fd(m_tls, m_socket);
  SSL_connect(m_tls);
}

Peer::~Peer() {
  if (m_tls) SSL_free(m_tls);
  if (m_context) SSL_CTX_free(m_context);
  if (m_socket >= 0) close(m_socket);
}

bool Peer::send(std::string_view bytes) {
  if (m_tls) return SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
  return ::send(m_socket, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size());
}

int Peer::readSome(char* into, size_t bytes) {
  if (m_tls) return SSL_read(m_tls, into, static_cast<int>(bytes));
  return static_cast<int>(recv(m_socket, into, bytes, 0));
}

// Until that many bytes are there, or until `end` is there.
bool Peer::receiveUntil(size_t bytes, const char* end) {
  char chunk[4096];
  while (end ? m_received.find(end) == std::string::npos : m_received.size() < bytes) {
    const int got = readSome(chunk, sizeof chunk);
    if (got <= 0) return false;
    m_received.append(chunk, static_cast<size_t>(got));
  }
  return true;
}

Answer Peer::receive() {
  Answer answer;
  if (!receiveUntil(0, "\r\n\r\n")) return answer;
  const size_t headEnd = m_received.find("\r\n\r\n");
  const std::string head = m_received.substr(0, headEnd + 2);
  m_received.erase(0, headEnd + 4);
  answer.status = std::atoi(head.substr(std::string("HTTP/1.1 ").size()).c_str());
  for (size_t at = head.find("\r\n") + 2; at < head.size();) {
    const size_t end = head.find("\r\n", at);
    const std::string line = head.substr(at, end - at);
    const size_t colon = line.find(": ");
    if (colon != std::string::npos) answer.headers[lowerCase(line.substr(0, colon))] = line.substr(colon + 2);
    at = end + 2;
  }
  if (answer.status == 100) return answer;
  const size_t length = static_cast<size_t>(std::atoll(answer.headers["content-length"].c_str()));
  if (receiveUntil(length, nullptr)) {
    answer.body = m_received.substr(0, length);
    m_received.erase(0, length);
  }
  return answer;
}

Answer Peer::ask(std::string_view method, std::string_view target, const std::map<std::string, std::string>& headers,
                 std::string_view body) {
  std::string request = std::string(method) + ' ' + std::string(target) + " HTTP/1.1\r\n";
  if (!headers.contains("Host")) request += "Host: localhost\r\n";
  for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
  if (method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n";
  request += body;
  send(request);
  return receive();
}

bool Peer::isClosedByServer() {
  char chunk[4096];
  for (;;) {
    const int got = readSome(chunk, sizeof chunk);
    if (got > 0) continue;
    if (m_tls && SSL_get_error(m_tls, got) == SSL_ERROR_WANT_READ) return false;
    return got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
  }
}

}  // namespace foyer::http
