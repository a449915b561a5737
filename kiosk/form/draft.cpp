#include "kiosk/form/draft.h"

#include <algorithm>

#include "kiosk/form/wiping.h"

namespace foyer::form {
namespace {

bool isForKind(const schema::FieldRule& rule, std::string_view formKind) {
  const auto& forms = rule.ask.forms();
  return forms.empty() || std::find(forms.begin(), forms.end(), formKind) != forms.end();
}

// What a count shows before anybody touched it.
std::vector<std::string> startValue(const schema::FieldRule& rule, const Context& context) {
  const auto known = context.find(rule.name);
  if (known != context.end()) return {known->second};
  if (rule.ask.editor() == EDITOR_COUNT) return {std::to_string(rule.min)};
  return {};
}

}  // namespace

Status Draft::begin(std::string_view formKind, Context context) {
  wipe();
  m_types = m_schema.formTypes(formKind);
  if (m_types.empty()) {
    return Error(Code::kNotFound, "No record type belongs to this kind of form; look at the offer in the catalogue.");
  }
  m_formKind = formKind;
  m_context = std::move(context);
  for (const schema::RecordType* type : m_types) {
    for (const schema::FieldRule& rule : type->fields) {
      if (!rule.isAsked || !isForKind(rule, formKind)) continue;
      m_questions.push_back({type, &rule});
      std::vector<std::string> start = startValue(rule, m_context);
      if (!start.empty()) m_values[rule.questionId] = std::move(start);
    }
  }
  std::stable_sort(m_questions.begin(), m_questions.end(), [](const Question& a, const Question& b) {
    return a.rule->ask.step() < b.rule->ask.step();
  });
  return okStatus();
}

void Draft::setContext(std::string_view name, std::string value) {
  if (const auto before = m_context.find(name); before != m_context.end()) {
    wipeText(before->second);
    m_context.erase(before);
  }
  if (!value.empty()) m_context.emplace(name, std::move(value));
}

bool Draft::isAsked(const Question& question) const {
  if (!question.rule->when) return true;
  const schema::FieldRule* other = question.type->field(question.rule->when->field);
  if (!other) return false;
  // A condition on a question that is itself not asked does not hold.
  const Question* asked = find(other->questionId);
  if (asked && !isAsked(*asked)) return false;
  const std::vector<std::string>& wanted = question.rule->when->values;
  const std::vector<std::string>& given = values(other->questionId);
  return std::any_of(given.begin(), given.end(), [&](const std::string& value) {
    return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  });
}

std::vector<Step> Draft::steps() const {
  std::vector<Step> steps;
  for (const Question& question : m_questions) {
    if (!isAsked(question)) continue;
    const uint32_t number = question.rule->ask.step();
    if (steps.empty() || steps.back().number != number) steps.push_back({number, {}});
    steps.back().questions.push_back(question);
  }
  return steps;
}

const Question* Draft::find(std::string_view key) const {
  const auto found = std::find_if(m_questions.begin(), m_questions.end(),
                                  [&](const Question& question) { return question.key() == key; });
  return found == m_questions.end() ? nullptr : &*found;
}

const std::vector<std::string>& Draft::values(std::string_view key) const {
  static const std::vector<std::string> kNone;
  const auto found = m_values.find(key);
  return found == m_values.end() ? kNone : found->second;
}

Status Draft::set(std::string_view key, std::vector<std::string> values) {
  if (!find(key)) return Error(Code::kNotFound, "This form does not ask that question.");
  values.erase(std::remove(values.begin(), values.end(), std::string()), values.end());
  std::vector<std::string>& kept = m_values[std::string(key)];
  wipeTexts(kept);
  kept = std::move(values);
  return okStatus();
}

void Draft::wipe() {
  for (auto& [key, values] : m_values) wipeTexts(values);
  m_values.clear();
  for (auto& [name, value] : m_context) wipeText(value);
  m_context.clear();
  m_questions.clear();
  m_types.clear();
  m_formKind.clear();
}

}  // namespace foyer::form
