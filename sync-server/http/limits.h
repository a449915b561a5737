// Every bound of the HTTP server, each with its reason.
//
// Place: read by server.cpp, worker_pool.cpp and static_files.cpp. `Limits` holds the values of one running
// server; tests make single ones smaller so that they need not wait. Threads: constants.
#pragma once

#include <cstddef>
#include <cstdint>

namespace foyer::http {

// Browsers send about 1 KiB of headers to us; 16 KiB leaves room for proxies and refuses header bombs.
inline constexpr uint32_t kHeaderBytesMax = 16 * 1024;
// The longest staff call (a page text in all languages) is below 200 KiB; 1 MiB leaves room.
inline constexpr uint64_t kBodyBytesMax = 1024 * 1024;
// A browser reuses its connection within seconds; a silent one is not worth its memory after half a minute.
inline constexpr int64_t kIdleTimeoutMs = 30'000;
// TLS handshake, and from a request's first byte to its last: 1 MiB at 1 Mbit/s takes 8 s; slower is an attack.
inline constexpr int64_t kReadDeadlineMs = 10'000;
// One answer must leave within this time: the largest console file at 0.5 Mbit/s takes 50 s.
inline constexpr int64_t kWriteDeadlineMs = 60'000;
// Staff of several sites with six browser connections each; at about 60 KiB each this is 30 MiB.
inline constexpr size_t kConnectionsMax = 512;
// A peer that we refuse is listened to for this long and this much, so that it can read why.
inline constexpr int64_t kLingerMs = 1'000;
inline constexpr uint64_t kLingerBytesMax = 4 * 1024 * 1024;
// How long stop() waits for answers under way: below the 5 s after which people press the button again.
inline constexpr int64_t kStopDeadlineMs = 2'000;
// After a failed accept (out of file handles) the next try waits, so that the loop does not spin.
inline constexpr int64_t kAcceptRetryDelayMs = 100;
// Calls read SQLite or hash passwords: more threads than this only wait for the same disk and cores.
inline constexpr size_t kWorkers = 4;
// Calls that wait for a worker: at 10 ms each the last one waits 0.6 s; more are told to come back.
inline constexpr size_t kQueuedCallsMax = 256;
// What a refused caller is asked to wait (header Retry-After).
inline constexpr int kRetryAfterSeconds = 2;
// The console's build is below 5 MiB in below 100 files and is held in memory.
inline constexpr uint64_t kStaticBytesMax = 64 * 1024 * 1024;
inline constexpr size_t kStaticFilesMax = 2'000;

struct Limits {
  uint32_t headerBytesMax = kHeaderBytesMax;
  uint64_t bodyBytesMax = kBodyBytesMax;
  int64_t idleTimeoutMs = kIdleTimeoutMs;
  int64_t readDeadlineMs = kReadDeadlineMs;
  int64_t writeDeadlineMs = kWriteDeadlineMs;
  size_t connectionsMax = kConnectionsMax;
  int64_t stopDeadlineMs = kStopDeadlineMs;
  size_t workers = kWorkers;
  size_t queuedCallsMax = kQueuedCallsMax;
};

}  // namespace foyer::http
