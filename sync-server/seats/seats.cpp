#include "sync-server/seats/seats.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "sync-server/seats/opened.h"
#include "sync-server/seats/seat_clock.h"

namespace foyer::seats {
namespace {

constexpr char kClockKey[] = "seats_clock";
constexpr char kEpochKey[] = "seats_epoch";
constexpr char kServerEpochKey[] = "server_epoch";
constexpr char kFrozenUntilKey[] = "seats_frozen_until_ms";

int64_t numberIn(const std::string& text) {
  int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Seats::Seats(const schema::Schema& schema, const Clock& clock, Random random)
    : m_registrations(Registrations::of(schema)), m_clock(clock), m_random(std::move(random)) {}

bool Seats::concerns(const record::ChangeBody& change) const {
  if (!m_registrations) return false;
  if (change.authorKind != record::AuthorKind::AUTHOR_KIND_KIOSK || m_registrations->isWrittenBy(change)) return true;
  // By slip a visit can be taken back as a whole.
  return std::any_of(change.records.begin(), change.records.end(),
                     [](const record::RecordWrite& write) { return !write.slipId.isNil(); });
}

Result<Seats::Moment> Seats::moment(store::Writer& writer) const {
  FOYER_ASSIGN(const std::string kept, writer.meta(kClockKey));
  SeatClock clock = SeatClock::fromText(kept);
  Moment now;
  now.nowMs = clock.read(m_clock);
  if (clock.text() != kept) FOYER_TRY(writer.setMeta(kClockKey, clock.text()));
  FOYER_ASSIGN(const std::string epoch, writer.meta(kServerEpochKey));
  FOYER_ASSIGN(const std::string known, writer.meta(kEpochKey));
  FOYER_ASSIGN(const int64_t head, writer.logHead());
  const std::string present = "epoch " + toHex(epoch);
  if (known != present) {
    FOYER_TRY(writer.setMeta(kEpochKey, present));
    // A server that has nothing yet has lent nothing.
    if (head > 0) FOYER_TRY(freeze(writer, now.nowMs));
  }
  FOYER_ASSIGN(const std::string frozenUntil, writer.meta(kFrozenUntilKey));
  now.isFrozen = now.nowMs < numberIn(frozenUntil);
  return now;
}

Status Seats::freeze(store::Writer& writer, int64_t nowMs) const {
  const int64_t untilMs = nowMs + sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs;
  logWarning(Event("seats may be lent that this server does not know; none are given out until they have run out")
                 .with("minutes", (sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs) / 60'000));
  return writer.setMeta(kFrozenUntilKey, std::to_string(untilMs));
}

Result<Opened> Seats::open(store::Writer& writer, const std::string& session, const Moment& moment) const {
  FOYER_ASSIGN(const auto row, writer.seatSession(session));
  return openLedger(writer, row.value_or(store::SeatSessionRow{session, 0, true, false}),
                    moment.isFrozen ? Frozen::kYes : Frozen::kNo);
}

// Keeps what the ledger has become.
Status Seats::close(store::Writer& writer, const Opened& opened) const {
  for (const Lease& lease : opened.ledger.leases()) {
    const auto before = opened.leasesBefore.find(lease.id);
    store::SeatLeaseRow row = rowOf(opened.row.session, lease);
    if (before == opened.leasesBefore.end() || !isSame(before->second, row)) FOYER_TRY(writer.putSeatLease(row));
  }
  return okStatus();
}

// Free seats go to those who wait; what the session has come to is kept and looked at.
Result<Writes> Seats::finish(store::Writer& writer, Opened& opened) const {
  Writes writes;
  for (const Waiter& waiter : opened.ledger.promote()) {
    FOYER_ASSIGN(const auto stored, writer.record(waiter.registration));
    FOYER_ASSIGN(auto claim, writer.seatClaim(waiter.registration));
    FOYER_ASSERT(stored && claim);
    FOYER_ASSIGN(const auto state, record::decodeState(stored->state));
    writes.push_back(m_registrations->isConfirmed(state));
    claim->state = store::SeatState::kConfirmed;
    claim->isPromised = false;
    FOYER_TRY(writer.putSeatClaim(*claim));
  }
  FOYER_TRY(close(writer, opened));
  FOYER_TRY(reviewSession(writer, opened));
  return writes;
}

Status Seats::reviewSession(store::Writer& writer, const Opened& opened) const {
  const Ledger& ledger = opened.ledger;
  const std::string& session = opened.row.session;
  const Id16 id = capacityCaseId(session);
  FOYER_ASSIGN(auto known, writer.findCase(id));
  const bool isOpen = known && known->closedMs == 0;
  if (ledger.missing() == 0) {
    if (!isOpen) return okStatus();
    known->closedMs = std::max<int64_t>(m_clock.wallMs(), 1);
    FOYER_ASSIGN(known->closedByN, writer.logHead());
    return writer.putCase(*known);
  }
  store::CaseRow row = isOpen ? *known : store::CaseRow{};
  row.id = id;
  row.kind = store::CaseKind::kCapacity;
  row.reason = "The date \"" + session + "\" has " + std::to_string(ledger.capacity()) + " seats, but " +
               std::to_string(ledger.confirmed()) + " are confirmed and " + std::to_string(ledger.leased()) +
               " are lent to kiosks. Make room for " + std::to_string(ledger.missing()) +
               " more, or agree with some of those who are confirmed that they do not come.";
  if (isOpen && row.reason == known->reason) return okStatus();
  if (!isOpen) {
    FOYER_ASSIGN(row.logN, writer.logHead());
    row.openedMs = m_clock.wallMs();
  }
  return writer.putCase(row);
}

Result<std::vector<record::RecordState>> Seats::touched(const store::Reader& reader, const store::LogRow& row) const {
  std::vector<record::RecordState> states;
  FOYER_ASSIGN(const auto rows, reader.recordsChangedAfter(row.n - 1, record::kRecordsPerChangeMax));
  for (const store::RecordRow& each : rows) {
    // A registration that was erased has no type any more, but gives its seats back.
    FOYER_ASSIGN(const auto claim, each.type == 0 ? reader.seatClaim(each.id) : Result<std::optional<store::SeatClaimRow>>(std::nullopt));
    if (each.type != m_registrations->type() && !claim) continue;
    FOYER_ASSIGN(auto state, record::decodeState(each.state));
    states.push_back(std::move(state));
  }
  return states;
}

Status Seats::follow(store::Writer& writer, const store::LogRow& row) const {
  if (!m_registrations) return okStatus();
  FOYER_ASSIGN(const auto states, touched(writer, row));
  for (const record::RecordState& state : states) {
    FOYER_TRY(writer.putSeatClaim(m_registrations->claimOf(state)));
    FOYER_TRY(settleCase(writer, state, row));
  }
  return okStatus();
}

Result<Writes> Seats::settle(store::Writer& writer, const store::LogRow& row) const {
  Writes writes;
  if (!m_registrations) return writes;
  FOYER_ASSIGN(const auto states, touched(writer, row));
  if (states.empty()) return writes;
  FOYER_ASSIGN(const Moment now, moment(writer));
  std::set<std::string> sessions;
  for (const record::RecordState& state : states) {
    FOYER_ASSIGN(const auto before, writer.seatClaim(state.id));
    if (before) sessions.insert(before->session);
    FOYER_ASSIGN(auto refused, judge(writer, state, row, now));
    if (refused) writes.push_back(std::move(*refused));
    FOYER_TRY(settleCase(writer, state, row));
    sessions.insert(m_registrations->claimOf(state).session);
  }
  sessions.erase("");
  for (const std::string& session : sessions) {
    FOYER_ASSIGN(Opened opened, open(writer, session, now));
    FOYER_ASSIGN(Writes more, finish(writer, opened));
    std::move(more.begin(), more.end(), std::back_inserter(writes));
  }
  return writes;
}

// Counts one registration; what to write if it says it is confirmed and there is no seat for it.
Result<std::optional<record::RecordWrite>> Seats::judge(store::Writer& writer, const record::RecordState& state,
                                                        const store::LogRow& row, const Moment& moment) const {
  FOYER_ASSIGN(const auto before, writer.seatClaim(state.id));
  store::SeatClaimRow claim = m_registrations->claimOf(state);
  const bool isCounted =
      before && before->state == store::SeatState::kConfirmed && before->session == claim.session;
  const uint32_t counted = isCounted ? before->seats : 0;
  std::optional<record::RecordWrite> refused;
  if (claim.state == store::SeatState::kConfirmed && claim.seats > counted) {
    FOYER_ASSIGN(Opened opened, open(writer, claim.session, moment));
    const Id16 lease = isCounted ? Id16{} : m_registrations->leaseOf(state);
    FOYER_ASSIGN(const Id16 device, holderOf(writer, state, row));
    const Verdict verdict = opened.ledger.confirm(claim.seats - counted, lease, device);
    if (verdict == Verdict::kNoSeat) {
      logWarning(Event("a registration was confirmed without a seat that is left; it waits now")
                     .with("kiosk", row.device)
                     .with("lease", lease));
      refused = m_registrations->waits(state);
      claim.state = store::SeatState::kWaiting;
      claim.isPromised = true;
    } else {
      FOYER_TRY(close(writer, opened));
    }
  }
  FOYER_TRY(writer.putSeatClaim(claim));
  return refused;
}

// The kiosk that named the lease; a person may have settled its change later.
Result<Id16> Seats::holderOf(const store::Reader& reader, const record::RecordState& state,
                             const store::LogRow& row) const {
  FOYER_ASSIGN(const auto journal, reader.incarnation(m_registrations->leaseAuthorOf(state)));
  return journal && !journal->device.isNil() ? journal->device : row.device;
}

// Open while a registration waits that was told it is confirmed: somebody must be told.
Status Seats::settleCase(store::Writer& writer, const record::RecordState& state, const store::LogRow& row) const {
  const store::SeatClaimRow claim = m_registrations->claimOf(state);
  FOYER_ASSIGN(auto open, writer.openCase(state.id, m_registrations->stateField()));
  if (claim.isPromised == open.has_value()) return okStatus();
  if (open) {
    open->closedMs = std::max<int64_t>(row.receivedMs, 1);
    open->closedByN = row.n;
    return writer.putCase(*open);
  }
  store::CaseRow opened;
  opened.id = seatCaseId(state.id, row.changeId);
  opened.kind = store::CaseKind::kCapacity;
  opened.recordId = state.id;
  opened.recordType = state.type;
  opened.field = m_registrations->stateField();
  opened.logN = row.n;
  opened.openedMs = row.receivedMs;
  opened.reason =
      "This person was told that the place is confirmed, but no seat was left when word of it came. The registration "
      "is first on the waiting list now. Tell this person, or make room.";
  return writer.putCase(opened);
}

Result<Meeting> Seats::meet(store::Writer& writer, const Id16& device, const Id16& incarnation,
                            const foyer::sync::v1::SeatReport& report) const {
  Meeting meeting;
  meeting.leases.set_boot_id(report.boot_id());
  meeting.leases.set_boot_ms(report.boot_ms());
  meeting.leases.set_valid_ms(sync::kSeatLeaseMs);
  if (!m_registrations) return meeting;
  FOYER_ASSIGN(Moment now, moment(writer));
  std::map<std::string, std::vector<Holding>> holdings;
  std::set<std::string> sessions;
  for (const auto& said : report.holdings()) {
    const Holding holding{Id16::fromBytes(said.lease_id()).value_or(Id16{}), said.spent(), said.returned(), said.ended()};
    FOYER_ASSIGN(const auto lease, writer.seatLease(holding.lease));
    if (lease) {
      holdings[lease->session].push_back(holding);
      sessions.insert(lease->session);
    } else if (!now.isFrozen) {
      // Lent by this server in a time that it has forgotten; there may be more of them.
      FOYER_TRY(freeze(writer, now.nowMs));
      now.isFrozen = true;
    }
  }
  FOYER_ASSIGN(const auto held, writer.liveSeatLeasesOf(device));
  for (const store::SeatLeaseRow& lease : held) sessions.insert(lease.session);
  FOYER_ASSIGN(const auto rows, writer.seatSessions());
  for (const store::SeatSessionRow& row : rows)
    if (row.isLimited && row.isOffered && sessions.size() < sync::kSeatSessionsMax) sessions.insert(row.session);
  for (const std::string& session : sessions) {
    Borrower borrower{device, incarnation, 0};
    for (const auto& wish : report.wishes())
      if (wish.session() == session) borrower.wish = std::max(borrower.wish, wish.seats());
    FOYER_TRY(meetSession(writer, session, now, holdings[session], borrower, meeting));
  }
  return meeting;
}

Status Seats::meetSession(store::Writer& writer, const std::string& session, const Moment& moment,
                          const std::vector<Holding>& holdings, const Borrower& borrower, Meeting& meeting) const {
  FOYER_ASSIGN(Opened opened, open(writer, session, moment));
  Ledger& ledger = opened.ledger;
  ledger.expire(moment.nowMs);
  for (const Holding& holding : holdings) ledger.report(holding, borrower, moment.nowMs);
  // What came back goes to those who wait before anything is lent.
  FOYER_ASSIGN(Writes writes, finish(writer, opened));
  std::move(writes.begin(), writes.end(), std::back_inserter(meeting.writes));
  const auto unspentOf = [&](const Lease& lease) {
    uint32_t unspent = lease.open();
    for (const Holding& holding : holdings)
      if (holding.lease == lease.id && holding.spent > lease.spent)
        unspent -= std::min(unspent, holding.spent - lease.spent);
    return unspent;
  };
  uint32_t unspent = 0;
  for (const Lease& lease : ledger.leases())
    if (lease.device == borrower.device && lease.incarnation == borrower.incarnation && lease.isRenewed)
      unspent = unspentOf(lease);
  Lending lending;
  if (opened.row.isLimited) lending = ledger.lend(borrower, unspent, newRandomId(m_random), moment.nowMs);
  FOYER_TRY(close(writer, opened));
  if (const Lease* lease = ledger.lease(lending.lease)) {
    auto& lent = *meeting.leases.add_leases();
    lent.set_id(lease->id.str());
    lent.set_session(session);
    lent.set_granted(lease->granted);
    lent.set_keep(lending.keep);
    lent.set_spent(lease->spent);
    lent.set_returned(lease->returned);
  }
  if (opened.row.isLimited) {
    auto& stock = *meeting.leases.add_stocks();
    stock.set_session(session);
    stock.set_free(moment.isFrozen || !opened.row.isOffered ? 0 : ledger.free());
  }
  return okStatus();
}

Status Seats::followCatalogue(store::Writer& writer) const {
  FOYER_ASSIGN(const auto rows, writer.seatSessions());
  std::map<std::string, store::SeatSessionRow> known;
  for (const store::SeatSessionRow& row : rows) known.emplace(row.session, row);
  FOYER_ASSIGN(const auto published, writer.catalogue());
  std::map<std::string, store::SeatSessionRow> present;
  for (const store::CatalogueRow& row : published) {
    foyer::catalogue::v1::Item item;
    if (row.kind != "session" || !item.ParseFromString(row.item) || !item.has_session()) continue;
    const auto& session = item.session();
    present[row.id] = {row.id, std::min(session.capacity(), kSeatsOfSessionMax),
                       session.capacity() > 0 && !session.open(), !session.cancelled()};
  }
  for (const auto& [id, row] : known)
    if (!present.count(id)) present[id] = {id, row.capacity, row.isLimited, false};
  for (const auto& [id, row] : present) {
    const auto before = known.find(id);
    if (before == known.end() || !isSame(before->second, row)) FOYER_TRY(writer.putSeatSession(row));
  }
  return okStatus();
}

Result<Writes> Seats::sweep(store::Writer& writer) const {
  Writes writes;
  if (!m_registrations) return writes;
  FOYER_ASSIGN(const Moment now, moment(writer));
  FOYER_TRY(followCatalogue(writer));
  FOYER_ASSIGN(const auto rows, writer.seatSessions());
  for (const store::SeatSessionRow& row : rows) {
    FOYER_ASSIGN(Opened opened, open(writer, row.session, now));
    opened.ledger.expire(now.nowMs);
    FOYER_ASSIGN(Writes more, finish(writer, opened));
    std::move(more.begin(), more.end(), std::back_inserter(writes));
  }
  return writes;
}

Status Seats::review(store::Writer& writer) const {
  FOYER_ASSIGN(const auto rows, writer.seatSessions());
  for (const store::SeatSessionRow& row : rows) {
    FOYER_ASSIGN(const Opened opened, open(writer, row.session, {}));
    FOYER_TRY(reviewSession(writer, opened));
  }
  return okStatus();
}

}  // namespace foyer::seats
