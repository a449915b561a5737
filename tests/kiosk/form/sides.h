// The three ways on which a text becomes part of a record: a visitor's form, the server that a kiosk sends a change
// to, and staff at their desk. Each tells in the same words what it makes of a text.
//
// Place: both_sides_test. Ownership: each side refers to the World, which outlives it. Threads: the test's.
// Errors: test failures; a broken promise ends the test program. Does not: know what is right.
#pragma once

#include <QCoreApplication>
#include <QTranslator>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/kiosk/form/form_world.h"
#include "tests/sync-server/http/staff_desk.h"
#include "tests/sync-server/world/world.h"

namespace foyer::form {

inline constexpr const char* kLanguages[] = {"de", "en", "es", "ar"};

struct Verdict {
  std::string refusal;            // "Contact.names too_long"; empty: accepted
  std::vector<std::string> kept;  // what the record then holds
  bool operator==(const Verdict&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Verdict& verdict) {
  if (!verdict.refusal.empty()) return out << "refused: " << verdict.refusal;
  out << "kept:";
  for (const std::string& value : verdict.kept) out << " \"" << value.substr(0, 60) << "\" of " << value.size() << " bytes";
  return out;
}

// A field of a record type, as the schema describes it.
struct Place {
  const schema::RecordType* type = nullptr;
  const schema::FieldRule* rule = nullptr;
  std::string name() const { return type->name + "." + rule->name; }
};

// Something that fits a field that must not be empty.
inline std::string anyAnswer(const schema::FieldRule& rule) { return rule.format == FORMAT_CODE ? "good" : "Hoa"; }

// A visitor who answers what must be answered, and this one question with the text.
class VisitorsForm {
 public:
  explicit VisitorsForm(testworld::World& world) : m_world(world) { m_form.setCatalogue(ToyCatalogue().snapshot()); }

  // Whether some form asks for it; that form is then open at this question.
  bool open(const Place& place) {
    const QString key = QString::fromStdString(place.rule->questionId);
    for (const schema::RecordType& type : m_world.schema().types()) {
      for (const std::string& kind : type.forms) {
        m_form.begin(kind, {{"site", "library"}, {"offer", "advice"}, {"session", "spring"}}, "advice");
        if (const auto& when = place.rule->when)
          m_form.setValue(keyOf(*place.type->field(when->field)), QString::fromStdString(when->values.front()));
        if (stepOf(key)) return true;
      }
    }
    return false;
  }

  Verdict type(const Place& place, const QString& text) {
    FOYER_ASSERT(open(place));
    m_change.reset();
    m_sentences.clear();
    for (const QVariant& answer : m_form.answers()) {
      const QString key = answer.toMap()["key"].toString();
      const schema::FieldRule& rule = ruleOf(key);
      if (rule.isRequired) m_form.setValue(key, QString::fromStdString(anyAnswer(rule)));
    }
    const QString key = keyOf(*place.rule);
    m_form.setValue(key, text);
    m_form.goTo(*stepOf(key));
    const bool isFine = m_form.next();
    if (!isFine) readSentences(key);
    m_form.setConsent("answer", "given");
    m_form.setConsent("invite", "refused");
    EXPECT_EQ(m_form.confirm()["ok"].toBool(), isFine) << "what the field says holds for the whole visit";
    EXPECT_EQ(m_change.has_value(), isFine);
    if (!isFine) return {place.name() + " " + codeAt(*place.rule), {}};
    return {"", valuesIn(*m_change, place)};
  }

  // The change that the last visit left in the journal.
  const record::ChangeBody& change() const { return *m_change; }
  // What stood at the field when the text was refused, by language.
  const std::map<std::string, QString>& sentences() const { return m_sentences; }

 private:
  static QString keyOf(const schema::FieldRule& rule) { return QString::fromStdString(rule.questionId); }
  const schema::FieldRule& ruleOf(const QString& key) const {
    for (const schema::RecordType& type : m_world.schema().types())
      for (const schema::FieldRule& rule : type.fields)
        if (keyOf(rule) == key) return rule;
    FOYER_ASSERT(false);
  }
  std::optional<int> stepOf(const QString& key) const {
    for (const QVariant& answer : m_form.answers())
      if (answer.toMap()["key"].toString() == key) return answer.toMap()["step"].toInt();
    return std::nullopt;
  }
  QString errorAt(const QString& key) const {
    const QAbstractItemModel& rows = *m_form.rows();
    for (int row = 0; row < rows.rowCount(); ++row) {
      const QModelIndex index = rows.index(row, 0);
      if (index.data(QuestionRows::kKey).toString() == key) return index.data(QuestionRows::kError).toString();
    }
    return {};
  }
  void readSentences(const QString& key) {
    for (const char* language : kLanguages) {
      QTranslator words;
      FOYER_ASSERT(words.load(QStringLiteral(":/i18n/form_%1.qm").arg(language)));
      QCoreApplication::installTranslator(&words);
      m_sentences[language] = errorAt(key);
    }
  }
  // The code whose sentence stands at the field.
  std::string codeAt(const schema::FieldRule& rule) const {
    for (int code = 0; code <= static_cast<int>(validate::ViolationCode::kUnknownRecordType); ++code)
      if (FormWords::sentence(rule, static_cast<validate::ViolationCode>(code)) == m_sentences.at("de"))
        return validate::codeName(static_cast<validate::ViolationCode>(code));
    return "no sentence";
  }
  std::vector<std::string> valuesIn(const record::ChangeBody& change, const Place& place) const {
    const Told records = told(m_world.schema(), change);
    const auto& fields = records.find(place.type->name)->second;
    const auto found = fields.find(place.rule->name);
    return found == fields.end() ? std::vector<std::string>() : found->second;
  }

  testworld::World& m_world;
  std::optional<record::ChangeBody> m_change;
  std::map<std::string, QString> m_sentences;
  FormModel m_form{m_world.schema(), m_world.clock(), IdSeries(m_world.random()), [this](const record::ChangeBody& change) {
                     m_change = change;
                     return okStatus();
                   }};
};

// A kiosk that checks nothing: the server judges what it is sent.
class CarelessKiosk {
 public:
  explicit CarelessKiosk(testworld::World& world)
      : m_world(world), m_kiosk(world.kiosk("lobby")), m_contact(m_kiosk.visit().contact) {
    EXPECT_TRUE(m_kiosk.sync().ok());
  }

  // A new record with this text, as it is, or without the field.
  Verdict send(const Place& place, const std::optional<std::string>& text) {
    testworld::Writing writing{place.type->name, {}, {}, {}};
    for (const schema::FieldRule& rule : place.type->fields)
      if (rule.isRequired) writing.values[rule.name] = {rule.isReference ? m_contact.uuid() : anyAnswer(rule)};
    writing.values.erase(place.rule->name);
    if (text) writing.values[place.rule->name] = {*text};
    return send(place, m_kiosk.bodyOf({writing}));
  }
  // A change that a form made.
  Verdict send(const Place& place, record::ChangeBody body) {
    body.author = m_kiosk.incarnation();
    body.seq = m_kiosk.lastSeq() + 1;
    m_kiosk.write(body, testworld::Checking::kNone);
    const auto outcomes = testworld::outcomes(m_kiosk.sync());
    FOYER_ASSERT(outcomes.size() == 1);
    if (outcomes.front() == sync::v1::OUTCOME_QUARANTINED) return {refusalOf(body), {}};
    EXPECT_EQ(outcomes.front(), sync::v1::OUTCOME_APPLIED);
    for (const record::RecordWrite& write : body.records)
      if (write.type == place.type->number) return {"", m_world.values(write.recordId, place.rule->name)};
    return {"no such record", {}};
  }

 private:
  // From the case that staff see: "Field 1 of record 1 is not valid: too_long."
  std::string refusalOf(const record::ChangeBody& body) {
    const store::LogRow row = m_world.logRow(body.id);
    constexpr int kKind = static_cast<int>(store::CaseKind::kQuarantine);
    const auto cases = m_world.look([](const store::Reader& reader) { return reader.listCases(kKind, false, 100'000, 0); });
    for (const store::CaseRow& each : cases) {
      unsigned field = 0, place = 0;
      char code[40] = "";
      if (each.logN != row.n) continue;
      constexpr char kShape[] = "Field %u of record %u is not valid: %39[a-z_0-9].";
      if (std::sscanf(each.reason.c_str(), kShape, &field, &place, code) != 3) return each.reason;
      const schema::RecordType& type = *m_world.schema().type(body.records.at(place - 1).type);
      return type.name + "." + type.field(field)->name + " " + code;
    }
    return "no case";
  }

  testworld::World& m_world;
  testworld::Kiosk& m_kiosk;
  const Id16 m_contact;
};

// Somebody who types it into the console.
class StaffAtDesk {
 public:
  explicit StaffAtDesk(testworld::World& world)
      : m_world(world), m_desk(world.schema(), world.store(), world.writer(), world.ingest(), world.clock()) {}

  // A new record with this text.
  Verdict create(const Place& place, const std::string& text) {
    const auto answer = m_desk.call<staff::v1::CreateRecordResponse>("CreateRecord", newRecord(place, text), m_token);
    if (answer.violations_size() > 0) return {refusalIn(answer.violations()), {}};
    return {"", m_world.values(*Id16::fromText(answer.record_ids(0)), place.rule->name)};
  }
  // The text in the place of what a record holds.
  Verdict edit(const Place& place, const std::string& text) {
    Id16& id = m_records[place.type->name];
    if (id.isNil()) {
      const auto made = m_desk.call<staff::v1::CreateRecordResponse>("CreateRecord", newRecord(place, {}), m_token);
      id = *Id16::fromText(made.record_ids(0));
    }
    staff::v1::EditRecordRequest request;
    request.set_record_id(id.uuid());
    staff::v1::FieldEdit& edit = *request.add_edits();
    edit.set_name(place.rule->name);
    edit.add_values(text);
    const staff::v1::Field before = m_world.field(id, place.rule->name);
    for (const staff::v1::FieldVersion& version : before.versions()) edit.add_seen(version.dot());
    const auto answer = m_desk.call<staff::v1::EditRecordResponse>("EditRecord", request, m_token);
    if (answer.violations_size() > 0) return {refusalIn(answer.violations()), {}};
    return {"", m_world.values(id, place.rule->name)};
  }

 private:
  staff::v1::CreateRecordRequest newRecord(const Place& place, const std::optional<std::string>& text) {
    staff::v1::CreateRecordRequest request;
    staff::v1::NewRecord& record = *request.add_records();
    record.set_type(place.type->name);
    for (const schema::FieldRule& rule : place.type->fields) {
      const bool isTheOne = text && rule.number == place.rule->number;
      if (!rule.isRequired && !isTheOne) continue;
      staff::v1::FieldEdit& field = *record.add_fields();
      field.set_name(rule.name);
      field.add_values(isTheOne ? *text : rule.isReference ? "#1" : anyAnswer(rule));
    }
    staff::v1::NewRecord& contact = *request.add_records();
    contact.set_type("Contact");
    staff::v1::FieldEdit& names = *contact.add_fields();
    names.set_name("names");
    names.add_values("Hoa");
    return request;
  }
  // What is said first, as a form does; all of it is about one field.
  template <typename Violations>
  static std::string refusalIn(const Violations& violations) {
    std::set<std::string> fields;
    for (const staff::v1::FieldViolation& each : violations) {
      fields.insert(each.type() + "." + each.field());
      EXPECT_FALSE(each.message_de().empty() || each.message_en().empty()) << each.code();
    }
    EXPECT_EQ(fields.size(), 1u);
    return *fields.begin() + " " + violations[0].code();
  }

  testworld::World& m_world;
  http::StaffDesk m_desk;
  std::string m_token = m_desk.logIn("Ada", {STAFF_ROLE_ADVISER});
  std::map<std::string, Id16> m_records;  // one of each type, to be edited
};

}  // namespace foyer::form
