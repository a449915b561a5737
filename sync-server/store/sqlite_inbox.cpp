// What lists and search read.
#include <variant>

#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

// A filter as SQL: conditions with places for values, and the values in their order.
class Conditions {
 public:
  explicit Conditions(const InboxFilter& filter) {
    addList("type", filter.types);
    addList("site", filter.sites);
    addList("language", filter.languages);
    addList("status", filter.statuses);
    if (!filter.topics.empty()) {
      m_sql += " AND EXISTS (SELECT 1 FROM inbox_topic t WHERE t.record_id = inbox.record_id AND t.topic IN ";
      addPlaces(filter.topics);
      m_sql += ")";
    }
    if (filter.fromMs != 0) addNumber(" AND created_ms >= ?", filter.fromMs);
    if (filter.untilMs != 0) addNumber(" AND created_ms < ?", filter.untilMs);
    if (filter.onlyWithCase) m_sql += " AND " + std::string(kHasCase);
    addWords(filter.search);
  }

  // Its own, or that of a record it refers to: a contact stands in no list by itself.
  static constexpr std::string_view kHasCase =
      "EXISTS (SELECT 1 FROM cases c WHERE c.closed_ms = 0 AND (c.record_id = inbox.record_id OR c.record_id IN "
      "(SELECT to_id FROM record_link WHERE from_id = inbox.record_id)))";

  const std::string& sql() const { return m_sql; }
  // Binds from 1 on; returns the next free place.
  int bindTo(sqlite::Statement& statement) const {
    int place = 1;
    for (const auto& value : m_values) {
      if (const auto* number = std::get_if<int64_t>(&value)) statement.bindInt(place, *number);
      if (const auto* text = std::get_if<std::string>(&value)) statement.bindText(place, *text);
      ++place;
    }
    return place;
  }

 private:
  template <typename Value>
  void addPlaces(const std::vector<Value>& values) {
    m_sql += "(";
    for (size_t i = 0; i < values.size(); ++i) {
      m_sql += i == 0 ? "?" : ", ?";
      m_values.emplace_back(values[i]);
    }
    m_sql += ")";
  }
  void addPlaces(const std::vector<uint32_t>& values) {
    addPlaces(std::vector<int64_t>(values.begin(), values.end()));
  }
  template <typename Value>
  void addList(std::string_view column, const std::vector<Value>& values) {
    if (values.empty()) return;
    m_sql += " AND " + std::string(column) + " IN ";
    addPlaces(values);
  }
  void addNumber(std::string_view condition, int64_t value) {
    m_sql += condition;
    m_values.emplace_back(value);
  }
  // instr and not LIKE: nothing a person types is a wildcard.
  void addWords(std::string_view words) {
    while (!words.empty()) {
      const std::string_view word = words.substr(0, words.find(' '));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      if (word.empty()) continue;
      m_sql += " AND instr(search, ?) > 0";
      m_values.emplace_back(std::string(word));
    }
  }

  std::string m_sql = "1";
  std::vector<std::variant<int64_t, std::string>> m_values;
};

InboxRow takeInbox(sqlite::Statement& s) {
  InboxRow row;
  row.recordId = s.id(0);
  row.type = static_cast<uint32_t>(s.integer(1));
  row.title = std::string(s.text(2));
  row.language = std::string(s.text(3));
  row.site = std::string(s.text(4));
  row.createdMs = s.integer(5);
  row.status = std::string(s.text(6));
  row.assignee = std::string(s.text(7));
  row.search = std::string(s.text(8));
  row.hasCase = s.integer(9) != 0;
  return row;
}

}  // namespace

Result<std::vector<std::string>> SqliteView::topicsOf(const Id16& recordId) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT topic FROM inbox_topic WHERE record_id = ? ORDER BY topic"));
  rows.bind(1, recordId);
  return collect(rows, [](sqlite::Statement& s) { return std::string(s.text(0)); });
}

Result<std::vector<InboxRow>> SqliteView::inbox(const InboxFilter& filter) const {
  const Conditions conditions(filter);
  FOYER_ASSIGN(auto select,
               m_database.prepare("SELECT record_id, type, title, language, site, created_ms, status, assignee, "
                                  "search, " +
                                  std::string(Conditions::kHasCase) + " FROM inbox WHERE " + conditions.sql() +
                                  " ORDER BY created_ms DESC, record_id DESC LIMIT ? OFFSET ?"));
  const int place = conditions.bindTo(select);
  select.bindInt(place, filter.limit).bindInt(place + 1, filter.offset);
  FOYER_ASSIGN(auto rows, collect(select, takeInbox));
  for (InboxRow& row : rows) {
    FOYER_ASSIGN(row.topics, topicsOf(row.recordId));
  }
  return rows;
}

Result<uint64_t> SqliteView::countInbox(const InboxFilter& filter) const {
  const Conditions conditions(filter);
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM inbox WHERE " + conditions.sql()));
  conditions.bindTo(count);
  FOYER_ASSIGN(int64_t number, numberOf(count));
  return static_cast<uint64_t>(number);
}

Status SqliteView::putInbox(const InboxRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO inbox (record_id, type, title, language, "
                                            "site, created_ms, status, assignee, search) "
                                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  put.bind(1, row.recordId).bindInt(2, row.type).bindText(3, row.title).bindText(4, row.language);
  put.bindText(5, row.site).bindInt(6, row.createdMs).bindText(7, row.status).bindText(8, row.assignee);
  FOYER_TRY(put.bindText(9, row.search).run());
  FOYER_ASSIGN(auto clear, m_database.prepare("DELETE FROM inbox_topic WHERE record_id = ?"));
  FOYER_TRY(clear.bind(1, row.recordId).run());
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR IGNORE INTO inbox_topic (record_id, topic) "
                                               "VALUES (?, ?)"));
  for (const std::string& topic : row.topics) {
    FOYER_TRY(insert.bind(1, row.recordId).bindText(2, topic).run());
    insert.reset();
  }
  return okStatus();
}

Status SqliteView::dropInbox(const Id16& recordId) {
  FOYER_ASSIGN(auto drop, m_database.prepare("DELETE FROM inbox WHERE record_id = ?"));
  FOYER_TRY(drop.bind(1, recordId).run());
  FOYER_ASSIGN(auto clear, m_database.prepare("DELETE FROM inbox_topic WHERE record_id = ?"));
  return clear.bind(1, recordId).run();
}

}  // namespace foyer::store
