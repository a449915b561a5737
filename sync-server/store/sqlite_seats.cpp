// Seats: capacities, leases to kiosks, and registrations as they are counted.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

uint32_t count(sqlite::Statement& s, int column) { return static_cast<uint32_t>(s.integer(column)); }

SeatSessionRow takeSession(sqlite::Statement& s) {
  return {std::string(s.text(0)), count(s, 1), s.integer(2) != 0, s.integer(3) != 0};
}

SeatClaimRow takeClaim(sqlite::Statement& s) {
  SeatClaimRow row;
  row.registration = s.id(0);
  row.session = std::string(s.text(1));
  row.seats = count(s, 2);
  row.state = static_cast<SeatState>(s.integer(3));
  row.isPromised = s.integer(4) != 0;
  row.lamport = static_cast<uint64_t>(s.integer(5));
  row.author = s.id(6);
  row.seq = static_cast<uint64_t>(s.integer(7));
  return row;
}

SeatLeaseRow takeLease(sqlite::Statement& s) {
  SeatLeaseRow row;
  row.id = s.id(0);
  row.session = std::string(s.text(1));
  row.device = s.id(2);
  row.incarnation = s.id(3);
  row.granted = count(s, 4);
  row.spent = count(s, 5);
  row.returned = count(s, 6);
  row.renewedMs = s.integer(7);
  row.isRenewed = s.integer(8) != 0;
  return row;
}

#define FOYER_SELECT_SEAT_CLAIM \
  "SELECT registration, session, seats, state, is_promised, lamport, author, seq FROM seat_claim "
#define FOYER_SELECT_SEAT_LEASE \
  "SELECT id, session, device, incarnation, granted, spent, returned, renewed_ms, is_renewed FROM seat_lease "
// The condition of the index.
#define FOYER_SEAT_LEASE_IS_LIVE "(is_renewed = 1 OR spent + returned < granted) "

}  // namespace

Result<std::vector<SeatSessionRow>> SqliteView::seatSessions() const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT session, capacity, is_limited, is_offered FROM seat_session "
                                             "ORDER BY session"));
  return collect(rows, takeSession);
}

Result<std::optional<SeatSessionRow>> SqliteView::seatSession(std::string_view session) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT session, capacity, is_limited, is_offered FROM seat_session "
                                             "WHERE session = ?"));
  find.bindText(1, session);
  return first(find, takeSession);
}

Result<std::optional<SeatClaimRow>> SqliteView::seatClaim(const Id16& registration) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_SEAT_CLAIM "WHERE registration = ?"));
  find.bind(1, registration);
  return first(find, takeClaim);
}

Result<uint64_t> SqliteView::seatsConfirmed(std::string_view session) const {
  FOYER_ASSIGN(auto sum, m_database.prepare("SELECT coalesce(sum(seats), 0) FROM seat_claim "
                                            "WHERE session = ? AND state = 1"));
  sum.bindText(1, session);
  FOYER_ASSIGN(const int64_t seats, numberOf(sum));
  return static_cast<uint64_t>(seats);
}

Result<std::vector<SeatClaimRow>> SqliteView::seatClaimsConfirmed(std::string_view session, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_SEAT_CLAIM
                                             "WHERE session = ? AND state = 1 ORDER BY registration LIMIT ?"));
  rows.bindText(1, session).bindInt(2, static_cast<int64_t>(limit));
  return collect(rows, takeClaim);
}

Result<std::vector<SeatClaimRow>> SqliteView::seatsWaiting(std::string_view session, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_SEAT_CLAIM
                                             "WHERE session = ? AND state = 2 "
                                             "ORDER BY is_promised DESC, lamport, author, seq LIMIT ?"));
  rows.bindText(1, session).bindInt(2, static_cast<int64_t>(limit));
  return collect(rows, takeClaim);
}

Result<std::optional<SeatLeaseRow>> SqliteView::seatLease(const Id16& id) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_SEAT_LEASE "WHERE id = ?"));
  find.bind(1, id);
  return first(find, takeLease);
}

Result<std::vector<SeatLeaseRow>> SqliteView::liveSeatLeases(std::string_view session) const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_SEAT_LEASE
                                             "WHERE session = ? AND " FOYER_SEAT_LEASE_IS_LIVE "ORDER BY id"));
  rows.bindText(1, session);
  return collect(rows, takeLease);
}

Result<std::vector<SeatLeaseRow>> SqliteView::liveSeatLeasesOf(const Id16& device) const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_SEAT_LEASE
                                             "WHERE device = ? AND " FOYER_SEAT_LEASE_IS_LIVE "ORDER BY id"));
  rows.bind(1, device);
  return collect(rows, takeLease);
}

Status SqliteView::putSeatSession(const SeatSessionRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO seat_session (session, capacity, is_limited, "
                                            "is_offered) VALUES (?, ?, ?, ?)"));
  put.bindText(1, row.session).bindInt(2, row.capacity).bindInt(3, row.isLimited ? 1 : 0);
  return put.bindInt(4, row.isOffered ? 1 : 0).run();
}

Status SqliteView::putSeatClaim(const SeatClaimRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO seat_claim (registration, session, seats, state, "
                                            "is_promised, lamport, author, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  put.bind(1, row.registration).bindText(2, row.session).bindInt(3, row.seats);
  put.bindInt(4, static_cast<int>(row.state)).bindInt(5, row.isPromised ? 1 : 0);
  put.bindInt(6, static_cast<int64_t>(row.lamport)).bind(7, row.author).bindInt(8, static_cast<int64_t>(row.seq));
  return put.run();
}

Status SqliteView::putSeatLease(const SeatLeaseRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO seat_lease (id, session, device, incarnation, "
                                            "granted, spent, returned, renewed_ms, is_renewed) "
                                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  put.bind(1, row.id).bindText(2, row.session).bind(3, row.device).bind(4, row.incarnation);
  put.bindInt(5, row.granted).bindInt(6, row.spent).bindInt(7, row.returned).bindInt(8, row.renewedMs);
  return put.bindInt(9, row.isRenewed ? 1 : 0).run();
}

}  // namespace foyer::store
