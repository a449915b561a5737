#include "kiosk/form/form_model.h"

#include <QCoreApplication>
#include <algorithm>

#include "kiosk/catalogue/wording.h"
#include "kiosk/form/wiping.h"
#include "shared/base/log.h"
#include "shared/seal/seal.h"

namespace foyer::form {
namespace {

// What a person had before them when they answered.
std::string hashOf(const catalogue::v1::ConsentText& text, const std::string& language) {
  const std::string shown =
      std::string(catalogue::wordsIn(text.title(), language)) + "\n" + std::string(catalogue::wordsIn(text.text(), language));
  const seal::Hash32 hash = seal::hash(shown);
  return toHex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

void wipeChange(record::ChangeBody& change) {
  for (record::RecordWrite& record : change.records) {
    for (record::FieldWrite& field : record.fields) wipeText(field.wire);
  }
  change = {};
}

}  // namespace

FormModel::FormModel(const schema::Schema& schema, const Clock& clock, IdSeries changeIds, Submit submit, QObject* parent)
    : QObject(parent),
      m_schema(schema),
      m_clock(clock),
      m_changeIds(std::move(changeIds)),
      m_submit(std::move(submit)),
      m_validator(schema),
      m_draft(schema),
      m_rows(new QuestionRows(m_draft, m_words, this)) {}

FormModel::~FormModel() { wipe(); }

void FormModel::setCatalogue(std::shared_ptr<const catalogue::Snapshot> catalogue) {
  m_words.setCatalogue(std::move(catalogue));
  m_rows->wordsChanged();
  emit stepChanged();
}

void FormModel::setLanguage(const std::string& language) {
  m_words.setLanguage(language);
  m_rows->wordsChanged();
  emit stepChanged();
}

void FormModel::begin(const std::string& formKind, Context context, const QString& accent) {
  wipe();
  const Status begun = m_draft.begin(formKind, std::move(context));
  if (!begun.ok()) logWarning(Event{"a form cannot be asked"}.with("reason", begun.error()));
  m_accent = accent;
  m_rows->setAccent(accent);
  m_steps = m_draft.steps();
  show(0);
}

bool FormModel::setContext(std::string_view name, std::string value) {
  if (m_confirmed) return false;
  m_draft.setContext(name, std::move(value));
  return true;
}

std::vector<std::string> FormModel::answersNamed(std::string_view fieldName) const {
  for (const schema::RecordType* type : m_draft.types()) {
    const schema::FieldRule* rule = type->fieldNamed(fieldName);
    if (rule) return m_draft.values(rule->questionId);
  }
  return {};
}

QString FormModel::formKind() const { return QString::fromStdString(m_draft.formKind()); }

QString FormModel::stepTitle() const {
  if (m_steps.empty()) return {};
  return m_words.title(*m_steps[static_cast<size_t>(m_step)].questions.front().rule);
}

QString FormModel::stepHint() const {
  if (m_steps.empty()) return {};
  return m_words.hint(*m_steps[static_cast<size_t>(m_step)].questions.front().rule);
}

void FormModel::show(int step) {
  m_step = std::clamp(step, 0, std::max(0, stepCount() - 1));
  m_rows->show(m_steps.empty() ? std::vector<Question>() : m_steps[static_cast<size_t>(m_step)].questions);
  updateCanGoNext();
  emit stepChanged();
}

// An answer may bring or take questions, of this step and of others; the visitor stays where they are.
void FormModel::followConditions() {
  const uint32_t number = m_steps.empty() ? 0 : m_steps[static_cast<size_t>(m_step)].number;
  const size_t count = m_steps.size();
  m_steps = m_draft.steps();
  const auto here = std::find_if(m_steps.begin(), m_steps.end(), [&](const Step& step) { return step.number >= number; });
  const int step = static_cast<int>(here - m_steps.begin());
  if (step == m_step && m_steps.size() == count) {
    if (!m_steps.empty()) m_rows->show(m_steps[static_cast<size_t>(m_step)].questions);
    return;
  }
  show(step);
}

void FormModel::updateCanGoNext() {
  bool can = !m_steps.empty();
  if (can) {
    for (const Question& question : m_steps[static_cast<size_t>(m_step)].questions) {
      if (question.rule->isRequired && m_draft.values(question.key()).empty()) can = false;
    }
  }
  if (can == m_canGoNext) return;
  m_canGoNext = can;
  emit canGoNextChanged();
}

std::optional<validate::ViolationCode> FormModel::violationOf(const Question& question) const {
  std::vector<std::string> values;
  for (const std::string& typed : m_draft.values(question.key())) {
    std::string value = validate::Validator::normalise(*question.rule, typed);
    if (!value.empty()) values.push_back(std::move(value));
  }
  std::optional<validate::ViolationCode> violation;
  if (values.empty()) {
    if (question.rule->isRequired) violation = validate::ViolationCode::kRequired;
  } else {
    const std::vector<validate::ViolationCode> codes = m_validator.checkValues(*question.rule, values);
    if (!codes.empty()) violation = codes.front();
  }
  wipeTexts(values);
  return violation;
}

bool FormModel::checkStep(const Step& step) {
  bool isFine = true;
  for (const Question& question : step.questions) {
    const std::optional<validate::ViolationCode> violation = violationOf(question);
    m_rows->setViolation(question.key(), violation);
    isFine = isFine && !violation;
  }
  return isFine;
}

bool FormModel::next() {
  if (m_steps.empty() || !checkStep(m_steps[static_cast<size_t>(m_step)])) return false;
  if (m_step + 1 < stepCount()) {
    show(m_step + 1);
  } else {
    emit finished();
  }
  return true;
}

void FormModel::back() {
  if (m_step > 0) show(m_step - 1);
}

void FormModel::goTo(int step) { show(step); }

void FormModel::setValue(const QString& key, const QVariant& value) {
  const std::string name = key.toStdString();
  if (!m_draft.set(name, answerFromEditor(value)).ok()) return;
  dropConfirmed();
  m_rows->setViolation(name, std::nullopt);
  m_rows->valueChanged(name);
  followConditions();
  updateCanGoNext();
}

QVariantList FormModel::answers() const {
  QVariantList list;
  for (size_t i = 0; i < m_steps.size(); ++i) {
    for (const Question& question : m_steps[i].questions) {
      const Editor editor = question.rule->ask.editor();
      list << QVariantMap{{"key", QString::fromStdString(question.key())},
                          {"title", m_words.title(*question.rule)},
                          {"valueText", m_words.valueText(*question.rule, m_draft.values(question.key()))},
                          {"step", static_cast<int>(i)},
                          {"leftToRight", editor == EDITOR_PHONE || editor == EDITOR_EMAIL || editor == EDITOR_DATE}};
    }
  }
  return list;
}

void FormModel::setConsent(const QString& purpose, const QString& answer) {
  if (answer != QLatin1String("given") && answer != QLatin1String("refused")) return;
  dropConfirmed();
  m_consents[purpose.toStdString()] = answer.toStdString();
  emit consentsChanged();
}

QString FormModel::consent(const QString& purpose) const {
  const auto found = m_consents.find(purpose.toStdString());
  return found == m_consents.end() ? QString() : QString::fromStdString(found->second);
}

bool FormModel::lacksConsent() const {
  for (const catalogue::v1::Item* item : m_words.catalogue().purposes(m_draft.formKind())) {
    const auto answer = m_consents.find(item->id());
    const bool isGiven = answer != m_consents.end() && answer->second == "given";
    if (item->consent_text().required() && !isGiven) return true;
  }
  return false;
}

std::vector<Context> FormModel::consentAnswers() const {
  std::vector<Context> answers;
  for (const catalogue::v1::Item* item : m_words.catalogue().purposes(m_draft.formKind())) {
    const auto answer = m_consents.find(item->id());
    if (answer == m_consents.end()) continue;
    answers.push_back({{"purpose", item->id()},
                       {"state", answer->second},
                       {"text_version", std::to_string(item->sequence())},
                       {"text_hash", hashOf(item->consent_text(), m_words.language())},
                       {"language", m_words.language()},
                       {"given_ms", std::to_string(m_clock.wallMs())}});
  }
  return answers;
}

Status FormModel::prepare() {
  if (m_confirmed) return okStatus();
  Confirmed confirmed;
  confirmed.slipCode = record::newSlipCode(m_changeIds.random());
  const Circumstances circumstances{m_clock, m_changeIds, seal::slipId(confirmed.slipCode)};
  FOYER_ASSIGN(confirmed.change, writeChange(m_schema, m_draft, consentAnswers(), circumstances));
  m_confirmed = std::move(confirmed);
  return okStatus();
}

QVariantMap FormModel::confirm() {
  if (m_steps.empty()) return refused(qtTrId("form-not-saved"));
  for (size_t i = 0; i < m_steps.size(); ++i) {
    if (checkStep(m_steps[i])) continue;
    show(static_cast<int>(i));
    //% "One of the answers is not quite right yet. Please touch the marked line and look again."
    return refused(qtTrId("form-look-again"));
  }
  //% "Without your “yes” to the points that are needed we cannot answer you."
  if (lacksConsent()) return refused(qtTrId("form-consent-missing"));
  Status status = prepare();
  if (status.ok() && !m_confirmed->isStored) status = m_submit(m_confirmed->change);
  if (!status.ok()) {
    logError(Event{"a visit could not be saved"}.with("reason", status.error()));
    //% "This could not be saved. Nothing has been sent. Please try again or speak to us."
    return refused(qtTrId("form-not-saved"));
  }
  m_confirmed->isStored = true;
  return {{"ok", true}, {"slipCode", QString::fromStdString(m_confirmed->slipCode)}, {"qrText", QString()}, {"summary", QString()}};
}

void FormModel::dropConfirmed() {
  if (!m_confirmed) return;
  wipeChange(m_confirmed->change);
  wipeText(m_confirmed->slipCode);
  m_confirmed.reset();
}

void FormModel::wipe() {
  dropConfirmed();
  for (auto& [purpose, answer] : m_consents) wipeText(answer);
  m_consents.clear();
  m_steps.clear();
  m_step = 0;
  // First the rows, whose values are the draft's.
  m_rows->clear();
  m_draft.wipe();
  updateCanGoNext();
  emit stepChanged();
  emit consentsChanged();
}

}  // namespace foyer::form
