#include "sync-server/ingest/writer_thread.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace foyer::ingest {
namespace {

struct Task {
  WriterThread::Work work;
  WriterThread::Done done;
  Status result;
};

Error stopped() { return Error(Code::kUnavailable, "The server is shutting down; try again in a minute."); }

}  // namespace

struct WriterThread::State {
  State(store::Store& s, Labour l) : store(s), labour(l) {}

  store::Store& store;
  const Labour labour;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Task> queue;
  bool isStopping = false;
  std::thread thread;

  std::vector<Task> waitForGroup();
  std::vector<Task> takeGroup();
  void commit(std::vector<Task>& group);
  void serve();
};

// Waits for work; empty: there is none and there will be none.
std::vector<Task> WriterThread::State::waitForGroup() {
  std::unique_lock guard(mutex);
  wake.wait(guard, [&] { return !queue.empty() || isStopping; });
  return takeGroup();
}

// The mutex is held.
std::vector<Task> WriterThread::State::takeGroup() {
  const auto count = static_cast<ptrdiff_t>(std::min(queue.size(), kWorkPerTransactionMax));
  std::vector<Task> group(std::make_move_iterator(queue.begin()), std::make_move_iterator(queue.begin() + count));
  queue.erase(queue.begin(), queue.begin() + count);
  return group;
}

void WriterThread::State::commit(std::vector<Task>& group) {
  const Status committed = store.write([&](store::Writer& writer) -> Status {
    // Alone it needs no savepoint: the transaction itself is taken back.
    if (group.size() == 1) return group.front().work(writer);
    for (Task& task : group) task.result = writer.attempt([&] { return task.work(writer); });
    return okStatus();
  });
  for (Task& task : group) {
    if (!committed.ok() && task.result.ok()) task.result = committed;
    if (task.done) task.done(task.result);
  }
}

void WriterThread::State::serve() {
  for (;;) {
    std::vector<Task> group = waitForGroup();
    if (group.empty()) return;
    commit(group);
  }
}

WriterThread::WriterThread(store::Store& store, Labour labour) : m_state(std::make_unique<State>(store, labour)) {
  if (labour == Labour::kCaller) return;
  m_state->thread = std::thread([state = m_state.get()] { state->serve(); });
}

WriterThread::~WriterThread() { stop(); }

Status WriterThread::post(Work work, Done done) {
  const std::lock_guard guard(m_state->mutex);
  if (m_state->isStopping) return stopped();
  if (m_state->queue.size() >= kQueuedWorkMax) {
    return Error(Code::kResourceExhausted, "The server has too much to write at the moment; try again shortly.");
  }
  m_state->queue.push_back(Task{std::move(work), std::move(done), okStatus()});
  m_state->wake.notify_one();
  return okStatus();
}

Status WriterThread::run(const Work& work) {
  // It would wait for itself.
  FOYER_ASSERT(std::this_thread::get_id() != m_state->thread.get_id());
  std::promise<Status> written;
  std::future<Status> waiting = written.get_future();
  FOYER_TRY(post(work, [&](const Status& result) { written.set_value(result); }));
  if (m_state->labour == Labour::kCaller) {
    while (serveQueued()) {
    }
  }
  return waiting.get();
}

void WriterThread::drain() {
  if (m_state->labour == Labour::kCaller) {
    while (serveQueued()) {
    }
    return;
  }
  std::promise<void> reached;
  {
    const std::lock_guard guard(m_state->mutex);
    // One that stops has run everything.
    if (m_state->isStopping) return;
    // Also into a full queue: whoever ends waits for what is in it anyway.
    m_state->queue.push_back(Task{[](store::Writer&) { return okStatus(); }, [&](const Status&) { reached.set_value(); }, okStatus()});
    m_state->wake.notify_one();
  }
  reached.get_future().wait();
}

bool WriterThread::serveQueued() {
  FOYER_ASSERT(m_state->labour == Labour::kCaller);
  std::unique_lock guard(m_state->mutex);
  std::vector<Task> group = m_state->takeGroup();
  guard.unlock();
  if (!group.empty()) m_state->commit(group);
  return !group.empty();
}

void WriterThread::stop() {
  {
    const std::lock_guard guard(m_state->mutex);
    m_state->isStopping = true;
    m_state->wake.notify_one();
  }
  if (m_state->thread.joinable()) m_state->thread.join();
  if (m_state->labour == Labour::kCaller) {
    while (serveQueued()) {
    }
  }
}

}  // namespace foyer::ingest
