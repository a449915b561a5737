// A session's ledger as it was read from the store, and what is needed to store what it becomes.
//
// Place: made and used by Seats and by checkAll. Ownership: values. Threads: any. Errors: those of the store.
// Does not: write.
#pragma once

#include <map>

#include "sync-server/seats/seats.h"

namespace foyer::seats {

// More than any hall holds; what is not limited counts as this many, and sums stay far within 32 bits.
inline constexpr uint32_t kSeatsOfSessionMax = 1'000'000'000;

enum class Frozen { kNo, kYes };

struct Opened {
  store::SeatSessionRow row;
  std::map<Id16, store::SeatLeaseRow> leasesBefore;
  Ledger ledger;
};

// A ledger of what the store knows; `row` says the capacity.
Result<Opened> openLedger(const store::Reader& reader, const store::SeatSessionRow& row, Frozen frozen);
// The same at every fold.
Id16 capacityCaseId(const std::string& session);
Id16 seatCaseId(const Id16& registration, const Id16& changeId);
store::SeatLeaseRow rowOf(const std::string& session, const Lease& lease);
bool isSame(const store::SeatLeaseRow& a, const store::SeatLeaseRow& b);
bool isSame(const store::SeatSessionRow& a, const store::SeatSessionRow& b);

}  // namespace foyer::seats
