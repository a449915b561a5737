#include "sync-server/review/schema_view.h"

#include <algorithm>
#include <map>

#include "foyer/catalogue/v1/catalogue.pb.h"

namespace foyer::review {

namespace api = foyer::staff::v1;
using foyer::catalogue::v1::Item;

namespace {

Result<std::vector<Item>> loadItems(const store::Reader& reader) {
  FOYER_ASSIGN(const auto rows, reader.catalogue());
  std::vector<Item> items;
  for (const store::CatalogueRow& row : rows) {
    Item item;
    if (!item.ParseFromString(row.item))
      return Error(Code::kDataLoss, "An item of the catalogue cannot be read; load the catalogue again.");
    items.push_back(std::move(item));
  }
  return items;
}

// A field whose values are ids of catalogue items is named like the list of these items.
std::string codeListOf(const schema::FieldRule& rule, const std::map<std::string, api::CodeList*>& lists) {
  if (!rule.codeList.empty()) return rule.codeList;
  if (!rule.enumName.empty()) return rule.enumName;
  if (rule.format == FORMAT_LANGUAGE) return "language";
  if (rule.role == ROLE_SITE && lists.count("site")) return "site";
  if (rule.format == FORMAT_CODE && lists.count(rule.name)) return rule.name;
  return {};
}

void addEntry(api::CodeList* list, const std::string& id, const foyer::catalogue::v1::Text& text, bool isRetired) {
  api::CodeEntry* entry = list->add_entries();
  entry->set_id(id);
  *entry->mutable_label() = text;
  entry->set_retired(isRetired);
}

foyer::catalogue::v1::Text words(const std::string& de, const std::string& en) {
  foyer::catalogue::v1::Text text;
  (*text.mutable_by_language())["de"] = de;
  (*text.mutable_by_language())["en"] = en;
  return text;
}

class Lists {
 public:
  explicit Lists(api::GetSchemaResponse& response) : m_response(response) {}
  api::CodeList* named(const std::string& name) {
    auto& list = m_byName[name];
    if (!list) {
      list = m_response.add_code_lists();
      list->set_name(name);
    }
    return list;
  }
  const std::map<std::string, api::CodeList*>& all() const { return m_byName; }

 private:
  api::GetSchemaResponse& m_response;
  std::map<std::string, api::CodeList*> m_byName;
};

// The languages that the centre's own list does not have, by the names that they give themselves.
void addNamedLanguages(const foyer::catalogue::v1::Settings& settings, const std::vector<Item>& items, Lists& lists) {
  const auto& names = settings.language_names();
  for (const auto& [code, name] : std::map<std::string, std::string>(names.begin(), names.end())) {
    const bool isListed = std::any_of(items.begin(), items.end(), [&](const Item& item) {
      return item.has_topic() && item.topic().list() == "language" && item.id() == code;
    });
    if (!isListed) addEntry(lists.named("language"), code, words(name, name), false);
  }
}

void addCatalogueLists(const std::vector<Item>& items, Lists& lists) {
  for (const Item& item : items) {
    switch (item.body_case()) {
      case Item::kTopic:
        addEntry(lists.named(item.topic().list()), item.id(), item.topic().label(),
                 item.topic().retired());
        break;
      case Item::kSite: addEntry(lists.named("site"), item.id(), item.site().name(), false); break;
      case Item::kOffer: addEntry(lists.named("offer"), item.id(), item.offer().title(), false); break;
      case Item::kSession: addEntry(lists.named("session"), item.id(), item.session().title(), false); break;
      case Item::kConsentText: addEntry(lists.named("purpose"), item.id(), item.consent_text().title(), false); break;
      case Item::kSettings: addNamedLanguages(item.settings(), items, lists); break;
      default: break;
    }
  }
}

void addFields(const schema::Schema& schema, const schema::RecordType& type, Lists& lists, api::RecordType* shown) {
  for (const schema::FieldRule& rule : type.fields) {
    api::FieldType* field = shown->add_fields();
    field->set_number(rule.number);
    field->set_name(rule.name);
    field->set_label_de(rule.labelDe);
    field->set_label_en(rule.labelEn);
    field->set_merge(rule.merge);
    field->set_privacy(rule.privacy);
    field->set_role(rule.role);
    field->set_editor(rule.ask.editor());
    field->set_code_list(codeListOf(rule, lists.all()));
    if (rule.isReference) {
      const schema::RecordType* target =
          rule.referenceTypes.size() == 1 ? schema.type(*rule.referenceTypes.begin()) : nullptr;
      field->set_refers_to(target ? target->name : "*");
    }
    field->set_repeated_values(rule.isRepeated);
    field->set_required(rule.isRequired);
    field->set_max_length(rule.maxLength);
    field->set_time(rule.kind == schema::ValueKind::kSigned && rule.name.ends_with("_ms"));
    if (rule.enumName.empty() || lists.named(rule.enumName)->entries_size() > 0) continue;
    for (const schema::EnumValue& value : rule.enumValues)
      if (value.number != 0) addEntry(lists.named(rule.enumName), value.name, words(value.labelDe, value.labelEn), false);
  }
}

}  // namespace

Result<api::GetSchemaResponse> showSchema(const schema::Schema& schema, const store::Reader& reader) {
  api::GetSchemaResponse response;
  FOYER_ASSIGN(const auto items, loadItems(reader));
  Lists lists(response);
  addCatalogueLists(items, lists);
  for (const schema::RecordType& type : schema.types()) {
    api::RecordType* shown = response.add_types();
    shown->set_number(type.number);
    shown->set_name(type.name);
    shown->set_label_de(type.labelDe);
    shown->set_label_en(type.labelEn);
    shown->set_inbox(type.isInbox);
    addFields(schema, type, lists, shown);
  }
  return response;
}

Result<std::string> centreName(const store::Reader& reader) {
  FOYER_ASSIGN(const auto items, loadItems(reader));
  for (const Item& item : items) {
    if (!item.has_settings()) continue;
    const auto& names = item.settings().centre_name().by_language();
    const auto german = names.find("de");
    return german != names.end() ? german->second : names.empty() ? std::string() : names.begin()->second;
  }
  return std::string();
}

}  // namespace foyer::review
