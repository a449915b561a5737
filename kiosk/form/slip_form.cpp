#include "kiosk/form/slip_form.h"

#include <QCoreApplication>
#include <algorithm>

#include "kiosk/catalogue/wording.h"
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

}  // namespace

SlipForm::SlipForm(const schema::Schema& schema, const Clock& clock, IdSeries changeIds, Submit submit, QObject* parent)
    : QObject(parent),
      m_schema(schema),
      m_clock(clock),
      m_changeIds(std::move(changeIds)),
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

  std::vector<std::string> values = answerFromEditor(value);
  values.front() = validate::Validator::normalise(*question->rule, values.front());
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
  const Circumstances circumstances{m_clock, m_changeIds, seal::slipId(*slipCode)};
  Result<record::ChangeBody> change = writeSlipChange(*question->type, *question->rule, values.front(), circumstances);
  wipeTexts(values);
  return store(std::move(change));
}

QVariantMap SlipForm::store(Result<record::ChangeBody>&& change) {
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

bool SlipForm::leavesConsent(const std::string& formKind) const {
  const std::vector<const schema::RecordType*> asked = m_schema.formTypes(formKind);
  return std::any_of(m_schema.types().begin(), m_schema.types().end(), [&](const schema::RecordType& type) {
    const schema::FieldRule* owner = type.fieldWithRight(RIGHT_BELONGS_TO);
    if (!owner || !type.fieldWithRight(RIGHT_ANSWER)) return false;
    return std::any_of(asked.begin(), asked.end(), [&](const schema::RecordType* one) {
      return owner->referenceTypes.count(one->number) > 0;
    });
  });
}

QVariantList SlipForm::purposes() const {
  QVariantList list;
  for (const catalogue::v1::Item* item : m_words.catalogue().all(catalogue::v1::Item::kConsentText)) {
    const auto& text = item->consent_text();
    const bool isOfAPerson = std::any_of(text.forms().begin(), text.forms().end(),
                                         [this](const std::string& form) { return leavesConsent(form); });
    if (!isOfAPerson) continue;
    const auto words = [this](const catalogue::v1::Text& in) {
      return QString::fromStdString(std::string(catalogue::wordsIn(in, m_words.language()))).trimmed();
    };
    list << QVariantMap{{"id", QString::fromStdString(item->id())},
                        {"title", words(text.title())},
                        {"text", words(text.text())},
                        {"required", text.required()}};
  }
  return list;
}

QVariantMap SlipForm::submitWish(const QString& code, const SlipWish& wish) {
  const std::optional<std::string> slipCode = record::normaliseSlipCode(code.toStdString());
  if (!slipCode) return refused(qtTrId("slip-not-a-code"));
  return store(writeSlipWish(m_schema, wish, {m_clock, m_changeIds, seal::slipId(*slipCode)}));
}

QVariantMap SlipForm::submitCancel(const QString& code) { return submitWish(code, {true, {}}); }

QVariantMap SlipForm::submitWithdrawal(const QString& code, const QString& purpose) {
  const QVariantList known = purposes();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const QVariant& each) { return each.toMap().value("id") == purpose; });
  if (found == known.end()) return refused(qtTrId("form-not-saved"));
  return submitWish(code, {found->toMap().value("required").toBool(), purpose.toStdString()});
}

}  // namespace foyer::form
