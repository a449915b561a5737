// The words of a form: questions, hints, options, and answers as a person reads them.
//
// Place: FormModel and SlipForm ask it for every text. Questions and options come from the catalogue, by
// the question's key and the field's code list; where the catalogue has no question, from (foyer.ask).
// Sentences about answers are translations of this folder, in the language of the installed translator.
// Ownership: holds the catalogue as it stands and the language of the visit; GUI thread. Errors: none.
// Does not: keep answers.
#pragma once

#include <QString>
#include <QVariantList>
#include <QVariantMap>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/catalogue/snapshot.h"
#include "kiosk/form/draft.h"
#include "shared/validate/validate.h"

namespace foyer::form {

// What a page is told instead of a result.
inline QVariantMap refused(const QString& message) { return {{"ok", false}, {"message", message}}; }

class FormWords {
 public:
  FormWords() : m_catalogue(std::make_shared<const catalogue::Snapshot>()) {}

  void setCatalogue(std::shared_ptr<const catalogue::Snapshot> catalogue) { m_catalogue = std::move(catalogue); }
  void setLanguage(std::string language) { m_language = std::move(language); }
  const catalogue::Snapshot& catalogue() const { return *m_catalogue; }
  const std::string& language() const { return m_language; }

  QString title(const schema::FieldRule& rule) const;
  QString hint(const schema::FieldRule& rule) const;
  // {id, label} of each; empty for fields that are typed.
  QVariantList options(const schema::FieldRule& rule) const;
  // All values in one line; "" for none.
  QString valueText(const schema::FieldRule& rule, const std::vector<std::string>& values) const;
  // A kind sentence with what to do.
  static QString sentence(const schema::FieldRule& rule, validate::ViolationCode code);

 private:
  QString label(const schema::FieldRule& rule, const std::string& value) const;
  QVariantList languageOptions() const;

  std::shared_ptr<const catalogue::Snapshot> m_catalogue;
  std::string m_language = "de";
};

}  // namespace foyer::form
