// Every editor kind by touch: a question of the toy record type is shown, touched, and answers.
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

#include "tests/e2e/kiosk_driver/finger.h"
#include "tests/e2e/kiosk_driver/typist.h"
#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

class EditorsTest : public testing::Test {
 protected:
  EditorsTest() {
    m_engine.addImportPath("qrc:/qt/qml");
    QObject::connect(&m_engine, &QQmlEngine::warnings, [](const QList<QQmlError>& warnings) {
      for (const QQmlError& warning : warnings) ADD_FAILURE() << warning.toString().toStdString();
    });
    m_window.resize(1200, 700);
    m_window.show();
    m_window.requestActivate();
    m_form.setCatalogue(ToyCatalogue().snapshot());
    m_form.begin("wish", {}, "advice");
    m_form.setValue("wish.size", "large");
  }

  // Shows the editor of this question and lets its answers go into the form.
  void show(const QString& key) {
    for (const QVariant& answer : m_form.answers()) {
      if (answer.toMap()["key"].toString() == key) m_form.goTo(answer.toMap()["step"].toInt());
    }
    QAbstractItemModel& rows = *m_form.rows();
    for (int i = 0; i < rows.rowCount(); ++i) {
      const QModelIndex row = rows.index(i, 0);
      if (row.data(QuestionRows::kKey).toString() != key) continue;
      QQmlComponent component(&m_engine, row.data(QuestionRows::kEditorUrl).toUrl());
      m_editor.reset(qobject_cast<QQuickItem*>(
          component.createWithInitialProperties({{"key", key},
                                                 {"title", row.data(QuestionRows::kTitle)},
                                                 {"value", row.data(QuestionRows::kValue)},
                                                 {"options", row.data(QuestionRows::kOptions)},
                                                 {"accent", "advice"}})));
      ASSERT_TRUE(m_editor) << component.errorString().toStdString();
      m_editor->setParentItem(m_window.contentItem());
      m_editor->setWidth(1000);
      connectEdited(key);
    }
    ASSERT_TRUE(m_editor) << key.toStdString();
    EXPECT_GT(m_editor->implicitHeight(), 30);
  }
  void connectEdited(const QString& key) {
    m_key = key;
    m_edited = std::make_unique<QSignalSpy>(m_editor.get(), SIGNAL(edited(QVariant)));
    ASSERT_TRUE(m_edited->isValid());
  }
  // What the editor said last goes to the form, as the page passes it on.
  QVariant answer() {
    if (m_edited->isEmpty()) return {};
    QVariant value = m_edited->last().front();
    if (value.userType() == qMetaTypeId<QJSValue>()) value = value.value<QJSValue>().toVariant();
    m_form.setValue(m_key, value);
    const QAbstractItemModel& rows = *m_form.rows();
    for (int i = 0; i < rows.rowCount(); ++i) {
      if (rows.index(i, 0).data(QuestionRows::kKey).toString() == m_key) {
        m_editor->setProperty("value", rows.index(i, 0).data(QuestionRows::kValue));
        return rows.index(i, 0).data(QuestionRows::kValue);
      }
    }
    return {};
  }
  void tap(const QString& name) {
    const Status status = m_finger.tap(name, 2'000);
    ASSERT_TRUE(status.ok()) << status.error().message();
  }
  void type(const QString& text) {
    const auto typed = m_typist.type(text, kiosk_driver::TypeWith::kCommit);
    ASSERT_TRUE(typed.ok()) << typed.error().message();
  }

  const schema::Schema m_schema = schemaWithToy();
  ManualClock m_clock;
  FormModel m_form{m_schema, m_clock, IdSeries(repeatableRandom()), [](const record::ChangeBody&) { return okStatus(); }};
  QQmlEngine m_engine;
  QQuickWindow m_window;
  kiosk_driver::Finger m_finger{m_window};
  kiosk_driver::Typist m_typist{m_window, m_finger};
  std::unique_ptr<QQuickItem> m_editor;
  std::unique_ptr<QSignalSpy> m_edited;
  QString m_key;
};

TEST_F(EditorsTest, Line) {
  show("wish.colour");
  tap("field-wish.colour");
  type("blau");
  EXPECT_EQ(answer(), QVariant("blau"));
}

TEST_F(EditorsTest, TextOfSeveralLines) {
  show("wish.story");
  tap("field-wish.story");
  type("Weil.\nDarum.");
  EXPECT_EQ(answer(), QVariant("Weil.\nDarum."));
}

TEST_F(EditorsTest, PhoneWithItsPlus) {
  show("wish.pager");
  tap("field-wish.pager");
  type("4930123456");
  EXPECT_EQ(answer(), QVariant("4930123456"));
  tap("field-wish.pager-plus");
  EXPECT_EQ(answer(), QVariant("+4930123456"));
  tap("field-wish.pager-plus");
  EXPECT_EQ(answer(), QVariant("4930123456"));
}

TEST_F(EditorsTest, Email) {
  show("wish.post");
  tap("field-wish.post");
  type("a");
  tap("field-wish.post-at");
  type("example.org");
  EXPECT_EQ(answer(), QVariant("a@example.org"));
}

TEST_F(EditorsTest, ChoiceCanBeTakenBack) {
  show("wish.size");
  tap("option-wish.size-small");
  EXPECT_EQ(answer(), QVariant("small"));
  tap("option-wish.size-small");
  EXPECT_EQ(answer(), QVariant(QString()));
}

TEST_F(EditorsTest, ChoicesAddAndTakeAway) {
  show("wish.tags");
  tap("option-wish.tags-a");
  EXPECT_EQ(answer(), QVariant(QStringList{"a"}));
  tap("option-wish.tags-b");
  EXPECT_EQ(answer(), QVariant(QStringList({"a", "b"})));
  tap("option-wish.tags-a");
  EXPECT_EQ(answer(), QVariant(QStringList{"b"}));
}

TEST_F(EditorsTest, YesAndNoAndNeitherBefore) {
  show("wish.gift");
  EXPECT_FALSE(m_editor->property("value").isValid() && !m_editor->property("value").isNull());
  tap("field-wish.gift-no");
  EXPECT_EQ(answer(), QVariant(false));
  tap("field-wish.gift-yes");
  EXPECT_EQ(answer(), QVariant(true));
}

TEST_F(EditorsTest, CountStartsWithOneAndStopsThere) {
  show("wish.pieces");
  tap("field-wish.pieces-more");
  EXPECT_EQ(answer(), QVariant(2));
  tap("field-wish.pieces-fewer");
  EXPECT_EQ(answer(), QVariant(1));
}

TEST_F(EditorsTest, Language) {
  show("wish.tongue");
  tap("option-wish.tongue-ar");
  EXPECT_EQ(answer(), QVariant("ar"));
}

TEST_F(EditorsTest, DateOfThreeParts) {
  show("wish.day");
  for (const auto& [part, digits] : std::map<QString, QString>{{"day", "4"}, {"month", "12"}, {"year", "2026"}}) {
    tap("field-wish.day-" + part + "-entry");
    type(digits);
    answer();
  }
  EXPECT_EQ(answer(), QVariant("2026-12-04"));
}

}  // namespace
}  // namespace foyer::form
