// The bytes of a record's merged state, as the server stores them. A record is written by few changes, and each
// of them names its author, number and times for all of its fields at once: so these stand once.
//
//   byte    1 (the format)
//   byte    1 if erased, else 0
//   16      record id
//   varint  record type
//   list    ids, 16 bytes each, ascending: every author and slip that is named below
//   list    writes, ascending: author (place in ids), seq, lamport, kind of author, slip (place in ids plus 1,
//           0: none), 1 for a decision, wall clock (zigzag)
//   list    fields, ascending: number; list of versions (place in writes, bytes of the value);
//           list of ended dots (place in ids, seq)
//   list    withdrawn purposes (bytes), list of purged fields
// A list is its length and then its elements, "bytes" a length and then bytes; numbers are protobuf's varints.
// Equal states have equal bytes.
#include <algorithm>
#include <tuple>

#include "shared/record/packing.h"
#include "shared/record/record.h"

namespace foyer::record {

namespace {

constexpr char kStateFormat = 1;

Error malformedState() {
  return Error(Code::kInvalidArgument, "A record's state cannot be read; make it anew with foyer-server rebuild.");
}

// What all fields have in common that one change wrote.
struct Write {
  Dot dot;
  uint64_t lamport = 0;
  AuthorKind authorKind = AuthorKind::AUTHOR_KIND_UNSPECIFIED;
  Id16 slipId;
  bool isDecision = false;
  int64_t wallMs = 0;
  auto operator<=>(const Write&) const = default;
};

Write writeOf(const Version& version) {
  return {version.dot, version.lamport, version.authorKind, version.slipId, version.isDecision, version.wallMs};
}

// Nearly all of them are equal to the one before.
template <typename T>
void add(std::vector<T>& list, const T& value) {
  if (list.empty() || list.back() != value) list.push_back(value);
}

template <typename T>
void sortEachOnce(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <typename T>
uint64_t placeIn(const std::vector<T>& sorted, const T& value) {
  return static_cast<uint64_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
}

Write takeWrite(Source& source, const std::vector<Id16>& ids) {
  Write write;
  write.dot.author = source.from(ids);
  write.dot.seq = source.number();
  write.lamport = source.number();
  write.authorKind = static_cast<AuthorKind>(source.number());
  const uint64_t slip = source.number();
  if (slip > 0 && slip <= ids.size()) write.slipId = ids[slip - 1];
  write.isDecision = source.number() != 0;
  write.wallMs = unzigzag(source.number());
  return write;
}

FieldState takeField(Source& source, const std::vector<Id16>& ids, const std::vector<Write>& writes) {
  FieldState field;
  field.field = static_cast<uint32_t>(source.number());
  const size_t versions = source.count();
  field.versions.reserve(versions);
  for (size_t i = 0; i < versions && source.isGood(); ++i) {
    const Write write = source.from(writes);
    field.versions.push_back({write.dot, write.lamport, write.authorKind, std::string(source.bytes()), write.slipId,
                              write.isDecision, write.wallMs});
  }
  const size_t ended = source.count();
  field.ended.reserve(ended);
  for (size_t i = 0; i < ended && source.isGood(); ++i) {
    const Id16 author = source.from(ids);
    field.ended.push_back({author, source.number()});
  }
  return field;
}

// As installations before format 1 stored it: the message RecordState. It is written anew when it changes.
Result<RecordState> decodeOlder(std::string_view bytes) {
  v1::RecordState in;
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return malformedState();
  const auto idIn = [](const std::string& text) { return Id16::fromBytes(text).value_or(Id16{}); };
  const auto dotIn = [&](const v1::Dot& dot) { return Dot{idIn(dot.author()), dot.seq()}; };
  RecordState state;
  state.id = idIn(in.record_id());
  state.type = in.type();
  state.isErased = in.erased();
  state.withdrawn.assign(in.withdrawn().begin(), in.withdrawn().end());
  state.purged.assign(in.purged().begin(), in.purged().end());
  for (const v1::FieldState& from : in.fields()) {
    FieldState& field = state.fields.emplace_back();
    field.field = from.field();
    for (const v1::Version& version : from.versions())
      field.versions.push_back({dotIn(version.dot()), version.lamport(), version.author_kind(), version.value(),
                                idIn(version.slip_id()), version.decision(), version.wall_ms()});
    for (const v1::Dot& dot : from.ended()) field.ended.push_back(dotIn(dot));
  }
  if (state.id.isNil()) return malformedState();
  return state;
}

}  // namespace

const FieldState* RecordState::field(uint32_t number) const {
  const auto at = std::lower_bound(fields.begin(), fields.end(), number,
                                   [](const FieldState& state, uint32_t n) { return state.field < n; });
  return at != fields.end() && at->field == number ? &*at : nullptr;
}

std::string encodeState(const RecordState& state) {
  std::vector<Write> writes;
  std::vector<Id16> ids;
  size_t bytes = 64;
  for (const FieldState& field : state.fields) {
    for (const Version& version : field.versions) {
      add(writes, writeOf(version));
      bytes += version.wire.size() + 8;
    }
    for (const Dot& dot : field.ended) add(ids, dot.author);
    bytes += 8 + 8 * field.ended.size();
  }
  sortEachOnce(writes);
  for (const Write& write : writes) {
    add(ids, write.dot.author);
    if (!write.slipId.isNil()) add(ids, write.slipId);
  }
  sortEachOnce(ids);

  std::string out;
  out.reserve(bytes + 16 * ids.size() + 32 * writes.size());
  out.push_back(kStateFormat);
  out.push_back(state.isErased ? 1 : 0);
  out += state.id.view();
  appendVarint(out, state.type);
  appendVarint(out, ids.size());
  for (const Id16& id : ids) out += id.view();
  appendVarint(out, writes.size());
  for (const Write& write : writes) {
    appendVarint(out, placeIn(ids, write.dot.author));
    appendVarint(out, write.dot.seq);
    appendVarint(out, write.lamport);
    appendVarint(out, static_cast<uint64_t>(write.authorKind));
    appendVarint(out, write.slipId.isNil() ? 0 : placeIn(ids, write.slipId) + 1);
    appendVarint(out, write.isDecision ? 1 : 0);
    appendVarint(out, zigzag(write.wallMs));
  }
  appendVarint(out, state.fields.size());
  for (const FieldState& field : state.fields) {
    appendVarint(out, field.field);
    appendVarint(out, field.versions.size());
    for (const Version& version : field.versions) {
      appendVarint(out, placeIn(writes, writeOf(version)));
      appendBytes(out, version.wire);
    }
    appendVarint(out, field.ended.size());
    for (const Dot& dot : field.ended) {
      appendVarint(out, placeIn(ids, dot.author));
      appendVarint(out, dot.seq);
    }
  }
  appendVarint(out, state.withdrawn.size());
  for (const std::string& purpose : state.withdrawn) appendBytes(out, purpose);
  appendVarint(out, state.purged.size());
  for (const uint32_t field : state.purged) appendVarint(out, field);
  return out;
}

Result<RecordState> decodeState(std::string_view bytes) {
  if (!bytes.empty() && bytes.front() != kStateFormat) return decodeOlder(bytes);
  Source source(bytes);
  const std::string_view opening = source.bytes(2);
  if (!source.isGood()) return malformedState();
  RecordState state;
  state.isErased = opening[1] != 0;
  state.id = source.id();
  state.type = static_cast<uint32_t>(source.number());
  std::vector<Id16> ids(source.count());
  for (Id16& id : ids) id = source.id();
  std::vector<Write> writes(source.count());
  for (Write& write : writes) write = takeWrite(source, ids);
  const size_t fields = source.count();
  state.fields.reserve(fields);
  for (size_t i = 0; i < fields && source.isGood(); ++i) state.fields.push_back(takeField(source, ids, writes));
  const size_t withdrawn = source.count();
  for (size_t i = 0; i < withdrawn && source.isGood(); ++i) state.withdrawn.emplace_back(source.bytes());
  const size_t purged = source.count();
  for (size_t i = 0; i < purged && source.isGood(); ++i) state.purged.push_back(static_cast<uint32_t>(source.number()));
  if (!source.isAtEnd() || state.id.isNil()) return malformedState();
  return state;
}

}  // namespace foyer::record
