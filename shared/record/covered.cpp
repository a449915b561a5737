#include "shared/record/covered.h"

#include <algorithm>

#include "shared/record/packing.h"

namespace foyer::record {

namespace {

constexpr char kChangeFormat = 2, kChangeFormatWithLengths = 1;
// Of values: behind the last one, a text of the nth field after the one before (1 to 14), anything else.
constexpr char kEndOfFields = 0, kTextStepMax = 14, kOnTheWire = 15;
constexpr char kTextFirst = ' ';  // the least byte of a text
enum ChangeFlag : uint8_t { kHasSlip = 1, kHasBootId = 2, kIsDecision = 4 };
enum RecordFlag : uint8_t { kCreates = 1, kBySlip = 2, kHasIdOfChange = 4 };

Error malformedChange() {
  return Error(Code::kInvalidArgument, "A change cannot be read: it is not as a kiosk writes it; the sender must send it anew.");
}

// The fields of the last record end with the bytes, and need no length.
enum class Place { kBeforeOthers, kLast };
Place placeOf(size_t index, size_t count) { return index + 1 == count ? Place::kLast : Place::kBeforeOthers; }

// What this form can say.
bool isCoverable(const ChangeBody& change) {
  const bool isPlain = std::all_of(change.records.begin(), change.records.end(), [](const RecordWrite& write) {
    return write.matching.empty() && !write.isErasure && write.recordId.isNil() != write.slipId.isNil();
  });
  return isPlain && change.authorKind == AuthorKind::AUTHOR_KIND_KIOSK && !change.settlement && !change.isRedacted &&
         change.closesCase.isNil();
}

// The first 48 bits of a UUIDv7.
int64_t timeIn(const Id16& id) {
  int64_t ms = 0;
  for (size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
  return ms;
}

// The number and the content of the text that begins here, as every encoder of ours writes it; nothing else.
struct Text {
  uint64_t field = 0;
  std::string_view content;
};
std::optional<Text> textAt(std::string_view wire, size_t& at) {
  uint64_t tag = 0, length = 0;
  size_t end = at;
  if (!readVarint(wire, end, tag) || (tag & 7) != 2 || !readVarint(wire, end, length)) return std::nullopt;
  if (length == 0 || length > wire.size() - end) return std::nullopt;
  const Text text{tag >> 3, wire.substr(end, length)};
  const auto isControl = [](char byte) { return static_cast<uint8_t>(byte) < kTextFirst; };
  if (std::any_of(text.content.begin(), text.content.end(), isControl)) return std::nullopt;
  std::string again;
  appendVarint(again, tag);
  appendVarint(again, length);
  if (again != wire.substr(at, again.size())) return std::nullopt;
  at = end + length;
  return text;
}

// Values without lengths; see the header.
void putValues(std::string_view wire, Place place, std::string& out) {
  uint64_t before = 0;
  for (size_t at = 0; at < wire.size();) {
    const size_t from = at;
    const auto text = textAt(wire, at);
    if (text && text->field > before && text->field - before <= kTextStepMax) {
      out.push_back(static_cast<char>(text->field - before));
      out += text->content;
      before = text->field;
      continue;
    }
    at = from;
    uint64_t tag = 0;
    // Fields were cut by sliceFields(), so that they are whole.
    FOYER_ASSERT(readVarint(wire, at, tag) && skipValue(wire, at, static_cast<uint32_t>(tag & 7)));
    out.push_back(kOnTheWire);
    out += wire.substr(from, at - from);
    before = tag >> 3;
  }
  if (place == Place::kBeforeOthers) out.push_back(kEndOfFields);
}

// The fields on the wire again.
Result<std::string> takeValues(Source& source, Place place) {
  std::string wire;
  wire.reserve(source.ahead().size() * 5 / 4);  // a length more for each
  uint64_t before = 0;
  while (place == Place::kBeforeOthers || !source.isAtEnd()) {
    const uint8_t step = source.byte();
    if (!source.isGood()) return malformedChange();
    if (step == kEndOfFields) {
      if (place == Place::kLast) return malformedChange();
      return wire;
    }
    if (step == kOnTheWire) {
      const std::string_view rest = source.ahead();
      size_t end = 0;
      uint64_t tag = 0;
      if (!readVarint(rest, end, tag) || !skipValue(rest, end, static_cast<uint32_t>(tag & 7))) return malformedChange();
      wire += source.bytes(end);
      before = tag >> 3;
      continue;
    }
    if (step > kTextStepMax) return malformedChange();
    const std::string_view rest = source.ahead();
    const auto isControl = [](char byte) { return static_cast<uint8_t>(byte) < kTextFirst; };
    const auto length = static_cast<size_t>(std::find_if(rest.begin(), rest.end(), isControl) - rest.begin());
    if (length == 0) return malformedChange();
    before += step;
    appendVarint(wire, before << 3 | 2);
    appendBytes(wire, source.bytes(length));
  }
  return wire;
}

// Differences of what may be any number.
uint64_t less(uint64_t a, uint64_t b) { return zigzag(static_cast<int64_t>(a - b)); }
uint64_t more(uint64_t difference, uint64_t b) { return static_cast<uint64_t>(unzigzag(difference)) + b; }

void putRecord(const RecordWrite& write, const Id16& changeId, Place place, std::string& out) {
  const bool isBySlip = write.recordId.isNil(), hasIdOfChange = write.recordId == changeId;
  out.push_back(static_cast<char>((write.isNew ? kCreates : 0) | (isBySlip ? kBySlip : 0) |
                                  (hasIdOfChange ? kHasIdOfChange : 0)));
  if (!hasIdOfChange) out += isBySlip ? write.slipId.view() : write.recordId.view();
  appendVarint(out, write.type);
  std::string cleared, seen, fields;
  uint64_t clearedCount = 0, seenCount = 0;
  for (const FieldWrite& field : write.fields) {
    if (field.wire.empty()) appendVarint(cleared, field.field), ++clearedCount;
    fields += field.wire;
    if (field.seen.empty()) continue;
    ++seenCount;
    appendVarint(seen, field.field);
    appendVarint(seen, field.seen.size());
    for (const Dot& dot : field.seen) seen += dot.author.view(), appendVarint(seen, dot.seq);
  }
  appendVarint(out, clearedCount);
  out += cleared;
  appendVarint(out, seenCount);
  out += seen;
  putValues(fields, place, out);
}

FieldWrite* fieldOf(RecordWrite& write, uint64_t number) {
  const auto at = std::lower_bound(write.fields.begin(), write.fields.end(), number,
                                   [](const FieldWrite& field, uint64_t n) { return field.field < n; });
  return at != write.fields.end() && at->field == number ? &*at : nullptr;
}

bool addCleared(RecordWrite& write, uint64_t number) {
  const auto field = static_cast<uint32_t>(number);
  if (number == 0 || field != number || fieldOf(write, number)) return false;
  const auto at = std::lower_bound(write.fields.begin(), write.fields.end(), field,
                                   [](const FieldWrite& each, uint32_t n) { return each.field < n; });
  write.fields.insert(at, FieldWrite{field, {}, {}});
  return true;
}

struct Seen {
  uint64_t field = 0;
  std::vector<Dot> dots;
};

Result<RecordWrite> takeRecord(Source& source, const Id16& changeId, Place place, char format) {
  RecordWrite write;
  const auto flags = source.byte();
  write.isNew = flags & kCreates;
  Id16& id = flags & kBySlip ? write.slipId : write.recordId;
  id = flags & kHasIdOfChange ? changeId : source.id();
  write.type = static_cast<uint32_t>(source.number());
  std::vector<uint64_t> cleared(source.count());
  for (uint64_t& field : cleared) field = source.number();
  std::vector<Seen> seen(source.count());
  for (Seen& each : seen) {
    each.field = source.number();
    each.dots.resize(source.count());
    if (each.dots.size() > kSeenDotsMax) return malformedChange();
    for (Dot& dot : each.dots) {
      dot.author = source.id();
      dot.seq = source.number();
    }
  }
  if (!source.isGood() || id.isNil()) return malformedChange();
  std::string fields;
  if (format == kChangeFormatWithLengths) {
    fields = place == Place::kLast ? source.rest() : source.bytes();
    if (!source.isGood()) return malformedChange();
  } else {
    FOYER_ASSIGN(fields, takeValues(source, place));
  }
  FOYER_ASSIGN(write.fields, sliceFields(fields));
  for (const uint64_t field : cleared)
    if (!addCleared(write, field)) return malformedChange();
  for (Seen& each : seen) {
    FieldWrite* field = fieldOf(write, each.field);
    if (!field) return malformedChange();
    field->seen = std::move(each.dots);
  }
  return write;
}

}  // namespace

std::string encodeCovered(const ChangeBody& change, std::string_view bootIdOfKey, int64_t wallLessBootMs) {
  if (!isCoverable(change)) return encodeChange(change);
  const bool hasBootId = change.bootId != bootIdOfKey;
  std::string out(1, kChangeFormat);
  out.push_back(static_cast<char>((change.slipId.isNil() ? 0 : kHasSlip) | (hasBootId ? kHasBootId : 0) |
                                  (change.isDecision ? kIsDecision : 0)));
  appendVarint(out, less(change.lamport, change.seq));
  appendVarint(out, less(static_cast<uint64_t>(change.wallMs), static_cast<uint64_t>(timeIn(change.id))));
  appendVarint(out, less(static_cast<uint64_t>(change.bootMs), static_cast<uint64_t>(change.wallMs) - static_cast<uint64_t>(wallLessBootMs)));
  if (!change.slipId.isNil()) out += change.slipId.view();
  if (hasBootId) appendBytes(out, change.bootId);
  appendVarint(out, change.records.size());
  for (size_t i = 0; i < change.records.size(); ++i)
    putRecord(change.records[i], change.id, placeOf(i, change.records.size()), out);
  return out;
}

Result<ChangeBody> decodeCovered(std::string_view bytes, const Cover& cover) {
  const char format = bytes.empty() ? char{} : bytes.front();
  if (format != kChangeFormat && format != kChangeFormatWithLengths) return decodeChange(bytes);
  if (bytes.size() > kChangeBytesMax || cover.changeId.isNil() || cover.author.isNil() || cover.seq == 0) return malformedChange();
  Source source(bytes.substr(1));
  ChangeBody change;
  const auto flags = source.byte();
  change.id = cover.changeId;
  change.authorKind = AuthorKind::AUTHOR_KIND_KIOSK;
  change.author = cover.author;
  change.seq = cover.seq;
  change.schemaVersion = cover.schemaVersion;
  change.isDecision = flags & kIsDecision;
  change.lamport = more(source.number(), cover.seq);
  change.wallMs = static_cast<int64_t>(more(source.number(), static_cast<uint64_t>(timeIn(cover.changeId))));
  const uint64_t bootClock = source.number();
  change.bootMs = static_cast<int64_t>(
      format == kChangeFormatWithLengths
          ? bootClock
          : more(bootClock, static_cast<uint64_t>(change.wallMs) - static_cast<uint64_t>(cover.wallLessBootMs)));
  if (flags & kHasSlip) change.slipId = source.id();
  change.bootId = flags & kHasBootId ? source.bytes() : cover.bootId;
  const size_t records = source.count();
  if (records > kRecordsPerChangeMax) return malformedChange();
  for (size_t i = 0; i < records; ++i) {
    FOYER_ASSIGN(RecordWrite write, takeRecord(source, change.id, placeOf(i, records), format));
    change.records.push_back(std::move(write));
  }
  if (!source.isAtEnd()) return malformedChange();
  return change;
}

}  // namespace foyer::record
