// The one writer: a thread that runs queued work in shared transactions (group commit).
//
// Place: the only caller of Store::write while the server serves; the sync stream, the staff API, accounts
// and the catalogue all hand their writes in here. Work of many callers that is waiting when a transaction
// begins shares it and its single sync to disk; every `done` runs after that sync (invariant 4).
// A piece of work that returns an error takes only itself back (a savepoint), not its neighbours.
// With Labour::kCaller there is no thread: the simulation says when a group is committed, so that the same code
// runs in an order that can be repeated.
// Ownership: owns its thread; refers to the Store. Threads: any thread may call. Errors:
// kResourceExhausted when the queue is full: try again later; kUnavailable after stop.
#pragma once

#include <functional>
#include <memory>

#include "shared/base/result.h"
#include "sync-server/store/store.h"

namespace foyer::ingest {

inline constexpr size_t kQueuedWorkMax = 4'096;     // about 4 s of work; more would only hide an overload
inline constexpr size_t kWorkPerTransactionMax = 256;  // bounds how long one transaction holds the database

// Who does the work: threads of its own, or the one thread of whoever calls (the simulation).
enum class Labour { kOwnThreads, kCaller };

class WriterThread {
 public:
  using Work = std::function<Status(store::Writer&)>;
  using Done = std::function<void(const Status&)>;

  explicit WriterThread(store::Store& store, Labour labour = Labour::kOwnThreads);
  ~WriterThread();  // finishes what is queued, then stops

  // Runs `work` soon; `done` (may be empty) on the writer thread after the commit or the failure.
  Status post(Work work, Done done);
  // Runs `work` and waits until it is durable. Not from the writer thread.
  Status run(const Work& work);
  // Waits until what is queued now has run, whatever came of it. Not from the writer thread.
  void drain();
  // Labour::kCaller only: commits one group of what is queued; false where nothing is.
  bool serveQueued();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace foyer::ingest
