#include "kiosk/form/form_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <set>

#include "kiosk/catalogue/wording.h"
#include "kiosk/form/reading_order.h"

namespace foyer::form {
namespace {

using catalogue::wordsIn;

// The code list of the languages that a centre can speak.
constexpr std::string_view kLanguageList = "language";

// Words of the catalogue, as they are drawn.
QString drawn(std::string_view text) { return inReadingOrder(QString::fromUtf8(text)); }

QVariantMap option(const QString& id, const QString& name) { return {{"id", id}, {"label", name}}; }

}  // namespace

QString FormWords::title(const schema::FieldRule& rule) const {
  const catalogue::v1::Item* item = m_catalogue->find(rule.questionId);
  if (item && item->has_question()) {
    const std::string_view words = wordsIn(item->question().title(), m_language);
    if (!words.empty()) return drawn(words);
  }
  catalogue::v1::Text own;
  (*own.mutable_by_language())["de"] = rule.ask.de();
  (*own.mutable_by_language())["en"] = rule.ask.en();
  return drawn(wordsIn(own, m_language));
}

QString FormWords::hint(const schema::FieldRule& rule) const {
  const catalogue::v1::Item* item = m_catalogue->find(rule.questionId);
  return item && item->has_question() ? drawn(wordsIn(item->question().hint(), m_language)) : QString();
}

QVariantList FormWords::languageOptions() const {
  QVariantList list;
  std::set<std::string> seen;
  const auto& names = m_catalogue->settings().language_names();
  const auto add = [&](const std::string& code) {
    const auto name = names.find(code);
    if (name == names.end() || !seen.insert(code).second) return;
    list << option(QString::fromUtf8(code), QString::fromUtf8(name->second));
  };
  // The languages of the start screens first, then those that staff can arrange, each in their order.
  for (const catalogue::v1::Item* site : m_catalogue->all(catalogue::v1::Item::kSite)) {
    for (const std::string& code : site->site().languages()) add(code);
  }
  const auto arranged = m_catalogue->codeList(kLanguageList);
  for (const catalogue::v1::Item* entry : arranged) add(entry->id());
  if (!arranged.empty()) return list;
  std::set<std::string> others;
  for (const auto& [code, name] : names) others.insert(code);
  for (const std::string& code : others) add(code);
  return list;
}

QVariantList FormWords::options(const schema::FieldRule& rule) const {
  if (rule.ask.editor() == EDITOR_LANGUAGE) return languageOptions();
  QVariantList list;
  if (!rule.codeList.empty()) {
    for (const catalogue::v1::Item* entry : m_catalogue->codeList(rule.codeList)) {
      list << option(QString::fromUtf8(entry->id()), drawn(wordsIn(entry->topic().label(), m_language)));
    }
    return list;
  }
  for (const schema::EnumValue& value : rule.enumValues) {
    if (value.number != 0) list << option(QString::fromUtf8(value.name), label(rule, value.name));
  }
  return list;
}

QString FormWords::label(const schema::FieldRule& rule, const std::string& value) const {
  if (rule.ask.editor() == EDITOR_LANGUAGE) {
    const auto& names = m_catalogue->settings().language_names();
    const auto name = names.find(value);
    return QString::fromUtf8(name == names.end() ? value : name->second);
  }
  if (rule.kind == schema::ValueKind::kBool) {
    //% "Yes"
    const QString yes = qtTrId("form-yes");
    //% "No"
    return value == "true" ? yes : qtTrId("form-no");
  }
  // The values of an enum have their labels in a code list by the enum's own name.
  const std::string& list = rule.codeList.empty() ? rule.enumName : rule.codeList;
  const catalogue::v1::Item* entry = m_catalogue->codeEntry(list, value);
  const std::string_view words = entry ? wordsIn(entry->topic().label(), m_language) : std::string_view();
  return drawn(words.empty() ? std::string_view(value) : words);
}

QString FormWords::valueText(const schema::FieldRule& rule, const std::vector<std::string>& values) const {
  const bool chosen = !rule.codeList.empty() || !rule.enumName.empty() || rule.kind == schema::ValueKind::kBool ||
                      rule.ask.editor() == EDITOR_LANGUAGE;
  QStringList parts;
  for (const std::string& value : values) parts << (chosen ? label(rule, value) : QString::fromUtf8(value));
  return parts.join(QStringLiteral(" · "));
}

QString FormWords::sentence(const schema::FieldRule& rule, validate::ViolationCode code) {
  using validate::ViolationCode;
  QString words;
  switch (code) {
    case ViolationCode::kNotWritable:
    case ViolationCode::kWrongType:
    case ViolationCode::kUnknownRecordType:
      // No answer of a visitor can cause these; should one appear, the sentence still says what to do.
      words = qtTrId("violation-other");
      break;
    default: {
      const QByteArray id = QByteArray("violation-") + validate::codeName(code);
      words = qtTrId(id.constData());
    }
  }
  if (code == ViolationCode::kTooLong) return words.arg(rule.maxLength);
  if (code == ViolationCode::kTooShort) return words.arg(rule.minLength);
  if (code == ViolationCode::kTooManyItems) return words.arg(rule.maxItems);
  if (code == ViolationCode::kOutOfRange) return words.arg(rule.min).arg(rule.max);
  return words;
}

}  // namespace foyer::form
