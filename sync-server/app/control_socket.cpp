#include "sync-server/app/control_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace foyer::app {
namespace {

class Handle {
 public:
  explicit Handle(int number) : m_number(number) {}
  Handle(Handle&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (m_number >= 0) ::close(m_number);
  }
  int get() const { return m_number; }

 private:
  int m_number;
};

// A socket's path is short (108 bytes), a folder's need not be: it is reached through its open handle.
sockaddr_un addressIn(const Handle& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(folder.get()) + "/control.sock";
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Handle openFolderHandle(const std::string& folder) {
  return Handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

void setWaits(int socket, int receiveMs) {
  const auto asTimeval = [](int ms) { return timeval{ms / 1000, (ms % 1000) * 1000}; };
  const timeval receive = asTimeval(receiveMs);
  const timeval send = asTimeval(kControlTalkMs);
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &receive, sizeof receive);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &send, sizeof send);
}

bool sendAll(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

// Until the other side is shut; false: too much, too slow, or broken.
bool receiveAll(int socket, std::string& bytes) {
  char piece[4096];
  for (;;) {
    const ssize_t count = ::recv(socket, piece, sizeof piece, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    bytes.append(piece, static_cast<size_t>(count));
    if (bytes.size() > kControlBytesMax) return false;
  }
}

bool isAllowed(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == 0 || peer.uid == ::geteuid();
}

std::vector<std::string> splitWords(std::string_view bytes) {
  std::vector<std::string> words;
  while (!bytes.empty()) {
    const size_t end = bytes.find('\0');
    if (end == std::string_view::npos) break;
    words.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  return words;
}

}  // namespace

struct ControlSocket::State {
  Handle socket;
  Handle wake;
  std::string path;
  Answer answer;
  std::thread thread;

  void serve();
  void talk(const Handle& peer);
};

void ControlSocket::State::serve() {
  for (;;) {
    pollfd waits[2] = {{socket.get(), POLLIN, 0}, {wake.get(), POLLIN, 0}};
    if (::poll(waits, 2, -1) < 0 && errno != EINTR) return;
    if (waits[1].revents != 0) return;
    if (waits[0].revents == 0) continue;
    const Handle peer(::accept4(socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (peer.get() >= 0) talk(peer);
  }
}

void ControlSocket::State::talk(const Handle& peer) {
  setWaits(peer.get(), kControlTalkMs);
  std::string request;
  if (!isAllowed(peer.get()) || !receiveAll(peer.get(), request)) return;
  const Result<std::string> answered = answer(splitWords(request));
  std::string response = answered.ok() ? "0" + *answered : "1" + answered.error().message();
  response.resize(std::min(response.size(), kControlBytesMax));
  // A peer that is gone misses the answer; the command was carried out.
  (void)sendAll(peer.get(), response);
}

ControlSocket::ControlSocket(std::unique_ptr<State> state) : m_state(std::move(state)) {}

ControlSocket::~ControlSocket() {
  const uint64_t one = 1;
  if (::write(m_state->wake.get(), &one, sizeof one) == sizeof one) m_state->thread.join();
  ::unlink(m_state->path.c_str());
}

Result<std::unique_ptr<ControlSocket>> ControlSocket::listen(const std::string& folder, Answer answer) {
  const Error refused(Code::kFailedPrecondition,
                      "The socket " + folder + "/control.sock for admin commands cannot be made; check that this user may write there.");
  const Handle folderHandle = openFolderHandle(folder);
  Handle socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  Handle wake(::eventfd(0, EFD_CLOEXEC));
  if (folderHandle.get() < 0 || socket.get() < 0 || wake.get() < 0) return refused;
  const std::string path = folder + "/control.sock";
  // The folder's lock is held: a socket that is there belongs to a server that has ended.
  ::unlink(path.c_str());
  const sockaddr_un address = addressIn(folderHandle);
  const mode_t before = ::umask(0177);
  const bool isBound = ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::umask(before);
  constexpr int kWaitingMax = 8;  // people who type commands at the same moment
  if (!isBound || ::listen(socket.get(), kWaitingMax) != 0) return refused;
  auto state = std::make_unique<State>(State{std::move(socket), std::move(wake), path, std::move(answer), {}});
  state->thread = std::thread([raw = state.get()] { raw->serve(); });
  return std::unique_ptr<ControlSocket>(new ControlSocket(std::move(state)));
}

Result<std::string> askServer(const std::string& folder, const std::vector<std::string>& words) {
  const Error nobody(Code::kUnavailable, "The server of the folder " + folder +
                                             " is starting or ending, or belongs to another user; try again in a moment.");
  const Handle folderHandle = openFolderHandle(folder);
  const Handle socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (folderHandle.get() < 0 || socket.get() < 0) return nobody;
  setWaits(socket.get(), kControlWorkMs);
  const sockaddr_un address = addressIn(folderHandle);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return nobody;
  std::string request;
  for (const std::string& word : words) request += word + '\0';
  std::string response;
  const bool isTold = sendAll(socket.get(), request) && ::shutdown(socket.get(), SHUT_WR) == 0 &&
                      receiveAll(socket.get(), response) && !response.empty();
  if (!isTold) return Error(Code::kUnavailable, "The server did not answer; look into its log, then try again.");
  if (response.front() == '0') return response.substr(1);
  return Error(Code::kFailedPrecondition, response.substr(1));
}

}  // namespace foyer::app
