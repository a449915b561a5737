// Every limit of the stream between kiosk and server, with its unit and its reason.
//
// Place: both ends of the stream, the journal, the uplink and the gRPC server take their bounds from here.
// Values; any thread. Does not: hold limits of records (shared/record) or of sealing (shared/seal).
#pragma once

#include <cstddef>
#include <cstdint>

namespace foyer::sync {

// Versions of the protocol that this release speaks; two releases are kept. Hello says the newest of the kiosk;
// both then speak the lower of the two newest. A server refuses a kiosk whose newest is older than its oldest.
// Welcome says nothing of it, which means 1: the first release in which there are two numbers adds a field there,
// so that a newer kiosk knows an older server by its silence.
inline constexpr uint32_t kProtocol = 1;
inline constexpr uint32_t kProtocolOldest = 1;

// --- sizes ---
// One message, either way: four times the largest entry, and small enough to parse without harm.
inline constexpr size_t kMessageBytesMax = 1024 * 1024;
// What a Batch is filled to; half a message, so that keys and framing can never push it over.
inline constexpr size_t kBatchBytesMax = 512 * 1024;
// Entries of one Batch: from here on the wire cost of an entry hardly falls, and an ack comes sooner.
inline constexpr uint32_t kBatchEntriesMax = 500;
// What an entry and a data key take on the wire besides the sealed bytes, at most; for filling a Batch.
inline constexpr size_t kEntryFrameBytes = 128;
inline constexpr size_t kKeyFrameBytes = 384;

// --- windows ---
// Entries sent and not acknowledged: four full batches hide a slow line's way there and back.
inline constexpr uint32_t kWindowEntries = 2'000;
// The same in bytes of Batch messages: bounds what one kiosk makes the server hold.
inline constexpr size_t kWindowBytes = 4 * kBatchBytesMax;
// One CatalogueBatch: a screen of texts arrives within a second even on a line of 2 Mbit/s.
inline constexpr size_t kCatalogueBatchBytes = 256 * 1024;
inline constexpr uint32_t kCatalogueBatchItemsMax = 500;
// Sent and not applied: bounds what a slow kiosk makes the server hold.
inline constexpr uint32_t kCatalogueBatchesUnapplied = 4;
// Outcomes of one OutcomeReport: 24 bytes each on the wire, so 12 kB.
inline constexpr uint32_t kOutcomesPerReportMax = 500;
// Ids of one Offer: 18 bytes each on the wire, so 18 kB.
inline constexpr uint32_t kOfferIdsMax = 1'000;
// Ids wanted of one kiosk after a restore; 14 days of a very busy kiosk are about 10,000.
inline constexpr uint32_t kWantedIdsMax = 1'000'000;
// Characters of texts that a kiosk says of itself (boot id, version): an id or a version, with room.
inline constexpr size_t kHelloTextBytesMax = 128;

// --- courier ---
// One frame of a file: a message of the stream.
inline constexpr size_t kCourierFrameBytesMax = kMessageBytesMax;
// One file: a quarter of what FAT, the file system of most sticks, can hold; two million entries, written and
// read again within two minutes on a slow stick.
inline constexpr uint64_t kCourierFileBytesMax = uint64_t{1024} * 1024 * 1024;
// Room that is left for the last frame and the folder's own growth.
inline constexpr uint64_t kCourierReserveBytes = 64 * 1024;
// Outcomes of one answer, 8 bytes each: those of an answer that is larger are left out, and are seen by staff.
inline constexpr size_t kCourierOutcomesMax = 50'000;
inline constexpr size_t kCourierAnswerBytesMax = 1024 * 1024;
// Files of one folder: a stick that goes round fifty kiosks for weeks has fewer.
inline constexpr size_t kCourierFilesMax = 1'000;

// --- seats ---
// How long a kiosk may confirm from what it was lent without a word to the server: a site whose line fails in
// the morning still confirms until it closes, and seats lent to a kiosk that is gone come back the next day.
inline constexpr int64_t kSeatLeaseMs = 24 * 60 * 60 * 1000;
// After that the server waits on, before it gives the seats to others: two clocks that differ by 2 %, a hundred
// times what quartz does, do not meet in it.
inline constexpr int64_t kSeatLeaseMarginMs = 30 * 60 * 1000;
// From report to report without news: what is free elsewhere is shown at most this late.
inline constexpr int64_t kSeatReportMs = 120'000;
// Sessions with seats that are lent to one kiosk: ten years of weekly courses.
inline constexpr uint32_t kSeatSessionsMax = 500;
// Leases that one kiosk can know of; a few ended ones a session beside the present one. 100 bytes each.
inline constexpr uint32_t kSeatHoldingsMax = 4'000;
// Visitors who register at one kiosk at a time.
inline constexpr uint32_t kSeatWishesMax = 4;
// The most people of one registration.
inline constexpr uint32_t kSeatsPerRegistrationMax = 20;
// Ids of the catalogue.
inline constexpr size_t kSessionIdBytesMax = 64;

// --- waits ---
// From connecting to Welcome: TLS over a bad mobile line takes up to 10 s.
inline constexpr int64_t kHelloDeadlineMs = 20'000;
// Without any word from the server while something is unacknowledged: then the stream is given up.
inline constexpr int64_t kAckDeadlineMs = 60'000;
// Pings on a quiet stream, so that a dead line is noticed and NAT entries live (some forget after 60 s).
inline constexpr int64_t kHeartbeatMs = 30'000;
inline constexpr int64_t kHeartbeatTimeoutMs = 15'000;
// First wait before trying again, and the longest one: a site's line that comes back is used within a minute,
// and 1,000 kiosks without a server are 33 tries a second at most.
inline constexpr int64_t kBackoffMinMs = 500;
inline constexpr int64_t kBackoffMaxMs = 60'000;
// A stream that was open this long ends a row of failures: shorter ones may be refused again and again.
inline constexpr int64_t kStableStreamMs = 10'000;
// The longest wait that a Refusal may ask for.
inline constexpr int64_t kRetryAfterMaxMs = 10 * 60 * 1000;

}  // namespace foyer::sync
