#include "kiosk/catalogue/seat_book.h"

#include <algorithm>
#include <cstdio>

#include "shared/base/log.h"
#include "shared/sync/limits.h"

namespace foyer::catalogue {
namespace {

constexpr std::string_view kSeatMigrations[] = {
    "CREATE TABLE lease (id BLOB PRIMARY KEY, session TEXT NOT NULL, granted INTEGER NOT NULL, "
    "spent INTEGER NOT NULL, returned INTEGER NOT NULL, is_ended INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE term (one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT NOT NULL, until_ms INTEGER NOT NULL);"
    "INSERT INTO term VALUES (1, '', 0);",
};

}  // namespace

Result<std::unique_ptr<SeatBook>> SeatBook::open(const std::string& path, const Clock& clock, const std::string& vfs) {
  auto book = openFile(path, clock, vfs);
  if (book.ok() || book.error().code() != Code::kDataLoss) return book;
  logWarning(Event{"the file of seats is damaged; it is begun anew, and the server takes back what was lent"}
                 .with("reason", book.error()));
  std::rename(path.c_str(), (path + ".damaged").c_str());
  for (const char* companion : {"-wal", "-shm"}) std::remove((path + companion).c_str());
  return openFile(path, clock, vfs);
}

Result<std::unique_ptr<SeatBook>> SeatBook::openFile(const std::string& path, const Clock& clock, const std::string& vfs) {
  FOYER_ASSIGN(sqlite::Database database, sqlite::Database::open(path, {.vfs = vfs, .company = sqlite::Company::kNone, .pageSums = sqlite::PageSums::kKept}));
  FOYER_TRY(sqlite::migrate(database, kSeatMigrations, "the seats of this kiosk"));
  FOYER_TRY(database.checkIntegrity());
  // What is taken stands in the file itself at once: a log of which a frame rots forgets, and would let it be taken twice.
  FOYER_TRY(database.execute("PRAGMA wal_autocheckpoint=1"));
  std::unique_ptr<SeatBook> book(new SeatBook(std::move(database), clock));
  FOYER_TRY(book->load());
  return book;
}

Status SeatBook::load() {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT id, session, granted, spent, returned, is_ended FROM lease"));
  for (;;) {
    FOYER_ASSIGN(const bool found, rows.step());
    if (!found) break;
    const auto count = [&](int column) { return static_cast<uint32_t>(rows.integer(column)); };
    m_leases[rows.id(0)] = {std::string(rows.text(1)), count(2), count(3), count(4), rows.integer(5) != 0};
  }
  FOYER_ASSIGN(auto term, m_database.prepare("SELECT boot_id, until_ms FROM term"));
  FOYER_ASSIGN(const bool found, term.step());
  if (!found) return Error(Code::kDataLoss, "The file of seats has lost until when they are lent.");
  m_bootId = std::string(term.text(0));
  m_untilMs = term.integer(1);
  m_isInherited = !m_leases.empty();
  return okStatus();
}

bool SeatBook::isInTerm() const {
  return !m_bootId.empty() && m_bootId == m_clock.bootId() && m_clock.bootMs() < m_untilMs;
}

uint32_t SeatBook::left(const std::string& session) const {
  if (!isInTerm()) return 0;
  // A registration is of one lease.
  uint32_t most = 0;
  for (const auto& [id, lease] : m_leases)
    if (lease.session == session) most = std::max(most, lease.left());
  return most;
}

Status SeatBook::put(const Id16& id, const Lease& lease) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO lease (id, session, granted, spent, returned, "
                                            "is_ended) VALUES (?, ?, ?, ?, ?, ?)"));
  put.bind(1, id).bindText(2, lease.session).bindInt(3, lease.granted).bindInt(4, lease.spent);
  return put.bindInt(5, lease.returned).bindInt(6, lease.isEnded ? 1 : 0).run();
}

Result<Id16> SeatBook::reserve(const std::string& session, uint32_t seats) {
  if (seats == 0 || left(session) < seats) return Id16{};
  for (auto& [id, lease] : m_leases) {
    if (lease.session != session || lease.left() < seats) continue;
    Lease spent = lease;
    spent.spent += seats;
    FOYER_TRY(put(id, spent));
    lease = spent;
    m_hasNews = true;
    return id;
  }
  return Id16{};
}

Status SeatBook::giveBack(const Id16& id, uint32_t seats) {
  const auto found = m_leases.find(id);
  // The server has ended it meanwhile; it takes back what does not arrive.
  if (found == m_leases.end()) return okStatus();
  Lease lease = found->second;
  const uint32_t back = std::min(seats, lease.spent);
  lease.spent -= back;
  FOYER_TRY(put(id, lease));
  found->second = lease;
  m_hasNews = true;
  return okStatus();
}

void SeatBook::wish(const std::string& session, uint32_t seats) {
  const auto before = m_wishes.find(session);
  const uint32_t wished = before == m_wishes.end() ? 0 : before->second;
  if (wished == seats) return;
  if (seats == 0) {
    m_wishes.erase(session);
  } else {
    m_wishes[session] = std::min(seats, sync::kSeatsPerRegistrationMax);
  }
  m_hasNews = true;
}

Result<sync::v1::SeatReport> SeatBook::report() {
  // What may have been taken without a registration being stored, as a crash between the two leaves it, does not
  // stay taken for ever: the server takes an ended lease's seats back in its time.
  if (m_isInherited) FOYER_TRY(endAll());
  m_isInherited = false;
  sync::v1::SeatReport report;
  report.set_boot_id(m_clock.bootId().substr(0, sync::kHelloTextBytesMax));
  report.set_boot_ms(m_clock.bootMs());
  for (const auto& [id, lease] : m_leases) {
    if (report.holdings_size() >= static_cast<int>(sync::kSeatHoldingsMax)) break;
    auto& holding = *report.add_holdings();
    holding.set_lease_id(id.str());
    holding.set_session(lease.session);
    holding.set_spent(lease.spent);
    holding.set_returned(lease.returned);
    holding.set_ended(lease.isEnded);
  }
  for (const auto& [session, seats] : m_wishes) {
    if (report.wishes_size() >= static_cast<int>(sync::kSeatWishesMax)) break;
    auto& wish = *report.add_wishes();
    wish.set_session(session);
    wish.set_seats(seats);
  }
  m_hasNews = false;
  return report;
}

Status SeatBook::apply(const sync::v1::SeatLeases& answer) {
  // Of another boot: nothing of it holds in this one.
  if (answer.boot_id() != m_clock.bootId()) return okStatus();
  std::map<Id16, Lease> leases;
  bool givesBack = false;
  for (const auto& lent : answer.leases()) {
    const auto id = Id16::fromBytes(lent.id());
    if (!id || leases.size() >= sync::kSeatHoldingsMax) continue;
    Lease lease;
    if (const auto known = m_leases.find(*id); known != m_leases.end()) lease = known->second;
    lease.session = lent.session();
    lease.granted = std::max(lease.granted, lent.granted());
    lease.spent = std::max(lease.spent, lent.spent());
    lease.returned = std::max(lease.returned, lent.returned());
    if (lease.left() > lent.keep()) {
      lease.returned += lease.left() - lent.keep();
      givesBack = true;
    }
    leases[*id] = std::move(lease);
  }
  FOYER_TRY(replace(std::move(leases), answer.boot_id(), answer.boot_ms() + std::max<int64_t>(answer.valid_ms(), 0)));
  m_free.clear();
  for (const auto& stock : answer.stocks())
    if (m_free.size() < sync::kSeatHoldingsMax) m_free[stock.session()] = stock.free();
  m_hasNews = m_hasNews || givesBack;
  return okStatus();
}

Status SeatBook::endAll() {
  std::map<Id16, Lease> leases = m_leases;
  for (auto& [id, lease] : leases) {
    lease.returned += lease.left();
    lease.isEnded = true;
  }
  m_hasNews = true;
  return replace(std::move(leases), m_bootId, m_untilMs);
}

Status SeatBook::replace(std::map<Id16, Lease> leases, const std::string& bootId, int64_t untilMs) {
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  FOYER_TRY(m_database.execute("DELETE FROM lease"));
  for (const auto& [id, lease] : leases) FOYER_TRY(put(id, lease));
  {
    FOYER_ASSIGN(auto term, m_database.prepare("UPDATE term SET boot_id = ?, until_ms = ?"));
    FOYER_TRY(term.bindText(1, bootId).bindInt(2, untilMs).run());
  }
  FOYER_TRY(transaction.commit());
  m_leases = std::move(leases);
  m_bootId = bootId;
  m_untilMs = untilMs;
  return okStatus();
}

SeatCounts SeatBook::counts() const {
  SeatCounts counts;
  for (const auto& [session, free] : m_free) counts[session] = {left(session), free};
  for (const auto& [id, lease] : m_leases) counts[lease.session].here = left(lease.session);
  return counts;
}

}  // namespace foyer::catalogue
