// foyer-gallery: every control on one page, or with --shots DIR a picture of every page of the
// station in every language, landscape and portrait. For developers; never installed on a kiosk.

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QtPlugin>
#include <cstdio>

namespace {

constexpr int kSettleMs = 260;  // loading, layout, the keyboard's own 100 ms
const QSize kLandscape(1920, 1080);
const QSize kPortrait(1080, 1920);

void settle() {
  QElapsedTimer timer;
  timer.start();
  while (timer.elapsed() < kSettleMs) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

struct Wish {
  QString folder;
  QStringList languages;
  QString only;  // part of a shot's name, "" = all
};

bool open(QQuickView& view, const QString& page) {
  view.engine()->addImportPath("qrc:/qt/qml");
  view.setResizeMode(QQuickView::SizeRootObjectToView);
  view.resize(kLandscape);
  view.setSource(QUrl("qrc:/qt/qml/Foyer/Gallery/" + page + ".qml"));
  if (view.status() != QQuickView::Ready) return false;
  view.show();
  view.requestActivate();
  return true;
}

bool take(QQuickView& view, const QString& file) {
  settle();
  if (view.grabWindow().save(file)) return true;
  std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file));
  return false;
}

// The page of all controls and editors, screen by screen; the number of pictures, or less than 0.
int shootGallery(const Wish& wish) {
  int count = 0;
  for (const QString& language : wish.languages) {
    QQuickView view;
    if (!open(view, "Gallery")) return -1;
    auto* languages = view.rootObject()->property("languages").value<QObject*>();
    QMetaObject::invokeMethod(languages, "choose", Q_ARG(QString, language));
    settle();
    for (int page = 0; page < view.rootObject()->property("pageCount").toInt(); ++page) {
      const QString name = QString("gallery-%1").arg(page);
      if (!name.contains(wish.only)) continue;
      view.rootObject()->setProperty("page", page);
      if (!take(view, QString("%1/%2-landscape-%3.png").arg(wish.folder, language, name))) return -1;
      ++count;
    }
  }
  return count;
}

int shoot(const Wish& wish) {
  if (!QDir().mkpath(wish.folder)) {
    std::fprintf(stderr, "The folder %s cannot be made; choose another.\n", qPrintable(wish.folder));
    return 1;
  }
  int count = shootGallery(wish);
  QQuickView view;
  if (count < 0 || !open(view, "Shots")) return 1;
  for (const QSize& size : {kLandscape, kPortrait}) {
    view.resize(size);
    const QString turn = size == kLandscape ? "landscape" : "portrait";
    for (const QString& language : wish.languages) {
      view.rootObject()->setProperty("language", language);
      for (const QString& name : view.rootObject()->property("names").toStringList()) {
        if (!name.contains(wish.only)) continue;
        view.rootObject()->setProperty("shot", QString());
        view.rootObject()->setProperty("shot", name);
        if (!take(view, QString("%1/%2-%3-%4.png").arg(wish.folder, language, turn, name))) return 1;
        ++count;
      }
    }
  }
  std::printf("pictures: %d\n", count);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
  qputenv("QT_VIRTUALKEYBOARD_STYLE", "foyer");
  QGuiApplication app(argc, argv);
  QCommandLineParser parser;
  parser.addHelpOption();
  const QCommandLineOption shots("shots", "Write pictures of every page into DIR.", "DIR");
  const QCommandLineOption language("language", "Only this language; may be repeated.", "CODE");
  const QCommandLineOption only("only", "Only pictures whose name contains TEXT.", "TEXT");
  parser.addOptions({shots, language, only});
  parser.process(app);
  if (parser.isSet(shots)) {
    QStringList languages = parser.values(language);
    if (languages.isEmpty()) languages = {"de", "en", "es", "ar"};
    return shoot({parser.value(shots), languages, parser.value(only)});
  }
  QQuickView view;
  return open(view, "Gallery") ? app.exec() : 1;
}
