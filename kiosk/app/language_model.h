#pragma once
// The language of the visit, live: translators, direction, keyboard.
//
// Place: the station's port Languages. choose() swaps the translators of the surface, lets the engine
// translate every binding anew and turns the layout; the other ports follow currentChanged().
// A language without words of its own for the surface reads German, like every missing text.
// Ownership: the composition root's, GUI thread; outlives the QML engine. Errors: none.
// Does not: know which languages a site offers.

#include <QStringList>
#include <memory>
#include <vector>

#include "kiosk/station/station_ports.h"

class QQmlEngine;
class QTranslator;

namespace foyer::app {

// True for Arabic, Persian, Hebrew and their kin.
bool runsRightToLeft(const QString& code);
// The same sentence in each language of the surface, in their order.
QStringList inEveryLanguage(const char* id);

class LanguageModel : public Languages {
  Q_OBJECT

 public:
  explicit LanguageModel(QObject* parent = nullptr);
  ~LanguageModel() override;

  // What reset() goes back to; applied at once while nobody is there.
  void setFirst(const QString& code);
  void setEngine(QQmlEngine* engine) { m_engine = engine; }

  QString current() const override { return m_current; }
  bool rightToLeft() const override { return runsRightToLeft(m_current); }
  void choose(const QString& code) override;
  void reset() override { choose(m_first); }

 private:
  void installWords();

  QString m_first = QStringLiteral("de");
  QString m_current;
  QQmlEngine* m_engine = nullptr;
  std::vector<std::unique_ptr<QTranslator>> m_translators;
};

}  // namespace foyer::app
