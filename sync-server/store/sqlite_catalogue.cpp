// The published catalogue.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

CatalogueRow takeItem(sqlite::Statement& s) {
  CatalogueRow row;
  row.id = std::string(s.text(0));
  row.kind = std::string(s.text(1));
  row.sequence = s.integer(2);
  row.item = std::string(s.blob(3));
  row.isDeleted = s.integer(4) != 0;
  return row;
}

}  // namespace

Result<int64_t> SqliteView::catalogueHead() const {
  FOYER_ASSIGN(auto head, m_database.prepare("SELECT coalesce(max(sequence), 0) FROM catalogue"));
  return numberOf(head);
}

Result<std::vector<CatalogueRow>> SqliteView::catalogueAfter(int64_t sequence, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT id, kind, sequence, item, is_deleted FROM catalogue "
                                             "WHERE sequence > ? ORDER BY sequence LIMIT ?"));
  rows.bindInt(1, sequence).bindInt(2, static_cast<int64_t>(limit));
  return collect(rows, takeItem);
}

Result<std::vector<CatalogueRow>> SqliteView::catalogue() const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT id, kind, sequence, item, is_deleted FROM catalogue "
                                             "WHERE is_deleted = 0 ORDER BY sequence"));
  return collect(rows, takeItem);
}

Result<std::optional<CatalogueRow>> SqliteView::catalogueItem(std::string_view id) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT id, kind, sequence, item, is_deleted FROM catalogue WHERE id = ?"));
  find.bindText(1, id);
  return first(find, takeItem);
}

Status SqliteView::putCatalogue(const CatalogueRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT INTO catalogue (id, kind, sequence, item, is_deleted) "
                                            "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE "
                                            "SET kind = ?2, sequence = ?3, item = ?4, is_deleted = ?5"));
  put.bindText(1, row.id).bindText(2, row.kind).bindInt(3, row.sequence).bindBlob(4, row.item);
  return put.bindInt(5, row.isDeleted ? 1 : 0).run();
}

}  // namespace foyer::store
