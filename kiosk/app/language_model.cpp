#include "kiosk/app/language_model.h"

#include <QFile>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QSet>
#include <QTranslator>

namespace foyer::app {
namespace {

// The languages that the surface's own words exist in.
const char* const kSurfaceLanguages[] = {"de", "en", "es", "ar"};
// One file of words a module and language: ":/i18n/<module>_<language>.qm".
const char* const kModules[] = {"foyer", "form", "app"};

QString mainPart(const QString& code) { return code.section(QLatin1Char('-'), 0, 0); }

QString wordsFile(const char* module, const QString& language) {
  return QStringLiteral(":/i18n/%1_%2.qm").arg(QLatin1String(module), language);
}

}  // namespace

bool runsRightToLeft(const QString& code) {
  static const QSet<QString> kCodes{"ar", "fa", "prs", "he", "ur", "ckb", "ps", "yi", "dv", "sd", "ug", "syr"};
  return kCodes.contains(mainPart(code));
}

QStringList inEveryLanguage(const char* id) {
  QStringList sentences;
  for (const char* language : kSurfaceLanguages) {
    for (const char* module : kModules) {
      QTranslator words;
      if (!words.load(wordsFile(module, QLatin1String(language)))) continue;
      const QString sentence = words.translate(nullptr, id);
      if (!sentence.isEmpty()) sentences << sentence;
    }
  }
  return sentences;
}

LanguageModel::LanguageModel(QObject* parent) : Languages(parent) { choose(m_first); }

LanguageModel::~LanguageModel() {
  for (const auto& translator : m_translators) QCoreApplication::removeTranslator(translator.get());
}

void LanguageModel::setFirst(const QString& code) {
  const bool isUntouched = m_current == m_first;
  m_first = code;
  if (isUntouched) reset();
}

void LanguageModel::choose(const QString& code) {
  if (code.isEmpty() || code == m_current) return;
  m_current = code;
  installWords();
  QGuiApplication::setLayoutDirection(rightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  if (m_engine) m_engine->retranslate();
  emit currentChanged();
}

void LanguageModel::installWords() {
  for (const auto& translator : m_translators) QCoreApplication::removeTranslator(translator.get());
  m_translators.clear();
  QString language = mainPart(m_current);
  if (!QFile::exists(wordsFile(kModules[0], language))) language = QLatin1String(kSurfaceLanguages[0]);
  for (const char* module : kModules) {
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(wordsFile(module, language))) continue;
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
  }
}

}  // namespace foyer::app
