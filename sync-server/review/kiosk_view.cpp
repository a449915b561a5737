#include "sync-server/review/kiosk_view.h"

#include <algorithm>

namespace foyer::review {

Result<foyer::staff::v1::ListKiosksResponse> listKiosks(const store::Reader& reader, const Clock& clock) {
  foyer::staff::v1::ListKiosksResponse response;
  FOYER_ASSIGN(const auto rows, reader.kiosks());
  for (const store::KioskRow& row : rows) {
    auto* kiosk = response.add_kiosks();
    kiosk->set_kiosk_id(row.device.uuid());
    kiosk->set_name(row.name);
    kiosk->set_site(row.site);
    kiosk->set_last_contact_ms(row.lastContactMs);
    kiosk->set_connected(row.lastContactMs != 0 && clock.wallMs() - row.lastContactMs < kConnectedWithinMs);
    uint64_t said = 0;
    FOYER_ASSIGN(const auto incarnations, reader.incarnationsOf(row.device));
    for (const store::IncarnationRow& incarnation : incarnations)
      said += std::max(incarnation.lastSeqSaid, incarnation.ackedSeq);
    kiosk->set_confirmed_at_kiosk(said);
    FOYER_ASSIGN(const uint64_t stored, reader.countLog(row.device));
    kiosk->set_stored_at_server(stored);
    kiosk->set_unsent(said > stored ? said - stored : 0);
    kiosk->set_clock_error_ms(row.clockErrorMs);
    kiosk->set_disk_free_bytes(row.diskFreeBytes);
    kiosk->set_program_version(row.programVersion);
  }
  return response;
}

}  // namespace foyer::review
