#pragma once
// The station's port SlipView over form::SlipForm and the question to the server.
//
// Place: passes every call on; holds the code and the server's answer for as long as the page needs them, in memory
// only. Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: as the port says; without a
// line or an answer it is "offline". Does not: write the answer anywhere.

#include <functional>

#include "foyer/sync/v1/sync.pb.h"
#include "kiosk/form/slip_form.h"
#include "kiosk/station/station_ports.h"

namespace foyer::app {

// Asks the server; answers once, later, on the GUI thread. Empty: there is no line.
using AskSlip = std::function<void(const Id16& slipId, std::function<void(const Result<sync::v1::CheckSlipResponse>&)>)>;

class SlipPort : public SlipView {
  Q_OBJECT

 public:
  SlipPort(form::SlipForm& form, const LineView& line, AskSlip ask, QObject* parent = nullptr);

  QString normalised(const QString& code) const override { return form::SlipForm::normalised(code); }
  bool isValid(const QString& code) const override { return form::SlipForm::isValid(code); }
  QVariantList channels() const override { return m_form.channels(); }
  QVariantList purposes() const override { return m_form.purposes(); }
  QVariantMap answer() const override { return m_answer; }
  void begin(const QString& code) override;
  QVariantMap submitChange(const QString& code, const QString& channelKey, const QString& value) override {
    return m_form.submitChange(code, channelKey, value);
  }
  QVariantMap submitCancel(const QString& code) override { return m_form.submitCancel(code); }
  QVariantMap submitWithdrawal(const QString& code, const QString& purpose) override {
    return m_form.submitWithdrawal(code, purpose);
  }
  void wipe() override;

  // As the page reads it.
  static QVariantMap shown(const sync::v1::CheckSlipResponse& answer);

 private:
  void setAnswer(const QVariantMap& answer);

  form::SlipForm& m_form;
  const LineView& m_line;
  AskSlip m_ask;
  QVariantMap m_answer;
  // Grows with each question: an answer to an earlier one is not shown.
  int m_round = 0;
};

}  // namespace foyer::app
