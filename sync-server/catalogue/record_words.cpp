#include "sync-server/catalogue/record_words.h"

#include "shared/schema/schema.h"

namespace foyer::catalogue {
namespace {

// Languages are a code list of the catalogue though the fields hold language tags.
constexpr const char* kLanguageList = "language";

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

RecordWords read() {
  // Programs load the schema before anything else and refuse to start without it.
  const auto schema = schema::Schema::loadBuiltIn();
  FOYER_ASSERT(schema.ok());
  RecordWords words;
  words.codeLists.insert(kLanguageList);
  for (const schema::RecordType& type : schema->types()) {
    words.types.insert(lower(type.name));
    words.forms.insert(type.forms.begin(), type.forms.end());
    for (const schema::FieldRule& field : type.fields) {
      if (!field.codeList.empty()) words.codeLists.insert(field.codeList);
      if (field.isAsked) words.questions.insert(field.questionId);
    }
  }
  return words;
}

}  // namespace

const RecordWords& recordWords() {
  static const RecordWords words = read();
  return words;
}

}  // namespace foyer::catalogue
