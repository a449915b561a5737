// What somebody with a slip is told: in a word each, how it stands with what was asked for, and which consents
// could be withdrawn. By the rule table: words are those of the enum's values, nothing else of a record is shown.
//
// Place: the desk answers CheckSlip with it. Ownership: pure functions over a Reader. Threads: any.
// Errors: those of the store. Does not: count tries, or wait (SyncServer does both).
#pragma once

#include "foyer/sync/v1/sync.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/store/store.h"

namespace foyer::rpc {

// Requests of one visit; a form makes one.
inline constexpr int kSlipItemsMax = 8;
// Purposes of one visit; a form asks for three or four.
inline constexpr int kSlipPurposesMax = 16;
// Places that are looked for on a waiting list; behind that nobody needs the number.
inline constexpr size_t kPlacesLookedAt = 500;
// Every answer has this length: eight items of 10 bytes, 16 purposes of 66, and more padding than 128 bytes.
inline constexpr size_t kSlipAnswerBytes = 1536;

// NOT_KNOWN for slips that were never given, have not arrived, or were erased.
Result<foyer::sync::v1::CheckSlipResponse> answerSlip(const store::Reader& reader, const schema::Schema& schema,
                                                      const Id16& slipId);
foyer::sync::v1::CheckSlipResponse slipLater(int64_t waitMs);
// To kSlipAnswerBytes.
void pad(foyer::sync::v1::CheckSlipResponse& answer);

}  // namespace foyer::rpc
