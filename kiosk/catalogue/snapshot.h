// The catalogue as it was complete at one moment.
//
// Place: made by CatalogueCopy after each complete update, read by the pages and the forms.
// Ownership: shared and immutable; any thread may read it while somebody holds it. Errors: none; what is
// not there is a null pointer or an empty list. Does not: choose languages (wording.h) or follow updates.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"

namespace foyer::catalogue {

class Snapshot {
 public:
  Snapshot() = default;
  // `items` without tombstones. `cursor`: what the server's feed had reached then.
  // `assetsFolder`: where their pictures and recordings are.
  Snapshot(std::vector<v1::Item> items, uint64_t cursor, std::string assetsFolder = {});
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Nothing has come from the server yet.
  bool isEmpty() const { return m_items.empty(); }
  uint64_t cursor() const { return m_cursor; }
  const v1::Item* find(std::string_view id) const;
  // All items of a kind, by their `order` where the kind has one, then by id.
  const std::vector<const v1::Item*>& all(v1::Item::BodyCase kind) const;
  // The centre's settings; a default one while there are none.
  const v1::Settings& settings() const;
  // The site with this id; without one, the first.
  const v1::Site* site(std::string_view id) const;
  // The entries of a code list that are still offered, in order.
  std::vector<const v1::Item*> codeList(std::string_view list) const;
  // One entry, retired or not: what was chosen once keeps its label.
  const v1::Item* codeEntry(std::string_view list, std::string_view id) const;
  // The purposes that a form of this kind asks for.
  std::vector<const v1::Item*> purposes(std::string_view formKind) const;
  std::vector<const v1::Item*> sessionsOf(std::string_view offerId) const;
  // All pictures and recordings that its items name.
  std::vector<const v1::Asset*> assets() const;
  // The file of a picture or recording; empty where the item names none.
  std::string pathOf(const v1::Asset& asset) const;

 private:
  std::vector<v1::Item> m_items;
  std::map<std::string, const v1::Item*, std::less<>> m_byId;
  std::map<v1::Item::BodyCase, std::vector<const v1::Item*>> m_byKind;
  uint64_t m_cursor = 0;
  std::string m_assetsFolder;
};

}  // namespace foyer::catalogue
