// One visitor's draft as steps of questions, answers, purposes of consent, and one change at the end.
//
// Place: kiosk/app hands it to the station behind the FormView port and keeps to the same contract; rows()
// are described there. Order: begin, questions with next/back/goTo, setConsent, confirm, wipe.
// Ownership: one for the program, GUI thread. Schema and Clock must outlive it. Errors: what a visitor can
// mend is a sentence at the field; what not, a sentence in the result of confirm(). Does not: know pages or
// the journal; `Submit` returns when the change is safe on the disk.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/form/change_writer.h"
#include "kiosk/form/draft.h"
#include "kiosk/form/form_words.h"
#include "kiosk/form/question_rows.h"
#include "shared/validate/validate.h"

namespace foyer::form {

// Durable when it returns ok. Called again with the same change after a failure: must not store it twice.
using Submit = std::function<Status(const record::ChangeBody&)>;

class FormModel : public QObject {
  Q_OBJECT

 public:
  FormModel(const schema::Schema& schema, const Clock& clock, IdSeries changeIds, Submit submit, QObject* parent = nullptr);
  ~FormModel() override;

  // At any time, also within a form: questions stay, words change.
  void setCatalogue(std::shared_ptr<const catalogue::Snapshot> catalogue);
  void setLanguage(const std::string& language);

  // `accent`: how the station colours this form. An unknown kind gives a form without questions.
  void begin(const std::string& formKind, Context context, const QString& accent);
  QString formKind() const;
  const Context& context() const { return m_draft.context(); }
  // What became known later. False: confirm() has made a change already, which stays as it is until an answer is
  // changed; a disk that was slow may have stored it.
  bool setContext(std::string_view name, std::string value);
  // The answers to the question for the field of this name.
  std::vector<std::string> answersNamed(std::string_view fieldName) const;
  int step() const { return m_step; }
  int stepCount() const { return static_cast<int>(m_steps.size()); }
  QString stepTitle() const;
  QString stepHint() const;
  QString accent() const { return m_accent; }
  QAbstractItemModel* rows() const { return m_rows; }
  bool canGoNext() const { return m_canGoNext; }

  bool next();
  void back();
  void goTo(int step);
  void setValue(const QString& key, const QVariant& value);
  QVariantList answers() const;
  void setConsent(const QString& purpose, const QString& answer);
  QString consent(const QString& purpose) const;
  QVariantMap confirm();
  // Overwrites answers, consents, the change and the slip's code.
  void wipe();

 signals:
  void stepChanged();
  void canGoNextChanged();
  void consentsChanged();
  void finished();

 private:
  // What confirm() made, kept so that pressing again neither stores twice nor gives a second code.
  struct Confirmed {
    record::ChangeBody change;
    std::string slipCode;
    bool isStored = false;
  };

  void show(int step);
  void followConditions();
  void updateCanGoNext();
  bool checkStep(const Step& step);
  std::optional<validate::ViolationCode> violationOf(const Question& question) const;
  bool lacksConsent() const;
  std::vector<Context> consentAnswers() const;
  Status prepare();
  void dropConfirmed();

  const schema::Schema& m_schema;
  const Clock& m_clock;
  IdSeries m_changeIds;
  Submit m_submit;
  validate::Validator m_validator;
  Draft m_draft;
  FormWords m_words;
  QuestionRows* m_rows;
  std::vector<Step> m_steps;
  int m_step = 0;
  QString m_accent;
  bool m_canGoNext = false;
  std::map<std::string, std::string> m_consents;  // purpose -> "given" or "refused"
  std::optional<Confirmed> m_confirmed;
};

}  // namespace foyer::form
