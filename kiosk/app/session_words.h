// Dates of an offer as a visitor reads them.
//
// Place: CatalogueModel makes the maps of CatalogueView::offer with it. Days are written out in the
// language of the visit; times are those of the site. The wall clock only hides what is over: it decides
// nothing that is kept.
// Ownership: pure functions. Errors: none; a day that is no day is shown as it stands.
// Does not: promise a seat. Where their number is limited, FormPort takes one that this kiosk was lent; if there is
// none, it offers the waiting list, and says so.
#pragma once

#include <QDate>
#include <QString>
#include <QVariantMap>
#include <string>

#include "kiosk/catalogue/seat_book.h"
#include "kiosk/catalogue/snapshot.h"

namespace foyer::app {

// Whether somebody who registers is confirmed at once, or only with a seat that this kiosk was lent.
enum class SeatPromise { kConfirmed, kWaiting };

// Whether the server's counts are true at this moment.
enum class Online { kNo, kYes };

// No session: somebody asks for a course that has no date yet.
SeatPromise promiseFor(const catalogue::v1::Session* session);
// The last date lies before `today`.
bool isOver(const catalogue::v1::Session& session, const QDate& today);
// "Donnerstag, 14. Januar 2027, 17:00–20:00"
QString dateText(const catalogue::v1::Date& date, const QString& language);
// The session's map, as CatalogueView::offer describes it; `closed`: why nobody registers, "" = one can.
QVariantMap sessionMap(const catalogue::Snapshot& catalogue, const catalogue::v1::Item& session,
                       const catalogue::v1::Offer& offer, const std::string& language);
// The same with what can be said of its seats: offline only those that this kiosk was lent.
QVariantMap withSeats(QVariantMap session, const catalogue::SeatCounts& seats, Online online);
// What comes next and how many places, for lists.
QString metaText(const catalogue::Snapshot& catalogue, const std::string& offerId, const std::string& language,
                 const QDate& today);

}  // namespace foyer::app
