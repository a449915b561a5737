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

#include "kiosk/sync/courier.h"
#include "kiosk/sync/engine_core.h"

namespace foyer::uplink {

// One visitor confirms one thing at a time; more waiting than this is a fault.
inline constexpr int kConfirmsWaitingMax = 16;
// How often the disk's room and the age of the data key are looked at.
inline constexpr int64_t kHousekeepingMs = 5'000;
// How long stopping waits for gRPC's last words.
inline constexpr int64_t kStopDeadlineMs = 3'000;

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
  // Takes seats of a session before a registration is confirmed; answers with their lease, nil: this kiosk may
  // confirm none. `done` on the engine thread.
  void reserveSeats(std::string session, uint32_t seats, std::function<void(const Id16&)> done);
  // The registration was surely not stored.
  void giveBackSeats(const Id16& lease, uint32_t seats);
  // Somebody registers so many people for this session; 0: nobody any more.
  void wishSeats(std::string session, uint32_t seats);
  // The network may be back. Only a hint: everything is tried without it, too.
  void linkHint();
  // A stick is mounted at this folder: takes the server's answers from it and writes onto it what is pending (see
  // courier.h). Visitors' confirmations wait for it: a day's entries take a second.
  void receiveCourier(std::string folder, std::function<void(const Result<CourierVisit>&)> done);
  EngineState state() const;

 private:
  explicit Engine(EngineParts parts);
  void run();
  void runTasks(int64_t longestWaitMs);
  void stop();
  void publish();

  EngineParts m_parts;
  const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
  std::unique_ptr<AssetLine> m_assetLine;
  std::unique_ptr<EngineCore> m_core;
  std::atomic<int> m_confirmsWaiting{0};
  std::atomic<bool> m_isStopping{false};
  mutable std::mutex m_stateMutex;
  EngineState m_state;
  std::thread m_thread;
};

}  // namespace foyer::uplink
