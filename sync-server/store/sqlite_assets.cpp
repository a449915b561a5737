// Pictures and recordings of the catalogue.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

AssetRow takeAsset(sqlite::Statement& s) {
  return {std::string(s.blob(0)), std::string(s.text(1)), static_cast<uint64_t>(s.integer(2))};
}

}  // namespace

Result<std::optional<AssetRow>> SqliteView::asset(std::string_view sha256) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT sha256, media_type, size_bytes FROM asset WHERE sha256 = ?"));
  find.bindBlob(1, sha256);
  return first(find, takeAsset);
}

Result<std::vector<AssetRow>> SqliteView::assets() const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT sha256, media_type, size_bytes FROM asset ORDER BY sha256"));
  return collect(rows, takeAsset);
}

Result<std::string> SqliteView::assetBytes(std::string_view sha256, uint64_t offset, uint64_t count) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT substr(content, ?, ?) FROM asset WHERE sha256 = ?"));
  find.bindInt(1, static_cast<int64_t>(offset) + 1).bindInt(2, static_cast<int64_t>(count)).bindBlob(3, sha256);
  FOYER_ASSIGN(const bool found, find.step());
  return found ? std::string(find.blob(0)) : std::string();
}

Status SqliteView::putAsset(const AssetRow& row, std::string_view content) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR IGNORE INTO asset (sha256, media_type, size_bytes, content) "
                                            "VALUES (?, ?, ?, ?)"));
  put.bindBlob(1, row.sha256).bindText(2, row.mediaType).bindInt(3, static_cast<int64_t>(row.sizeBytes));
  return put.bindBlob(4, content).run();
}

Status SqliteView::deleteAsset(std::string_view sha256) {
  FOYER_ASSIGN(auto remove, m_database.prepare("DELETE FROM asset WHERE sha256 = ?"));
  return remove.bindBlob(1, sha256).run();
}

}  // namespace foyer::store
