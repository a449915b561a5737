#include "shared/record/record.h"

#include <algorithm>
#include <charconv>

namespace foyer::record {

namespace {

namespace pb = foyer::record::v1;

Error malformed(const char* what) {
  return Error(Code::kInvalidArgument, std::string("A change cannot be read: ") + what + "; the sender must send it anew.");
}

void putDot(const Dot& dot, pb::Dot* out) {
  out->set_author(dot.author.str());
  out->set_seq(dot.seq);
}

Result<Dot> takeDot(const pb::Dot& dot) {
  const auto author = Id16::fromBytes(dot.author());
  if (!author) return malformed("the author of a dot is not 16 bytes");
  return Dot{*author, dot.seq()};
}

// Nil for empty bytes.
Result<Id16> takeId(const std::string& bytes, const char* what) {
  if (bytes.empty()) return Id16{};
  const auto id = Id16::fromBytes(bytes);
  if (!id) return malformed(what);
  return *id;
}

FieldWrite* findOrAdd(std::vector<FieldWrite>& fields, uint32_t number) {
  const auto at = std::lower_bound(fields.begin(), fields.end(), number,
                                   [](const FieldWrite& write, uint32_t n) { return write.field < n; });
  if (at != fields.end() && at->field == number) return &*at;
  return &*fields.insert(at, FieldWrite{number, {}, {}});
}

Result<RecordWrite> takeRecordWrite(const pb::RecordWrite& from) {
  RecordWrite write;
  FOYER_ASSIGN(write.recordId, takeId(from.record_id(), "a record id is not 16 bytes"));
  FOYER_ASSIGN(write.slipId, takeId(from.slip_id(), "a slip id is not 16 bytes"));
  if (write.recordId.isNil() == write.slipId.isNil()) return malformed("a write names not exactly one of record and slip");
  write.type = from.type();
  write.isNew = from.creates();
  write.isErasure = from.erases();
  FOYER_ASSIGN(write.fields, sliceFields(from.fields()));
  FOYER_ASSIGN(write.matching, sliceFields(from.matching()));
  if (!write.matching.empty() && write.slipId.isNil()) return malformed("a write that names its record also describes it");
  for (const uint32_t cleared : from.cleared()) {
    if (cleared == 0) return malformed("field 0 is cleared");
    FieldWrite* field = findOrAdd(write.fields, cleared);
    if (!field->wire.empty()) return malformed("a field is both set and cleared");
  }
  for (const pb::Seen& seen : from.seen()) {
    if (seen.dots_size() > static_cast<int>(kSeenDotsMax)) return malformed("too many versions were seen");
    const auto field = std::find_if(write.fields.begin(), write.fields.end(),
                                    [&](const FieldWrite& candidate) { return candidate.field == seen.field(); });
    if (field == write.fields.end()) return malformed("versions were seen of a field that is not written");
    for (const pb::Dot& dot : seen.dots()) {
      FOYER_ASSIGN(Dot taken, takeDot(dot));
      field->seen.push_back(taken);
    }
  }
  return write;
}

void putRecordWrite(const RecordWrite& write, pb::RecordWrite* out) {
  if (!write.recordId.isNil()) out->set_record_id(write.recordId.str());
  if (!write.slipId.isNil()) out->set_slip_id(write.slipId.str());
  out->set_type(write.type);
  out->set_creates(write.isNew);
  out->set_erases(write.isErasure);
  for (const FieldWrite& value : write.matching) out->mutable_matching()->append(value.wire);
  for (const FieldWrite& field : write.fields) {
    if (field.wire.empty()) {
      out->add_cleared(field.field);
    } else {
      out->mutable_fields()->append(field.wire);
    }
    if (field.seen.empty()) continue;
    pb::Seen* seen = out->add_seen();
    seen->set_field(field.field);
    for (const Dot& dot : field.seen) putDot(dot, seen->add_dots());
  }
}

}  // namespace

std::string Dot::text() const { return author.hex() + ":" + std::to_string(seq); }

std::optional<Dot> Dot::fromText(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto author = Id16::fromText(text.substr(0, colon));
  const std::string_view digits = text.substr(colon + 1);
  Dot dot;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), dot.seq);
  if (!author || error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  dot.author = *author;
  return dot;
}

std::string encodeChange(const ChangeBody& change) {
  pb::Change out;
  out.set_id(change.id.str());
  out.set_author_kind(change.authorKind);
  out.set_author(change.author.str());
  out.set_seq(change.seq);
  out.set_lamport(change.lamport);
  for (const RecordWrite& write : change.records) putRecordWrite(write, out.add_records());
  out.set_wall_ms(change.wallMs);
  out.set_boot_ms(change.bootMs);
  out.set_boot_id(change.bootId);
  if (!change.slipId.isNil()) out.set_slip_id(change.slipId.str());
  out.set_decision(change.isDecision);
  out.set_schema_version(change.schemaVersion);
  if (change.settlement) {
    out.mutable_settlement()->set_change_id(change.settlement->changeId.str());
    out.mutable_settlement()->set_act(change.settlement->act);
    out.mutable_settlement()->set_reason(change.settlement->reason);
  }
  out.set_redacted(change.isRedacted);
  if (!change.closesCase.isNil()) out.set_closes_case(change.closesCase.str());
  return out.SerializeAsString();
}

Result<ChangeBody> decodeChange(std::string_view bytes) {
  if (bytes.size() > kChangeBytesMax) return malformed("it is too large");
  pb::Change in;
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return malformed("it is not a protobuf message");
  if (in.records_size() > static_cast<int>(kRecordsPerChangeMax)) return malformed("it writes too many records");
  ChangeBody change;
  FOYER_ASSIGN(change.id, takeId(in.id(), "its id is not 16 bytes"));
  FOYER_ASSIGN(change.author, takeId(in.author(), "its author is not 16 bytes"));
  FOYER_ASSIGN(change.slipId, takeId(in.slip_id(), "its slip is not 16 bytes"));
  if (change.id.isNil() || change.author.isNil() || in.seq() == 0) return malformed("id, author or sequence number is missing");
  change.authorKind = in.author_kind();
  change.seq = in.seq();
  change.lamport = in.lamport();
  change.wallMs = in.wall_ms();
  change.bootMs = in.boot_ms();
  change.bootId = in.boot_id();
  change.isDecision = in.decision();
  change.schemaVersion = in.schema_version();
  for (const pb::RecordWrite& record : in.records()) {
    FOYER_ASSIGN(RecordWrite write, takeRecordWrite(record));
    change.records.push_back(std::move(write));
  }
  if (in.has_settlement()) {
    const pb::Settlement& from = in.settlement();
    Settlement settlement{{}, from.act(), from.reason()};
    FOYER_ASSIGN(settlement.changeId, takeId(from.change_id(), "the change it decides about is not 16 bytes"));
    change.settlement = std::move(settlement);
  }
  change.isRedacted = in.redacted();
  FOYER_ASSIGN(change.closesCase, takeId(in.closes_case(), "the case it closes is not 16 bytes"));
  return change;
}

}  // namespace foyer::record
