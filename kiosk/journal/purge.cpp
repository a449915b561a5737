// The journal's age, and the purge of what is older than the horizon.
#include <algorithm>
#include <set>
#include <sstream>

#include "kiosk/journal/journal.h"

namespace foyer::journal {

void Journal::look() {
  std::string bootId = m_clock.bootId();
  const int64_t bootMs = m_clock.bootMs();
  if (bootId == m_seenBootId && bootMs > m_seenBootMs) m_ageMs += bootMs - m_seenBootMs;
  // After another start of the machine counting begins now: this disk may have come from elsewhere, so that
  // the time since that start proves nothing.
  m_seenBootId = std::move(bootId);
  m_seenBootMs = bootMs;
}

Status Journal::loadAge() {
  FOYER_ASSIGN(const auto text, meta("age"));
  if (text) {
    std::istringstream in(*text);
    in >> m_ageMs >> m_seenBootMs >> m_seenBootId;
    if (m_ageMs < 0) m_ageMs = 0;
  }
  m_ageWrittenMs = m_ageMs;
  look();
  return okStatus();
}

Status Journal::writeAge() {
  return setMeta("age", std::to_string(m_ageMs) + " " + std::to_string(m_seenBootMs) + " " + m_seenBootId);
}

void Journal::keepReserve() {
  if (!m_reserve.isThere() && diskFreeBytes() >= kDiskReserveBytes + kReserveFileBytes)
    m_reserve.make(kReserveFileBytes);
}

Status Journal::withReserve(const std::function<Status()>& write) {
  const Status done = write();
  const bool isDiskFull = !done.ok() && done.error().code() == Code::kResourceExhausted;
  if (!isDiskFull || !m_reserve.giveUp()) return done;
  return write();
}

Status Journal::tidy() {
  look();
  const bool isPressed = !canCapture();
  if (!isPressed && m_ageMs < m_nextTidyAgeMs) return okStatus();
  if (!isPressed) keepReserve();
  bool mayBeMore = false;
  const Status done = withReserve([&]() -> Status {
    const int64_t horizonMs = isPressed ? std::min(m_options.horizonMs, kHorizonPressedMs) : m_options.horizonMs;
    FOYER_ASSIGN(const auto due, findDue(horizonMs));
    if (due) {
      FOYER_ASSIGN(mayBeMore, purge(*due));
    } else if (m_ageMs - m_ageWrittenMs >= kTidyGapMs) {
      FOYER_TRY(writeAge());
      m_ageWrittenMs = m_ageMs;
    }
    return okStatus();
  });
  m_nextTidyAgeMs = mayBeMore ? m_ageMs : m_ageMs + kTidyGapMs;
  return done;
}

Result<std::optional<Journal::Due>> Journal::findDue(int64_t horizonMs) {
  // A row's age is that of the first acknowledgement in it; the last may be a grain younger.
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT a.n, a.incarnation, a.seq, i.base FROM ack a "
                                             "JOIN incarnation i ON i.n = a.incarnation "
                                             "WHERE a.age_ms <= ? ORDER BY a.n LIMIT 1"));
  FOYER_ASSIGN(const bool found, find.bindInt(1, m_ageMs - horizonMs - kAckGrainMs).step());
  if (!found) return std::optional<Due>();
  Due due{find.integer(0), find.integer(1), static_cast<uint64_t>(find.integer(2)), find.integer(3)};
  due.position = due.base + static_cast<int64_t>(due.seq);
  // The chain goes on from the last acknowledged entry, and a server that knows it compares it.
  if (due.incarnation == m_number)
    due.position = std::min(due.position, m_base + static_cast<int64_t>(m_ackedSeq) - 1);
  return std::optional(due);
}

Result<bool> Journal::purge(const Due& due) {
  std::set<int64_t> keys;
  int64_t count = 0;
  int64_t last = due.base;
  {
    FOYER_ASSIGN(auto select, m_database.prepare("SELECT position, data_key FROM entry WHERE position > ? AND "
                                                 "position <= ? ORDER BY position LIMIT ?"));
    select.bindInt(1, due.base).bindInt(2, due.position).bindInt(3, kPurgeEntriesMax);
    for (;; ++count) {
      FOYER_ASSIGN(const bool hasRow, select.step());
      if (!hasRow) break;
      last = select.integer(0);
      keys.insert(select.integer(1));
    }
  }
  const bool isEmptied = count < kPurgeEntriesMax;
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  {
    FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM entry WHERE position > ? AND position <= ?"));
    FOYER_TRY(remove.bindInt(1, due.base).bindInt(2, last).run());
    FOYER_ASSIGN(auto forget, m_database.prepare("DELETE FROM outcome WHERE incarnation = ? AND seq <= ?"));
    FOYER_TRY(forget.bindInt(1, due.incarnation).bindInt(2, last - due.base).run());
  }
  FOYER_TRY(purgeKeys({keys.begin(), keys.end()}, last));
  if (isEmptied) {
    FOYER_ASSIGN(auto done, m_database.prepare("DELETE FROM ack WHERE n = ?"));
    FOYER_TRY(done.bindInt(1, due.ackRow).run());
  }
  FOYER_TRY(setMeta("purged", std::to_string(m_purged + static_cast<uint64_t>(count))));
  FOYER_TRY(writeAge());
  FOYER_TRY(transaction.commit());
  m_ageWrittenMs = m_ageMs;
  m_purged += static_cast<uint64_t>(count);
  m_present -= static_cast<uint64_t>(count);
  // What is free inside the file goes back to the disk; where that fails, new entries use it.
  if (count > 0) FOYER_TRY(m_database.execute("PRAGMA incremental_vacuum(" + std::to_string(kVacuumPagesMax) + ")"));
  return true;
}

// A key's entries stand together in the order of positions, since a key is never used again after another
// one; only entries that a new incarnation took over stand elsewhere, and they have an index of their own.
Status Journal::purgeKeys(const std::vector<int64_t>& keys, int64_t lastPosition) {
  int64_t nextKey = 0;
  {
    FOYER_ASSIGN(auto next, m_database.prepare("SELECT data_key FROM entry WHERE position > ? ORDER BY position LIMIT 1"));
    FOYER_ASSIGN(const bool found, next.bindInt(1, lastPosition).step());
    if (found) nextKey = next.integer(0);
  }
  FOYER_ASSIGN(auto moved,
               m_database.prepare("SELECT 1 FROM entry WHERE data_key = ? AND origin_seq IS NOT NULL LIMIT 1"));
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM data_key WHERE n = ?"));
  for (const int64_t key : keys) {
    FOYER_ASSIGN(const bool isUsed, moved.bindInt(1, key).step());
    moved.reset();
    if (isUsed || key == nextKey || key == m_lastKeyNumber) continue;
    FOYER_TRY(remove.bindInt(1, key).run());
    remove.reset();
  }
  return okStatus();
}

}  // namespace foyer::journal
