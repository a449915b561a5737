// Records, their links and history, slips and held changes.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

RecordRow takeRecord(sqlite::Statement& s) {
  return RecordRow{s.id(0), static_cast<uint32_t>(s.integer(1)), std::string(s.blob(2)), s.integer(3)};
}

Id16 takeId(sqlite::Statement& s) { return s.id(0); }
int64_t takeNumber(sqlite::Statement& s) { return s.integer(0); }

}  // namespace

Result<std::optional<RecordRow>> SqliteView::record(const Id16& id) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT id, type, state, changed_n FROM record WHERE id = ?"));
  find.bind(1, id);
  return first(find, takeRecord);
}

Result<std::vector<RecordRow>> SqliteView::recordsOfType(uint32_t type, const Id16& after,
                                                         size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT id, type, state, changed_n FROM record "
                                             "WHERE type = ? AND id > ? ORDER BY id LIMIT ?"));
  rows.bindInt(1, type).bind(2, after).bindInt(3, static_cast<int64_t>(limit));
  return collect(rows, takeRecord);
}

Result<std::vector<RecordRow>> SqliteView::recordsChangedAfter(int64_t n, size_t limit) const {
  if (limit == 0) return std::vector<RecordRow>();
  // The records of one log row stay together, else asking for what is after it would miss some.
  FOYER_ASSIGN(auto rows,
               m_database.prepare("SELECT id, type, state, changed_n FROM record WHERE changed_n > ?1 AND "
                                  "changed_n <= coalesce((SELECT changed_n FROM record WHERE changed_n > ?1 "
                                  "ORDER BY changed_n LIMIT 1 OFFSET ?2), 9223372036854775807) "
                                  "ORDER BY changed_n, id"));
  rows.bindInt(1, n).bindInt(2, static_cast<int64_t>(limit) - 1);
  return collect(rows, takeRecord);
}

Result<uint64_t> SqliteView::countRecords(uint32_t type) const {
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM record WHERE type = ?"));
  FOYER_ASSIGN(int64_t number, numberOf(count.bindInt(1, type)));
  return static_cast<uint64_t>(number);
}

Result<std::vector<Id16>> SqliteView::referringTo(const Id16& id) const {
  FOYER_ASSIGN(auto rows,
               m_database.prepare("SELECT from_id FROM record_link WHERE to_id = ? ORDER BY from_id"));
  rows.bind(1, id);
  return collect(rows, takeId);
}

Result<std::vector<HistoryRow>> SqliteView::history(const Id16& recordId) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT log_n FROM history WHERE record_id = ? ORDER BY log_n"));
  rows.bind(1, recordId);
  return collect(rows, [&](sqlite::Statement& s) { return HistoryRow{s.integer(0), recordId}; });
}

Status SqliteView::putRecord(const RecordRow& row, const std::vector<Id16>& refersTo) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT INTO record (id, type, state, changed_n) "
                                            "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING"));
  put.bind(1, row.id).bindInt(2, row.type).bindBlob(3, row.state).bindInt(4, row.changedN);
  FOYER_TRY(put.run());
  // Most records that come are new: nothing of theirs has to be looked for.
  if (m_database.changes() == 0) {
    FOYER_ASSIGN(auto update,
                 m_database.prepare("UPDATE record SET type = ?2, state = ?3, changed_n = ?4 WHERE id = ?1"));
    update.bind(1, row.id).bindInt(2, row.type).bindBlob(3, row.state).bindInt(4, row.changedN);
    FOYER_TRY(update.run());
    FOYER_ASSIGN(auto unlink, m_database.prepare("DELETE FROM record_link WHERE from_id = ?"));
    FOYER_TRY(unlink.bind(1, row.id).run());
  }
  if (refersTo.empty()) return okStatus();
  FOYER_ASSIGN(auto link, m_database.prepare("INSERT OR IGNORE INTO record_link (to_id, from_id) "
                                             "VALUES (?, ?)"));
  for (const Id16& target : refersTo) {
    FOYER_TRY(link.bind(1, target).bind(2, row.id).run());
    link.reset();
  }
  return okStatus();
}

Status SqliteView::addHistory(const HistoryRow& row) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO history (record_id, log_n) "
                                               "VALUES (?, ?)"));
  return insert.bind(1, row.recordId).bindInt(2, row.logN).run();
}

Result<std::vector<SlipTarget>> SqliteView::slip(const Id16& slipId) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT type, record_id FROM slip WHERE slip_id = ? "
                                             "ORDER BY type, record_id"));
  rows.bind(1, slipId);
  return collect(rows, [](sqlite::Statement& s) {
    return SlipTarget{static_cast<uint32_t>(s.integer(0)), s.id(1)};
  });
}

Result<std::vector<int64_t>> SqliteView::heldFor(const Id16& slipId) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT log_n FROM held WHERE slip_id = ? ORDER BY log_n"));
  rows.bind(1, slipId);
  return collect(rows, takeNumber);
}

Status SqliteView::putSlip(const Id16& slipId, const std::vector<SlipTarget>& targets) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO slip (slip_id, type, record_id) "
                                               "VALUES (?, ?, ?)"));
  for (const SlipTarget& target : targets) {
    FOYER_TRY(insert.bind(1, slipId).bindInt(2, target.type).bind(3, target.recordId).run());
    insert.reset();
  }
  return okStatus();
}

Status SqliteView::hold(const Id16& slipId, int64_t logN) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO held (slip_id, log_n) VALUES (?, ?)"));
  return insert.bind(1, slipId).bindInt(2, logN).run();
}

Status SqliteView::releaseOne(int64_t logN) {
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM held WHERE log_n = ?"));
  return remove.bindInt(1, logN).run();
}

Status SqliteView::release(const Id16& slipId) {
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM held WHERE slip_id = ?"));
  return remove.bind(1, slipId).run();
}

Status SqliteView::clearFolded() {
  return m_database.execute(
      "DELETE FROM record; DELETE FROM record_link; DELETE FROM history; DELETE FROM slip; "
      "DELETE FROM held; DELETE FROM cases; DELETE FROM seat_claim; DELETE FROM inbox; DELETE FROM inbox_topic; "
      "DELETE FROM meta WHERE key = 'inbox_shown_n';");
}

}  // namespace foyer::store
