#include "shared/validate/validate.h"

#include <algorithm>
#include <array>

#include "shared/validate/text_rules.h"

namespace foyer::validate {

namespace {

using record::AuthorKind;
using schema::ValueKind;

struct CodeTexts {
  const char* name;
  const char* de;
  const char* en;
};

constexpr std::array<CodeTexts, 17> kTexts = {{
    {"required", "Bitte füllen Sie dieses Feld aus.", "Please fill in this field."},
    {"too_short", "Das ist noch zu kurz. Bitte ergänzen Sie es.", "This is too short. Please add to it."},
    {"too_long", "Das ist zu lang. Bitte kürzen Sie es.", "This is too long. Please shorten it."},
    {"too_many_items", "Das sind zu viele. Bitte wählen Sie weniger aus.", "These are too many. Please choose fewer."},
    {"control_character", "Ein unsichtbares Zeichen stört. Bitte schreiben Sie es noch einmal.",
     "A hidden character is in the way. Please write it again."},
    {"not_utf8", "Das können wir nicht lesen. Bitte schreiben Sie es noch einmal.",
     "We cannot read this. Please write it again."},
    {"not_phone", "Bitte prüfen Sie die Telefonnummer: 5 bis 15 Ziffern.", "Please check the phone number: 5 to 15 digits."},
    {"not_email", "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.",
     "Please check the e-mail address, for example name@example.org."},
    {"not_url", "Bitte prüfen Sie die Internetadresse, zum Beispiel www.beispiel.de.",
     "Please check the web address, for example www.example.org."},
    {"not_language", "Bitte wählen Sie eine Sprache aus der Liste.", "Please choose a language from the list."},
    {"not_date", "Bitte prüfen Sie das Datum.", "Please check the date."},
    {"not_code", "Bitte wählen Sie etwas aus der Liste.", "Please choose something from the list."},
    {"out_of_range", "Diese Zahl passt nicht. Bitte wählen Sie eine andere.", "This number does not fit. Please choose another."},
    {"unknown_value", "Das kennen wir nicht. Bitte wählen Sie etwas aus der Liste.",
     "We do not know this. Please choose something from the list."},
    {"not_writable", "Dieses Feld kann hier nicht geändert werden.", "This field cannot be changed here."},
    {"wrong_type", "Diese Angabe hat die falsche Form. Bitte geben Sie sie neu ein.",
     "This has the wrong form. Please enter it again."},
    {"unknown_record_type", "Diese Art von Eintrag kennt der Server noch nicht. Bitte aktualisieren Sie ihn.",
     "The server does not know this kind of record yet. Please update it."},
}};

const CodeTexts& textsOf(ViolationCode code) { return kTexts[static_cast<size_t>(code)]; }

using Report = std::vector<ViolationCode>;

// What programs put where they could not read a text; the character that stood there is lost.
constexpr char32_t kUnreadable = U'\ufffd';

std::string_view trimmed(std::string_view text) {
  const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  return text;
}

void checkText(const schema::FieldRule& rule, std::string_view text, Report& report) {
  // Whoever does not tidy what they send has given no answer either.
  if (rule.isRequired && trimmed(text).empty()) return report.push_back(ViolationCode::kRequired);
  const auto points = codePoints(text);
  if (!points || points->find(kUnreadable) != points->npos) return report.push_back(ViolationCode::kNotUtf8);
  const bool isProse = rule.format == FORMAT_TEXT || rule.format == FORMAT_UNSPECIFIED;
  if (holdsForbidden(*points, isProse ? LineBreaks::kAllowed : LineBreaks::kRefused))
    report.push_back(ViolationCode::kControlCharacter);
  if (points->size() > rule.maxLength) return report.push_back(ViolationCode::kTooLong);
  if (points->size() < rule.minLength) return report.push_back(ViolationCode::kTooShort);
  if (const auto violation = checkFormat(rule.format, text, *points)) report.push_back(*violation);
}

void checkNumber(const schema::FieldRule& rule, uint64_t number, uint32_t schemaVersion, Report& report) {
  if (rule.kind == ValueKind::kEnum) {
    const bool isKnown = std::any_of(rule.enumValues.begin(), rule.enumValues.end(), [&](const schema::EnumValue& value) {
      return static_cast<uint64_t>(static_cast<int64_t>(value.number)) == number;
    });
    // A newer schema may have more values; it knew what it said.
    if (!isKnown && schemaVersion <= schema::kSchemaVersion) report.push_back(ViolationCode::kUnknownValue);
    return;
  }
  if (rule.min == rule.max) return;
  const bool fits = rule.kind == ValueKind::kUnsigned
                        ? number >= static_cast<uint64_t>(rule.min) && number <= static_cast<uint64_t>(rule.max)
                        : static_cast<int64_t>(number) >= rule.min && static_cast<int64_t>(number) <= rule.max;
  if (!fits) report.push_back(ViolationCode::kOutOfRange);
}

void checkValue(const schema::FieldRule& rule, const record::WireValue& value, uint32_t schemaVersion, Report& report) {
  const bool isDelimited = rule.kind == ValueKind::kText || rule.kind == ValueKind::kBytes;
  if (value.isVarint == isDelimited) return report.push_back(ViolationCode::kWrongType);
  if (!isDelimited) return checkNumber(rule, value.number, schemaVersion, report);
  if (rule.kind == ValueKind::kText) return checkText(rule, value.bytes, report);
  if (rule.isReference && value.bytes.size() != 16) return report.push_back(ViolationCode::kUnknownValue);
  if (value.bytes.size() > rule.maxLength) report.push_back(ViolationCode::kTooLong);
}

Report checkWire(const schema::FieldRule& rule, std::string_view wire, uint32_t schemaVersion) {
  Report report;
  const auto values = record::wireValues(wire);
  if (!values.ok()) return {ViolationCode::kWrongType};
  if (values->empty() && rule.isRequired) return {ViolationCode::kRequired};
  if (values->size() > rule.maxItems) report.push_back(ViolationCode::kTooManyItems);
  for (const record::WireValue& value : *values) {
    if (report.size() >= rule.maxItems) break;
    checkValue(rule, value, schemaVersion, report);
  }
  return report;
}

bool mayWrite(AuthorKind author, const schema::FieldRule& rule) {
  return rule.merge != MERGE_SERVER || author == AuthorKind::AUTHOR_KIND_SERVER;
}

// With a slip alone a visitor changes how they are reached, takes back what they asked for, withdraws a consent.
bool mayWriteBySlip(const schema::FieldRule& rule, std::string_view wire) {
  if (rule.ask.by_slip()) return true;
  const auto values = record::wireValues(wire);
  if (!values.ok() || values->size() != 1 || !values->front().isVarint) return false;
  const auto number = static_cast<int32_t>(values->front().number);
  return rule.slipCancel == number || (rule.right == RIGHT_ANSWER && number == rule.withdrawing);
}

// What a write by slip goes by never changes: else it would depend on the order of arrival.
void checkMatching(const record::RecordWrite& write, size_t index, const schema::RecordType& type,
                   std::vector<Violation>& violations) {
  for (const record::FieldWrite& value : write.matching) {
    const schema::FieldRule* rule = type.field(value.field);
    if (!rule || rule->merge != MERGE_IMMUTABLE) violations.push_back({index, value.field, ViolationCode::kNotWritable});
  }
}

void checkRecord(const record::ChangeBody& change, size_t index, const schema::RecordType& type,
                 std::vector<Violation>& violations) {
  const record::RecordWrite& write = change.records[index];
  const auto report = [&](uint32_t field, ViolationCode code) { violations.push_back({index, field, code}); };
  const bool isKiosk = change.authorKind == AuthorKind::AUTHOR_KIND_KIOSK;
  if (isKiosk && (!type.isWrittenByKiosk || write.isErasure)) return report(0, ViolationCode::kNotWritable);
  if (write.isErasure && (!write.fields.empty() || write.recordId.isNil())) return report(0, ViolationCode::kNotWritable);
  checkMatching(write, index, type, violations);
  for (const record::FieldWrite& field : write.fields) {
    const schema::FieldRule* rule = type.field(field.field);
    if (!rule) continue;  // of a newer schema: kept as it is
    const bool bySlip = !isKiosk || write.slipId.isNil() || mayWriteBySlip(*rule, field.wire);
    if (!bySlip || !mayWrite(change.authorKind, *rule)) report(field.field, ViolationCode::kNotWritable);
    for (const ViolationCode code : checkWire(*rule, field.wire, change.schemaVersion)) report(field.field, code);
  }
  const bool creates = write.isNew || (isKiosk && write.slipId.isNil());
  if (!creates) return;
  for (const schema::FieldRule& rule : type.fields) {
    const bool isThere = std::any_of(write.fields.begin(), write.fields.end(),
                                     [&](const record::FieldWrite& field) { return field.field == rule.number; });
    if (rule.isRequired && !isThere) report(rule.number, ViolationCode::kRequired);
  }
}

// Only staff decide, and what they put in the place of another change, or take away, has a reason. The server tries
// again what could not be opened.
void checkSettlement(const record::ChangeBody& change, const record::Settlement& settlement,
                     std::vector<Violation>& violations) {
  const auto report = [&](ViolationCode code) { violations.push_back({0, 0, code}); };
  using record::v1::SETTLEMENT_ACT_DISCARD, record::v1::SETTLEMENT_ACT_REPLACE, record::v1::SETTLEMENT_ACT_TRY_AGAIN;
  const bool isReplacing = settlement.act == SETTLEMENT_ACT_REPLACE;
  const bool isKnown = isReplacing || settlement.act == SETTLEMENT_ACT_TRY_AGAIN || settlement.act == SETTLEMENT_ACT_DISCARD;
  const bool isServers = change.authorKind == AuthorKind::AUTHOR_KIND_SERVER && settlement.act == SETTLEMENT_ACT_TRY_AGAIN;
  if (change.authorKind != AuthorKind::AUTHOR_KIND_STAFF && !isServers) report(ViolationCode::kNotWritable);
  if (!isKnown || settlement.changeId.isNil()) report(ViolationCode::kUnknownValue);
  if (isReplacing == change.records.empty()) report(ViolationCode::kRequired);
  if (settlement.act != SETTLEMENT_ACT_TRY_AGAIN && settlement.reason.empty()) report(ViolationCode::kRequired);
  if (settlement.reason.size() > record::kSettlementReasonBytesMax) report(ViolationCode::kTooLong);
  const auto points = codePoints(settlement.reason);
  if (!points) return report(ViolationCode::kNotUtf8);
  if (std::any_of(points->begin(), points->end(), [](char32_t point) { return point < U' ' && point != U'\n'; }))
    report(ViolationCode::kControlCharacter);
}

std::string asciiDigits(std::string_view text) {
  const auto points = codePoints(text);
  if (!points) return std::string(text);
  std::u32string result;
  for (const char32_t point : *points) {
    const auto digit = digitValue(point);
    result.push_back(digit ? U'0' + static_cast<char32_t>(*digit) : point);
  }
  return toUtf8(result);
}

}  // namespace

const char* codeName(ViolationCode code) { return textsOf(code).name; }
const char* sentenceDe(ViolationCode code) { return textsOf(code).de; }
const char* sentenceEn(ViolationCode code) { return textsOf(code).en; }

Checked Validator::check(record::ChangeBody change) const {
  // What is left of a change that was valid: required values may be gone.
  if (change.isRedacted) return record::Change(std::move(change));
  std::vector<Violation> violations;
  for (size_t i = 0; i < change.records.size(); ++i) {
    const schema::RecordType* type = m_schema.type(change.records[i].type);
    if (type) {
      checkRecord(change, i, *type, violations);
    } else if (change.schemaVersion <= schema::kSchemaVersion) {
      violations.push_back({i, 0, ViolationCode::kUnknownRecordType});
    }
  }
  const bool isAboutACase = change.settlement || !change.closesCase.isNil();
  if (change.records.empty() && !isAboutACase) violations.push_back({0, 0, ViolationCode::kRequired});
  if (change.settlement) checkSettlement(change, *change.settlement, violations);
  if (!change.closesCase.isNil() && change.authorKind != AuthorKind::AUTHOR_KIND_STAFF)
    violations.push_back({0, 0, ViolationCode::kNotWritable});
  if (!violations.empty()) return violations;
  return record::Change(std::move(change));
}

std::vector<ViolationCode> Validator::checkValues(const schema::FieldRule& rule,
                                                  std::span<const std::string> values) const {
  const auto wire = record::wireFromText(rule, values);
  if (!wire.ok()) return {ViolationCode::kUnknownValue};
  return checkWire(rule, *wire, schema::kSchemaVersion);
}

std::string Validator::normalise(const schema::FieldRule& rule, std::string_view typed) {
  if (rule.kind != ValueKind::kText) return std::string(typed);
  const std::string composed = nfc(typed);
  const std::string text(trimmed(composed));
  return rule.format == FORMAT_PHONE ? asciiDigits(text) : text;
}

}  // namespace foyer::validate
