// Between the record type Registration and the counting of seats: the only place here that knows its fields.
//
// Place: Seats asks it what a merged registration comes to, and lets it write where it stands now. Ownership:
// refers to the schema, which must outlive it. Threads: any. Errors: none; what cannot be read counts as nothing.
// Does not: store or decide anything.
#pragma once

#include <optional>
#include <string>

#include "shared/record/record.h"
#include "shared/schema/schema.h"
#include "sync-server/store/store.h"

namespace foyer::seats {

class Registrations {
 public:
  // Nothing: this schema has no registrations, and nobody counts seats.
  static std::optional<Registrations> of(const schema::Schema& schema);

  uint32_t type() const { return m_type->number; }
  uint32_t stateField() const { return m_state->number; }
  bool isWrittenBy(const record::ChangeBody& change) const;

  // How its seats are counted. Of several numbers of seats that staff has not decided about, the greatest: whatever
  // they decide, it fits. Its place in a waiting list is that of its first word on the session: by Lamport number,
  // then author, then the author's own count. Clocks are not asked, so that a kiosk with a wrong one neither gains
  // nor loses, and a kiosk that was offline keeps its visitors' places before all that it could have known of.
  store::SeatClaimRow claimOf(const record::RecordState& state) const;
  // The right that it names, nil: none.
  Id16 leaseOf(const record::RecordState& state) const;
  // Who wrote that; nil: nobody.
  Id16 leaseAuthorOf(const record::RecordState& state) const;

  // It waits from now on; what it was told stands beside it and is outranked, so that staff see the broken promise.
  record::RecordWrite waits(const record::RecordState& state) const;
  // It is confirmed from now on; ends every version that stood.
  record::RecordWrite isConfirmed(const record::RecordState& state) const;

 private:
  record::RecordWrite says(const record::RecordState& state, int32_t value) const;

  const schema::RecordType* m_type = nullptr;
  const schema::FieldRule* m_session = nullptr;
  const schema::FieldRule* m_seats = nullptr;
  const schema::FieldRule* m_state = nullptr;
  const schema::FieldRule* m_lease = nullptr;
  int32_t m_confirmed = 0;
  int32_t m_waiting = 0;
};

}  // namespace foyer::seats
