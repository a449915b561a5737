// What two servers that know the same changes have in common: the digest.
//
// It is over all records and all open cases, without what clocks on the wall have written, which is for people:
//   - when a version was written (wall_ms);
//   - the values of fields that hold a moment (names in _ms): a kiosk or the server fills them from its clock; who
//     wrote them and what was seen does count;
//   - the first six bytes of ids of records and authors, wherever they stand: in a UUIDv7 they are a clock. 74
//     random bits are left.
#include <algorithm>
#include <array>

#include "sync-server/ingest/rebuild.h"

namespace foyer::ingest {

namespace {

constexpr size_t kPage = 1'000;  // rows in memory at a time
constexpr size_t kClockBytesOfId = 6;
constexpr size_t kIdBytes = 16;

// A sum of hashes modulo 2^256: the digest of a set, whatever its order (AdHash, Bellare and Micciancio 1997;
// it guards against mistakes of ours, not against somebody who writes the database).
class SetDigest {
 public:
  void add(std::string_view element) {
    const seal::Hash32 hash = seal::hash(element);
    unsigned carry = 0;
    for (size_t i = m_sum.size(); i-- > 0;) {
      const unsigned total = unsigned{m_sum[i]} + hash[i] + carry;
      m_sum[i] = static_cast<uint8_t>(total);
      carry = total >> 8;
    }
  }
  std::string hex() const {
    return toHex({reinterpret_cast<const char*>(m_sum.data()), m_sum.size()});
  }

 private:
  std::array<uint8_t, 32> m_sum{};
};

Id16 withoutClock(Id16 id) {
  std::fill_n(id.bytes.begin(), kClockBytesOfId, uint8_t{0});
  return id;
}

// The wire bytes of references without the clocks in them.
Result<std::string> referencesWithoutClock(const std::string& wire) {
  std::string bytes = wire;
  FOYER_ASSIGN(const auto values, record::wireValues(wire));
  for (const record::WireValue& value : values) {
    if (value.isVarint || value.bytes.size() != kIdBytes) continue;
    const size_t at = static_cast<size_t>(value.bytes.data() - wire.data());
    bytes.replace(at, kClockBytesOfId, kClockBytesOfId, '\0');
  }
  return bytes;
}

// Fields of a schema that is newer than this server count as they are.
Status forgetClocks(const schema::FieldRule* rule, record::FieldState& field) {
  const bool isMoment = rule && rule->kind == schema::ValueKind::kSigned && rule->name.ends_with("_ms");
  for (record::Version& version : field.versions) {
    version.dot.author = withoutClock(version.dot.author);
    version.wallMs = 0;
    if (isMoment) version.wire.clear();
    if (!rule || !rule->isReference) continue;
    FOYER_ASSIGN(version.wire, referencesWithoutClock(version.wire));
  }
  for (record::Dot& dot : field.ended) dot.author = withoutClock(dot.author);
  std::sort(field.versions.begin(), field.versions.end(),
            [](const record::Version& a, const record::Version& b) { return a.dot < b.dot; });
  std::sort(field.ended.begin(), field.ended.end());
  return okStatus();
}

Result<std::string> withoutClocks(const schema::Schema& schema, const std::string& stored) {
  FOYER_ASSIGN(record::RecordState state, record::decodeState(stored));
  const schema::RecordType* type = schema.type(state.type);
  state.id = withoutClock(state.id);
  for (record::FieldState& field : state.fields) FOYER_TRY(forgetClocks(type ? type->field(field.field) : nullptr, field));
  return record::encodeState(state);
}

}  // namespace

Result<std::string> digest(const store::Store& store) {
  // The record types do not change while a program runs.
  static const auto schema = schema::Schema::loadBuiltIn();
  if (!schema.ok()) return schema.error();
  SetDigest sum;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    for (int64_t n = 0;;) {
      FOYER_ASSIGN(const auto rows, reader.recordsChangedAfter(n, kPage));
      if (rows.empty()) break;
      for (const store::RecordRow& row : rows) {
        FOYER_ASSIGN(const std::string state, withoutClocks(*schema, row.state));
        sum.add("record" + state);
      }
      n = rows.back().changedN;
    }
    for (size_t offset = 0;; offset += kPage) {
      FOYER_ASSIGN(const auto cases, reader.listCases(0, false, kPage, offset));
      for (const store::CaseRow& row : cases)
        sum.add("case" + std::to_string(static_cast<int>(row.kind)) + withoutClock(row.recordId).str() + std::to_string(row.field));
      if (cases.size() < kPage) return okStatus();
    }
  }));
  return sum.hex();
}

}  // namespace foyer::ingest
