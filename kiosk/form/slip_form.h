// "My slip": change how somebody can be reached, by the code alone, at any kiosk, with or without a line.
//
// Place: kiosk/app hands it to the station behind the SlipView port. What can be changed is every field with
// `by_slip` in its (foyer.ask). The kiosk does not know the record: the change names the slip, says that its
// author saw what the visit of that slip wrote, and the server finds the record.
// Ownership: one for the program, GUI thread. Errors: sentences for the visitor in the result.
// Does not: say whether a slip exists; that would let anybody guess.
#pragma once

#include <QObject>
#include <QVariantMap>

#include "kiosk/form/form_model.h"

namespace foyer::form {

class SlipForm : public QObject {
  Q_OBJECT

 public:
  SlipForm(const schema::Schema& schema, const Clock& clock, Random random, Submit submit, QObject* parent = nullptr);

  void setCatalogue(std::shared_ptr<const catalogue::Snapshot> catalogue) { m_words.setCatalogue(std::move(catalogue)); }
  void setLanguage(const std::string& language) { m_words.setLanguage(language); }

  // As it is kept: upper case, look-alikes made one, everything else dropped.
  static QString normalised(const QString& code);
  static bool isValid(const QString& code);
  // {key, title, hint, editor}
  QVariantList channels() const;
  // {ok, message}; returns after the disk.
  QVariantMap submitChange(const QString& code, const QString& channelKey, const QString& value);

 private:
  std::vector<Question> questions() const;

  const schema::Schema& m_schema;
  const Clock& m_clock;
  Random m_random;
  Submit m_submit;
  validate::Validator m_validator;
  FormWords m_words;
};

}  // namespace foyer::form
