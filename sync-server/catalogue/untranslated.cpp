#include "sync-server/catalogue/untranslated.h"

#include <algorithm>

namespace foyer::catalogue {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class Walk {
 public:
  Walk(const std::string& language, std::vector<MissingText>& missing)
      : m_language(language), m_missing(missing) {}

  void visit(const std::string& id, const std::string& path, const Message& message) {
    if (message.GetDescriptor() == v1::Text::descriptor()) {
      const auto& text = static_cast<const v1::Text&>(message).by_language();
      if (!text.count(m_language)) m_missing.push_back({id, path});
      return;
    }
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      const std::string here = path.empty() ? field->name() : path + "." + field->name();
      if (!field->is_repeated()) {
        visit(id, here, message.GetReflection()->GetMessage(message, field));
        continue;
      }
      for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
        visit(id, here, message.GetReflection()->GetRepeatedMessage(message, field, i));
      }
    }
  }

 private:
  const std::string& m_language;
  std::vector<MissingText>& m_missing;
};

}  // namespace

std::vector<MissingText> untranslated(const std::vector<v1::Item>& items, const std::string& language) {
  std::vector<MissingText> missing;
  Walk walk(language, missing);
  for (const v1::Item& item : items) walk.visit(item.id(), "", item);
  return missing;
}

std::vector<std::string> languagesOffered(const std::vector<v1::Item>& items) {
  std::vector<std::string> languages;
  for (const v1::Item& item : items) {
    for (const std::string& language : item.site().languages()) {
      if (std::find(languages.begin(), languages.end(), language) == languages.end())
        languages.push_back(language);
    }
  }
  return languages;
}

}  // namespace foyer::catalogue
