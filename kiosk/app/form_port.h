#pragma once
// The station's port FormView over form::FormModel.
//
// Place: passes every call on; what it adds is what the form cannot know: which offer and session a form is
// begun for, as the context whose values find their fields by name, and what a registration may promise: a seat
// that this kiosk was lent, taken before the change is stored, or the waiting list.
// Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: as the port says.
// Does not: know fields, questions or texts of records.

#include <functional>
#include <optional>

#include "kiosk/app/catalogue_model.h"
#include "kiosk/form/form_model.h"
#include "kiosk/station/station_ports.h"

namespace foyer::app {

// What the engine does about seats of sessions where they are limited. Without: this kiosk confirms none.
struct SeatActs {
  // Takes so many, durably; the lease they are of, nil: there are not enough.
  std::function<Id16(const std::string& session, uint32_t seats)> reserve;
  // They were surely not used.
  std::function<void(const Id16& lease, uint32_t seats)> giveBack;
  // Somebody is registering so many people; 0: nobody any more.
  std::function<void(const std::string& session, uint32_t seats)> wish;
};

class FormPort : public FormView {
  Q_OBJECT

 public:
  FormPort(form::FormModel& model, const CatalogueModel& catalogue, const Languages& languages, std::string site,
           SeatActs seats, QObject* parent = nullptr);

  QString formKind() const override { return m_model.formKind(); }
  int step() const override { return m_model.step(); }
  int stepCount() const override { return m_model.stepCount(); }
  QString stepTitle() const override { return m_model.stepTitle(); }
  QString stepHint() const override { return m_model.stepHint(); }
  QString accent() const override { return m_model.accent(); }
  QAbstractItemModel* rows() const override { return m_model.rows(); }
  bool canGoNext() const override { return m_model.canGoNext(); }

  void begin(const QString& formKind, const QString& offerId, const QString& sessionId) override;
  bool next() override { return m_model.next(); }
  void back() override { m_model.back(); }
  void goTo(int step) override { m_model.goTo(step); }
  void setValue(const QString& key, const QVariant& value) override;
  QVariantList answers() const override { return m_model.answers(); }
  void setConsent(const QString& purpose, const QString& answer) override { m_model.setConsent(purpose, answer); }
  QString consent(const QString& purpose) const override { return m_model.consent(purpose); }
  QVariantMap confirm() override;
  void wipe() override;
  // What the disk said to the change of confirm().
  void noteSubmitted(const Status& status);

 private:
  // Seats that were taken for this visit, of this lease.
  struct Taken {
    Id16 lease;
    uint32_t seats = 0;
  };
  uint32_t seatsAsked() const;
  void wishSeats(uint32_t seats);
  void takeSeats();
  void letSeatsGo();

  form::FormModel& m_model;
  const CatalogueModel& m_catalogue;
  const Languages& m_languages;
  std::string m_site;
  SeatActs m_seats;
  std::string m_limitedSession;  // empty: nobody counts seats
  std::optional<Taken> m_taken;
  // The disk did not answer: what was taken may be used.
  bool m_isUnsure = false;
  // Translation id of what a visitor is told at the end; null: nothing more than the station says.
  const char* m_promise = nullptr;
};

}  // namespace foyer::app
