// Answers kiosks that ask how it stands with a slip: looks whether they may ask, looks it up, counts wrong codes.
//
// Place: SyncServer hands in what CheckSlip brings and waits a fixed time before it sends what comes out.
// Ownership: refers to the parts; owns the counts. Threads: the session thread. Errors: none; a store that cannot be
// read is SLIP_ANSWER_LATER. Does not: know gRPC, or log codes, slips and answers.
#pragma once

#include "sync-server/rpc/desk.h"
#include "sync-server/rpc/slip_answer.h"
#include "sync-server/rpc/slip_tries.h"

namespace foyer::rpc {

class SlipDesk {
 public:
  explicit SlipDesk(const Parts& parts) : m_parts(parts), m_tries(parts.clock) {}

  // Always of the same length.
  foyer::sync::v1::CheckSlipResponse answer(const Id16& device, const Id16& slipId);

 private:
  foyer::sync::v1::CheckSlipResponse lookUp(const Id16& device, const Id16& slipId);
  // The count of before a restart.
  Status recall(const Id16& device);
  void keep(const Id16& device);

  Parts m_parts;
  SlipTries m_tries;
};

}  // namespace foyer::rpc
