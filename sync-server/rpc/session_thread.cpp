#include "sync-server/rpc/session_thread.h"

#include <chrono>

#include "sync-server/rpc/limits.h"

namespace foyer::rpc {

SessionThread::SessionThread(std::function<void()> tick) : m_tick(std::move(tick)), m_thread([this] { run(); }) {}

SessionThread::~SessionThread() { stop(); }

void SessionThread::post(std::function<void()> job) {
  const std::lock_guard guard(m_mutex);
  if (m_isStopping) return;
  m_jobs.push_back(std::move(job));
  m_wake.notify_one();
}

void SessionThread::stop() {
  {
    const std::lock_guard guard(m_mutex);
    m_isStopping = true;
    m_wake.notify_one();
  }
  if (m_thread.joinable()) m_thread.join();
}

void SessionThread::run() {
  using SteadyClock = std::chrono::steady_clock;
  const auto gap = std::chrono::milliseconds(kTickMs);
  auto nextTick = SteadyClock::now() + gap;
  std::unique_lock guard(m_mutex);
  for (;;) {
    m_wake.wait_until(guard, nextTick, [&] { return !m_jobs.empty() || m_isStopping; });
    if (!m_jobs.empty()) {
      const std::function<void()> job = std::move(m_jobs.front());
      m_jobs.pop_front();
      guard.unlock();
      job();
      guard.lock();
    } else if (m_isStopping) {
      return;
    }
    if (SteadyClock::now() < nextTick) continue;
    nextTick = SteadyClock::now() + gap;
    guard.unlock();
    m_tick();
    guard.lock();
  }
}

}  // namespace foyer::rpc
