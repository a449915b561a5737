#pragma once
// The station's port FormView over form::FormModel.
//
// Place: passes every call on; what it adds is what the form cannot know: which offer and session a form is
// begun for, as the context whose values find their fields by name, and what a registration may promise.
// Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: as the port says.
// Does not: know fields, questions or texts of records.

#include "kiosk/app/catalogue_model.h"
#include "kiosk/form/form_model.h"
#include "kiosk/station/station_ports.h"

namespace foyer::app {

class FormPort : public FormView {
  Q_OBJECT

 public:
  FormPort(form::FormModel& model, const CatalogueModel& catalogue, const Languages& languages, std::string site,
           QObject* parent = nullptr);

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
  void setValue(const QString& key, const QVariant& value) override { m_model.setValue(key, value); }
  QVariantList answers() const override { return m_model.answers(); }
  void setConsent(const QString& purpose, const QString& answer) override { m_model.setConsent(purpose, answer); }
  QString consent(const QString& purpose) const override { return m_model.consent(purpose); }
  QVariantMap confirm() override;
  void wipe() override;

 private:
  form::FormModel& m_model;
  const CatalogueModel& m_catalogue;
  const Languages& m_languages;
  std::string m_site;
  // Translation id of what a visitor is told at the end; null: nothing more than the station says.
  const char* m_promise = nullptr;
};

}  // namespace foyer::app
