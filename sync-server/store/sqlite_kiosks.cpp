// Kiosks and the incarnations of their journals.
#include "sync-server/store/sqlite_view.h"

namespace foyer::store {
namespace {

KioskRow takeKiosk(sqlite::Statement& s) {
  KioskRow row;
  row.device = s.id(0);
  row.name = std::string(s.text(1));
  row.site = std::string(s.text(2));
  row.certificateFingerprint = std::string(s.text(3));
  row.signingPublicKey = std::string(s.blob(4));
  row.isRevoked = s.integer(5) != 0;
  row.enrolledMs = s.integer(6);
  row.lastContactMs = s.integer(7);
  row.clockErrorMs = s.integer(8);
  row.unsent = static_cast<uint64_t>(s.integer(9));
  row.diskFreeBytes = static_cast<uint64_t>(s.integer(10));
  row.programVersion = std::string(s.text(11));
  row.flaggedMs = s.integer(12);
  return row;
}

IncarnationRow takeIncarnation(sqlite::Statement& s) {
  IncarnationRow row;
  row.incarnation = s.id(0);
  row.device = s.id(1);
  row.ackedSeq = static_cast<uint64_t>(s.integer(2));
  row.chainHead = std::string(s.blob(3));
  row.lastSeqSaid = static_cast<uint64_t>(s.integer(4));
  row.place = static_cast<uint32_t>(s.integer(5));
  return row;
}

#define FOYER_SELECT_KIOSK                                                                       \
  "SELECT device, name, site, certificate_fingerprint, signing_public_key, is_revoked, enrolled_ms, " \
  "last_contact_ms, clock_error_ms, unsent, disk_free_bytes, program_version, flagged_ms FROM kiosk "

}  // namespace

Result<std::vector<KioskRow>> SqliteView::kiosks() const {
  FOYER_ASSIGN(auto rows, m_database.prepare(FOYER_SELECT_KIOSK "ORDER BY site, name, device"));
  return collect(rows, takeKiosk);
}

Result<std::optional<KioskRow>> SqliteView::kiosk(const Id16& device) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_KIOSK "WHERE device = ?"));
  find.bind(1, device);
  return first(find, takeKiosk);
}

Result<std::optional<KioskRow>> SqliteView::kioskByCertificate(std::string_view fingerprint) const {
  FOYER_ASSIGN(auto find, m_database.prepare(FOYER_SELECT_KIOSK "WHERE certificate_fingerprint = ?"));
  find.bindText(1, fingerprint);
  return first(find, takeKiosk);
}

Result<std::optional<IncarnationRow>> SqliteView::incarnation(const Id16& incarnation) const {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT id, device, acked_seq, chain_head, last_seq_said, place "
                                             "FROM incarnation WHERE id = ?"));
  find.bind(1, incarnation);
  return first(find, takeIncarnation);
}

Result<std::vector<IncarnationRow>> SqliteView::incarnationsOf(const Id16& device) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT id, device, acked_seq, chain_head, last_seq_said, place "
                                             "FROM incarnation WHERE device = ? ORDER BY id"));
  rows.bind(1, device);
  return collect(rows, takeIncarnation);
}

Status SqliteView::putKiosk(const KioskRow& row) {
  FOYER_ASSIGN(auto put,
               m_database.prepare("INSERT INTO kiosk (device, name, site, certificate_fingerprint, "
                                  "signing_public_key, is_revoked, enrolled_ms, last_contact_ms, "
                                  "clock_error_ms, unsent, disk_free_bytes, program_version, flagged_ms) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
                                  "ON CONFLICT (device) DO UPDATE SET name = ?2, site = ?3, "
                                  "certificate_fingerprint = ?4, signing_public_key = ?5, is_revoked = ?6, "
                                  "enrolled_ms = ?7, last_contact_ms = ?8, clock_error_ms = ?9, unsent = ?10, "
                                  "disk_free_bytes = ?11, program_version = ?12, flagged_ms = ?13"));
  put.bind(1, row.device).bindText(2, row.name).bindText(3, row.site).bindText(4, row.certificateFingerprint);
  put.bindBlob(5, row.signingPublicKey).bindInt(6, row.isRevoked ? 1 : 0).bindInt(7, row.enrolledMs);
  put.bindInt(8, row.lastContactMs).bindInt(9, row.clockErrorMs);
  put.bindInt(10, static_cast<int64_t>(row.unsent)).bindInt(11, static_cast<int64_t>(row.diskFreeBytes));
  return put.bindText(12, row.programVersion).bindInt(13, row.flaggedMs).run();
}

Status SqliteView::putIncarnation(const IncarnationRow& row) {
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO incarnation (id, device, acked_seq, "
                                            "chain_head, last_seq_said, place) VALUES (?, ?, ?, ?, ?, ?)"));
  put.bind(1, row.incarnation).bind(2, row.device).bindInt(3, static_cast<int64_t>(row.ackedSeq));
  return put.bindBlob(4, row.chainHead).bindInt(5, static_cast<int64_t>(row.lastSeqSaid)).bindInt(6, row.place).run();
}

Result<std::vector<IncidentRow>> SqliteView::incidentsOf(const Id16& device, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT n, device, kind, incarnation, at_ms FROM incident "
                                             "WHERE device = ? ORDER BY n DESC LIMIT ?"));
  rows.bind(1, device).bindInt(2, static_cast<int64_t>(limit));
  return collect(rows, [](sqlite::Statement& s) {
    return IncidentRow{s.integer(0), s.id(1), static_cast<IncidentKind>(s.integer(2)), s.id(3), s.integer(4)};
  });
}

Status SqliteView::addIncident(const IncidentRow& row) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT INTO incident (device, kind, incarnation, at_ms) "
                                               "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"));
  insert.bind(1, row.device).bindInt(2, static_cast<int>(row.kind)).bind(3, row.incarnation);
  return insert.bindInt(4, row.atMs).run();
}

Result<std::vector<OutcomeRow>> SqliteView::outcomesAfter(const Id16& device, int64_t n, size_t limit) const {
  FOYER_ASSIGN(auto rows, m_database.prepare("SELECT n, change_id, outcome FROM outcome "
                                             "WHERE device = ? AND n > ? ORDER BY n LIMIT ?"));
  rows.bind(1, device).bindInt(2, n).bindInt(3, static_cast<int64_t>(limit));
  return collect(rows, [](sqlite::Statement& s) {
    return OutcomeRow{s.integer(0), s.id(1), static_cast<LogOutcome>(s.integer(2))};
  });
}

Result<int64_t> SqliteView::outcomeHead() const {
  FOYER_ASSIGN(auto head, m_database.prepare("SELECT coalesce(max(n), 0) FROM outcome"));
  return numberOf(head);
}

Status SqliteView::noteOutcome(const Id16& device, const Id16& changeId, LogOutcome outcome) {
  if (device.isNil()) return okStatus();
  {
    FOYER_ASSIGN(auto find, m_database.prepare("SELECT outcome FROM outcome WHERE change_id = ?"));
    FOYER_ASSIGN(const bool isNoted, find.bind(1, changeId).step());
    if (isNoted && find.integer(0) == static_cast<int>(outcome)) return okStatus();
  }
  // A new number, so that a kiosk that knows the older row hears of this one.
  FOYER_TRY(forgetOutcome(changeId));
  FOYER_ASSIGN(auto insert,
               m_database.prepare("INSERT INTO outcome (device, change_id, outcome) VALUES (?, ?, ?)"));
  return insert.bind(1, device).bind(2, changeId).bindInt(3, static_cast<int>(outcome)).run();
}

Status SqliteView::forgetOutcome(const Id16& changeId) {
  FOYER_ASSIGN(auto forget, m_database.prepare("DELETE FROM outcome WHERE change_id = ?"));
  return forget.bind(1, changeId).run();
}

}  // namespace foyer::store
