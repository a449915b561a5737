#include "sync-server/catalogue/message_filler.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

#include "sync-server/catalogue/field_laws.h"

namespace foyer::catalogue {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// One screen page of text has about 2 KiB; this leaves room for scripts of three bytes a letter. A larger
// one is a file pasted into another.
constexpr size_t kTextBytesMax = 16 * 1024;
// The languages that every text needs: the last two steps of the visible fallback at the kiosk.
constexpr const char* kLanguagesNeeded[] = {"de", "en"};

std::string trimmed(const std::string& text) {
  const size_t end = text.find_last_not_of(" \n\r");
  const size_t begin = text.find_first_not_of(" \n\r");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

std::set<std::string> fieldNames(const Descriptor& type) {
  std::set<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) names.insert(type.field(i)->name());
  return names;
}

// OFFER_KIND_ADVICE of OfferKind -> "advice"; the unspecified value has no word.
std::string shortWord(const google::protobuf::EnumValueDescriptor& value) {
  std::string prefix;
  for (char c : value.type()->name()) {
    if (c >= 'A' && c <= 'Z' && !prefix.empty()) prefix += '_';
    prefix += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  prefix += '_';
  std::string word = value.name().rfind(prefix, 0) == 0 ? value.name().substr(prefix.size()) : value.name();
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

std::string lawName(const FieldDescriptor& field) {
  return field.containing_type()->name() + "." + field.name();
}

const YamlNode* child(const YamlNode& map, const std::string& name) {
  const auto found = std::find(map.names.begin(), map.names.end(), name);
  if (found == map.names.end()) return nullptr;
  return &map.children[static_cast<size_t>(found - map.names.begin())];
}

}  // namespace

void MessageFiller::fill(const YamlNode& node, int line, const std::string& noun, Message& message) {
  if (node.kind != YamlNode::Kind::kMap) {
    m_problems.add(m_file, line,
                   noun + " needs its fields on the lines below, indented, such as \"" +
                       message.GetDescriptor()->field(0)->name() + ": ...\".");
    return;
  }
  for (size_t i = 0; i < node.children.size(); ++i) {
    const auto* field = message.GetDescriptor()->FindFieldByName(node.names[i]);
    if (field == nullptr) {
      m_problems.add(m_file, node.nameLines[i],
                     inQuotes(node.names[i]) + " is not known here; " +
                         suggestion(node.names[i], fieldNames(*message.GetDescriptor())));
      continue;
    }
    fillField(node.children[i], {field, node.names[i], node.nameLines[i]}, message);
  }
  checkMissing(node, line, noun, message);
  checkSpan(node, line);
}

void MessageFiller::fillField(const YamlNode& node, const Place& place, Message& message) {
  if (node.kind == YamlNode::Kind::kNothing) {
    m_problems.add(m_file, place.line,
                   inQuotes(place.name) + " is empty; write a value or take the line away.");
  } else if (place.field->is_map()) {
    fillNamed(node, place, message);
  } else if (place.field->is_repeated()) {
    fillList(node, place, message);
  } else if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    fillMessage(node, place, *message.GetReflection()->MutableMessage(&message, place.field));
  } else {
    setScalar(node, place, message);
  }
}

void MessageFiller::fillList(const YamlNode& node, const Place& place, Message& message) {
  if (node.kind != YamlNode::Kind::kList) {
    m_problems.add(
        m_file, place.line,
        inQuotes(place.name) + " is a list; write each entry on a line of its own that begins with \"- \".");
    return;
  }
  for (const YamlNode& entry : node.children) {
    const Place here{place.field, place.name, entry.line};
    if (entry.kind == YamlNode::Kind::kNothing) {
      m_problems.add(
          m_file, entry.line,
          "An entry of " + inQuotes(place.name) + " is empty; write a value or take the line away.");
    } else if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      fillMessage(entry, here, *message.GetReflection()->AddMessage(&message, place.field));
    } else {
      setScalar(entry, here, message);
    }
  }
}

void MessageFiller::fillNamed(const YamlNode& node, const Place& place, Message& message) {
  if (node.kind != YamlNode::Kind::kMap) {
    m_problems.add(m_file, place.line,
                   inQuotes(place.name) + " needs a name and a value on each line below, indented.");
    return;
  }
  const auto* key = place.field->message_type()->map_key();
  const auto* value = place.field->message_type()->map_value();
  for (size_t i = 0; i < node.children.size(); ++i) {
    checkLaws(node.names[i], {place.field, place.name, node.nameLines[i]});
    Message* entry = message.GetReflection()->AddMessage(&message, place.field);
    entry->GetReflection()->SetString(entry, key, node.names[i]);
    fillField(node.children[i], {value, node.names[i], node.nameLines[i]}, *entry);
  }
}

void MessageFiller::fillMessage(const YamlNode& node, const Place& place, Message& inner) {
  if (inner.GetDescriptor() == v1::Text::descriptor()) {
    fillText(node, place, static_cast<v1::Text&>(inner));
  } else {
    fill(node, place.line, "This entry of " + inQuotes(place.name), inner);
  }
  if (inner.GetDescriptor() == v1::Asset::descriptor())
    m_assets.read(static_cast<v1::Asset&>(inner), place.name, m_file, place.line, m_problems);
}

void MessageFiller::fillText(const YamlNode& node, const Place& place, v1::Text& text) {
  if (node.kind != YamlNode::Kind::kMap) {
    m_problems.add(m_file, place.line,
                   inQuotes(place.name) +
                       " needs a text for each language, such as \"de: ...\" and \"en: ...\" on "
                       "lines of their own.");
    return;
  }
  for (size_t i = 0; i < node.children.size(); ++i) {
    const std::string& language = node.names[i];
    const YamlNode& words = node.children[i];
    const std::string value = trimmed(words.text);
    if (const auto wrong = objection(Law::kLanguage, language))
      m_problems.add(m_file, node.nameLines[i], *wrong);
    if (words.kind == YamlNode::Kind::kMap || words.kind == YamlNode::Kind::kList) {
      m_problems.add(m_file, node.nameLines[i],
                     inQuotes(language) + " of " + inQuotes(place.name) +
                         " is a text; put quotes around it if it has a "
                         "colon or brackets.");
    } else if (value.empty()) {
      m_problems.add(m_file, node.nameLines[i],
                     inQuotes(language) + " of " + inQuotes(place.name) +
                         " is empty; write the text or take the line away.");
    } else if (value.size() > kTextBytesMax) {
      m_problems.add(m_file, node.nameLines[i],
                     inQuotes(language) + " of " + inQuotes(place.name) +
                         " is longer than 16 KiB; shorten it or make two "
                         "of it.");
    }
    (*text.mutable_by_language())[language] = value;
  }
  for (const char* language : kLanguagesNeeded) {
    if (child(node, language) != nullptr) continue;
    m_problems.add(
        m_file, place.line,
        inQuotes(place.name) + " has no text in \"" + language + "\"; add a line \"" + language + ": ...\".");
  }
}

void MessageFiller::setScalar(const YamlNode& node, const Place& place, Message& message) {
  const bool isText = node.kind == YamlNode::Kind::kText;
  switch (place.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string value = trimmed(node.text);
      if (!isText || value.empty()) {
        m_problems.add(m_file, place.line,
                       inQuotes(place.name) + " is one line of text; write it behind the colon.");
        return;
      }
      checkLaws(value, place);
      const auto* reflection = message.GetReflection();
      if (place.field->is_repeated()) {
        reflection->AddString(&message, place.field, value);
      } else {
        reflection->SetString(&message, place.field, value);
      }
      return;
    }
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_ENUM:
      setWord(node, place, message);
      return;
    default:
      setNumber(node, place, message);
  }
}

void MessageFiller::setNumber(const YamlNode& node, const Place& place, Message& message) {
  if (const auto laws = lawsOf(lawName(*place.field)); !laws.empty() && laws.front().law == Law::kWorkedOut) {
    m_problems.add(m_file, place.line, *objection(Law::kWorkedOut, node.text));
    return;
  }
  uint64_t number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto read = std::from_chars(node.text.data(), end, number);
  const bool wide = place.field->cpp_type() == FieldDescriptor::CPPTYPE_UINT64;
  const bool fits = wide || number <= std::numeric_limits<uint32_t>::max();
  if (node.kind != YamlNode::Kind::kText || read.ec != std::errc() || read.ptr != end || !fits) {
    m_problems.add(
        m_file, place.line,
        inQuotes(place.name) + " is a whole number from 0 to 4294967295; write it in digits, such as 12.");
  } else if (wide) {
    message.GetReflection()->SetUInt64(&message, place.field, number);
  } else {
    message.GetReflection()->SetUInt32(&message, place.field, static_cast<uint32_t>(number));
  }
}

void MessageFiller::setWord(const YamlNode& node, const Place& place, Message& message) {
  if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
    const bool yes = node.text == "true" || node.text == "yes";
    if (!yes && node.text != "false" && node.text != "no") {
      m_problems.add(m_file, place.line, inQuotes(place.name) + " is a yes or no; write true or false.");
    }
    message.GetReflection()->SetBool(&message, place.field, yes);
    return;
  }
  std::set<std::string> known;
  const auto& type = *place.field->enum_type();
  for (int i = 1; i < type.value_count(); ++i) {
    known.insert(shortWord(*type.value(i)));
    if (shortWord(*type.value(i)) == node.text) {
      message.GetReflection()->SetEnum(&message, place.field, type.value(i));
      return;
    }
  }
  m_problems.add(m_file, place.line,
                 inQuotes(node.text) + " is not possible for " + inQuotes(place.name) + "; " +
                     suggestion(node.text, known));
}

void MessageFiller::checkLaws(const std::string& value, const Place& place) {
  for (const FieldLaw& law : lawsOf(lawName(*place.field))) {
    if (law.law == Law::kReference) m_references.refer(law.target, value, m_file, place.line);
    if (const auto wrong = objection(law.law, value)) m_problems.add(m_file, place.line, *wrong);
  }
}

void MessageFiller::checkMissing(const YamlNode& node, int line, const std::string& noun,
                                 const Message& message) {
  const Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto laws = lawsOf(lawName(*type.field(i)));
    const bool required =
        std::any_of(laws.begin(), laws.end(), [](const FieldLaw& law) { return law.law == Law::kRequired; });
    if (!required || child(node, type.field(i)->name()) != nullptr) continue;
    const std::string& name = type.field(i)->name();
    m_problems.add(m_file, line, noun + " has no \"" + name + "\"; add a line \"" + name + ":\" below it.");
  }
}

// Whatever has a beginning and an end: days and times in these forms compare as texts.
void MessageFiller::checkSpan(const YamlNode& node, int line) {
  const YamlNode* from = child(node, "from");
  const YamlNode* until = child(node, "until");
  if (from == nullptr || until == nullptr || from->text.size() != until->text.size()) return;
  if (until->text >= from->text) return;
  m_problems.add(m_file, until->line > 0 ? until->line : line,
                 inQuotes(until->text) + " comes before " + inQuotes(from->text) +
                     "; exchange \"from\" and \"until\" or "
                     "correct one of them.");
}

}  // namespace foyer::catalogue
