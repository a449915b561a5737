#include "sync-server/http/worker_pool.h"

#include <algorithm>

namespace foyer::http {

WorkerPool::WorkerPool(size_t workers, size_t queuedMax) : m_queuedMax(queuedMax) {
  for (size_t i = 0; i < std::max<size_t>(workers, 1); ++i) {
    m_threads.emplace_back([this] { work(); });
    m_ids.push_back(m_threads.back().get_id());
  }
}

WorkerPool::~WorkerPool() { stop(); }

WorkerPool::Taken WorkerPool::post(std::function<void()> job) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_stopping || m_queue.size() >= m_queuedMax) return Taken::kFull;
    m_queue.push_back(std::move(job));
  }
  m_wake.notify_one();
  return Taken::kYes;
}

void WorkerPool::stop() {
  std::deque<std::function<void()>> dropped;
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    dropped.swap(m_queue);
    threads.swap(m_threads);
  }
  m_wake.notify_all();
  for (auto& thread : threads) thread.join();
}

bool WorkerPool::isWorker(std::thread::id thread) const {
  return std::find(m_ids.begin(), m_ids.end(), thread) != m_ids.end();
}

void WorkerPool::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(m_mutex);
      m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
      if (m_stopping) return;
      job = std::move(m_queue.front());
      m_queue.pop_front();
    }
    job();
  }
}

}  // namespace foyer::http
