// The ledgers over the store: counts registrations as they arrive, lends seats to kiosks, gives free ones to those
// who wait, and says what the server has to write because of it.
//
// Place: ingest calls it inside the writer's transaction and appends what it asks for to the log as the server's own
// change, so that folding the log again gives the same; rebuild calls follow() alone. Kept beside the log: leases,
// capacities, and in meta the seats' clock, the epoch it was read under, and until when seats are frozen.
//   a registration arrives:  settle -> the server's change -> follow
//   a kiosk reports:         meet   -> the server's change -> follow, and what it is lent
//   every minute, and when the catalogue changes: sweep -> the server's change -> follow
// After a restore (another epoch), and when a kiosk holds a lease that is not known here, leases may be abroad that
// this server has forgotten: seats are frozen until those have surely run out. Nothing is lent and nobody is
// promoted meanwhile; registrations that name a lease are taken while there is room.
// Ownership: refers to schema and clock. Threads: the writer's. Errors: those of the store. Does not: write the log,
// fold records, or know gRPC.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "shared/base/clock.h"
#include "sync-server/seats/ledger.h"
#include "sync-server/seats/registrations.h"
#include "sync-server/store/store.h"

namespace foyer::seats {

// Of one session, looked at in one go: those beyond wait until those before them are gone.
inline constexpr size_t kWaitingLookedAtMax = 1'000;

using Writes = std::vector<record::RecordWrite>;

struct Meeting {
  foyer::sync::v1::SeatLeases leases;  // but for `lamport`
  Writes writes;
};

struct Opened;

class Seats {
 public:
  Seats(const schema::Schema& schema, const Clock& clock, Random random);

  // Whether a change may have touched a registration.
  bool concerns(const record::ChangeBody& change) const;
  // How the registrations that this row changed are counted from now on, and their capacity cases.
  Status follow(store::Writer& writer, const store::LogRow& row) const;
  // The same for a row that has just arrived: seats are given or refused.
  Result<Writes> settle(store::Writer& writer, const store::LogRow& row) const;
  Result<Meeting> meet(store::Writer& writer, const Id16& device, const Id16& incarnation,
                       const foyer::sync::v1::SeatReport& report) const;
  Result<Writes> sweep(store::Writer& writer) const;
  // Capacity cases of all sessions; the end of a rebuild.
  Status review(store::Writer& writer) const;

 private:
  struct Moment {
    int64_t nowMs = 0;
    bool isFrozen = false;
  };
  Result<Moment> moment(store::Writer& writer) const;
  Status freeze(store::Writer& writer, int64_t nowMs) const;
  Result<Opened> open(store::Writer& writer, const std::string& session, const Moment& moment) const;
  Status close(store::Writer& writer, const Opened& opened) const;
  Result<Writes> finish(store::Writer& writer, Opened& opened) const;
  Status reviewSession(store::Writer& writer, const Opened& opened) const;
  Status followCatalogue(store::Writer& writer) const;
  Result<std::vector<record::RecordState>> touched(const store::Reader& reader, const store::LogRow& row) const;
  Result<std::optional<record::RecordWrite>> judge(store::Writer& writer, const record::RecordState& state,
                                                   const store::LogRow& row, const Moment& moment) const;
  Result<Id16> holderOf(const store::Reader& reader, const record::RecordState& state, const store::LogRow& row) const;
  Status settleCase(store::Writer& writer, const record::RecordState& state, const store::LogRow& row) const;
  Status meetSession(store::Writer& writer, const std::string& session, const Moment& moment,
                     const std::vector<Holding>& holdings, const Borrower& borrower, Meeting& meeting) const;

  std::optional<Registrations> m_registrations;
  const Clock& m_clock;
  Random m_random;
};

// free + leased + confirmed = capacity for every session, none of them less than nothing, and no session with more
// confirmed than its capacity without an open case that says so. kInternal with what is wrong.
Status checkAll(const store::Reader& reader);

}  // namespace foyer::seats
