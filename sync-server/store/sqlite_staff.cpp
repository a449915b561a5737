// Accounts of staff and their logins.
#include <charconv>

#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

// "1,3" <-> {1, 3}
std::string joinRoles(const std::vector<int>& roles) {
  std::string text;
  for (int role : roles) text += (text.empty() ? "" : ",") + std::to_string(role);
  return text;
}

std::vector<int> splitRoles(std::string_view text) {
  std::vector<int> roles;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    int role = 0;
    std::from_chars(word.data(), word.data() + word.size(), role);
    roles.push_back(role);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return roles;
}

StaffRow takeStaff(sqlite::Statement& s) {
  StaffRow row;
  row.id = s.id(0);
  row.name = std::string(s.text(1));
  row.nameKey = std::string(s.text(2));
  row.passwordHash = std::string(s.text(3));
  row.roles = splitRoles(s.text(4));
  row.createdMs = s.integer(5);
  row.isActive = s.integer(6) != 0;
  return row;
}

#define FOYER_SELECT_STAFF "SELECT id, name, name_key, password_hash, roles, created_ms, is_active FROM staff "

}  // namespace

Result<std::optional<StaffRow>> SqliteView::staff(const Id16& id) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_STAFF "WHERE id = ?"));
  find.bind(1, id);
  return first(find, takeStaff);
}

Result<std::optional<StaffRow>> SqliteView::staffByName(std::string_view nameKey) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_STAFF "WHERE name_key = ?"));
  find.bindText(1, nameKey);
  return first(find, takeStaff);
}

Result<uint64_t> SqliteView::countStaff() const {
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM staff"));
  FOYER_ASSIGN(int64_t number, numberOf(count));
  return static_cast<uint64_t>(number);
}

Result<std::optional<SessionRow>> SqliteView::session(std::string_view tokenHash) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT token_hash, staff, created_ms, last_used_ms "
                                             "FROM staff_session WHERE token_hash = ?"));
  find.bindBlob(1, tokenHash);
  return first(find, [](sqlite::Statement& s) {
    return SessionRow{std::string(s.blob(0)), s.id(1), s.integer(2), s.integer(3)};
  });
}

Status SqliteView::putStaff(const StaffRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT INTO staff (id, name, name_key, password_hash, roles, "
                                            "created_ms, is_active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                                            "ON CONFLICT (id) DO UPDATE SET name = ?2, name_key = ?3, "
                                            "password_hash = ?4, roles = ?5, created_ms = ?6, is_active = ?7"));
  put.bind(1, row.id).bindText(2, row.name).bindText(3, row.nameKey).bindText(4, row.passwordHash);
  return put.bindText(5, joinRoles(row.roles)).bindInt(6, row.createdMs).bindInt(7, row.isActive ? 1 : 0).run();
}

Status SqliteView::putSession(const SessionRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO staff_session (token_hash, staff, "
                                            "created_ms, last_used_ms) VALUES (?, ?, ?, ?)"));
  return put.bindBlob(1, row.tokenHash).bind(2, row.staff).bindInt(3, row.createdMs)
      .bindInt(4, row.lastUsedMs).run();
}

Status SqliteView::deleteSession(std::string_view tokenHash) {
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM staff_session WHERE token_hash = ?"));
  return remove.bindBlob(1, tokenHash).run();
}

Status SqliteView::deleteSessionsBefore(int64_t createdMs, int64_t lastUsedMs) {
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM staff_session "
                                               "WHERE created_ms < ? OR last_used_ms < ?"));
  return remove.bindInt(1, createdMs).bindInt(2, lastUsedMs).run();
}

}  // namespace foyer::store
