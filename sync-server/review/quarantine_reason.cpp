#include "sync-server/review/quarantine_reason.h"

#include <array>
#include <utility>

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {

// The first that fits: "damaged" comes after what says more. The sentences stand in shared/seal, shared/record,
// sync-server/ingest/log_opener.cpp and sync-server/resolve.
constexpr std::array<std::pair<std::string_view, api::QuarantineReason>, 19> kKinds = {{
    {"update the server", api::QUARANTINE_REASON_NEWER},
    {"is not valid: ", api::QUARANTINE_REASON_NOT_VALID},
    {"is not of its kind", api::QUARANTINE_REASON_NOT_VALID},
    {"data key never arrived", api::QUARANTINE_REASON_KEY_MISSING},
    {"a key that this server does not have", api::QUARANTINE_REASON_KEY_MISSING},
    {"another key than the organisation's", api::QUARANTINE_REASON_KEY_MISSING},
    {"is not signed by the device", api::QUARANTINE_REASON_NOT_GENUINE},
    {"signature does not fit", api::QUARANTINE_REASON_NOT_GENUINE},
    {"cover names another change", api::QUARANTINE_REASON_NOT_GENUINE},
    {"only this server does that", api::QUARANTINE_REASON_NOT_GENUINE},
    {"author is not of the kind", api::QUARANTINE_REASON_NOT_GENUINE},
    {"kiosk is not enrolled", api::QUARANTINE_REASON_NOT_GENUINE},
    {"made no record of this kind", api::QUARANTINE_REASON_NO_SUCH_RECORD},
    {"record of another type", api::QUARANTINE_REASON_OTHER_RECORD},
    {"uses a slip and gives one out", api::QUARANTINE_REASON_OTHER_RECORD},
    {"cannot be read", api::QUARANTINE_REASON_UNREADABLE},
    {"not a protobuf message", api::QUARANTINE_REASON_UNREADABLE},
    {"damaged", api::QUARANTINE_REASON_UNREADABLE},
    {"that no kiosk writes", api::QUARANTINE_REASON_UNREADABLE},
}};

}  // namespace

api::QuarantineReason quarantineReasonOf(std::string_view reason) {
  for (const auto& [words, kind] : kKinds)
    if (reason.find(words) != std::string_view::npos) return kind;
  return api::QUARANTINE_REASON_UNSPECIFIED;
}

}  // namespace foyer::review
