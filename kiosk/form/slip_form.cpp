#include "kiosk/form/slip_form.h"

#include <QCoreApplication>
#include <algorithm>

#include "kiosk/form/wiping.h"
#include "shared/base/log.h"
#include "shared/seal/seal.h"

namespace foyer::form {
namespace {

constexpr qsizetype kCodeLength = 12;

QString editorName(Editor editor) {
  if (editor == EDITOR_PHONE) return QStringLiteral("phone");
  return editor == EDITOR_EMAIL ? QStringLiteral("email") : QStringLiteral("line");
}

QVariantMap refused(const QString& message) { return {{"ok", false}, {"message", message}}; }

}  // namespace

SlipForm::SlipForm(const schema::Schema& schema, const Clock& clock, Random random, Submit submit, QObject* parent)
    : QObject(parent),
      m_schema(schema),
      m_clock(clock),
      m_random(std::move(random)),
      m_submit(std::move(submit)),
      m_validator(schema) {}

QString SlipForm::normalised(const QString& code) {
  QString kept;
  for (const QChar typed : code.toUpper()) {
    QChar c = typed;
    if (c == u'O') c = u'0';
    if (c == u'I' || c == u'L') c = u'1';
    const bool isDigit = c >= u'0' && c <= u'9';
    const bool isLetter = c >= u'A' && c <= u'Z' && c != u'U';
    if (isDigit || isLetter) kept += c;
  }
  return kept.left(kCodeLength);
}

bool SlipForm::isValid(const QString& code) { return record::normaliseSlipCode(code.toStdString()).has_value(); }

std::vector<Question> SlipForm::questions() const {
  std::vector<Question> list;
  for (const schema::RecordType& type : m_schema.types()) {
    for (const schema::FieldRule& rule : type.fields) {
      if (rule.isAsked && rule.ask.by_slip()) list.push_back({&type, &rule});
    }
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Question& a, const Question& b) { return a.rule->ask.step() < b.rule->ask.step(); });
  return list;
}

QVariantList SlipForm::channels() const {
  QVariantList list;
  for (const Question& question : questions()) {
    list << QVariantMap{{"key", QString::fromStdString(question.key())},
                        {"title", m_words.title(*question.rule)},
                        {"hint", m_words.hint(*question.rule)},
                        {"editor", editorName(question.rule->ask.editor())}};
  }
  return list;
}

QVariantMap SlipForm::submitChange(const QString& code, const QString& channelKey, const QString& value) {
  const std::optional<std::string> slipCode = record::normaliseSlipCode(code.toStdString());
  //% "This code is not complete. It has 12 letters and digits."
  if (!slipCode) return refused(qtTrId("slip-not-a-code"));
  const std::vector<Question> all = questions();
  const std::string key = channelKey.toStdString();
  const auto question = std::find_if(all.begin(), all.end(), [&](const Question& q) { return q.key() == key; });
  if (question == all.end()) return refused(qtTrId("form-not-saved"));

  std::vector<std::string> values{validate::Validator::normalise(*question->rule, value.toStdString())};
  std::optional<validate::ViolationCode> violation;
  if (values.front().empty()) {
    violation = validate::ViolationCode::kRequired;
  } else if (const auto codes = m_validator.checkValues(*question->rule, values); !codes.empty()) {
    violation = codes.front();
  }
  if (violation) {
    wipeTexts(values);
    return refused(FormWords::sentence(*question->rule, *violation));
  }
  const Circumstances circumstances{m_clock, m_random, seal::slipId(*slipCode)};
  Result<record::ChangeBody> change = writeSlipChange(*question->type, *question->rule, values.front(), circumstances);
  wipeTexts(values);
  const Status status = change.ok() ? m_submit(*change) : Status(change.error());
  if (change.ok()) {
    for (record::RecordWrite& record : change->records) {
      for (record::FieldWrite& field : record.fields) wipeText(field.wire);
    }
  }
  if (!status.ok()) {
    logError(Event{"a change by slip could not be saved"}.with("reason", status.error()));
    return refused(qtTrId("form-not-saved"));
  }
  return {{"ok", true}, {"message", QString()}};
}

}  // namespace foyer::form
