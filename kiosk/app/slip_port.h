#pragma once
// The station's port SlipView over form::SlipForm.
//
// Place: passes every call on. Ownership: the composition root's, GUI thread; outlives the QML engine.
// Errors: as the port says. Does not: keep the code or the new value; there is nothing to wipe here.

#include "kiosk/form/slip_form.h"
#include "kiosk/station/station_ports.h"

namespace foyer::app {

class SlipPort : public SlipView {
  Q_OBJECT

 public:
  explicit SlipPort(form::SlipForm& form, QObject* parent = nullptr) : SlipView(parent), m_form(form) {}

  QString normalised(const QString& code) const override { return form::SlipForm::normalised(code); }
  bool isValid(const QString& code) const override { return form::SlipForm::isValid(code); }
  QVariantList channels() const override { return m_form.channels(); }
  void begin(const QString&) override {}
  QVariantMap submitChange(const QString& code, const QString& channelKey, const QString& value) override {
    return m_form.submitChange(code, channelKey, value);
  }
  void wipe() override {}

 private:
  form::SlipForm& m_form;
};

}  // namespace foyer::app
