#include "sync-server/catalogue/record_words.h"

#include <google/protobuf/descriptor.h>

#include "foyer/options.pb.h"
#include "foyer/record/v1/consent.pb.h"
#include "foyer/record/v1/person.pb.h"
#include "foyer/record/v1/request.pb.h"
#include "shared/base/result.h"

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

void collect(const google::protobuf::Descriptor& message, RecordWords& words) {
  if (!message.options().HasExtension(foyer::type)) return;
  const std::string name = lower(message.name());
  words.types.insert(name);
  for (const std::string& form : message.options().GetExtension(foyer::type).forms())
    words.forms.insert(form);
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    const std::string& list = field.options().GetExtension(foyer::rule).valid().code_list();
    if (!list.empty()) words.codeLists.insert(list);
    if (field.options().HasExtension(foyer::ask)) words.questions.insert(name + "." + field.name());
  }
}

RecordWords read() {
  // Touches one message of each file, so that the linker keeps what the generated pool then finds by name.
  (void)record::v1::Contact::descriptor();
  (void)record::v1::Enquiry::descriptor();
  (void)record::v1::Consent::descriptor();
  const char* files[] = {
#include "foyer/record_files.inc"
  };
  RecordWords words;
  words.codeLists.insert(kLanguageList);
  for (const char* name : files) {
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    FOYER_ASSERT(file != nullptr);
    for (int i = 0; i < file->message_type_count(); ++i) collect(*file->message_type(i), words);
  }
  return words;
}

}  // namespace

const RecordWords& recordWords() {
  static const RecordWords words = read();
  return words;
}

}  // namespace foyer::catalogue
