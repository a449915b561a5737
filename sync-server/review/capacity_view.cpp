#include "sync-server/review/capacity_view.h"

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/seats/opened.h"

namespace foyer::review {

namespace api = foyer::staff::v1;

Status CapacityView::show(const store::Reader& reader, const store::CaseRow& row, api::CaseSummary& summary) const {
  if (row.kind != store::CaseKind::kCapacity || !row.recordId.isNil() || row.closedMs != 0) return okStatus();
  FOYER_ASSIGN(const auto sessions, reader.seatSessions());
  for (const store::SeatSessionRow& session : sessions) {
    if (seats::capacityCaseId(session.session) != row.id) continue;
    FOYER_ASSIGN(const seats::Opened opened, seats::openLedger(reader, session, seats::Frozen::kNo));
    api::SeatsMissing& shown = *summary.mutable_seats();
    shown.set_session(session.session);
    shown.set_capacity(opened.ledger.capacity());
    shown.set_confirmed(opened.ledger.confirmed());
    shown.set_lent(opened.ledger.leased());
    shown.set_missing(opened.ledger.missing());
    FOYER_ASSIGN(const auto stored, reader.catalogueItem(session.session));
    foyer::catalogue::v1::Item item;
    if (!stored || !item.ParseFromString(stored->item) || !item.has_session()) return okStatus();
    *shown.mutable_title() = item.session().title();
    *shown.mutable_dates() = item.session().dates();
    return okStatus();
  }
  return okStatus();
}

Status CapacityView::showConfirmed(const store::Reader& reader, api::GetCaseResponse& page) const {
  if (!page.summary().has_seats()) return okStatus();
  FOYER_ASSIGN(const auto claims, reader.seatClaimsConfirmed(page.summary().seats().session(), kConfirmedShownMax));
  for (const store::SeatClaimRow& claim : claims) {
    api::ConfirmedSeats& shown = *page.add_confirmed();
    shown.set_record_id(claim.registration.uuid());
    shown.set_seats(claim.seats);
    FOYER_ASSIGN(*shown.mutable_title(), m_records.title(reader, claim.registration));
  }
  return okStatus();
}

}  // namespace foyer::review
