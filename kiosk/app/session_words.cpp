#include "kiosk/app/session_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <QTime>

#include "kiosk/catalogue/wording.h"

namespace foyer::app {
namespace {

using catalogue::v1::Item;
using catalogue::v1::Session;

QString fromUtf8(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
QString words(const catalogue::v1::Text& text, const std::string& language) {
  return fromUtf8(catalogue::wordsIn(text, language));
}

// English here is read by people who learned it anywhere: day before month, as on the posters of the house.
QLocale localeOf(const QString& language) {
  const QString code = language.section(QLatin1Char('-'), 0, 0);
  return code == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedKingdom) : QLocale(code);
}

QDate dayOf(const catalogue::v1::Date& date) { return QDate::fromString(fromUtf8(date.day()), Qt::ISODate); }

QString languageNames(const catalogue::Snapshot& catalogue, const Session& session) {
  const auto& names = catalogue.settings().language_names();
  QStringList list;
  for (const std::string& code : session.languages()) {
    const auto name = names.find(code);
    list << fromUtf8(name == names.end() ? code : name->second);
  }
  return list.join(QStringLiteral(", "));
}

QString closedText(const Session& session) {
  //% "This date is cancelled."
  if (session.cancelled()) return qtTrId("app-cancelled");
  //% "Just come along, no registration is needed."
  if (session.open()) return qtTrId("app-just-come");
  return {};
}

}  // namespace

SeatPromise promiseFor(const Session* session) {
  return session && session->capacity() == 0 ? SeatPromise::kConfirmed : SeatPromise::kWaiting;
}

bool isOver(const Session& session, const QDate& today) {
  if (session.dates_size() == 0) return false;
  const QDate last = dayOf(session.dates(session.dates_size() - 1));
  return last.isValid() && last < today;
}

QString dateText(const catalogue::v1::Date& date, const QString& language) {
  const QDate day = dayOf(date);
  const QLocale locale = localeOf(language);
  QString text = day.isValid() ? locale.toString(day, QLocale::LongFormat) : fromUtf8(date.day());
  if (date.from().empty()) return text;
  QString times = fromUtf8(date.from());
  if (!date.until().empty()) times += QStringLiteral("–") + fromUtf8(date.until());
  // Isolated, so that the times of a right-to-left line stay in their order.
  return text + QStringLiteral(", \u2066") + times + QStringLiteral("\u2069");
}

QVariantMap sessionMap(const catalogue::Snapshot& catalogue, const Item& item, const catalogue::v1::Offer& offer,
                       const std::string& language) {
  const Session& session = item.session();
  QStringList when;
  for (const catalogue::v1::Date& date : session.dates()) when << dateText(date, fromUtf8(language));
  const bool isLimited = session.capacity() > 0;
  return {{"id", fromUtf8(item.id())},
          {"title", words(session.title(), language)},
          {"when", when},
          {"place", words(session.place(), language)},
          {"language", languageNames(catalogue, session)},
          {"freePlaces", -1},
          {"waiting", isLimited && closedText(session).isEmpty()},
          {"cost", words(offer.cost(), language)},
          {"childcare", words(offer.childcare(), language)},
          {"external", words(offer.external(), language)},
          {"closed", closedText(session)}};
}

QString metaText(const catalogue::Snapshot& catalogue, const std::string& offerId, const std::string& language,
                 const QDate& today) {
  for (const Item* item : catalogue.sessionsOf(offerId)) {
    const Session& session = item->session();
    if (session.cancelled() || isOver(session, today) || session.dates_size() == 0) continue;
    const QDate day = dayOf(session.dates(0));
    const QLocale locale = localeOf(fromUtf8(language));
    return day.isValid() ? locale.toString(day, QLocale::LongFormat) : fromUtf8(session.dates(0).day());
  }
  return {};
}

}  // namespace foyer::app
