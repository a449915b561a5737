#include "kiosk/app/catalogue_model.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>
#include <algorithm>

#include "kiosk/app/language_model.h"
#include "kiosk/app/programme_words.h"
#include "kiosk/app/session_words.h"
#include "kiosk/catalogue/wording.h"
#include "kiosk/form/reading_order.h"

namespace foyer::app {

using catalogue::Snapshot;
using catalogue::v1::Item;
using catalogue::v1::Offer;

namespace {

QVariantMap tile(const QString& id, const QString& kind, const QString& title, const QString& subtitle) {
  return {{"id", id}, {"kind", kind}, {"title", title}, {"subtitle", subtitle}, {"icon", QString()}, {"accent", kind}};
}

// Empty: there is none.
QString addressOf(const catalogue::Snapshot& snapshot, const catalogue::v1::Asset& asset) {
  const std::string path = snapshot.pathOf(asset);
  return path.empty() ? QString() : QUrl::fromLocalFile(QString::fromUtf8(path)).toString();
}

}  // namespace

QString kindName(catalogue::v1::OfferKind kind) {
  switch (kind) {
    case catalogue::v1::OFFER_KIND_ADVICE: return QStringLiteral("advice");
    case catalogue::v1::OFFER_KIND_TRAINING: return QStringLiteral("training");
    case catalogue::v1::OFFER_KIND_NETWORK: return QStringLiteral("network");
    case catalogue::v1::OFFER_KIND_QUESTION: return QStringLiteral("question");
    default: return QStringLiteral("other");
  }
}

CatalogueModel::CatalogueModel(std::string site, const Clock& clock, QObject* parent)
    : CatalogueView(parent), m_site(std::move(site)), m_clock(clock), m_snapshot(std::make_shared<const Snapshot>()) {}

void CatalogueModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  emit changed();
}

void CatalogueModel::setLanguage(const std::string& language) {
  m_language = language;
  emit changed();
}

void CatalogueModel::setSeats(catalogue::SeatCounts seats) {
  m_seats = std::move(seats);
  emit changed();
}

void CatalogueModel::setOnline(Online online) {
  if (online == m_online) return;
  m_online = online;
  emit changed();
}

QString CatalogueModel::words(const catalogue::v1::Text& text) const {
  return form::inReadingOrder(QString::fromUtf8(catalogue::wordsIn(text, m_language)).trimmed());
}

QDate CatalogueModel::today() const { return QDateTime::fromMSecsSinceEpoch(m_clock.wallMs()).date(); }

QString CatalogueModel::centreName() const { return words(m_snapshot->settings().centre_name()); }

QStringList CatalogueModel::welcomeLines() const {
  QStringList lines;
  if (const auto* site = m_snapshot->site(m_site)) {
    for (const std::string& line : site->welcome()) lines << QString::fromUtf8(line);
  }
  return lines;
}

QVariantList CatalogueModel::languages() const {
  QVariantList list;
  const auto* site = m_snapshot->site(m_site);
  if (!site) return list;
  const auto& names = m_snapshot->settings().language_names();
  for (const std::string& code : site->languages()) {
    const auto name = names.find(code);
    list << QVariantMap{{"code", QString::fromUtf8(code)},
                        {"name", QString::fromUtf8(name == names.end() ? code : name->second)},
                        {"rightToLeft", runsRightToLeft(QString::fromUtf8(code))}};
  }
  return list;
}

bool CatalogueModel::isHere(const Offer& offer) const {
  return offer.sites().empty() || std::find(offer.sites().begin(), offer.sites().end(), m_site) != offer.sites().end();
}

QVariantList CatalogueModel::tiles() const {
  QVariantList list;
  for (const Item* item : m_snapshot->all(Item::kOffer)) {
    const Offer& offer = item->offer();
    if (!offer.on_home() || !isHere(offer)) continue;
    list << tile(QString::fromUtf8(item->id()), kindName(offer.kind()), words(offer.title()), words(offer.subtitle()));
  }
  // The two that every centre has; the station has the words for them.
  list << tile(QStringLiteral("slip"), QStringLiteral("slip"), {}, {});
  list << tile(QStringLiteral("about"), QStringLiteral("about"), {}, {});
  return list;
}

QVariantList CatalogueModel::helpNumbers() const {
  QVariantList list;
  if (const auto* site = m_snapshot->site(m_site)) {
    for (const auto& help : site->help_numbers()) {
      list << QVariantMap{{"label", words(help.label())}, {"number", QString::fromUtf8(help.number())}};
    }
  }
  return list;
}

QStringList CatalogueModel::openingHours() const {
  QStringList lines;
  if (const auto* site = m_snapshot->site(m_site)) {
    for (const auto& line : site->opening_hours()) lines << words(line);
  }
  return lines;
}

QString CatalogueModel::noticeText() const {
  QStringList lines;
  for (const Item* item : m_snapshot->all(Item::kNotice)) {
    if (isNow(item->notice().from(), item->notice().until(), today())) lines << words(item->notice().text());
  }
  return lines.join(QLatin1Char('\n'));
}

QString CatalogueModel::phone() const {
  const auto* site = m_snapshot->site(m_site);
  return QString::fromUtf8(site && !site->phone().empty() ? site->phone() : m_snapshot->settings().phone());
}

const Offer* CatalogueModel::offerOf(const QString& id) const {
  const Item* item = m_snapshot->find(id.toStdString());
  return item && item->has_offer() ? &item->offer() : nullptr;
}

QVariantMap CatalogueModel::summary(const Item& item) const {
  return {{"id", QString::fromUtf8(item.id())},
          {"title", words(item.offer().title())},
          {"subtitle", words(item.offer().subtitle())},
          {"meta", metaText(*m_snapshot, item.id(), m_language, today())}};
}

QVariantList CatalogueModel::offers(const QString& tileId) const {
  QVariantList list;
  const Offer* home = offerOf(tileId);
  if (!home) return list;
  for (const Item* item : m_snapshot->all(Item::kOffer)) {
    const Offer& offer = item->offer();
    if (offer.kind() == home->kind() && !offer.on_home() && isHere(offer)) list << summary(*item);
  }
  // What the tile itself offers stands last where there is more, alone where there is not.
  if (list.isEmpty() || !home->form().empty()) list << summary(*m_snapshot->find(tileId.toStdString()));
  return list;
}

QVariantMap CatalogueModel::offer(const QString& id) const {
  const Offer* offer = offerOf(id);
  if (!offer) return {};
  QStringList topics;
  for (const std::string& topic : offer->topics()) {
    const Item* entry = m_snapshot->find(topic);
    if (entry && entry->has_topic() && !entry->topic().retired()) topics << words(entry->topic().label());
  }
  QVariantList sessions;
  for (const Item* session : m_snapshot->sessionsOf(id.toStdString())) {
    if (!isOver(session->session(), today())) sessions << withSeats(sessionMap(*m_snapshot, *session, *offer, m_language), m_seats, m_online);
  }
  const QString external = words(offer->external());
  QStringList text{words(offer->text())};
  if (sessions.isEmpty() && !external.isEmpty()) text << external;
  return {{"title", words(offer->title())},
          {"text", text.join(QStringLiteral("\n\n"))},
          {"topics", topics},
          {"sessions", sessions},
          {"formKind", external.isEmpty() ? QString::fromUtf8(offer->form()) : QString()},
          {"accent", kindName(offer->kind())},
          {"image", addressOf(*m_snapshot, offer->image())},
          {"imageWords", words(offer->image().description())},
          {"actionText", QString()}};
}

QVariantMap CatalogueModel::page(const QString& id) const {
  const Item* item = m_snapshot->find(id.toStdString());
  if (item && item->has_programme()) return programmePage(item->programme(), m_language, today());
  if (!item || !item->has_page()) return {};
  const QString title = words(item->page().title());
  return {{"title", title}, {"paragraphs", paragraphsOf(title, words(item->page().text()))}};
}

QVariantList CatalogueModel::pages() const {
  QVariantList list;
  for (const Item* item : m_snapshot->all(Item::kProgramme)) {
    list << QVariantMap{{"id", QString::fromUtf8(item->id())}, {"title", words(item->programme().name())}, {"subtitle", QString()}};
  }
  for (const Item* item : m_snapshot->all(Item::kPage)) {
    list << QVariantMap{{"id", QString::fromUtf8(item->id())}, {"title", words(item->page().title())}, {"subtitle", QString()}};
  }
  return list;
}

QVariantList CatalogueModel::partners() const {
  QVariantList list;
  for (const Item* item : m_snapshot->all(Item::kPartner)) {
    const auto& partner = item->partner();
    list << QVariantMap{{"name", words(partner.name())},
                        {"text", words(partner.about())},
                        {"link", QString::fromUtf8(partner.web().empty() ? partner.phone() : partner.web())}};
  }
  return list;
}

QVariantMap CatalogueModel::dataUse(const QString& formKind) const {
  const auto& uses = m_snapshot->settings().data_use();
  const auto use = uses.find(formKind.toStdString());
  if (use == uses.end()) return {};
  //% "Only for your request"
  return {{"title", qtTrId("app-data-use")}, {"text", words(use->second)}};
}

QVariantList CatalogueModel::purposes(const QString& formKind) const {
  QVariantList list;
  for (const Item* item : m_snapshot->purposes(formKind.toStdString())) {
    const auto& text = item->consent_text();
    list << QVariantMap{{"id", QString::fromUtf8(item->id())},
                        {"title", words(text.title())},
                        {"text", words(text.text())},
                        {"required", text.required()}};
  }
  return list;
}

}  // namespace foyer::app
