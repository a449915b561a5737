// The kiosks as staff see them: last contact, and "kiosk says, server says".
//
// Place: behind ListKiosks. Threads: any. Errors: those of the store.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "shared/base/clock.h"
#include "sync-server/store/store.h"

namespace foyer::review {

inline constexpr int64_t kConnectedWithinMs = 90'000;  // three times the heartbeat of a kiosk's stream

inline constexpr size_t kIncidentsShown = 20;  // what somebody who looks at a kiosk reads
// Keys of the store's meta entries, times in ms as text: when this data was restored, and when that backup was made.
inline constexpr char kRestoredKey[] = "restored_ms";
inline constexpr char kRestoredBackupKey[] = "restored_backup_ms";

Result<foyer::staff::v1::Kiosk> showKiosk(const store::Reader& reader, const store::KioskRow& row, const Clock& clock);
Result<foyer::staff::v1::ListKiosksResponse> listKiosks(const store::Reader& reader, const Clock& clock);

}  // namespace foyer::review
