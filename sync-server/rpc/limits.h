// Bounds of the gRPC server itself; those of the stream are in shared/sync/limits.h.
//
// Place: sync_server.cpp. Values. Does not: bound what is inside a message.
#pragma once

#include <cstddef>
#include <cstdint>

namespace foyer::rpc {

// Streams open at a time: a fleet of 1,000 kiosks, each with an old stream that is not yet noticed as dead.
inline constexpr size_t kStreamsMax = 2'000;
// Streams of one connection: a kiosk has one, and a second while the first ends.
inline constexpr int kStreamsPerConnectionMax = 4;
// What gRPC may hold for messages under way: kStreamsMax kiosks do not all send a full message at once.
inline constexpr size_t kBufferBytesMax = 256 * 1024 * 1024;
// Names and values of one request's metadata; ours takes 300 bytes.
inline constexpr int kMetadataBytesMax = 8 * 1024;
// A kiosk may ping this often without sending; more often is abuse.
inline constexpr int kPingGapMinMs = 10'000;
// A connection without any stream is of no use.
inline constexpr int kIdleConnectionMs = 300'000;
// How long a stop waits for streams to end by themselves.
inline constexpr int64_t kStopDeadlineMs = 3'000;
// What a kiosk is told to wait when the server is too busy, or stops.
inline constexpr int64_t kRetryAfterBusyMs = 2'000;
// How often leases of seats are looked at; a minute late is little against half an hour of margin.
inline constexpr int64_t kSeatSweepMs = 60'000;
// How long after its question an answer about a slip leaves, whatever it is: looking up takes a tenth of that.
inline constexpr int64_t kSlipAnswerAfterMs = 250;
// Questions about slips under way: more than a fleet's visitors ask in the time of one answer.
inline constexpr int kSlipCallsMax = 64;
// How often waits are looked at; their precision.
inline constexpr int64_t kTickMs = 500;

}  // namespace foyer::rpc
