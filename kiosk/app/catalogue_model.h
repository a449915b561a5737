#pragma once
// The catalogue as the station's pages ask for it.
//
// Place: the station's port CatalogueView over the Snapshot that the engine published last; every text in
// the language of the visit, with the visible fallback. Lists that the pages bind to answer anew after
// changed().
// Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: none; what is not in the
// catalogue is empty. Does not: follow the server, decide what a form asks.

#include <QDate>
#include <memory>
#include <string>

#include "kiosk/app/session_words.h"
#include "kiosk/catalogue/seat_book.h"
#include "kiosk/catalogue/snapshot.h"
#include "kiosk/station/station_ports.h"
#include "shared/base/clock.h"

namespace foyer::app {

class CatalogueModel : public CatalogueView {
  Q_OBJECT

 public:
  CatalogueModel(std::string site, const Clock& clock, QObject* parent = nullptr);

  void setSnapshot(std::shared_ptr<const catalogue::Snapshot> snapshot);
  void setLanguage(const std::string& language);
  // What this kiosk may promise, and whether what it knows of other seats is true at this moment.
  void setSeats(catalogue::SeatCounts seats);
  void setOnline(Online online);
  const std::shared_ptr<const catalogue::Snapshot>& snapshot() const { return m_snapshot; }

  QString centreName() const override;
  QStringList welcomeLines() const override;
  QVariantList languages() const override;
  QVariantList tiles() const override;
  QVariantList helpNumbers() const override;
  QStringList openingHours() const override;
  QString noticeText() const override;
  QString phone() const override;
  QVariantList offers(const QString& tileId) const override;
  QVariantMap offer(const QString& id) const override;
  QVariantMap page(const QString& id) const override;
  QVariantList pages() const override;
  QVariantList partners() const override;
  QVariantMap dataUse(const QString& formKind) const override;
  QVariantList purposes(const QString& formKind) const override;

 private:
  QString words(const catalogue::v1::Text& text) const;
  const catalogue::v1::Offer* offerOf(const QString& id) const;
  bool isHere(const catalogue::v1::Offer& offer) const;
  QVariantMap summary(const catalogue::v1::Item& item) const;
  QDate today() const;

  std::string m_site;
  const Clock& m_clock;
  std::string m_language = "de";
  std::shared_ptr<const catalogue::Snapshot> m_snapshot;
  catalogue::SeatCounts m_seats;
  Online m_online = Online::kNo;
};

// advice, training, network or question; other for a kind of a newer schema.
QString kindName(catalogue::v1::OfferKind kind);

}  // namespace foyer::app
