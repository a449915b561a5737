// What a visitor is filling in: the questions of a form kind, in steps, and the answers so far.
//
// Place: the first of the eight nouns. FormModel shows it, change_writer.h makes a change of it.
// The questions are all fields with (foyer.ask) of the record types of the form, whose `forms` allow this
// kind, ordered by step, then record type, then field number. A question with a condition is there only
// while the condition holds; an answer to a question that is not there does not count.
// Ownership: one visitor at a time, one thread. The Schema must outlive it. Errors: kNotFound for a form kind
// or question that does not exist. Does not: judge answers (validate), know words or languages.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/schema/schema.h"

namespace foyer::form {

// Values that are known without asking, by the name of the field that they are for: {"offer": "courses",
// "session": "spring", "site": "pankow", "language": "ar"}. A record type without such a field ignores them.
using Context = std::map<std::string, std::string, std::less<>>;

struct Question {
  const schema::RecordType* type = nullptr;
  const schema::FieldRule* rule = nullptr;
  const std::string& key() const { return rule->questionId; }
};

// Questions that share a page.
struct Step {
  uint32_t number = 0;
  std::vector<Question> questions;
};

class Draft {
 public:
  explicit Draft(const schema::Schema& schema) : m_schema(schema) {}
  ~Draft() { wipe(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  // Wipes, then asks anew. Asked fields that `context` names begin with that value; counts with their least.
  Status begin(std::string_view formKind, Context context);
  const std::string& formKind() const { return m_formKind; }
  const Context& context() const { return m_context; }
  // What became known later; empty: no longer.
  void setContext(std::string_view name, std::string value);
  // In the order of creation.
  const std::vector<const schema::RecordType*>& types() const { return m_types; }

  // The steps as they are asked now.
  std::vector<Step> steps() const;
  bool isAsked(const Question& question) const;
  const Question* find(std::string_view key) const;
  // As typed; empty: not answered.
  const std::vector<std::string>& values(std::string_view key) const;
  // Wipes the answer before. `values` without empty texts.
  Status set(std::string_view key, std::vector<std::string> values);

  // Overwrites all answers; the draft is then of no form.
  void wipe();

 private:
  const schema::Schema& m_schema;
  std::string m_formKind;
  Context m_context;
  std::vector<const schema::RecordType*> m_types;
  std::vector<Question> m_questions;
  std::map<std::string, std::vector<std::string>, std::less<>> m_values;
};

}  // namespace foyer::form
