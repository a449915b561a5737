#include "sync-server/seats/ledger.h"

#include <algorithm>
#include <set>

#include "shared/base/result.h"
#include "shared/sync/limits.h"

namespace foyer::seats {

Ledger::Ledger(Capacity capacity, uint32_t confirmed, std::vector<Lease> leases, std::vector<Waiter> waiting)
    : m_capacity(capacity), m_confirmed(confirmed), m_leases(std::move(leases)), m_waiting(std::move(waiting)) {
  check();
}

uint32_t Ledger::leased() const {
  uint32_t sum = 0;
  for (const Lease& lease : m_leases) sum += lease.open();
  return sum;
}

uint32_t Ledger::free() const {
  const uint32_t promised = m_confirmed + leased();
  return promised < m_capacity.seats ? m_capacity.seats - promised : 0;
}

uint32_t Ledger::missing() const {
  const uint32_t promised = m_confirmed + leased();
  return promised > m_capacity.seats ? promised - m_capacity.seats : 0;
}

// Stays on in production: a broken sum would promise a seat twice.
void Ledger::check() const {
  for (const Lease& lease : m_leases)
    FOYER_ASSERT(uint64_t{lease.spent} + lease.returned <= lease.granted);
  FOYER_ASSERT(uint64_t{free()} + leased() + m_confirmed == uint64_t{m_capacity.seats} + missing());
}

Lease* Ledger::find(const Id16& id) {
  const auto found = std::find_if(m_leases.begin(), m_leases.end(), [&](const Lease& lease) { return lease.id == id; });
  return found == m_leases.end() ? nullptr : &*found;
}

const Lease* Ledger::lease(const Id16& id) const { return const_cast<Ledger*>(this)->find(id); }

Verdict Ledger::confirm(uint32_t seats, const Id16& leaseId, const Id16& device) {
  // Where the capacity was lowered, not even a right that was lent makes more confirmed than there is room for.
  if (uint64_t{m_confirmed} + seats > m_capacity.seats) return Verdict::kNoSeat;
  Lease* lease = find(leaseId);
  if (lease && lease->device == device && lease->open() >= seats) {
    lease->spent += seats;
    m_confirmed += seats;
    check();
    return Verdict::kFromLease;
  }
  // Expired, another kiosk's, or spent already, as two running copies of one machine would: it takes what nobody
  // has. While leases of before a restore may be abroad, only those who name one have a claim to it.
  const bool isClosed = !m_capacity.isOffered || (m_capacity.isFrozen && leaseId.isNil());
  if (isClosed || free() < seats) return Verdict::kNoSeat;
  m_confirmed += seats;
  check();
  return Verdict::kFromFree;
}

std::vector<Waiter> Ledger::promote() {
  std::vector<Waiter> promoted;
  if (m_capacity.isFrozen || !m_capacity.isOffered) return promoted;
  std::vector<Waiter> left;
  for (const Waiter& waiter : m_waiting) {
    if (waiter.seats > free()) {
      left.push_back(waiter);
      continue;
    }
    m_confirmed += waiter.seats;
    promoted.push_back(waiter);
  }
  m_waiting = std::move(left);
  check();
  return promoted;
}

void Ledger::report(const Holding& holding, const Borrower& borrower, int64_t nowMs) {
  Lease* lease = find(holding.lease);
  if (!lease || lease->device != borrower.device) return;
  if (lease->incarnation != borrower.incarnation) {
    lease->isRenewed = false;
    return;
  }
  // Counts that only grow: late and repeated words take nothing back. What has arrived meanwhile is not given back.
  lease->returned = std::max(lease->returned, std::min(holding.returned, lease->granted - lease->spent));
  if (holding.isEnded) lease->isRenewed = false;
  if (lease->isRenewed) lease->renewedMs = std::max(lease->renewedMs, nowMs);
  check();
}

Lease* Ledger::current(const Borrower& borrower) {
  const auto found = std::find_if(m_leases.begin(), m_leases.end(), [&](const Lease& lease) {
    return lease.device == borrower.device && lease.incarnation == borrower.incarnation && lease.isRenewed;
  });
  return found == m_leases.end() ? nullptr : &*found;
}

// Of those who wait, somebody fits into what is free or can be called back from kiosks.
bool Ledger::somebodyWouldFit() const {
  const uint32_t available = free() + leased();
  return std::any_of(m_waiting.begin(), m_waiting.end(),
                     [&](const Waiter& waiter) { return waiter.seats <= available; });
}

Lending Ledger::lend(const Borrower& borrower, uint32_t unspent, const Id16& newId, int64_t nowMs) {
  Lease* lease = current(borrower);
  if (lease) {
    unspent = std::min(unspent, lease->open());
    // The answer names it, also where the kiosk did not: an answer was lost. From now on it holds anew there, so here too.
    lease->renewedMs = std::max(lease->renewedMs, nowMs);
  }
  if (m_capacity.isFrozen || !m_capacity.isOffered || somebodyWouldFit())
    return {lease ? lease->id : Id16{}, 0};
  std::set<Id16> devices{borrower.device};
  for (const Lease& other : m_leases)
    if (other.isRenewed) devices.insert(other.device);
  // A quarter stays here, for whoever has somebody standing before it; the rest is shared among the kiosks that
  // are about.
  const uint32_t available = free() + leased();
  const uint32_t reserve = (available + 3) / 4;
  const uint32_t share = (available - reserve) / static_cast<uint32_t>(devices.size());
  uint32_t keep = std::min(kSeatsPerLeaseMax, share);
  const uint32_t lendable = free() > reserve ? free() - reserve : 0;
  uint32_t more = keep > unspent ? std::min(keep - unspent, lendable) : 0;
  const uint32_t wish = std::min(borrower.wish, sync::kSeatsPerRegistrationMax);
  if (wish > unspent + more && wish - unspent <= free()) more = wish - unspent;
  // What was lent to somebody who stands there is not called back from under them.
  if (wish <= unspent + more) keep = std::max(keep, wish);
  if (more > 0 && !lease) {
    m_leases.push_back({newId, borrower.device, borrower.incarnation, 0, 0, 0, nowMs, true});
    lease = &m_leases.back();
  }
  if (more > 0) lease->granted += more;
  check();
  return {lease ? lease->id : Id16{}, keep};
}

void Ledger::expire(int64_t nowMs) {
  for (Lease& lease : m_leases) {
    if (nowMs - lease.renewedMs < sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs) continue;
    lease.returned = lease.granted - lease.spent;
    lease.isRenewed = false;
  }
  check();
}

}  // namespace foyer::seats
