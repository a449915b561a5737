#include "sync-server/review/export_view.h"

#include <algorithm>
#include <iterator>

#include "shared/base/clock.h"
#include "shared/merge/merge.h"

namespace foyer::review {

namespace {

constexpr size_t kPage = 500;
constexpr char kByteOrderMark[] = "\xef\xbb\xbf";

std::string shown(const schema::FieldRule& rule, const record::FieldState* field) {
  std::string text;
  if (!field) return text;
  for (const std::string& value : record::textValues(rule, merge::resolve(*field, rule).wire)) {
    if (!text.empty()) text += rule.isRepeated ? ", " : "\n";
    const bool isTime = rule.kind == schema::ValueKind::kSigned && rule.name.ends_with("_ms");
    text += isTime ? formatUtc(std::stoll(value)) : value;
  }
  return text;
}

}  // namespace

std::string csvCell(std::string_view text) {
  std::string cell;
  // The wide forms too: spreadsheets in East Asian settings take them for the narrow ones.
  static constexpr std::string_view kFormulaBeginnings[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  const bool isFormula = std::any_of(std::begin(kFormulaBeginnings), std::end(kFormulaBeginnings),
                                     [&](std::string_view beginning) { return text.starts_with(beginning); });
  if (isFormula) cell += '\'';
  cell += text;
  if (cell.find_first_of(";\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

Result<foyer::staff::v1::ExportRecordsResponse> exportRecords(const schema::Schema& schema, const store::Reader& reader,
                                                              const std::string& typeName) {
  const schema::RecordType* type = schema.typeNamed(typeName);
  if (!type) return Error(Code::kInvalidArgument, "There is no such record type; ask GetSchema for them.");
  foyer::staff::v1::ExportRecordsResponse response;
  std::string csv = std::string(kByteOrderMark) + "id";
  for (const schema::FieldRule& rule : type->fields) csv += ";" + csvCell(rule.name);
  csv += "\r\n";
  uint32_t count = 0;
  for (Id16 after;;) {
    FOYER_ASSIGN(const auto rows, reader.recordsOfType(type->number, after, kPage));
    for (const store::RecordRow& row : rows) {
      if (++count > kExportRowsMax)
        return Error(Code::kResourceExhausted, "There are too many records for one file; export from the server instead.");
      FOYER_ASSIGN(const auto state, record::decodeState(row.state));
      csv += row.id.uuid();
      for (const schema::FieldRule& rule : type->fields) csv += ";" + csvCell(shown(rule, state.field(rule.number)));
      csv += "\r\n";
    }
    if (rows.size() < kPage) break;
    after = rows.back().id;
  }
  response.set_csv(std::move(csv));
  response.set_count(count);
  return response;
}

}  // namespace foyer::review
