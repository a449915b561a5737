// meta, log and data keys.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

LogRow takeLog(sqlite::Statement& s) {
  LogRow row;
  row.n = s.integer(0);
  row.changeId = s.id(1);
  row.author = s.id(2);
  row.device = s.id(3);
  row.seq = static_cast<uint64_t>(s.integer(4));
  row.schemaVersion = static_cast<uint32_t>(s.integer(5));
  row.dataKeyId = s.id(6);
  row.content = std::string(s.blob(7));
  row.receivedMs = s.integer(8);
  row.outcome = static_cast<LogOutcome>(s.integer(9));
  row.originAuthor = s.id(10);
  row.originSeq = static_cast<uint64_t>(s.integer(11));
  return row;
}

#define FOYER_LOG_COLUMNS \
  "n, change_id, author, device, seq, schema_version, data_key_id, content, received_ms, outcome, " \
  "origin_author, origin_seq"

}  // namespace

Result<std::string> SqliteView::meta(std::string_view key) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT value FROM meta WHERE key = ?"));
  FOYER_ASSIGN(bool hasRow, find.bindText(1, key).step());
  return hasRow ? std::string(find.blob(0)) : std::string();
}

Status SqliteView::setMeta(std::string_view key, std::string_view value) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                                            "ON CONFLICT (key) DO UPDATE SET value = ?2"));
  return put.bindText(1, key).bindBlob(2, value).run();
}

Result<int64_t> SqliteView::logHead() const {
  FOYER_ASSIGN(auto head, m_database.prepare("SELECT coalesce(max(n), 0) FROM log"));
  return numberOf(head);
}

Result<std::vector<LogRow>> SqliteView::logAfter(int64_t n, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT " FOYER_LOG_COLUMNS
                                             " FROM log WHERE n > ? ORDER BY n LIMIT ?"));
  rows.bindInt(1, n).bindInt(2, static_cast<int64_t>(limit));
  return collect(rows, takeLog);
}

Result<std::optional<LogRow>> SqliteView::logRow(int64_t n) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT " FOYER_LOG_COLUMNS " FROM log WHERE n = ?"));
  find.bindInt(1, n);
  return first(find, takeLog);
}

Result<std::vector<LogRow>> SqliteView::heldBefore(int64_t receivedMs, size_t limit, size_t offset) const {
  FOYER_ASSIGN(auto rows,
               m_database.prepare("SELECT " FOYER_LOG_COLUMNS " FROM log WHERE n IN (SELECT log_n FROM held) "
                                  "AND received_ms < ? ORDER BY n LIMIT ? OFFSET ?"));
  rows.bindInt(1, receivedMs).bindInt(2, static_cast<int64_t>(limit)).bindInt(3, static_cast<int64_t>(offset));
  return collect(rows, takeLog);
}

Result<uint64_t> SqliteView::countHeldBefore(int64_t receivedMs) const {
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM log WHERE n IN (SELECT log_n FROM held) "
                                              "AND received_ms < ?"));
  FOYER_ASSIGN(int64_t number, numberOf(count.bindInt(1, receivedMs)));
  return static_cast<uint64_t>(number);
}

Result<std::optional<LogRow>> SqliteView::findChange(const Id16& changeId) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT " FOYER_LOG_COLUMNS " FROM log WHERE change_id = ?"));
  find.bind(1, changeId);
  return first(find, takeLog);
}

Result<uint64_t> SqliteView::countLog(const Id16& device) const {
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM log WHERE device = ?"));
  FOYER_ASSIGN(int64_t number, numberOf(count.bind(1, device)));
  return static_cast<uint64_t>(number);
}

Result<std::optional<DataKeyRow>> SqliteView::dataKey(const Id16& id) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT id, device, incarnation, sealing_key_id, box, signature "
                                             "FROM data_key WHERE id = ?"));
  find.bind(1, id);
  return first(find, [](sqlite::Statement& s) {
    return DataKeyRow{s.id(0), s.id(1), s.id(2), s.id(3), std::string(s.blob(4)), std::string(s.blob(5))};
  });
}

Result<std::vector<Id16>> SqliteView::quarantinedUnder(const Id16& dataKeyId) const {
  // A literal, else SQLite does not see that the index is made for it.
  static_assert(static_cast<int>(LogOutcome::kQuarantined) == 3);
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT change_id FROM log WHERE outcome = 3 AND data_key_id = ? ORDER BY n"));
  rows.bind(1, dataKeyId);
  return collect(rows, [](sqlite::Statement& s) { return s.id(0); });
}

Result<int64_t> SqliteView::appendLog(const LogRow& row) {
  // max(n) + 1 and no AUTOINCREMENT: rows are never deleted, and a rolled back number leaves no gap.
  FOYER_ASSIGN(auto insert,
               m_database.prepare("INSERT INTO log (change_id, author, device, seq, schema_version, "
                                  "data_key_id, content, received_ms, outcome, origin_author, origin_seq) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.bind(1, row.changeId).bind(2, row.author).bind(3, row.device);
  insert.bindInt(4, static_cast<int64_t>(row.seq)).bindInt(5, row.schemaVersion).bind(6, row.dataKeyId);
  insert.bindBlob(7, row.content).bindInt(8, row.receivedMs).bindInt(9, static_cast<int>(row.outcome));
  insert.bind(10, row.originAuthor).bindInt(11, static_cast<int64_t>(row.originSeq));
  FOYER_TRY(insert.run());
  return m_database.lastInsertRowId();
}

Status SqliteView::setLogOutcome(int64_t n, LogOutcome outcome) {
  FOYER_ASSIGN(auto update, m_database.prepare("UPDATE log SET outcome = ? WHERE n = ?"));
  FOYER_TRY(update.bindInt(1, static_cast<int>(outcome)).bindInt(2, n).run());
  if (m_database.changes() == 1) return okStatus();
  return Error(Code::kNotFound, "The log has no row " + std::to_string(n) + ".");
}

Status SqliteView::putDataKey(const DataKeyRow& row) {
  FOYER_ASSIGN(auto insert,
               m_database.prepare("INSERT OR REPLACE INTO data_key (id, device, incarnation, sealing_key_id, box, "
                                  "signature) VALUES (?, ?, ?, ?, ?, ?)"));
  insert.bind(1, row.id).bind(2, row.device).bind(3, row.incarnation).bind(4, row.sealingKeyId);
  return insert.bindBlob(5, row.box).bindBlob(6, row.signature).run();
}

}  // namespace foyer::store
