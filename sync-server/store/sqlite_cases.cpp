// Cases.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

CaseRow takeCase(sqlite::Statement& s) {
  CaseRow row;
  row.id = s.id(0);
  row.kind = static_cast<CaseKind>(s.integer(1));
  row.recordId = s.id(2);
  row.recordType = static_cast<uint32_t>(s.integer(3));
  row.field = static_cast<uint32_t>(s.integer(4));
  row.logN = s.integer(5);
  row.openedMs = s.integer(6);
  row.closedMs = s.integer(7);
  row.closedByN = s.integer(8);
  row.reason = std::string(s.text(9));
  row.decision = std::string(s.text(10));
  return row;
}

#define FOYER_SELECT_CASE                                                                           \
  "SELECT id, kind, record_id, record_type, field, log_n, opened_ms, closed_ms, closed_by_n, reason, " \
  "decision FROM cases "

}  // namespace

Result<std::optional<CaseRow>> SqliteView::findCase(const Id16& id) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_CASE "WHERE id = ?"));
  find.bind(1, id);
  return first(find, takeCase);
}

Result<std::optional<CaseRow>> SqliteView::openCase(const Id16& recordId, uint32_t field) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_CASE
                                             "WHERE record_id = ? AND field = ? AND closed_ms = 0 "
                                             "ORDER BY log_n, id LIMIT 1"));
  find.bind(1, recordId).bindInt(2, field);
  return first(find, takeCase);
}

Result<std::vector<CaseRow>> SqliteView::casesOf(const Id16& recordId) const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_CASE "WHERE record_id = ? ORDER BY log_n, id"));
  rows.bind(1, recordId);
  return collect(rows, takeCase);
}

Result<std::vector<CaseRow>> SqliteView::listCases(int kind, bool includeClosed, size_t limit,
                                                   size_t offset) const {
  // Two texts, so that the open ones, which are few, have an index of their own.
  FOYER_ASSIGN(auto rows, m_database.prepare(
                              includeClosed ? FOYER_SELECT_CASE "WHERE (?1 = 0 OR kind = ?1) "
                                                                "ORDER BY log_n DESC, id DESC LIMIT ?2 OFFSET ?3"
                                            : FOYER_SELECT_CASE "WHERE closed_ms = 0 AND (?1 = 0 OR kind = ?1) "
                                                                "ORDER BY log_n DESC, id DESC LIMIT ?2 OFFSET ?3"));
  rows.bindInt(1, kind).bindInt(2, static_cast<int64_t>(limit)).bindInt(3, static_cast<int64_t>(offset));
  return collect(rows, takeCase);
}

Result<uint64_t> SqliteView::countOpenCases() const {
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM cases WHERE closed_ms = 0"));
  FOYER_ASSIGN(int64_t number, numberOf(count));
  return static_cast<uint64_t>(number);
}

Status SqliteView::putCase(const CaseRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO cases (id, kind, record_id, record_type, "
                                            "field, log_n, opened_ms, closed_ms, closed_by_n, reason, decision) "
                                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  put.bind(1, row.id).bindInt(2, static_cast<int>(row.kind)).bind(3, row.recordId).bindInt(4, row.recordType);
  put.bindInt(5, row.field).bindInt(6, row.logN).bindInt(7, row.openedMs).bindInt(8, row.closedMs);
  return put.bindInt(9, row.closedByN).bindText(10, row.reason).bindText(11, row.decision).run();
}

}  // namespace foyer::store
