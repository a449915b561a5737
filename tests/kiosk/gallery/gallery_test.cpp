// The gallery shows everything there is: each file of the controls and of the editors stands in its object tree.
#include <gtest/gtest.h>

#include <QDir>
#include <QGuiApplication>
#include <QInputMethod>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QSet>
#include <QTest>

namespace foyer::gallery {
namespace {

// What is no item of a page: colours and sizes.
const QStringList kWithoutAFace = {"Theme"};

// Everything below: the items that are drawn, and the objects that belong to them.
void collect(QObject* object, QSet<QObject*>& found) {
  if (!object || found.contains(object)) return;
  found.insert(object);
  for (QObject* child : object->children()) collect(child, found);
  if (const auto* item = qobject_cast<QQuickItem*>(object)) {
    for (QQuickItem* child : item->childItems()) collect(child, found);
  }
  // The keyboard's look is no child of anything.
  if (object->objectName() == "keyboard") collect(object->property("style").value<QObject*>(), found);
}

// One window for all of its tests: in a second engine of one process Qt 6.8 looks up singletons of the first one.
class GalleryTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_view = new QQuickView;
    s_view->engine()->addImportPath("qrc:/qt/qml");
    QObject::connect(s_view->engine(), &QQmlEngine::warnings, [](const QList<QQmlError>& warnings) {
      for (const QQmlError& warning : warnings) ADD_FAILURE() << warning.toString().toStdString();
    });
    s_view->setResizeMode(QQuickView::SizeRootObjectToView);
    s_view->resize(1920, 1080);
    s_view->setSource(QUrl("qrc:/qt/qml/Foyer/Gallery/Gallery.qml"));
    s_view->show();
    s_view->requestActivate();
    // A field in use has a cursor, and the keyboard its keys.
    if (auto* field = s_view->rootObject()->findChild<QQuickItem*>("field-line")) field->forceActiveFocus();
    EXPECT_TRUE(QTest::qWaitFor([] { return QGuiApplication::inputMethod()->isVisible(); }));
    s_view->grabWindow();
  }
  static void TearDownTestSuite() { delete std::exchange(s_view, nullptr); }
  GalleryTest() { collect(s_view->rootObject(), m_found); }

  static QStringList filesOf(const QString& module) {
    QStringList names;
    for (const QString& file : QDir(":/qt/qml/Foyer/" + module).entryList({"*.qml"})) names << file.chopped(4);
    return names;
  }
  // Whether an object of this type is there, as QML itself tells types apart.
  bool isShown(const QString& module, const QString& type) {
    QQmlComponent component(s_view->engine());
    component.setData(QString("import QtQuick\nimport Foyer.%1\nQtObject { function is(o: var): bool { return o instanceof %2 } }")
                          .arg(module, type)
                          .toUtf8(),
                      QUrl("qrc:/asks.qml"));
    const std::unique_ptr<QObject> asks(component.create());
    if (!asks) {
      ADD_FAILURE() << component.errorString().toStdString();
      return false;
    }
    for (QObject* object : m_found) {
      bool answer = false;
      QMetaObject::invokeMethod(asks.get(), "is", Q_RETURN_ARG(bool, answer), Q_ARG(QVariant, QVariant::fromValue(object)));
      if (answer) return true;
    }
    return false;
  }

  static inline QQuickView* s_view = nullptr;
  QSet<QObject*> m_found;
};

TEST_F(GalleryTest, ShowsEveryControlAndEveryEditor) {
  ASSERT_EQ(s_view->status(), QQuickView::Ready);
  for (const QString module : {"Controls", "Form"}) {
    const QStringList files = filesOf(module);
    EXPECT_GT(files.size(), 10);
    for (const QString& type : files) {
      if (kWithoutAFace.contains(type)) continue;
      EXPECT_TRUE(isShown(module, type)) << type.toStdString() << " is not on the page";
    }
  }
}

TEST_F(GalleryTest, WouldNoticeAnEditorThatIsMissing) {
  EXPECT_TRUE(isShown("Form", "PhoneEditor"));
  const QSet<QObject*> all = m_found;
  for (QObject* object : all) {
    if (object->property("key") == "phone") m_found.remove(object);
  }
  EXPECT_FALSE(isShown("Form", "PhoneEditor"));
}

}  // namespace
}  // namespace foyer::gallery
