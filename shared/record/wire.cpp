// One field's wire bytes: protobuf's own encoding (https://protobuf.dev/programming-guides/encoding/), split
// by field and turned into text and back by the rule table.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>
#include <charconv>

#include "shared/record/packing.h"
#include "shared/record/record.h"

namespace foyer::record {

namespace {

using google::protobuf::internal::WireFormatLite;

constexpr size_t kFieldsOfMost = 16;  // of a record, so that its list is made at once

Error malformedWire() {
  return Error(Code::kInvalidArgument, "The bytes of a record are not a protobuf message; the sender must encode them anew.");
}

std::string enumText(const schema::FieldRule& rule, uint64_t number) {
  for (const schema::EnumValue& value : rule.enumValues)
    if (static_cast<uint64_t>(static_cast<int64_t>(value.number)) == number) return value.name;
  return std::to_string(static_cast<int64_t>(number));
}

Error notSuchAValue(const schema::FieldRule& rule) {
  return Error(Code::kInvalidArgument, "A value of " + rule.questionId + " is not of its kind; look at the schema.");
}

Result<uint64_t> numberFromText(const schema::FieldRule& rule, std::string_view text) {
  if (rule.kind == schema::ValueKind::kBool) {
    if (text == "true" || text == "false") return uint64_t{text == "true"};
    return notSuchAValue(rule);
  }
  if (rule.kind == schema::ValueKind::kEnum) {
    for (const schema::EnumValue& value : rule.enumValues)
      if (value.name == text) return static_cast<uint64_t>(static_cast<int64_t>(value.number));
    return notSuchAValue(rule);
  }
  const char* const end = text.data() + text.size();
  if (rule.kind == schema::ValueKind::kSigned) {
    int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end) return notSuchAValue(rule);
    return static_cast<uint64_t>(value);
  }
  uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return notSuchAValue(rule);
  return value;
}

// What an encoder other than ours may write: the values of one field apart, or fields in any order.
void putInOrder(std::vector<FieldWrite>& fields) {
  std::stable_sort(fields.begin(), fields.end(), [](const FieldWrite& a, const FieldWrite& b) { return a.field < b.field; });
  auto last = fields.begin();
  for (auto each = last + 1; each != fields.end(); ++each) {
    if (each->field == last->field) {
      last->wire += each->wire;
    } else if (++last != each) {
      *last = std::move(*each);
    }
  }
  fields.erase(last + 1, fields.end());
}

}  // namespace

bool skipValue(std::string_view bytes, size_t& at, uint32_t wireType) {
  uint64_t length = 0;
  switch (wireType) {
    case WireFormatLite::WIRETYPE_VARINT: return readVarint(bytes, at, length);
    case WireFormatLite::WIRETYPE_FIXED64: length = 8; break;
    case WireFormatLite::WIRETYPE_FIXED32: length = 4; break;
    case WireFormatLite::WIRETYPE_LENGTH_DELIMITED:
      if (!readVarint(bytes, at, length)) return false;
      break;
    default: return false;  // groups do not exist in proto3
  }
  if (length > bytes.size() - at) return false;
  at += length;
  return true;
}

Result<std::vector<FieldWrite>> sliceFields(std::string_view message) {
  std::vector<FieldWrite> fields;
  fields.reserve(kFieldsOfMost);
  bool isInOrder = true;
  for (size_t at = 0; at < message.size();) {
    const size_t from = at;
    uint64_t tag = 0;
    if (!readVarint(message, at, tag) || tag >> 32 || tag >> 3 == 0) return malformedWire();
    if (!skipValue(message, at, tag & 7)) return malformedWire();
    const auto field = static_cast<uint32_t>(tag >> 3);
    const std::string_view value = message.substr(from, at - from);
    if (!fields.empty() && fields.back().field == field) {
      fields.back().wire += value;
      continue;
    }
    isInOrder = isInOrder && (fields.empty() || fields.back().field < field);
    fields.push_back({field, std::string(value), {}});
  }
  if (!isInOrder) putInOrder(fields);
  return fields;
}

Result<std::vector<WireValue>> wireValues(std::string_view wire) {
  std::vector<WireValue> values;
  for (size_t at = 0; at < wire.size();) {
    uint64_t tag = 0;
    if (!readVarint(wire, at, tag)) return malformedWire();
    WireValue value;
    if ((tag & 7) == WireFormatLite::WIRETYPE_VARINT) {
      value.isVarint = true;
      if (!readVarint(wire, at, value.number)) return malformedWire();
    } else if ((tag & 7) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      uint64_t length = 0;
      if (!readVarint(wire, at, length) || length > wire.size() - at) return malformedWire();
      value.bytes = wire.substr(at, length);
      at += length;
    } else {
      const size_t from = at;
      if (!skipValue(wire, at, tag & 7)) return malformedWire();
      value.bytes = wire.substr(from, at - from);
    }
    values.push_back(value);
  }
  return values;
}

std::vector<std::string> textValues(const schema::FieldRule& rule, std::string_view wire) {
  std::vector<std::string> texts;
  const auto values = wireValues(wire);
  if (!values.ok()) return texts;
  for (const WireValue& value : *values) {
    if (value.isVarint) {
      switch (rule.kind) {
        case schema::ValueKind::kEnum: texts.push_back(enumText(rule, value.number)); break;
        case schema::ValueKind::kBool: texts.emplace_back(value.number ? "true" : "false"); break;
        case schema::ValueKind::kSigned: texts.push_back(std::to_string(static_cast<int64_t>(value.number))); break;
        default: texts.push_back(std::to_string(value.number));
      }
    } else if (rule.kind == schema::ValueKind::kText) {
      texts.emplace_back(value.bytes);
    } else {
      const auto id = Id16::fromBytes(value.bytes);
      texts.push_back(id ? id->uuid() : toHex(value.bytes));
    }
  }
  return texts;
}

Result<std::string> wireFromText(const schema::FieldRule& rule, std::span<const std::string> values) {
  if (values.size() > 1 && !rule.isRepeated) return notSuchAValue(rule);
  std::string wire;
  for (const std::string& text : values) {
    const bool isDelimited = rule.kind == schema::ValueKind::kText || rule.kind == schema::ValueKind::kBytes;
    appendVarint(wire, uint64_t{rule.number} << 3 |
                           (isDelimited ? WireFormatLite::WIRETYPE_LENGTH_DELIMITED : WireFormatLite::WIRETYPE_VARINT));
    if (!isDelimited) {
      FOYER_ASSIGN(const uint64_t number, numberFromText(rule, text));
      appendVarint(wire, number);
      continue;
    }
    std::string bytes = text;
    if (rule.kind == schema::ValueKind::kBytes) {
      const auto id = Id16::fromText(text);
      const auto raw = id ? std::optional(id->str()) : fromHex(text);
      if (!raw) return notSuchAValue(rule);
      bytes = *raw;
    }
    appendVarint(wire, bytes.size());
    wire += bytes;
  }
  return wire;
}

}  // namespace foyer::record
