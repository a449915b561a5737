#include "tests/sim/jobs.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace foyer::sim {

namespace {

// What a job says: "begin SEED", the seed's tally, "end"; seed by seed.
constexpr char kBegin[] = "begin\t";
constexpr char kEnd[] = "end\n";

void say(int end, const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(end, text.data() + at, text.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);
    at += static_cast<size_t>(written);
  }
}

class Job {
 public:
  Job(const Seeds& seeds, uint64_t first, const std::function<Tally(uint64_t)>& play)
      : m_seeds(seeds), m_play(play), m_next(first) {}

  bool isOver() const { return m_child < 0; }
  int readEnd() const { return m_end; }

  void start() {
    if (m_next > m_seeds.until) return;
    int ends[2];
    FOYER_ASSERT(::pipe(ends) == 0);
    m_child = ::fork();
    FOYER_ASSERT(m_child >= 0);
    if (m_child == 0) {
      ::close(ends[0]);
      work(ends[1]);
    }
    ::close(ends[1]);
    m_end = ends[0];
  }

  // Takes what it said; at its end, what became of it.
  void listen(Tally& all) {
    char part[4'096];
    const ssize_t got = ::read(m_end, part, sizeof part);
    if (got < 0 && errno == EINTR) return;
    if (got > 0) m_text.append(part, static_cast<size_t>(got));
    takeWhole(all);
    if (got > 0) return;
    ::close(m_end);
    int status = 0;
    ::waitpid(m_child, &status, 0);
    m_child = -1;
    if (status == 0) return;
    const uint64_t crashed = begun().value_or(m_next);
    Tally crash;
    crash.seeds = crash.violations = 1;
    crash.failures.push_back({crashed, kCrashed, "its process ended by itself; its own words are above"});
    all.add(crash);
    m_text.clear();
    m_next = crashed + m_seeds.jobs;
    if (m_seeds.end == Seeds::End::kAll) start();
  }

 private:
  [[noreturn]] void work(int end) {
    for (uint64_t seed = m_next; seed <= m_seeds.until; seed += m_seeds.jobs) {
      say(end, kBegin + std::to_string(seed) + "\n");
      const Tally tally = m_play(seed);
      say(end, tally.asText() + kEnd);
      if (m_seeds.end == Seeds::End::kAtFirstFailure && !tally.failures.empty()) break;
    }
    ::_exit(0);
  }

  std::optional<uint64_t> begun() const {
    if (m_text.rfind(kBegin, 0) != 0) return std::nullopt;
    return std::stoull(m_text.substr(sizeof kBegin - 1));
  }

  void takeWhole(Tally& all) {
    for (size_t until; (until = m_text.find(std::string("\n") + kEnd)) != std::string::npos;) {
      m_next = *begun() + m_seeds.jobs;
      all.add(Tally::fromText(m_text.substr(0, until + 1)));
      m_text.erase(0, until + sizeof kEnd);
    }
  }

  const Seeds& m_seeds;
  const std::function<Tally(uint64_t)>& m_play;
  uint64_t m_next;
  pid_t m_child = -1;
  int m_end = -1;
  std::string m_text;
};

}  // namespace

Tally playInJobs(const Seeds& seeds, const std::function<Tally(uint64_t seed)>& play) {
  Tally all;
  std::vector<Job> jobs;
  for (uint64_t i = 0; i < seeds.jobs; ++i) jobs.emplace_back(seeds, seeds.from + i, play);
  for (Job& job : jobs) job.start();
  for (;;) {
    std::vector<pollfd> ends;
    std::vector<Job*> running;
    for (Job& job : jobs) {
      if (job.isOver()) continue;
      ends.push_back({job.readEnd(), POLLIN, 0});
      running.push_back(&job);
    }
    if (running.empty()) break;
    ::poll(ends.data(), ends.size(), -1);
    for (size_t i = 0; i < ends.size(); ++i)
      if (ends[i].revents != 0) running[i]->listen(all);
  }
  return all;
}

bool runApart(const std::function<bool()>& work) {
  // What is not written yet would be written twice.
  std::fflush(nullptr);
  const pid_t child = ::fork();
  FOYER_ASSERT(child >= 0);
  if (child == 0) {
    const bool isDone = work();
    std::fflush(nullptr);
    ::_exit(isDone ? 0 : 1);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status == 0;
}

}  // namespace foyer::sim
