// How admin commands reach the running server: a Unix domain socket in its folder.
//
// There is one writer per database, so while a server runs, `foyer-server admin ...` sends it the words of the
// command and prints what comes back. The socket DATA/control.sock has mode 0600, and only root and the
// server's own user are listened to.
//   request:   each word followed by NUL, then the sending side is shut
//   response:  one byte, '0' or '1' (the exit status), then the text to print
// Ownership: ControlSocket owns its thread and the socket. Threads: `answer` runs on that thread, one command
// at a time. Errors: see each function. Does not: know the commands.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace foyer::app {

inline constexpr size_t kControlBytesMax = 64 * 1024;  // a command line; the answer names at most 50 mistakes
inline constexpr int kControlTalkMs = 5'000;           // to send a command: both sides are on this machine
inline constexpr int kControlWorkMs = 120'000;         // to load a large catalogue on a busy server

class ControlSocket {
 public:
  using Answer = std::function<Result<std::string>(const std::vector<std::string>& words)>;

  static Result<std::unique_ptr<ControlSocket>> listen(const std::string& folder, Answer answer);
  ~ControlSocket();

 private:
  struct State;
  explicit ControlSocket(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

// Sends the words to the server of this folder; what it printed, or its error. kUnavailable: nobody listens.
Result<std::string> askServer(const std::string& folder, const std::vector<std::string>& words);

}  // namespace foyer::app
