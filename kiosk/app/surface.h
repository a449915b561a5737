#pragma once
// Everything a visitor sees, put together: models, ports, QML engine, window.
//
// Place: run_kiosk.cpp makes one and feeds it what the engine reports; tests make one with a catalogue of
// their own. Models are made before the QML engine and outlive it.
// Ownership: the caller's, GUI thread; a QGuiApplication must be there. Errors: open() says when the pages
// cannot be loaded. Does not: open files or connections.

#include <QObject>
#include <QQmlApplicationEngine>
#include <memory>
#include <string>

#include "kiosk/app/catalogue_model.h"
#include "kiosk/app/form_port.h"
#include "kiosk/app/language_model.h"
#include "kiosk/app/line_model.h"
#include "kiosk/app/options.h"
#include "kiosk/app/slip_port.h"
#include "kiosk/form/form_model.h"
#include "kiosk/form/slip_form.h"

class QQuickWindow;

namespace foyer::app {

struct SurfaceParts {
  const schema::Schema& schema;
  const Clock& clock;
  IdSeries changeIds;
  form::Submit submit;
  std::string site;
  AskSlip askSlip = {};
  SeatActs seats = {};
};

class Surface : public QObject {
  Q_OBJECT

 public:
  explicit Surface(const SurfaceParts& parts, QObject* parent = nullptr);
  ~Surface() override;

  // Shows the window: full screen, or of the size given.
  Status open(const WindowSize& size, const std::string& language);
  // At any time, also before open(): what is on the disk is then in the first frame.
  void setCatalogue(std::shared_ptr<const catalogue::Snapshot> snapshot);
  // A full disk does not interrupt a visit: the reserve is there to finish it. It holds for the next one.
  void setLine(const LineState& state);

  // What this kiosk may promise.
  void setSeats(catalogue::SeatCounts seats);

  QQuickWindow* window() const;
  QQmlApplicationEngine& engine() { return *m_engine; }

 private:
  void followLanguage();
  void followSettings();
  void applyLine();
  bool isVisiting() const;
  // Lets go of copies that the toolkit still holds of a visit that is over.
  void forget();

 private slots:
  void onVisitEnded();

 private:
  LineState m_latestLine;
  LanguageModel m_languages;
  CatalogueModel m_catalogue;
  LineModel m_line;
  form::FormModel m_form;
  form::SlipForm m_slipForm;
  FormPort m_formPort;
  SlipPort m_slipPort;
  bool m_isLanguageFixed = false;
  std::unique_ptr<QQmlApplicationEngine> m_engine;
};

}  // namespace foyer::app
