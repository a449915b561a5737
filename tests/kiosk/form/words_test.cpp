// The sentences about answers exist in every language of the surface, and overwriting overwrites.
#include <QCoreApplication>
#include <QTranslator>

#include "kiosk/form/form_words.h"
#include "kiosk/form/wiping.h"
#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

using validate::ViolationCode;

TEST(FormWords, EveryViolationHasAKindSentenceInEveryLanguage) {
  const schema::Schema schema = schemaWithToy();
  const schema::FieldRule& rule = *schema.typeNamed("Wish")->fieldNamed("colour");
  for (const char* language : {"de", "en", "es", "ar"}) {
    QTranslator translator;
    ASSERT_TRUE(translator.load(QStringLiteral(":/i18n/form_%1.qm").arg(language))) << language;
    QCoreApplication::installTranslator(&translator);
    for (int code = 0; code <= static_cast<int>(ViolationCode::kUnknownRecordType); ++code) {
      const QString sentence = FormWords::sentence(rule, static_cast<ViolationCode>(code));
      EXPECT_FALSE(sentence.isEmpty());
      EXPECT_FALSE(sentence.contains("violation-")) << language << " " << sentence.toStdString();
      EXPECT_FALSE(sentence.contains('%')) << language << " " << sentence.toStdString();
    }
    QCoreApplication::removeTranslator(&translator);
  }
}

TEST(FormWords, AnswersAreReadAsAPersonReadsThem) {
  const schema::Schema schema = schemaWithToy();
  FormWords words;
  words.setCatalogue(ToyCatalogue().snapshot());
  words.setLanguage("de");
  const schema::RecordType& wish = *schema.typeNamed("Wish");
  EXPECT_EQ(words.valueText(*wish.fieldNamed("size"), {"large"}), QStringLiteral("Groß"));
  EXPECT_EQ(words.valueText(*wish.fieldNamed("tags"), {"a", "c"}), QStringLiteral("A · C"));
  EXPECT_EQ(words.valueText(*wish.fieldNamed("tongue"), {"ar"}), QStringLiteral("العربية"));
  EXPECT_EQ(words.valueText(*wish.fieldNamed("colour"), {}), QString());
}

TEST(Wiping, OverwritesEveryByte) {
  std::string text = "Canary-Canary-Canary-Canary-Canary";
  const char* bytes = text.data();
  const size_t size = text.size();
  wipeText(text);
  EXPECT_TRUE(text.empty());
  for (size_t i = 0; i < size; ++i) EXPECT_EQ(bytes[i], 0);
}

}  // namespace
}  // namespace foyer::form
