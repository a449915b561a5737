#include "kiosk/catalogue/snapshot.h"

#include <algorithm>
#include <tuple>

#include "kiosk/catalogue/asset_shelf.h"

namespace foyer::catalogue {
namespace {

uint32_t orderOf(const v1::Item& item) {
  switch (item.body_case()) {
    case v1::Item::kOffer: return item.offer().order();
    case v1::Item::kTopic: return item.topic().order();
    case v1::Item::kPage: return item.page().order();
    case v1::Item::kPartner: return item.partner().order();
    case v1::Item::kConsentText: return item.consent_text().order();
    default: return 0;
  }
}

// Sessions stand by their first date; ISO dates order as text.
std::string dayOf(const v1::Item& item) {
  if (item.body_case() != v1::Item::kSession || item.session().dates_size() == 0) return {};
  return item.session().dates(0).day() + item.session().dates(0).from();
}

}  // namespace

Snapshot::Snapshot(std::vector<v1::Item> items, uint64_t cursor, std::string assetsFolder)
    : m_items(std::move(items)), m_cursor(cursor), m_assetsFolder(std::move(assetsFolder)) {
  for (const v1::Item& item : m_items) {
    m_byId.emplace(item.id(), &item);
    m_byKind[item.body_case()].push_back(&item);
  }
  for (auto& [kind, list] : m_byKind) {
    std::sort(list.begin(), list.end(), [](const v1::Item* a, const v1::Item* b) {
      return std::tuple(orderOf(*a), dayOf(*a), a->id()) < std::tuple(orderOf(*b), dayOf(*b), b->id());
    });
  }
}

const v1::Item* Snapshot::find(std::string_view id) const {
  const auto found = m_byId.find(id);
  return found == m_byId.end() ? nullptr : found->second;
}

const std::vector<const v1::Item*>& Snapshot::all(v1::Item::BodyCase kind) const {
  static const std::vector<const v1::Item*> kNone;
  const auto found = m_byKind.find(kind);
  return found == m_byKind.end() ? kNone : found->second;
}

const v1::Settings& Snapshot::settings() const {
  const auto& list = all(v1::Item::kSettings);
  return list.empty() ? v1::Settings::default_instance() : list.front()->settings();
}

const v1::Site* Snapshot::site(std::string_view id) const {
  const v1::Item* item = find(id);
  if (item && item->has_site()) return &item->site();
  const auto& sites = all(v1::Item::kSite);
  return sites.empty() ? nullptr : &sites.front()->site();
}

std::vector<const v1::Item*> Snapshot::codeList(std::string_view list) const {
  std::vector<const v1::Item*> entries;
  for (const v1::Item* item : all(v1::Item::kTopic)) {
    if (item->topic().list() == list && !item->topic().retired()) entries.push_back(item);
  }
  return entries;
}

const v1::Item* Snapshot::codeEntry(std::string_view list, std::string_view id) const {
  const v1::Item* item = find(id);
  return item && item->has_topic() && item->topic().list() == list ? item : nullptr;
}

std::vector<const v1::Item*> Snapshot::purposes(std::string_view formKind) const {
  std::vector<const v1::Item*> asked;
  for (const v1::Item* item : all(v1::Item::kConsentText)) {
    const auto& forms = item->consent_text().forms();
    if (std::find(forms.begin(), forms.end(), formKind) != forms.end()) asked.push_back(item);
  }
  return asked;
}

std::vector<const v1::Asset*> Snapshot::assets() const {
  std::vector<const v1::Asset*> all;
  for (const v1::Item& item : m_items) {
    for (const v1::Asset* asset : assetsOf(item)) all.push_back(asset);
  }
  return all;
}

std::string Snapshot::pathOf(const v1::Asset& asset) const {
  return isUsable(asset) ? m_assetsFolder + "/" + assetFileName(asset) : std::string();
}

std::vector<const v1::Item*> Snapshot::sessionsOf(std::string_view offerId) const {
  std::vector<const v1::Item*> sessions;
  for (const v1::Item* item : all(v1::Item::kSession)) {
    if (item->session().offer() == offerId) sessions.push_back(item);
  }
  return sessions;
}

}  // namespace foyer::catalogue
