// The questions of one step as rows for QML.
//
// Place: FormModel fills it, the form page repeats over it. One row a question; the roles are those that
// the station's FormView names. The model answers from the Draft and holds no answer itself.
// Ownership: FormModel owns it; GUI thread. Errors: none. Does not: decide what is asked.
#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QUrl>
#include <map>
#include <string>
#include <vector>

#include "kiosk/form/draft.h"
#include "kiosk/form/form_words.h"

namespace foyer::form {

class QuestionRows : public QAbstractListModel {
  Q_OBJECT

 public:
  QuestionRows(const Draft& draft, const FormWords& words, QObject* parent);

  enum RowRole { kKey = Qt::UserRole + 1, kEditor, kEditorUrl, kTitle, kHint, kValue, kMandatory, kError, kOptions, kAccent };

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  // Shows these questions; rows that stay are kept, so that an editor in use is not made anew.
  void show(const std::vector<Question>& questions);
  void setAccent(const QString& accent) { m_accent = accent; }
  void valueChanged(std::string_view key);
  // "" takes the sentence away.
  void setViolation(const std::string& key, std::optional<validate::ViolationCode> code);
  bool hasViolation() const { return !m_violations.empty(); }
  // Everything in words changed: another language or catalogue.
  void wordsChanged();
  void clear();

 private:
  int rowOf(std::string_view key) const;

  const Draft& m_draft;
  const FormWords& m_words;
  std::vector<Question> m_questions;
  std::map<std::string, validate::ViolationCode, std::less<>> m_violations;
  QString m_accent;
};

// The component of the editor of this name ("line", "date"); an unknown name is a line.
QUrl editorUrl(const QString& editor);
// The answer as the editors want it: text, list of texts, flag or number; undefined while not answered.
QVariant answerForEditor(const schema::FieldRule& rule, const std::vector<std::string>& values);
// And back. What no editor sends (an object) becomes no answer.
std::vector<std::string> answerFromEditor(const QVariant& value);

}  // namespace foyer::form
