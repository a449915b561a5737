// The kiosks as staff see them: last contact, and "kiosk says, server says".
//
// Place: behind ListKiosks. Threads: any. Errors: those of the store.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "shared/base/clock.h"
#include "sync-server/store/store.h"

namespace foyer::review {

inline constexpr int64_t kConnectedWithinMs = 90'000;  // three times the heartbeat of a kiosk's stream

Result<foyer::staff::v1::ListKiosksResponse> listKiosks(const store::Reader& reader, const Clock& clock);

}  // namespace foyer::review
