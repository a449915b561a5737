#include "kiosk/app/session_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <QTime>

#include "kiosk/app/language_model.h"
#include "kiosk/catalogue/wording.h"
#include "kiosk/form/reading_order.h"

namespace foyer::app {
namespace {

using catalogue::v1::Item;
using catalogue::v1::Session;

QString words(const catalogue::v1::Text& text, const std::string& language) {
  return form::inReadingOrder(QString::fromUtf8(catalogue::wordsIn(text, language)));
}

// English here is read by people who learned it anywhere: day before month, as on the posters of the house.
QLocale localeOf(const QString& language) {
  const QString code = language.section(QLatin1Char('-'), 0, 0);
  return code == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedKingdom) : QLocale(code);
}

QDate dayOf(const catalogue::v1::Date& date) { return QDate::fromString(QString::fromUtf8(date.day()), Qt::ISODate); }

// The digits are the same in every language here: those of the slip, of phone numbers and of the posters.
QString inLatinDigits(QString text) {
  for (QChar& c : text) {
    if (c.isDigit()) c = QChar(u'0' + c.digitValue());
  }
  return text;
}

QString dayText(const catalogue::v1::Date& date, const QString& language) {
  const QDate day = dayOf(date);
  return day.isValid() ? inLatinDigits(localeOf(language).toString(day, QLocale::LongFormat)) : QString::fromUtf8(date.day());
}

QString languageNames(const catalogue::Snapshot& catalogue, const Session& session) {
  const auto& names = catalogue.settings().language_names();
  QStringList list;
  for (const std::string& code : session.languages()) {
    const auto name = names.find(code);
    list << QString::fromUtf8(name == names.end() ? code : name->second);
  }
  return list.join(QStringLiteral(" · "));
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
  QString text = dayText(date, language);
  if (date.from().empty()) return text;
  const bool isMirrored = runsRightToLeft(language);
  text += (isMirrored && language != QLatin1String("he") ? QStringLiteral("، ") : QStringLiteral(", ")) + QString::fromUtf8(date.from());
  if (date.until().empty()) return text;
  // Spaces let the dash belong to a line that runs right to left: there the earlier time stands at the right.
  return text + (isMirrored ? QStringLiteral(" – ") : QStringLiteral("–")) + QString::fromUtf8(date.until());
}

QVariantMap sessionMap(const catalogue::Snapshot& catalogue, const Item& item, const catalogue::v1::Offer& offer,
                       const std::string& language) {
  const Session& session = item.session();
  QStringList when;
  for (const catalogue::v1::Date& date : session.dates()) when << dateText(date, QString::fromUtf8(language));
  const bool isLimited = session.capacity() > 0;
  return {{"id", QString::fromUtf8(item.id())},
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

QVariantMap withSeats(QVariantMap session, const catalogue::SeatCounts& seats, Online online) {
  if (!session["waiting"].toBool()) return session;
  const auto known = seats.find(session["id"].toString().toStdString());
  if (known == seats.end()) return session;  // nothing was heard of them yet
  const uint32_t here = known->second.here;
  const uint32_t all = here + (online == Online::kYes ? known->second.free : 0);
  session["waiting"] = all == 0;
  session["freePlaces"] = static_cast<int>(all);
  if (online == Online::kNo && all > 0) {
    //% "Places that this kiosk can give you at once: %1"
    session["seatsText"] = qtTrId("app-seats-here").replace(QLatin1String("%1"), QString::number(all));
  } else if (online == Online::kYes && all == 0) {
    //% "All places are taken or reserved. You can join the waiting list."
    session["seatsText"] = qtTrId("app-seats-none");
  }
  return session;
}

QString metaText(const catalogue::Snapshot& catalogue, const std::string& offerId, const std::string& language,
                 const QDate& today) {
  for (const Item* item : catalogue.sessionsOf(offerId)) {
    const Session& session = item->session();
    if (session.cancelled() || isOver(session, today) || session.dates_size() == 0) continue;
    return dayText(session.dates(0), QString::fromUtf8(language));
  }
  return {};
}

}  // namespace foyer::app
