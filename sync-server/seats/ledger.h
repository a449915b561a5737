// The seats of one session: what is free, what is lent to kiosks, what is confirmed. A pure state machine.
//
// Escrow (O'Neil 1986, "The escrow transactional method"; bounded counters, Balegas et al. 2015): a kiosk that is
// offline may confirm only what it was lent before, so that nobody has to be asked, and the sum can never pass the
// capacity:
//   free + leased + confirmed = capacity (+ missing, when the capacity was lowered below what is promised)
// What is lent and arrives as a registration moves from leased to confirmed; what comes back, or runs out, moves to
// free; free seats go to the waiting list first, in order, and are lent again when nobody waits who would fit.
// Place: Seats makes one from the store for each session it touches and stores what it became. The simulation and
// the property tests drive it directly. Ownership: a value. Threads: one. Errors: none; a seat that is not there is
// a verdict. Does not: know a clock (times come in), a store, or what a registration is.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "shared/base/ids.h"

namespace foyer::seats {

// What one kiosk holds of one session without anybody standing before it: enough for a group, and three idle
// kiosks leave most of a course of fifteen alone.
inline constexpr uint32_t kSeatsPerLeaseMax = 4;

struct Lease {
  Id16 id;
  Id16 device;
  Id16 incarnation;
  uint32_t granted = 0;
  uint32_t spent = 0;
  uint32_t returned = 0;
  int64_t renewedMs = 0;
  bool isRenewed = true;  // false: it runs out

  // Lent, and neither arrived nor given back.
  uint32_t open() const { return granted - spent - returned; }
};

// A registration that waits. Where it stands in the list is its place in the vector.
struct Waiter {
  Id16 registration;
  uint32_t seats = 1;
};

struct Capacity {
  uint32_t seats = 0;
  // False: cancelled or taken away; what was promised stands, nothing more is given.
  bool isOffered = true;
  // Leases that this server does not know may be abroad: until then nothing is lent or given to those who wait.
  bool isFrozen = false;
};

enum class Verdict {
  kFromLease,  // the right was there
  kFromFree,   // it was not, but a seat is free
  kNoSeat,     // it would pass the capacity: the registration waits
};

// What a kiosk says of one lease.
struct Holding {
  Id16 lease;
  uint32_t spent = 0;
  uint32_t returned = 0;
  bool isEnded = false;
};

// Who asks to be lent seats.
struct Borrower {
  Id16 device;
  Id16 incarnation;
  uint32_t wish = 0;  // somebody registers so many people there at this moment
};

struct Lending {
  Id16 lease;         // nil: nothing is lent
  uint32_t keep = 0;  // the kiosk gives back what it has beyond this
};

class Ledger {
 public:
  // `leases`: those with something open or still renewed.
  Ledger(Capacity capacity, uint32_t confirmed, std::vector<Lease> leases, std::vector<Waiter> waiting);

  uint32_t capacity() const { return m_capacity.seats; }
  uint32_t confirmed() const { return m_confirmed; }
  uint32_t leased() const;
  uint32_t free() const;
  // Promised beyond the capacity; more than 0 only since the capacity was lowered.
  uint32_t missing() const;
  const std::vector<Lease>& leases() const { return m_leases; }
  const Lease* lease(const Id16& id) const;

  // A registration that was told it is confirmed. Counted as confirmed unless the verdict is kNoSeat.
  Verdict confirm(uint32_t seats, const Id16& lease, const Id16& device);
  // Those of the waiting list that have a seat now, first come first served: in the order of the list, and
  // whoever needs more seats than are free keeps the place but holds nobody up. Counted as confirmed.
  std::vector<Waiter> promote();

  // A kiosk's word on a lease that it holds; repeating it changes nothing. A lease that was lent to another device
  // is left alone; under another incarnation than it was lent to it only runs out: the disk was copied or put back,
  // and somebody else may still spend from it.
  void report(const Holding& holding, const Borrower& borrower, int64_t nowMs);
  // A kiosk that stands before the server. `newId` names the lease if it has none yet.
  Lending lend(const Borrower& borrower, uint32_t unspent, const Id16& newId, int64_t nowMs);
  // Takes back what is open of leases that have surely run out at their kiosks.
  void expire(int64_t nowMs);

 private:
  Lease* find(const Id16& id);
  Lease* current(const Borrower& borrower);
  bool somebodyWouldFit() const;
  void check() const;

  Capacity m_capacity;
  uint32_t m_confirmed = 0;
  std::vector<Lease> m_leases;
  std::vector<Waiter> m_waiting;
};

}  // namespace foyer::seats
