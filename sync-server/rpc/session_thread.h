// The one thread on which all sessions of streams run; everybody else only posts to it.
//
// Place: gRPC's threads and the writer thread post values; SyncStream and SyncServer run here, so that their
// state needs no locks. What it runs is short: hashing a batch, reading a row; commits happen elsewhere.
// The queue is bounded by its users: a stream posts one read, one write and one end at a time, and one
// commit a batch of its window.
// Ownership: owns its thread. Threads: post() and stop() from any. Errors: after stop() posts are dropped.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace foyer::rpc {

class SessionThread {
 public:
  // `tick` runs about every kTickMs.
  explicit SessionThread(std::function<void()> tick);
  ~SessionThread();

  void post(std::function<void()> job);
  // Runs what is queued, then ends. Not from the thread itself.
  void stop();

 private:
  void run();

  std::function<void()> m_tick;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_jobs;
  bool m_isStopping = false;
  std::thread m_thread;
};

}  // namespace foyer::rpc
