// A visit from the first question to the slip, as the pages drive it.
#include "kiosk/form/form_model.h"

#include "tests/kiosk/form/form_world.h"

namespace foyer::form {
namespace {

class FormModelTest : public testing::Test {
 protected:
  FormModelTest() {
    m_form.setCatalogue(ToyCatalogue().snapshot());
    QObject::connect(&m_form, &FormModel::finished, [this] { ++m_finished; });
  }
  QVariant row(int index, QuestionRows::RowRole role) const {
    return m_form.rows()->index(index, 0).data(role);
  }
  void beginWish() { m_form.begin("wish", {{"site", "here"}}, "advice"); }
  // Answers what is mandatory and goes to the end.
  void fillWish() {
    beginWish();
    m_form.setValue("wish.colour", "blau");
    m_form.setValue("contact.names", "Amira");
    while (m_finished == 0 && m_form.next()) continue;
    m_form.setConsent("answer", "given");
    m_form.setConsent("invite", "refused");
  }
  // Goes to the step of the question; false if it is not asked.
  bool goToQuestion(const QString& key) {
    for (const QVariant& answer : m_form.answers()) {
      if (answer.toMap()["key"].toString() != key) continue;
      m_form.goTo(answer.toMap()["step"].toInt());
      return true;
    }
    return false;
  }
  QString errorAfter(const QString& key, const QVariant& value) {
    m_form.setValue(key, value);
    if (!goToQuestion(key)) return "not asked";
    m_form.next();
    for (int i = 0; i < m_form.rows()->rowCount(); ++i) {
      if (row(i, QuestionRows::kKey).toString() == key) return row(i, QuestionRows::kError).toString();
    }
    return "";
  }

  const schema::Schema m_schema = schemaWithToy();
  ManualClock m_clock;
  std::vector<record::ChangeBody> m_submitted;
  Status m_disk;
  std::vector<Id16> m_tried;
  int m_finished = 0;
  FormModel m_form{m_schema, m_clock, IdSeries(repeatableRandom()), [this](const record::ChangeBody& change) {
                     m_tried.push_back(change.id);
                     if (m_disk.ok()) m_submitted.push_back(change);
                     return m_disk;
                   }};
};

TEST_F(FormModelTest, ShowsTheQuestionInTheCataloguesWordsAndItsOwnWhereThereAreNone) {
  beginWish();
  EXPECT_EQ(m_form.stepTitle(), QStringLiteral("Welche Farbe wünschen Sie?"));
  EXPECT_EQ(m_form.stepHint(), QStringLiteral("Eine genügt."));
  m_form.setLanguage("ar");
  EXPECT_EQ(m_form.stepTitle(), QStringLiteral("أي لون؟"));
  EXPECT_EQ(m_form.stepHint(), QStringLiteral("Eine genügt.")) << "missing words fall back visibly";
  m_form.setLanguage("en");
  m_form.goTo(1);
  EXPECT_EQ(m_form.stepTitle(), QStringLiteral("Why?"));
}

TEST_F(FormModelTest, EveryEditorKindHasItsNameItsComponentAndItsKindOfValue) {
  beginWish();
  m_form.setValue("wish.size", "large");
  m_form.setValue("wish.tags", QStringList{"a", "b"});
  m_form.setValue("wish.gift", true);
  m_form.setValue("wish.pieces", 3);
  m_form.setValue("wish.day", "2026-12-24");
  std::map<std::string, QVariant> values;
  std::set<std::string> editors;
  for (int step = 0; step < m_form.stepCount(); ++step) {
    m_form.goTo(step);
    for (int i = 0; i < m_form.rows()->rowCount(); ++i) {
      const std::string editor = row(i, QuestionRows::kEditor).toString().toStdString();
      editors.insert(editor);
      values[row(i, QuestionRows::kKey).toString().toStdString()] = row(i, QuestionRows::kValue);
      const QString url = row(i, QuestionRows::kEditorUrl).toString();
      EXPECT_TRUE(url.startsWith("qrc:/qt/qml/Foyer/Form/") && url.endsWith("Editor.qml")) << url.toStdString();
    }
  }
  EXPECT_EQ(editors, (std::set<std::string>{"line", "text", "phone", "email", "choice", "choices", "yesno", "count", "language", "date"}));
  EXPECT_EQ(values["wish.size"], QVariant("large"));
  EXPECT_EQ(values["wish.tags"], QVariant(QStringList{"a", "b"}));
  EXPECT_EQ(values["wish.gift"], QVariant(true));
  EXPECT_EQ(values["wish.pieces"], QVariant(3));
  EXPECT_EQ(values["wish.day"], QVariant("2026-12-24"));
  EXPECT_EQ(values["contact.names"], QVariant(QString()));
}

TEST_F(FormModelTest, OptionsComeFromTheCodeListAndLanguagesFromTheSettings) {
  beginWish();
  ASSERT_TRUE(goToQuestion("wish.tongue"));
  const QVariantList languages = row(0, QuestionRows::kOptions).toList();
  ASSERT_EQ(languages.size(), 4);
  EXPECT_EQ(languages[0].toMap()["id"], QVariant("ar")) << "the site's own languages stand first";
  ASSERT_TRUE(goToQuestion("wish.size"));
  for (int i = 0; i < m_form.rows()->rowCount(); ++i) {
    if (row(i, QuestionRows::kKey) != QVariant("wish.size")) continue;
    const QVariantList sizes = row(i, QuestionRows::kOptions).toList();
    ASSERT_EQ(sizes.size(), 2);
    EXPECT_EQ(sizes[1].toMap(), (QVariantMap{{"id", "large"}, {"label", "Groß"}}));
  }
}

TEST_F(FormModelTest, AMandatoryQuestionHoldsTheVisitorUntilItIsAnswered) {
  beginWish();
  EXPECT_FALSE(m_form.canGoNext());
  EXPECT_FALSE(m_form.next());
  EXPECT_NE(row(0, QuestionRows::kError).toString(), "");
  m_form.setValue("wish.colour", "blau");
  EXPECT_TRUE(m_form.canGoNext());
  EXPECT_EQ(row(0, QuestionRows::kError).toString(), "") << "typing takes the sentence away";
  EXPECT_TRUE(m_form.next());
  EXPECT_EQ(m_form.step(), 1);
}

TEST_F(FormModelTest, AConditionBringsARowOfTheSameFormWithoutMovingTheVisitor) {
  beginWish();
  m_form.goTo(1);
  const int before = m_form.stepCount();
  m_form.setValue("wish.size", "large");
  EXPECT_EQ(m_form.step(), 1);
  EXPECT_EQ(m_form.stepCount(), before) << "the number shares a page with the address";
  m_form.goTo(2);
  EXPECT_EQ(m_form.rows()->rowCount(), 2);
  m_form.begin("enquiry", {}, "question");
  const int without = m_form.stepCount();
  m_form.setValue("contact.reach", "phone");
  EXPECT_EQ(m_form.stepCount(), without + 1);
}

TEST_F(FormModelTest, GoingBackLosesNothing) {
  beginWish();
  m_form.setValue("wish.colour", "blau");
  m_form.next();
  m_form.setValue("wish.story", "Weil.");
  m_form.back();
  EXPECT_EQ(row(0, QuestionRows::kValue), QVariant("blau"));
  m_form.next();
  EXPECT_EQ(row(0, QuestionRows::kValue), QVariant("Weil."));
}

TEST_F(FormModelTest, StrangeTextIsAcceptedOrRefusedAtTheFieldWithASentence) {
  beginWish();
  EXPECT_EQ(errorAfter("contact.names", "Nguyễn Thị Hoa"), "");
  EXPECT_EQ(errorAfter("contact.names", QString::fromUtf8("🌻 أميرة")), "") << "any script, and emoji";
  EXPECT_EQ(errorAfter("contact.names", "X"), "") << "one letter is a name";
  EXPECT_NE(errorAfter("contact.names", QString(10000, 'a')), "");
  EXPECT_NE(errorAfter("contact.names", QString("a") + QChar(0) + "b"), "") << "NUL";
  EXPECT_NE(errorAfter("contact.names", QString("a") + QChar(0x202e) + "b"), "") << "right-to-left override";
  EXPECT_NE(errorAfter("contact.names", "   "), "") << "blanks are no name";
  EXPECT_NE(errorAfter("wish.colour", "b"), "") << "too short";
  EXPECT_NE(errorAfter("wish.post", "nobody"), "");
  EXPECT_EQ(errorAfter("wish.post", "amira@example.org"), "");
  EXPECT_NE(errorAfter("wish.day", "2026-02-31"), "");
  EXPECT_NE(errorAfter("wish.tags", QStringList({"a", "b", "c"})), "") << "at most two";
  EXPECT_NE(errorAfter("wish.pieces", 9), "");
}

TEST_F(FormModelTest, AVisitBecomesOneChangeAndASlip) {
  fillWish();
  const QVariantMap result = m_form.confirm();
  ASSERT_TRUE(result["ok"].toBool()) << result["message"].toString().toStdString();
  EXPECT_EQ(result["slipCode"].toString().size(), 12);
  ASSERT_EQ(m_submitted.size(), 1u);
  const Told records = told(m_schema, m_submitted[0]);
  EXPECT_EQ(records.count("Contact"), 1u);
  EXPECT_EQ(records.count("Wish"), 1u);
  EXPECT_EQ(records.count("Consent"), 2u);
  EXPECT_EQ(refusal(m_schema, m_submitted[0]), "");
}

TEST_F(FormModelTest, PressingSaveTwiceStoresOnce) {
  fillWish();
  const QVariantMap once = m_form.confirm();
  EXPECT_EQ(m_form.confirm(), once);
  EXPECT_EQ(m_submitted.size(), 1u);
}

TEST_F(FormModelTest, AfterAFailureTheSameChangeIsSubmittedAgain) {
  fillWish();
  m_disk = Error(Code::kUnavailable, "slow");
  EXPECT_FALSE(m_form.confirm()["ok"].toBool());
  m_disk = okStatus();
  EXPECT_TRUE(m_form.confirm()["ok"].toBool());
  ASSERT_EQ(m_tried.size(), 2u);
  EXPECT_EQ(m_tried[0], m_tried[1]) << "so that the journal can tell that it is the same";
}

TEST_F(FormModelTest, RefusingAnOptionalPurposeDoesNotBlockAndRefusingTheNeededOneDoes) {
  fillWish();
  m_form.setConsent("answer", "refused");
  EXPECT_FALSE(m_form.confirm()["ok"].toBool());
  m_form.setConsent("answer", "given");
  EXPECT_TRUE(m_form.confirm()["ok"].toBool());
}

TEST_F(FormModelTest, NoPurposeIsAnsweredBefore) {
  beginWish();
  EXPECT_EQ(m_form.consent("answer"), "");
  EXPECT_EQ(m_form.consent("invite"), "");
}

TEST_F(FormModelTest, ABadAnswerIsFoundAgainAtConfirm) {
  fillWish();
  m_form.setValue("contact.names", "a\u202e");
  EXPECT_FALSE(m_form.confirm()["ok"].toBool());
  EXPECT_EQ(row(0, QuestionRows::kKey), QVariant("contact.names")) << "the visitor is led to the question";
  EXPECT_TRUE(m_submitted.empty());
}

TEST_F(FormModelTest, WipeLeavesNothing) {
  fillWish();
  ASSERT_TRUE(m_form.confirm()["ok"].toBool());
  m_form.wipe();
  EXPECT_EQ(m_form.stepCount(), 0);
  EXPECT_EQ(m_form.rows()->rowCount(), 0);
  EXPECT_TRUE(m_form.answers().isEmpty());
  EXPECT_EQ(m_form.consent("answer"), "");
  EXPECT_EQ(m_form.formKind(), "");
  EXPECT_FALSE(m_form.confirm()["ok"].toBool());
  beginWish();
  EXPECT_EQ(row(0, QuestionRows::kValue), QVariant(QString()));
}

TEST_F(FormModelTest, AnUnknownFormKindGivesNoQuestionsAndNoCrash) {
  m_form.begin("tea", {}, "other");
  EXPECT_EQ(m_form.stepCount(), 0);
  EXPECT_EQ(m_form.stepTitle(), "");
  EXPECT_FALSE(m_form.next());
  m_form.back();
  m_form.goTo(7);
  m_form.setValue("nothing", 1);
  EXPECT_FALSE(m_form.confirm()["ok"].toBool());
}

}  // namespace
}  // namespace foyer::form
