// The kiosk's engine thread: it alone touches the journal, the copy of the catalogue and the line.
//
// Place: the composition root starts one; the UI posts what visitors confirmed and hears back when it is on
// disk. Ownership: unique. Threads: its functions by any; the callbacks of EngineParts and of confirm() run
// on the engine thread: post them on to the UI, and do not wait in them. Errors: start() for an unusable
// journal; confirm() answers with kResourceExhausted (disk full, or too many under way), kInvalidArgument
// (the change is not valid). Does not: know Qt, forms or pages.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "kiosk/journal/journal.h"
#include "kiosk/sync/identity.h"
#include "kiosk/sync/mailbox.h"
#include "kiosk/sync/uplink.h"
#include "shared/base/clock.h"
#include "shared/validate/validate.h"

namespace foyer::uplink {

// One visitor confirms one thing at a time; more waiting than this is a fault.
inline constexpr int kConfirmsWaitingMax = 16;
// How often the disk's room and the age of the data key are looked at.
inline constexpr int64_t kHousekeepingMs = 5'000;
// How long stopping waits for gRPC's last words.
inline constexpr int64_t kStopDeadlineMs = 3'000;

// What the station shows of line and disk.
struct EngineState {
  LinkState link;
  journal::Counts counts;
  // Room for a new visit; asked before one begins.
  bool canCapture = false;
};

struct EngineParts {
  Identity identity;
  std::string journalPath;
  std::string programVersion;
  // These outlive the engine.
  const validate::Validator& validator;
  const Clock& clock;
  Random random;
  CatalogueIntake catalogue;
  // After every change of it.
  std::function<void(const EngineState&)> onState;
  journal::JournalOptions journalOptions = {};
};

class Engine {
 public:
  using Confirmed = std::function<void(const Result<journal::Receipt>&)>;

  static Result<std::unique_ptr<Engine>> start(EngineParts parts);
  // What was handed to confirm() is stored first.
  ~Engine();

  // Stores what a visitor confirmed. Author, number, times and schema version are filled in here; the id of
  // the change is the caller's, so that confirming the same again gives the same receipt. Answers exactly
  // once, after the disk.
  void confirm(record::ChangeBody body, Confirmed done);
  // The network may be back. Only a hint: everything is tried without it, too.
  void linkHint();
  EngineState state() const;

 private:
  explicit Engine(EngineParts parts);
  void run();
  void runTasks(int64_t longestWaitMs);
  void stop();
  Result<journal::Receipt> store(record::ChangeBody&& body);
  void publish();

  EngineParts m_parts;
  std::unique_ptr<journal::Journal> m_journal;
  const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
  std::unique_ptr<Uplink> m_uplink;
  std::atomic<int> m_confirmsWaiting{0};
  std::atomic<bool> m_isStopping{false};
  mutable std::mutex m_stateMutex;
  EngineState m_state;
  std::thread m_thread;
};

}  // namespace foyer::uplink
