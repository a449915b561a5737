#include "kiosk/form/question_rows.h"

#include <QJSValue>
#include <QStringList>
#include <algorithm>

namespace foyer::form {
namespace {

// Half a character has no UTF-8. By itself Qt would write "?" for it, and a name would be another one without a word;
// U+FFFD is refused at the field.
std::string toUtf8(const QString& text) {
  return text.isValidUtf16() ? text.toStdString() : QString::fromStdU32String(text.toStdU32String()).toStdString();
}

struct EditorName {
  Editor editor;
  const char* name;
  const char* component;
};

constexpr EditorName kEditors[] = {
    {EDITOR_LINE, "line", "LineEditor"},       {EDITOR_TEXT, "text", "TextEditor"},
    {EDITOR_PHONE, "phone", "PhoneEditor"},    {EDITOR_EMAIL, "email", "EmailEditor"},
    {EDITOR_CHOICE, "choice", "ChoiceEditor"}, {EDITOR_CHOICES, "choices", "ChoicesEditor"},
    {EDITOR_YES_NO, "yesno", "YesNoEditor"},   {EDITOR_COUNT, "count", "CountEditor"},
    {EDITOR_DATE, "date", "DateEditor"},       {EDITOR_LANGUAGE, "language", "LanguageEditor"},
};

const EditorName& editorOf(const schema::FieldRule& rule) {
  for (const EditorName& entry : kEditors) {
    if (entry.editor == rule.ask.editor()) return entry;
  }
  return kEditors[0];
}

}  // namespace

QUrl editorUrl(const QString& editor) {
  const char* component = kEditors[0].component;
  for (const EditorName& entry : kEditors) {
    if (editor == QLatin1String(entry.name)) component = entry.component;
  }
  return QUrl(QStringLiteral("qrc:/qt/qml/Foyer/Form/%1.qml").arg(QLatin1String(component)));
}

QVariant answerForEditor(const schema::FieldRule& rule, const std::vector<std::string>& values) {
  if (rule.ask.editor() == EDITOR_CHOICES || rule.isRepeated) {
    QStringList list;
    for (const std::string& value : values) list << QString::fromUtf8(value);
    return list;
  }
  if (values.empty()) {
    const bool typed = rule.ask.editor() != EDITOR_YES_NO && rule.ask.editor() != EDITOR_COUNT;
    return typed ? QVariant(QString()) : QVariant();
  }
  if (rule.ask.editor() == EDITOR_YES_NO) return values.front() == "true";
  if (rule.ask.editor() == EDITOR_COUNT) return QString::fromUtf8(values.front()).toInt();
  return QString::fromUtf8(values.front());
}

std::vector<std::string> answerFromEditor(const QVariant& given) {
  std::vector<std::string> values;
  // A list made in QML may come as it is.
  const QVariant value = given.typeId() == qMetaTypeId<QJSValue>() ? given.value<QJSValue>().toVariant() : given;
  switch (value.typeId()) {
    case QMetaType::Bool: values.push_back(value.toBool() ? "true" : "false"); break;
    case QMetaType::QStringList:
    case QMetaType::QVariantList:
      for (const QString& text : value.toStringList()) values.push_back(toUtf8(text));
      break;
    case QMetaType::Double: values.push_back(std::to_string(value.toLongLong())); break;
    default:
      if (value.isValid() && value.canConvert<QString>()) values.push_back(toUtf8(value.toString()));
  }
  return values;
}

QuestionRows::QuestionRows(const Draft& draft, const FormWords& words, QObject* parent)
    : QAbstractListModel(parent), m_draft(draft), m_words(words) {}

int QuestionRows::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_questions.size());
}

QHash<int, QByteArray> QuestionRows::roleNames() const {
  return {{kKey, "key"},     {kEditor, "editor"},       {kEditorUrl, "editorUrl"}, {kTitle, "title"},     {kHint, "hint"},
          {kValue, "value"}, {kMandatory, "mandatory"}, {kError, "error"},         {kOptions, "options"}, {kAccent, "accent"}};
}

QVariant QuestionRows::data(const QModelIndex& index, int role) const {
  if (index.row() < 0 || index.row() >= rowCount()) return {};
  const Question& question = m_questions[static_cast<size_t>(index.row())];
  const schema::FieldRule& rule = *question.rule;
  switch (role) {
    case kKey: return QString::fromUtf8(question.key());
    case kEditor: return QString::fromLatin1(editorOf(rule).name);
    case kEditorUrl:
      return editorUrl(QLatin1String(editorOf(rule).name));
    case kTitle: return m_words.title(rule);
    case kHint: return m_words.hint(rule);
    case kValue: return answerForEditor(rule, m_draft.values(question.key()));
    case kMandatory: return rule.isRequired;
    case kError: {
      const auto found = m_violations.find(question.key());
      return found == m_violations.end() ? QString() : FormWords::sentence(rule, found->second);
    }
    case kOptions: return m_words.options(rule);
    case kAccent: return m_accent;
    default: return {};
  }
}

void QuestionRows::show(const std::vector<Question>& questions) {
  const auto isWanted = [&](const Question& kept) {
    return std::any_of(questions.begin(), questions.end(), [&](const Question& q) { return q.rule == kept.rule; });
  };
  for (int row = rowCount() - 1; row >= 0; --row) {
    if (isWanted(m_questions[static_cast<size_t>(row)])) continue;
    beginRemoveRows({}, row, row);
    m_questions.erase(m_questions.begin() + row);
    endRemoveRows();
  }
  for (size_t row = 0; row < questions.size(); ++row) {
    if (row < m_questions.size() && m_questions[row].rule == questions[row].rule) continue;
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    m_questions.insert(m_questions.begin() + static_cast<long>(row), questions[row]);
    endInsertRows();
  }
}

int QuestionRows::rowOf(std::string_view key) const {
  const auto found = std::find_if(m_questions.begin(), m_questions.end(), [&](const Question& q) { return q.key() == key; });
  return found == m_questions.end() ? -1 : static_cast<int>(found - m_questions.begin());
}

void QuestionRows::valueChanged(std::string_view key) {
  const int row = rowOf(key);
  if (row >= 0) emit dataChanged(index(row), index(row), {kValue});
}

void QuestionRows::setViolation(const std::string& key, std::optional<validate::ViolationCode> code) {
  if (code) {
    m_violations[key] = *code;
  } else if (m_violations.erase(key) == 0) {
    return;
  }
  const int row = rowOf(key);
  if (row >= 0) emit dataChanged(index(row), index(row), {kError});
}

void QuestionRows::wordsChanged() {
  if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1), {kTitle, kHint, kError, kOptions});
}

void QuestionRows::clear() {
  beginResetModel();
  m_questions.clear();
  m_violations.clear();
  endResetModel();
}

}  // namespace foyer::form
