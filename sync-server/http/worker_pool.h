// A fixed number of threads and a bounded queue: slow work stays off the network thread.
//
// Place: owned by Server; its network thread posts, the workers run. Ownership: the pool owns its threads
// until stop() or its destructor. Threads: post() from any; stop() from any but a worker. Errors: a full or
// stopped pool takes no job and says so. Does not: order jobs, time them out, or throw (a job must not).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace foyer::http {

class WorkerPool {
 public:
  enum class Taken { kYes, kFull };

  WorkerPool(size_t workers, size_t queuedMax);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  Taken post(std::function<void()> job);
  // Drops what is queued, waits for what runs. A second call does nothing.
  void stop();
  bool isWorker(std::thread::id thread) const;

 private:
  void work();

  const size_t m_queuedMax;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_queue;
  bool m_stopping = false;
  std::vector<std::thread> m_threads;
  std::vector<std::thread::id> m_ids;
};

}  // namespace foyer::http
