// What was erased, and what of the log must still be taken out.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {

Result<bool> SqliteView::isErased(const Id16& mark) const {
  if (!m_hasErased) {
    FOYER_ASSIGN(auto any, m_database.prepare("SELECT EXISTS (SELECT 1 FROM erased)"));
    FOYER_ASSIGN(const int64_t number, numberOf(any));
    m_hasErased = number != 0;
  }
  if (!*m_hasErased) return false;
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT 1 FROM erased WHERE mark = ?"));
  return find.bind(1, mark).step();
}

Result<std::vector<Id16>> SqliteView::erasedUnlisted(size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT mark FROM erased WHERE is_listed = 0 ORDER BY mark LIMIT ?"));
  rows.bindInt(1, static_cast<int64_t>(limit));
  return collect(rows, [](sqlite::Statement& s) { return s.id(0); });
}

Status SqliteView::addErased(const Id16& mark) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO erased (mark, is_listed) VALUES (?, 0)"));
  FOYER_TRY(insert.bind(1, mark).run());
  m_hasErased.reset();
  return okStatus();
}

Status SqliteView::setErasedListed(const Id16& mark) {
  FOYER_ASSIGN(auto update, m_database.prepare("UPDATE erased SET is_listed = 1 WHERE mark = ?"));
  return update.bind(1, mark).run();
}

Result<std::vector<int64_t>> SqliteView::redactionsDue(size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT log_n FROM redaction_due ORDER BY log_n LIMIT ?"));
  rows.bindInt(1, static_cast<int64_t>(limit));
  return collect(rows, [](sqlite::Statement& s) { return s.integer(0); });
}

Status SqliteView::addRedactionDue(int64_t n) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO redaction_due (log_n) VALUES (?)"));
  return insert.bindInt(1, n).run();
}

Status SqliteView::redactLog(int64_t n, std::string_view content) {
  if (!content.empty()) {
    FOYER_ASSIGN(auto update, m_database.prepare("UPDATE log SET content = ?, data_key_id = ? WHERE n = ?"));
    FOYER_TRY(update.bindBlob(1, content).bind(2, Id16{}).bindInt(3, n).run());
    m_hasRedacted = true;
  }
  FOYER_ASSIGN(auto done, m_database.prepare("DELETE FROM redaction_due WHERE log_n = ?"));
  return done.bindInt(1, n).run();
}

}  // namespace foyer::store
