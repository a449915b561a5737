#include "sync-server/seats/opened.h"

#include <algorithm>

#include "shared/seal/seal.h"

namespace foyer::seats {
namespace {

Id16 idOf(const std::string& text) {
  const seal::Hash32 hash = seal::hash(text);
  Id16 id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Error wrong(const std::string& session, const char* what) {
  return Error(Code::kInternal, "The seats of \"" + session + "\" do not add up: " + what + "; run foyer-server rebuild and tell the makers.");
}

Capacity capacityOf(const store::SeatSessionRow& row, Frozen frozen) {
  return {row.isLimited ? row.capacity : kSeatsOfSessionMax, row.isOffered, frozen == Frozen::kYes};
}

uint32_t countOf(uint64_t confirmed) { return static_cast<uint32_t>(std::min<uint64_t>(confirmed, kSeatsOfSessionMax)); }

std::vector<Lease> leasesOf(const std::vector<store::SeatLeaseRow>& rows) {
  std::vector<Lease> leases;
  for (const store::SeatLeaseRow& row : rows)
    leases.push_back({row.id, row.device, row.incarnation, row.granted, row.spent, row.returned, row.renewedMs, row.isRenewed});
  return leases;
}

}  // namespace

Id16 capacityCaseId(const std::string& session) { return idOf("foyer capacity case v1" + session); }

Id16 seatCaseId(const Id16& registration, const Id16& changeId) {
  return idOf("foyer seat case v1" + registration.str() + changeId.str());
}

store::SeatLeaseRow rowOf(const std::string& session, const Lease& lease) {
  return {lease.id,    session,        lease.device,    lease.incarnation, lease.granted,
          lease.spent, lease.returned, lease.renewedMs, lease.isRenewed};
}

bool isSame(const store::SeatLeaseRow& a, const store::SeatLeaseRow& b) {
  return a.granted == b.granted && a.spent == b.spent && a.returned == b.returned && a.renewedMs == b.renewedMs &&
         a.isRenewed == b.isRenewed;
}

bool isSame(const store::SeatSessionRow& a, const store::SeatSessionRow& b) {
  return a.capacity == b.capacity && a.isLimited == b.isLimited && a.isOffered == b.isOffered;
}

Result<Opened> openLedger(const store::Reader& reader, const store::SeatSessionRow& row, Frozen frozen) {
  FOYER_ASSIGN(const uint64_t confirmed, reader.seatsConfirmed(row.session));
  FOYER_ASSIGN(const auto leases, reader.liveSeatLeases(row.session));
  const Capacity capacity = capacityOf(row, frozen);
  // Where all is confirmed nobody on a long list can be helped.
  std::vector<store::SeatClaimRow> claims;
  if (confirmed < capacity.seats) {
    FOYER_ASSIGN(claims, reader.seatsWaiting(row.session, kWaitingLookedAtMax));
  }
  std::map<Id16, store::SeatLeaseRow> before;
  for (const store::SeatLeaseRow& lease : leases) before.emplace(lease.id, lease);
  std::vector<Waiter> waiting;
  for (const store::SeatClaimRow& claim : claims) waiting.push_back({claim.registration, claim.seats});
  return Opened{row, std::move(before), Ledger(capacity, countOf(confirmed), leasesOf(leases), std::move(waiting))};
}

Status checkAll(const store::Reader& reader) {
  FOYER_ASSIGN(const auto rows, reader.seatSessions());
  for (const store::SeatSessionRow& row : rows) {
    FOYER_ASSIGN(const auto leases, reader.liveSeatLeases(row.session));
    for (const store::SeatLeaseRow& lease : leases)
      if (uint64_t{lease.spent} + lease.returned > lease.granted) return wrong(row.session, "more came of a lease than was lent");
    FOYER_ASSIGN(const uint64_t confirmed, reader.seatsConfirmed(row.session));
    const Ledger ledger(capacityOf(row, Frozen::kNo), countOf(confirmed), leasesOf(leases), {});
    if (uint64_t{ledger.free()} + ledger.leased() + ledger.confirmed() != uint64_t{ledger.capacity()} + ledger.missing())
      return wrong(row.session, "free, leased and confirmed are not the capacity");
    if (ledger.missing() == 0) continue;
    FOYER_ASSIGN(const auto open, reader.findCase(capacityCaseId(row.session)));
    if (!open || open->closedMs != 0) return wrong(row.session, "more is promised than there is, and nobody is told");
  }
  return okStatus();
}

}  // namespace foyer::seats
