// Latin names and numbers inside lines that run right to left.
#include <gtest/gtest.h>

#include "kiosk/form/reading_order.h"

namespace foyer::form {
namespace {

// Marks as a person can read them: "<" and ">" for an isolate, "^" for the mark at the start.
std::string marked(const char* text) {
  QString ordered = inReadingOrder(QString::fromUtf8(text));
  ordered.replace(QChar(0x2066), u'<').replace(QChar(0x2069), u'>').replace(QChar(0x200f), u'^');
  return ordered.toStdString();
}

TEST(ReadingOrder, LeavesTextThatRunsLeftToRightAlone) {
  EXPECT_EQ(marked("MaMis en Movimiento e.V. und VIA e.V."), "MaMis en Movimiento e.V. und VIA e.V.");
  EXPECT_EQ(marked(""), "");
  EXPECT_EQ(marked("+49 30 123"), "+49 30 123");
}

TEST(ReadingOrder, ALineThatBeginsWithALatinNameStillRunsRightToLeft) {
  EXPECT_EQ(marked("MigraUP بانكو"), "^<MigraUP> بانكو");
}

TEST(ReadingOrder, AnAbbreviationKeepsItsLastDotAndASentenceKeepsIts) {
  EXPECT_EQ(marked("جمعيتا MaMis en Movimiento e.V. وVIA e.V."), "جمعيتا <MaMis en Movimiento e.V.> و<VIA e.V.>");
  EXPECT_EQ(marked("الجهة السائلة هي MigraUP."), "الجهة السائلة هي <MigraUP>.");
}

TEST(ReadingOrder, PhoneNumbersAddressesAndRangesStayWhole) {
  EXPECT_EQ(marked("اتصل: +49 30 1234-56"), "اتصل: <+49 30 1234-56>");
  EXPECT_EQ(marked("انظر https://example.org/a?b=1."), "انظر <https://example.org/a?b=1>.");
}

TEST(ReadingOrder, ASingleNumberNeedsNoMark) { EXPECT_EQ(marked("الخطوة 3 من 8"), "الخطوة 3 من 8"); }

}  // namespace
}  // namespace foyer::form
