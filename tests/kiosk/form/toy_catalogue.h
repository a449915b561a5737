// A small catalogue for the tests of the form: questions, code lists, purposes, names of languages.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/catalogue/snapshot.h"

namespace foyer::form {

using Words = std::initializer_list<std::pair<const char*, const char*>>;

inline void put(catalogue::v1::Text& text, Words words) {
  for (const auto& [language, value] : words) (*text.mutable_by_language())[language] = value;
}

class ToyCatalogue {
 public:
  ToyCatalogue() {
    auto& settings = *add("settings").mutable_settings();
    auto& names = *settings.mutable_language_names();
    names["de"] = "Deutsch", names["en"] = "English", names["ar"] = "العربية", names["es"] = "Español";
    add("here").mutable_site()->add_languages("ar");
    entry("phone", "reach", 1, {{"de", "Telefon"}, {"en", "Phone"}});
    entry("email", "reach", 2, {{"de", "E-Mail"}, {"en", "E-mail"}});
    entry("none", "reach", 3, {{"de", "Gar nicht"}, {"en", "Not at all"}});
    entry("small", "size", 1, {{"de", "Klein"}, {"en", "Small"}});
    entry("large", "size", 2, {{"de", "Groß"}, {"en", "Large"}});
    entry("a", "tag", 1, {{"de", "A"}});
    entry("b", "tag", 2, {{"de", "B"}});
    entry("c", "tag", 3, {{"de", "C"}});
    auto& question = *add("wish.colour").mutable_question();
    put(*question.mutable_title(), {{"de", "Welche Farbe wünschen Sie?"}, {"ar", "أي لون؟"}});
    put(*question.mutable_hint(), {{"de", "Eine genügt."}});
    purpose("answer", true, 1, {"wish", "enquiry", "registration", "network"});
    purpose("invite", false, 2, {"wish", "enquiry"});
  }

  std::shared_ptr<const catalogue::Snapshot> snapshot() const {
    return std::make_shared<const catalogue::Snapshot>(m_items, m_items.size());
  }

 private:
  catalogue::v1::Item& add(const std::string& id) {
    m_items.emplace_back();
    m_items.back().set_id(id);
    m_items.back().set_sequence(m_items.size());
    return m_items.back();
  }
  void entry(const std::string& id, const std::string& list, uint32_t order, Words label) {
    auto& topic = *add(id).mutable_topic();
    topic.set_list(list);
    topic.set_order(order);
    put(*topic.mutable_label(), label);
  }
  void purpose(const std::string& id, bool isRequired, uint32_t order, std::vector<std::string> forms) {
    auto& text = *add(id).mutable_consent_text();
    put(*text.mutable_title(), {{"de", "Zweck"}, {"en", "Purpose"}});
    put(*text.mutable_text(), {{"de", "Wozu"}, {"en", "What for"}});
    text.set_required(isRequired);
    text.set_order(order);
    for (const std::string& form : forms) text.add_forms(form);
  }

  std::vector<catalogue::v1::Item> m_items;
};

}  // namespace foyer::form
