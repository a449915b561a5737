// What other threads ask of the engine thread, in order.
//
// Place: the UI and gRPC's threads post, the engine thread takes. Ownership: shared, since gRPC may have a
// last word after the engine has ended; what comes then is dropped. Threads: any. Errors: post() says no
// after close(). Does not: bound itself; the UI has a bounded number of confirmations under way and gRPC one
// message a line.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace foyer::uplink {

class Mailbox {
 public:
  using Task = std::function<void()>;

  bool post(Task task) {
    const std::lock_guard lock(m_mutex);
    if (m_isClosed) return false;
    m_tasks.push_back(std::move(task));
    m_arrived.notify_one();
    return true;
  }
  // What is there, after waiting for the first at most this long.
  std::deque<Task> take(std::chrono::milliseconds longest) {
    std::unique_lock lock(m_mutex);
    if (longest.count() > 0) m_arrived.wait_for(lock, longest, [this] { return !m_tasks.empty() || m_isClosed; });
    return std::exchange(m_tasks, {});
  }
  // No more after this; what is there can still be taken.
  void close() {
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_arrived.notify_all();
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_arrived;
  std::deque<Task> m_tasks;
  bool m_isClosed = false;
};

}  // namespace foyer::uplink
