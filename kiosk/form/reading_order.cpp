#include "kiosk/form/reading_order.h"

#include <QRegularExpression>
#include <algorithm>

namespace foyer::form {
namespace {

constexpr char16_t kRightToLeftMark = 0x200f;
constexpr char16_t kLeftToRightIsolate = 0x2066;
constexpr char16_t kPopIsolate = 0x2069;

bool runsRightToLeft(QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; }
bool isStrong(QChar c) { return c.direction() == QChar::DirL || runsRightToLeft(c); }

// A Latin name or a number with what joins its parts, such as "Haus der Vielfalt e.V.", "+49 30 123-4" or
// "https://example.org/a?b": it ends with a letter, a digit or the dot of an abbreviation such as "e.V.".
const QRegularExpression& latinRun() {
  static const QRegularExpression kRun(
      QStringLiteral("[+(]?[\\p{Latin}\\p{Nd}](?:[\\p{Latin}\\p{M}\\p{Nd} .,:;/@&'’+()_#?=-]*[\\p{Latin}\\p{M}\\p{Nd}])?"
                     "(?:(?<=\\.\\p{Latin})\\.|(?<=\\d)%|\\))?"),
      QRegularExpression::UseUnicodePropertiesOption);
  return kRun;
}

}  // namespace

QString inReadingOrder(const QString& text) {
  if (std::none_of(text.begin(), text.end(), runsRightToLeft)) return text;
  QString ordered;
  qsizetype from = 0;
  for (auto runs = latinRun().globalMatch(text); runs.hasNext();) {
    const QRegularExpressionMatch run = runs.next();
    const QString words = run.captured();
    const bool isNumber = std::none_of(words.begin(), words.end(), [](QChar c) { return isStrong(c); });
    const bool isOneNumber = isNumber && std::all_of(words.begin(), words.end(), [](QChar c) { return c.isDigit(); });
    ordered += text.mid(from, run.capturedStart() - from);
    ordered += isOneNumber ? words : QChar(kLeftToRightIsolate) + words + QChar(kPopIsolate);
    from = run.capturedEnd();
  }
  ordered += text.mid(from);
  const auto first = std::find_if(text.begin(), text.end(), isStrong);
  return runsRightToLeft(*first) ? ordered : QChar(kRightToLeftMark) + ordered;
}

}  // namespace foyer::form
