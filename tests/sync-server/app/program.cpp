#include "tests/sync-server/app/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace foyer::app {
namespace {

constexpr int kLineWaitMs = 20'000;  // a busy machine with two cores

std::string readAll(int file) {
  std::string text;
  char piece[4096];
  ssize_t count = 0;
  while ((count = ::read(file, piece, sizeof piece)) > 0) text.append(piece, static_cast<size_t>(count));
  return text;
}

}  // namespace

Program::Program(const std::vector<std::string>& words) {
  int out[2] = {-1, -1};
  int err[2] = {-1, -1};
  if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) return;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  std::vector<std::string> all = {FOYER_SERVER_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> pointers;
  for (std::string& word : all) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  if (::posix_spawn(&m_child, FOYER_SERVER_PROGRAM, &actions, nullptr, pointers.data(), environ) != 0) m_child = -1;
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  m_out = out[0];
  m_err = err[0];
}

Program::~Program() {
  if (m_child > 0) {
    ::kill(m_child, SIGKILL);
    ::waitpid(m_child, nullptr, 0);
  }
  if (m_out >= 0) ::close(m_out);
  if (m_err >= 0) ::close(m_err);
}

std::string Program::readLine() {
  std::string line;
  for (;;) {
    pollfd wait{m_out, POLLIN, 0};
    if (::poll(&wait, 1, kLineWaitMs) != 1) return {};
    char c = 0;
    if (::read(m_out, &c, 1) != 1) return {};
    if (c == '\n') return line;
    line += c;
  }
}

void Program::signal(int number) { ::kill(m_child, number); }

Finished Program::wait() {
  Finished finished;
  // Neither fills its pipe: these programs say a few lines.
  finished.out = readAll(m_out);
  finished.err = readAll(m_err);
  int status = 0;
  if (m_child > 0 && ::waitpid(m_child, &status, 0) == m_child && WIFEXITED(status)) {
    finished.status = WEXITSTATUS(status);
  }
  m_child = -1;
  return finished;
}

Finished runProgram(const std::vector<std::string>& words) { return Program(words).wait(); }

}  // namespace foyer::app
