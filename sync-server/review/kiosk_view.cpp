#include "sync-server/review/kiosk_view.h"

#include <algorithm>
#include <charconv>

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {

Result<int64_t> timeIn(const store::Reader& reader, const char* key) {
  FOYER_ASSIGN(const std::string text, reader.meta(key));
  int64_t ms = 0;
  std::from_chars(text.data(), text.data() + text.size(), ms);
  return ms;
}

struct Said {
  uint64_t unsent = 0;   // of the newest journal: it holds all that earlier ones had not sent
  uint64_t longest = 0;  // entries of one journal are all different, so that there were at least as many
};

Said whatItSaid(const std::vector<store::IncarnationRow>& incarnations) {
  Said said;
  uint32_t newest = 0;
  for (const store::IncarnationRow& each : incarnations) newest = std::max(newest, each.place);
  for (const store::IncarnationRow& each : incarnations) {
    const uint64_t last = std::max(each.lastSeqSaid, each.ackedSeq);
    said.longest = std::max(said.longest, last);
    if (each.place == newest) said.unsent += last - each.ackedSeq;
  }
  return said;
}

}  // namespace

Result<api::Kiosk> showKiosk(const store::Reader& reader, const store::KioskRow& row, const Clock& clock) {
  api::Kiosk kiosk;
  kiosk.set_kiosk_id(row.device.uuid());
  kiosk.set_name(row.name);
  kiosk.set_site(row.site);
  kiosk.set_last_contact_ms(row.lastContactMs);
  kiosk.set_connected(row.lastContactMs != 0 && clock.wallMs() - row.lastContactMs < kConnectedWithinMs);
  FOYER_ASSIGN(const uint64_t stored, reader.countLog(row.device));
  FOYER_ASSIGN(const auto incarnations, reader.incarnationsOf(row.device));
  const Said said = whatItSaid(incarnations);
  kiosk.set_stored_at_server(stored);
  kiosk.set_unsent(said.unsent);
  kiosk.set_confirmed_at_kiosk(std::max(stored + said.unsent, said.longest));
  kiosk.set_clock_error_ms(row.clockErrorMs);
  kiosk.set_disk_free_bytes(row.diskFreeBytes);
  kiosk.set_program_version(row.programVersion);
  kiosk.set_flagged_ms(row.flaggedMs);
  FOYER_ASSIGN(const auto incidents, reader.incidentsOf(row.device, kIncidentsShown));
  for (const store::IncidentRow& incident : incidents) {
    api::KioskIncident& shown = *kiosk.add_incidents();
    shown.set_cause(static_cast<foyer::sync::v1::IncarnationCause>(static_cast<int>(incident.kind)));
    shown.set_at_ms(incident.atMs);
  }
  return kiosk;
}

Result<api::ListKiosksResponse> listKiosks(const store::Reader& reader, const Clock& clock) {
  api::ListKiosksResponse response;
  FOYER_ASSIGN(const auto rows, reader.kiosks());
  for (const store::KioskRow& row : rows) {
    FOYER_ASSIGN(*response.add_kiosks(), showKiosk(reader, row, clock));
  }
  FOYER_ASSIGN(const int64_t restoredMs, timeIn(reader, kRestoredKey));
  FOYER_ASSIGN(const int64_t backupMs, timeIn(reader, kRestoredBackupKey));
  response.set_restored_ms(restoredMs);
  response.set_restored_backup_ms(backupMs);
  return response;
}

}  // namespace foyer::review
