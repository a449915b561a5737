#include "shared/privacy/redact.h"

namespace foyer::privacy {

namespace {
std::string hidden(const char* kind, std::string_view wire) {
  const auto values = record::wireValues(wire);
  return std::string("<") + kind + ":" + (values.ok() ? std::to_string(values->size()) : "?") + ">";
}
}  // namespace

std::string redactedValue(const schema::FieldRule& rule, std::string_view wire) {
  if (rule.privacy == PRIVACY_PERSONAL) return hidden("personal", wire);
  if (rule.privacy == PRIVACY_SPECIAL) return hidden("special", wire);
  // A public text is still somebody's own words; only codes, numbers and ids are shown.
  if (rule.kind == schema::ValueKind::kText && rule.format != FORMAT_CODE) return hidden("text", wire);
  std::string shown;
  for (const std::string& value : record::textValues(rule, wire)) shown += (shown.empty() ? "" : ",") + value;
  return shown;
}

Safe redact(const schema::RecordType& type, const std::vector<record::FieldWrite>& fields) {
  std::string line = type.name + "{";
  for (const record::FieldWrite& field : fields) {
    if (line.back() != '{') line += ' ';
    const schema::FieldRule* rule = type.field(field.field);
    line += rule ? rule->name + "=" + redactedValue(*rule, field.wire)
                 : std::to_string(field.field) + "=" + hidden("unknown", field.wire);
  }
  return Safe(line + "}");
}

}  // namespace foyer::privacy
