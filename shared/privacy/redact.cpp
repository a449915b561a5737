#include "shared/privacy/redact.h"

#include <algorithm>

namespace foyer::privacy {

namespace {
std::string hidden(const char* kind, std::string_view wire) {
  const auto values = record::wireValues(wire);
  return std::string("<") + kind + ":" + (values.ok() ? std::to_string(values->size()) : "?") + ">";
}

// What codes are made of. Names have capitals or blanks, telephone numbers no letter.
bool looksLikeCode(std::string_view text) {
  constexpr size_t kCodeBytesMax = 64;
  const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
  return text.size() <= kCodeBytesMax && std::any_of(text.begin(), text.end(), isLetter) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
         });
}

// A UUID has its variant where a text of 16 letters has a letter.
bool looksLikeId(const std::string& text) {
  const auto id = Id16::fromText(text);
  return id && (id->bytes[8] & 0xc0) == 0x80;
}

bool mayBeShown(const schema::FieldRule& rule, const std::string& value) {
  switch (rule.kind) {
    case schema::ValueKind::kText: return looksLikeCode(value);
    case schema::ValueKind::kBytes: return looksLikeId(value);
    default: return true;
  }
}
}  // namespace

std::string redactedValue(const schema::FieldRule& rule, std::string_view wire) {
  if (rule.privacy == PRIVACY_PERSONAL) return hidden("personal", wire);
  if (rule.privacy == PRIVACY_SPECIAL) return hidden("special", wire);
  // A public text is still somebody's own words; only codes, numbers and ids are shown.
  if (rule.kind == schema::ValueKind::kText && rule.format != FORMAT_CODE) return hidden("text", wire);
  const auto raw = record::wireValues(wire);
  const bool isNumber = rule.kind != schema::ValueKind::kText && rule.kind != schema::ValueKind::kBytes;
  // Bytes where a number belongs, or the other way round.
  if (!raw.ok() || std::any_of(raw->begin(), raw->end(), [&](const record::WireValue& value) { return value.isVarint != isNumber; }))
    return hidden("odd", wire);
  std::string shown;
  for (const std::string& value : record::textValues(rule, wire)) {
    if (!shown.empty()) shown += ',';
    shown += mayBeShown(rule, value) ? value : "<odd:1>";
  }
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

Safe redact(const schema::Schema& schema, const record::ChangeBody& change) {
  std::string line;
  for (const record::RecordWrite& write : change.records) {
    if (!line.empty()) line += ' ';
    const schema::RecordType* type = schema.type(write.type);
    line += type ? redact(*type, write.fields).text
                 : "type " + std::to_string(write.type) + "{<unknown:" + std::to_string(write.fields.size()) + ">}";
    if (line.size() <= kShownBytesMax) continue;
    line.resize(kShownBytesMax);
    return Safe(line + "...");
  }
  return Safe(line);
}

}  // namespace foyer::privacy
