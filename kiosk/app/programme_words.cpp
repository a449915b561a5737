#include "kiosk/app/programme_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include "kiosk/catalogue/wording.h"
#include "kiosk/form/reading_order.h"

namespace foyer::app {
namespace {

using catalogue::v1::Period;

QString namesOf(const google::protobuf::RepeatedPtrField<Period>& periods, const std::string& language, const QDate& today) {
  QStringList lines;
  for (const Period& period : periods) {
    if (!isNow(period.from(), period.until(), today)) continue;
    const QString note = QString::fromUtf8(catalogue::wordsIn(period.note(), language));
    lines << form::inReadingOrder(QString::fromUtf8(period.name()) + (note.isEmpty() ? QString() : QStringLiteral(" · ") + note));
  }
  return lines.join(QLatin1Char('\n'));
}

void add(QVariantList& paragraphs, const QString& heading, const QString& text) {
  if (!text.isEmpty()) paragraphs << QVariantMap{{"heading", heading}, {"text", text}};
}

}  // namespace

bool isNow(const std::string& from, const std::string& until, const QDate& today) {
  const QString day = today.toString(Qt::ISODate);
  return (from.empty() || QString::fromUtf8(from) <= day) && (until.empty() || day <= QString::fromUtf8(until));
}

QVariantList paragraphsOf(const QString& heading, const QString& text) {
  static const QRegularExpression kEmptyLines(QStringLiteral("\\n[ \\t]*\\n+"));
  QVariantList list;
  for (const QString& part : text.split(kEmptyLines, Qt::SkipEmptyParts)) {
    list << QVariantMap{{"heading", list.isEmpty() ? heading : QString()}, {"text", part.trimmed()}};
  }
  return list;
}

QVariantMap programmePage(const catalogue::v1::Programme& programme, const std::string& language, const QDate& today) {
  const QString name = form::inReadingOrder(QString::fromUtf8(catalogue::wordsIn(programme.name(), language)));
  QVariantList paragraphs;
  add(paragraphs, name, form::inReadingOrder(QString::fromUtf8(catalogue::wordsIn(programme.aim(), language))));
  //% "Run by"
  add(paragraphs, qtTrId("app-carriers"), namesOf(programme.carriers(), language, today));
  //% "Paid for by"
  add(paragraphs, qtTrId("app-funders"), namesOf(programme.funders(), language, today));
  //% "Responsible for your data"
  add(paragraphs, qtTrId("app-controllers"), namesOf(programme.controllers(), language, today));
  return {{"title", name}, {"paragraphs", paragraphs}};
}

}  // namespace foyer::app
