#include "kiosk/app/surface.h"

#include <QClipboard>
#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QScreen>
#include <QTimer>

#include "kiosk/app/wiped_memory.h"

namespace foyer::app {
namespace {

constexpr const char* kMainPage = "qrc:/qt/qml/Foyer/App/Main.qml";
constexpr const char* kFontFamily = "Noto Sans";  // has every script of the languages we offer
// Where the catalogue says nothing: long enough to look for a phone number in a bag.
constexpr uint32_t kIdleWarningSeconds = 60;
constexpr uint32_t kIdleEndSeconds = 90;
// The page fades out, the keyboard slides away, and what they held is deleted when events come to rest.
constexpr int kAtRestMs = 400;

}  // namespace

Surface::Surface(const SurfaceParts& parts, QObject* parent)
    : QObject(parent),
      m_catalogue(parts.site, parts.clock),
      m_form(parts.schema, parts.clock, parts.changeIds,
             [this, submit = parts.submit](const record::ChangeBody& change) {
               const Status status = submit(change);
               m_formPort.noteSubmitted(status);
               return status;
             }),
      m_slipForm(parts.schema, parts.clock, parts.changeIds, parts.submit),
      m_formPort(m_form, m_catalogue, m_languages, parts.site, parts.seats),
      m_slipPort(m_slipForm, m_line, parts.askSlip),
      m_engine(std::make_unique<QQmlApplicationEngine>()) {
  QGuiApplication::setFont(QFont(QString::fromLatin1(kFontFamily)));
  connect(&m_languages, &Languages::currentChanged, this, &Surface::followLanguage);
  followLanguage();
}

Surface::~Surface() {
  m_languages.setEngine(nullptr);
  m_engine.reset();
}

Status Surface::open(const WindowSize& size, const std::string& language) {
  m_isLanguageFixed = !language.empty();
  if (m_isLanguageFixed) m_languages.setFirst(QString::fromStdString(language));
  m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
  m_engine->setInitialProperties({{"catalogue", QVariant::fromValue<QObject*>(&m_catalogue)},
                                  {"form", QVariant::fromValue<QObject*>(&m_formPort)},
                                  {"slip", QVariant::fromValue<QObject*>(&m_slipPort)},
                                  {"line", QVariant::fromValue<QObject*>(&m_line)},
                                  {"languages", QVariant::fromValue<QObject*>(&m_languages)},
                                  //% "This kiosk is waiting for its first contact with the centre."
                                  {"waitingSentences", inEveryLanguage("app-first-contact")},
                                  //% "As soon as the line is there, everything will appear by itself."
                                  {"waitingDetails", inEveryLanguage("app-first-contact-text")}});
  m_engine->load(QUrl(QString::fromLatin1(kMainPage)));
  if (!window()) return Error(Code::kInternal, "The pages of the kiosk cannot be loaded; install the program anew.");
  m_languages.setEngine(m_engine.get());
  followSettings();
  // The signal is declared in Main.qml, so that only its name is known here.
  connect(window(), SIGNAL(visitEnded()), this, SLOT(onVisitEnded()));
  if (size.width > 0) {
    window()->resize(size.width, size.height);
    window()->show();
  } else {
    // Said outright: an X session without a window manager grants no full screen.
    window()->setGeometry(window()->screen()->geometry());
    window()->showFullScreen();
  }
  window()->requestActivate();
  return okStatus();
}

QQuickWindow* Surface::window() const {
  const QList<QObject*> roots = m_engine->rootObjects();
  return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.front());
}

bool Surface::isVisiting() const { return window() && window()->property("visiting").toBool(); }

void Surface::setLine(const LineState& state) {
  m_latestLine = state;
  m_catalogue.setOnline(state.isOnline ? Online::kYes : Online::kNo);
  applyLine();
}

void Surface::applyLine() {
  LineState shown = m_latestLine;
  const bool isLate = shown.obstacle == Obstacle::kDiskFull && m_line.state().obstacle == Obstacle::kNone;
  if (isLate && isVisiting()) shown.obstacle = Obstacle::kNone;
  m_line.setState(shown);
}

void Surface::setSeats(catalogue::SeatCounts seats) { m_catalogue.setSeats(std::move(seats)); }

void Surface::setCatalogue(std::shared_ptr<const catalogue::Snapshot> snapshot) {
  m_form.setCatalogue(snapshot);
  m_slipForm.setCatalogue(snapshot);
  m_catalogue.setSnapshot(std::move(snapshot));
  followSettings();
}

void Surface::followSettings() {
  const catalogue::Snapshot& snapshot = *m_catalogue.snapshot();
  const QVariantList languages = m_catalogue.languages();
  if (!m_isLanguageFixed && !languages.isEmpty()) {
    m_languages.setFirst(languages.front().toMap().value("code").toString());
  }
  if (!window()) return;
  const uint32_t warning = snapshot.settings().idle_warning_seconds();
  const uint32_t end = snapshot.settings().idle_end_seconds();
  const uint32_t warnAfter = warning > 0 ? warning : kIdleWarningSeconds;
  const uint32_t endAfter = end > warnAfter ? end - warnAfter : kIdleEndSeconds - kIdleWarningSeconds;
  window()->setProperty("warnAfterMs", static_cast<int>(warnAfter) * 1000);
  window()->setProperty("endAfterMs", static_cast<int>(endAfter) * 1000);
  window()->setProperty("hasCatalogue", !snapshot.isEmpty());
}

void Surface::followLanguage() {
  const std::string language = m_languages.current().toStdString();
  m_form.setLanguage(language);
  m_slipForm.setLanguage(language);
  m_catalogue.setLanguage(language);
  m_line.retranslate();
}

void Surface::onVisitEnded() {
  m_formPort.wipe();
  applyLine();
  if (QClipboard* clipboard = QGuiApplication::clipboard()) clipboard->clear();
  forget();
  QTimer::singleShot(kAtRestMs, this, &Surface::forget);
}

void Surface::forget() {
  // Pages that are gone take the texts they showed with them.
  m_engine->collectGarbage();
  m_engine->trimComponentCache();
  wipeStack();
}

}  // namespace foyer::app
