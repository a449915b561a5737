#include "sync-server/rpc/slip_desk.h"

#include "shared/base/log.h"
#include "sync-server/rpc/limits.h"

namespace foyer::rpc {

namespace {

// One key a kiosk, and one without an id for the server.
std::string keyOf(const Id16& device) { return "slip_tries/" + (device.isNil() ? std::string() : device.hex()); }

}  // namespace

Status SlipDesk::recall(const Id16& device) {
  if (m_tries.isKnown(device)) return okStatus();
  std::string kept;
  FOYER_TRY(m_parts.store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(kept, reader.meta(keyOf(device)));
    return okStatus();
  }));
  m_tries.restore(device, kept);
  return okStatus();
}

void SlipDesk::keep(const Id16& device) {
  const Status posted = m_parts.writer.post(
      [device, key = keyOf(device), text = m_tries.text(device), serverText = m_tries.text({})](store::Writer& writer) -> Status {
        FOYER_TRY(writer.setMeta(key, text));
        return writer.setMeta(keyOf({}), serverText);
      },
      {});
  if (!posted.ok()) logWarning(Event("wrong codes of slips not noted").with("kiosk", device).with("why", posted.error()));
}

foyer::sync::v1::CheckSlipResponse SlipDesk::lookUp(const Id16& device, const Id16& slipId) {
  for (const Id16& each : {device, Id16{}})
    if (!recall(each).ok()) return slipLater(kRetryAfterBusyMs);
  const int64_t waitMs = m_tries.waitMs(device);
  if (waitMs > 0) return slipLater(waitMs);
  foyer::sync::v1::CheckSlipResponse answer;
  const Status read = m_parts.store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(answer, answerSlip(reader, m_parts.ingest.schema(), slipId));
    return okStatus();
  });
  if (!read.ok()) return slipLater(kRetryAfterBusyMs);
  if (answer.answer() != foyer::sync::v1::SLIP_ANSWER_NOT_KNOWN) return answer;
  m_tries.countWrong(device);
  keep(device);
  return answer;
}

foyer::sync::v1::CheckSlipResponse SlipDesk::answer(const Id16& device, const Id16& slipId) {
  auto answer = lookUp(device, slipId);
  pad(answer);
  return answer;
}

}  // namespace foyer::rpc
