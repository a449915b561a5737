// The real program foyer-server as a child process.
//
// Place: tests of sync-server/app. Ownership: a Program ends its child by SIGKILL if it still runs.
// Threads: one. Errors: a child that does not do what is waited for in time gives an empty answer.
// Does not: use a shell.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace foyer::app {

struct Finished {
  int status = -1;  // exit status; -1: ended by a signal
  std::string out;
  std::string err;
};

// Runs to its end.
Finished runProgram(const std::vector<std::string>& words);

class Program {
 public:
  explicit Program(const std::vector<std::string>& words);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The next line on its standard output; empty after a time limit or its end.
  std::string readLine();
  void signal(int number);
  Finished wait();

 private:
  pid_t m_child = -1;
  int m_out = -1;
  int m_err = -1;
};

}  // namespace foyer::app
