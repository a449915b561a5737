// Random centres: kiosks that are lent seats, confirm offline, reboot, are copied while they run, lose and repeat
// messages; a server that restarts with time lost or is restored from a backup; capacities that change. The true
// time is the test's alone; kiosks see it with a drift, the server with gaps.
#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <random>
#include <set>

#include "shared/sync/limits.h"
#include "sync-server/seats/ledger.h"

namespace foyer::seats {
namespace {

constexpr int64_t kHourMs = 3'600'000;

Id16 id(uint32_t n) {
  Id16 made;
  made.bytes[14] = static_cast<uint8_t>(n >> 8);
  made.bytes[15] = static_cast<uint8_t>(n);
  return made;
}

// What a kiosk does, in the fewest words: confirms from what it holds as long as its own clock allows.
struct Kiosk {
  Id16 device, incarnation;
  double drift = 1.0;
  Id16 lease;
  uint32_t granted = 0, spent = 0, returned = 0;
  double validUntil = 0;  // of its own clock
  uint32_t left() const { return granted - spent - returned; }
};

struct Arriving {
  Id16 device, lease;
  uint32_t seats = 1;
};

enum class Weather { kCalm, kStorm };

class Centre {
 public:
  Centre(uint32_t seed, Weather weather) : m_dice(seed), m_weather(weather) {
    m_capacity = below(30) + 1;
    for (uint32_t i = 0; i < 3; ++i) m_kiosks.push_back({id(i + 1), id(i + 50), 0.99 + 0.01 * below(3), {}, 0, 0, 0, 0});
  }

  void step() {
    m_trueMs += below(3) == 0 ? below(4) * kHourMs : below(100'000);
    const uint32_t what = below(m_weather == Weather::kCalm ? 6 : 14);
    if (what <= 1) return visit(m_kiosks[below(m_kiosks.size())]);
    if (what == 2) return meet(m_kiosks[below(m_kiosks.size())]);
    if (what == 3) return arrive();
    if (what == 4) return cancel();
    if (what == 5) return wait();
    if (what == 6) return reboot(m_kiosks[below(m_kiosks.size())]);
    if (what == 7) return copyRunning();
    if (what == 8) return changeCapacity();
    if (what == 9) return restartServer();
    if (what == 10) return backUp();
    if (what == 11) return restore();
    if (what == 12) return sayAgain();
    return expire();
  }

  uint32_t brokenPromises() const { return m_broken; }
  uint32_t fromLease() const { return m_fromLease; }
  uint32_t promoted() const { return m_promoted; }

 private:
  template <typename Number>
  uint32_t below(Number n) {
    return std::uniform_int_distribution<uint32_t>(0, static_cast<uint32_t>(n) - 1)(m_dice);
  }
  int64_t serverMs() const { return m_trueMs - m_lostMs; }

  // One transaction of the server.
  template <typename Act>
  void onLedger(Act act) {
    const uint32_t before = m_confirmed;
    Ledger ledger({m_capacity, true, serverMs() < m_frozenUntilMs}, m_confirmed, m_leases, m_waiting);
    act(ledger);
    for (const Waiter& waiter : ledger.promote()) {
      ++m_promoted;
      m_confirmedOnes.push_back(waiter.seats);
      std::erase_if(m_waiting, [&](const Waiter& w) { return w.registration == waiter.registration; });
    }
    m_confirmed = ledger.confirmed();
    m_leases.clear();
    for (const Lease& lease : ledger.leases())
      if (lease.isRenewed || lease.open() > 0) m_leases.push_back(lease);
    // The promise: nothing that the server does makes more confirmed than there is room for.
    if (m_confirmed > before) {
      ASSERT_LE(m_confirmed, m_capacity);
    }
    ASSERT_EQ(ledger.free() + ledger.leased() + ledger.confirmed(), m_capacity + ledger.missing());
  }

  void visit(Kiosk& kiosk) {
    const uint32_t seats = below(4) == 0 ? below(5) + 1 : 1;
    const bool isValid = static_cast<double>(m_trueMs) * kiosk.drift < kiosk.validUntil;
    if (!isValid || kiosk.left() < seats) return;
    kiosk.spent += seats;
    m_onTheWay.push_back({kiosk.device, kiosk.lease, seats});
  }

  void meet(Kiosk& kiosk) {
    while (m_weather == Weather::kCalm && !m_onTheWay.empty()) arrive();
    const Borrower borrower{kiosk.device, kiosk.incarnation, below(3) == 0 ? below(6) : 0};
    const double askedAt = static_cast<double>(m_trueMs) * kiosk.drift;
    const Holding holding{kiosk.lease, kiosk.spent, kiosk.returned, false};
    m_said.push_back({holding, borrower});
    const bool isForgotten = !kiosk.lease.isNil() && m_known.count(kiosk.lease) == 0;
    if (isForgotten) m_frozenUntilMs = serverMs() + sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs;
    Lending lending;
    Lease lent;
    onLedger([&](Ledger& ledger) {
      ledger.expire(serverMs());
      ledger.report(holding, borrower, serverMs());
      lending = ledger.lend(borrower, kiosk.left(), id(++m_lastLease + 1'000), serverMs());
      if (const Lease* found = ledger.lease(lending.lease)) lent = *found;
    });
    if (!lent.id.isNil()) m_known.insert(lent.id);
    if (below(4) == 0) return;  // the answer is lost
    m_trueMs += below(5'000);
    if (lent.id.isNil() || lent.id != kiosk.lease) kiosk.granted = kiosk.spent = kiosk.returned = 0;
    kiosk.lease = lent.id;
    kiosk.granted = lent.granted;
    kiosk.spent = std::max(kiosk.spent, lent.spent);
    kiosk.returned = std::max(kiosk.returned, lent.returned);
    if (kiosk.left() > lending.keep) kiosk.returned += kiosk.left() - lending.keep;
    kiosk.validUntil = askedAt + static_cast<double>(sync::kSeatLeaseMs);
  }

  // In any order, later than it was confirmed; in calm weather before the lease can have run out.
  void arrive() {
    if (m_onTheWay.empty()) return;
    const size_t which = m_weather == Weather::kCalm ? 0 : below(m_onTheWay.size());
    const Arriving arriving = m_onTheWay[which];
    m_onTheWay.erase(m_onTheWay.begin() + static_cast<ptrdiff_t>(which));
    onLedger([&](Ledger& ledger) {
      const Verdict verdict = ledger.confirm(arriving.seats, arriving.lease, arriving.device);
      if (verdict == Verdict::kNoSeat) {
        ++m_broken;
      } else {
        m_confirmedOnes.push_back(arriving.seats);
        if (verdict == Verdict::kFromLease) ++m_fromLease;
      }
    });
  }

  void cancel() {
    if (m_confirmedOnes.empty() || below(3) != 0) return;
    const size_t which = below(m_confirmedOnes.size());
    m_confirmed -= m_confirmedOnes[which];
    m_confirmedOnes.erase(m_confirmedOnes.begin() + static_cast<ptrdiff_t>(which));
    onLedger([](Ledger&) {});
  }
  void wait() {
    if (m_waiting.size() < 5) m_waiting.push_back({id(++m_lastVisitor + 5'000), below(4) + 1});
    onLedger([](Ledger&) {});
  }

  // After it a kiosk confirms nothing before it has met the server again; it gives back what it had left.
  void reboot(Kiosk& kiosk) {
    kiosk.validUntil = 0;
    kiosk.returned += kiosk.left();
  }
  void copyRunning() {
    if (m_kiosks.size() < 6) m_kiosks.push_back(m_kiosks[below(m_kiosks.size())]);
  }
  void changeCapacity() {
    m_capacity = below(30);
    onLedger([](Ledger&) {});
  }
  void restartServer() { m_lostMs += below(3) * kHourMs; }
  void expire() {
    onLedger([&](Ledger& ledger) { ledger.expire(serverMs()); });
  }
  void sayAgain() {
    if (m_said.empty()) return;
    const auto [holding, borrower] = m_said[below(m_said.size())];
    onLedger([&](Ledger& ledger) { ledger.report(holding, borrower, serverMs()); });
  }

  struct Backup {
    uint32_t confirmed = 0;
    std::vector<uint32_t> confirmedOnes;
    std::vector<Lease> leases;
    std::vector<Waiter> waiting;
    std::set<Id16> known;
  };
  void backUp() { m_backup = Backup{m_confirmed, m_confirmedOnes, m_leases, m_waiting, m_known}; }
  void restore() {
    if (!m_backup || below(4) != 0) return;
    m_confirmed = m_backup->confirmed;
    m_confirmedOnes = m_backup->confirmedOnes;
    m_leases = m_backup->leases;
    m_waiting = m_backup->waiting;
    m_known = m_backup->known;
    m_frozenUntilMs = serverMs() + sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs;
    onLedger([](Ledger&) {});
  }

  std::mt19937 m_dice;
  Weather m_weather;
  int64_t m_trueMs = 1'000, m_lostMs = 0, m_frozenUntilMs = 0;
  uint32_t m_capacity = 0, m_confirmed = 0;
  std::vector<uint32_t> m_confirmedOnes;
  std::vector<Lease> m_leases;
  std::vector<Waiter> m_waiting;
  std::deque<Kiosk> m_kiosks;
  std::vector<Arriving> m_onTheWay;
  std::vector<std::pair<Holding, Borrower>> m_said;
  std::set<Id16> m_known;
  std::optional<Backup> m_backup;
  uint32_t m_lastLease = 0, m_lastVisitor = 0, m_broken = 0, m_fromLease = 0, m_promoted = 0;
};

TEST(LedgerProperty, NeverConfirmsMoreThanThereIsRoomForWhateverHappens) {
  uint32_t fromLease = 0, broken = 0, promoted = 0;
  for (uint32_t seed = 1; seed <= 2'000 && !testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Centre centre(seed, Weather::kStorm);
    for (int i = 0; i < 300 && !testing::Test::HasFatalFailure(); ++i) centre.step();
    fromLease += centre.fromLease();
    broken += centre.brokenPromises();
    promoted += centre.promoted();
  }
  // The storm is one: all of it happens.
  EXPECT_GT(fromLease, 1'000u);
  EXPECT_GT(broken, 1'000u);
  EXPECT_GT(promoted, 1'000u);
}

// Answers are lost, but there are no copies, no restores, nothing later than a lease: whoever a kiosk confirmed stays
// confirmed.
TEST(LedgerProperty, KeepsEveryPromiseOfAKioskThatIsHeardInTime) {
  for (uint32_t seed = 1; seed <= 2'000 && !testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Centre centre(seed, Weather::kCalm);
    for (int i = 0; i < 300 && !testing::Test::HasFatalFailure(); ++i) centre.step();
    ASSERT_EQ(centre.brokenPromises(), 0u);
  }
}

}  // namespace
}  // namespace foyer::seats
