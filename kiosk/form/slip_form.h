// "My slip": change how somebody can be reached, take back what was asked for, withdraw a consent; by the code
// alone, at any kiosk, with or without a line.
//
// Place: kiosk/app hands it to the station behind the SlipView port. What can be changed is every field with
// `by_slip` in its (foyer.ask). The kiosk does not know the record: the change names the slip, says that its
// author saw what the visit of that slip wrote, and the server finds the record.
// Taking back and withdrawing are such changes too: the options of the fields say what they write.
// Ownership: one for the program, GUI thread. Errors: sentences for the visitor in the result.
// Does not: say whether a slip exists; that would let anybody guess.
#pragma once

#include <QObject>
#include <QVariantMap>

#include "kiosk/form/change_writer.h"
#include "kiosk/form/form_model.h"

namespace foyer::form {

class SlipForm : public QObject {
  Q_OBJECT

 public:
  SlipForm(const schema::Schema& schema, const Clock& clock, IdSeries changeIds, Submit submit, QObject* parent = nullptr);

  void setCatalogue(std::shared_ptr<const catalogue::Snapshot> catalogue) { m_words.setCatalogue(std::move(catalogue)); }
  void setLanguage(const std::string& language) { m_words.setLanguage(language); }

  // As it is kept: upper case, look-alikes made one, everything else dropped.
  static QString normalised(const QString& code);
  static bool isValid(const QString& code);
  // {key, title, hint, editor}
  QVariantList channels() const;
  // The purposes of consent that a person can have agreed to: {id, title, text, required}.
  QVariantList purposes() const;
  // {ok, message}; these return after the disk.
  QVariantMap submitChange(const QString& code, const QString& channelKey, const QString& value);
  QVariantMap submitCancel(const QString& code);
  // A purpose without which a request cannot be worked on ends the request too.
  QVariantMap submitWithdrawal(const QString& code, const QString& purpose);

 private:
  std::vector<Question> questions() const;
  QVariantMap submitWish(const QString& code, const SlipWish& wish);
  QVariantMap store(Result<record::ChangeBody>&& change);
  // A form of this kind leaves a consent behind: it asks who somebody is.
  bool leavesConsent(const std::string& formKind) const;

  const schema::Schema& m_schema;
  const Clock& m_clock;
  IdSeries m_changeIds;
  Submit m_submit;
  validate::Validator m_validator;
  FormWords m_words;
};

}  // namespace foyer::form
