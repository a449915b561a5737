// Changes, records and their versions as values, and their bytes.
//
// Place: between the schema and everything that validates, merges, seals or shows. A field's value is kept
// as its own wire bytes (all occurrences of the field, tags included): merging and storing need no
// reflection, and fields of a newer schema pass through untouched.
// Ownership: plain values, any thread. Errors: kInvalidArgument for bytes that are not what they should be.
// Does not: judge values (validate) or combine them (merge).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foyer/record/v1/change.pb.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/schema/schema.h"

namespace foyer::validate {
class Validator;
}

namespace foyer::record {

// Bounds of what a change may hold; a visit writes 3 to 12 records.
inline constexpr size_t kChangeBytesMax = 256 * 1024;  // ten longest texts in four-byte scripts, with room
inline constexpr size_t kRecordsPerChangeMax = 64;
inline constexpr size_t kSeenDotsMax = 1024;  // versions of one field that one person can have had before them

using AuthorKind = foyer::record::v1::AuthorKind;

// A write's name, unique for ever. (slip id, 0) names the visit of a slip.
struct Dot {
  Id16 author;
  uint64_t seq = 0;
  auto operator<=>(const Dot&) const = default;
  // "<32 hex digits>:<seq>"
  std::string text() const;
  static std::optional<Dot> fromText(std::string_view text);
};

// One field's own wire bytes. Empty: set to nothing.
struct FieldWrite {
  uint32_t field = 0;
  std::string wire;
  std::vector<Dot> seen;
};

struct RecordWrite {
  Id16 recordId;  // nil if slipId says which
  Id16 slipId;
  uint32_t type = 0;
  bool isNew = false;              // creates the record; implied for kiosks that name a record id
  std::vector<FieldWrite> fields;  // by number, each once
  // With slipId: only the records of the visit that hold these values; see change.proto.
  std::vector<FieldWrite> matching = {};
  bool isErasure = false;  // staff erase the record; fields are empty then
};

using SettlementAct = foyer::record::v1::SettlementAct;
inline constexpr size_t kSettlementReasonBytesMax = 2'000;  // 500 characters of any script

// A decision of staff about a change that could not be applied.
struct Settlement {
  Id16 changeId;
  SettlementAct act = SettlementAct::SETTLEMENT_ACT_UNSPECIFIED;
  std::string reason;
};

// What a change says; anybody can fill it. Only validation makes a Change of it.
struct ChangeBody {
  Id16 id;
  AuthorKind authorKind = AuthorKind::AUTHOR_KIND_UNSPECIFIED;
  Id16 author;
  uint64_t seq = 0;
  uint64_t lamport = 0;
  std::vector<RecordWrite> records;
  int64_t wallMs = 0;
  int64_t bootMs = 0;
  std::string bootId;
  Id16 slipId;  // nil: no slip was given
  bool isDecision = false;
  uint32_t schemaVersion = 0;
  std::optional<Settlement> settlement;
  bool isRedacted = false;  // content was taken out; only in the server's log
  Id16 closesCase = {};     // nil: none
};

// Validated and immutable.
class Change {
 public:
  const ChangeBody& body() const { return m_body; }
  Dot dot() const { return {m_body.author, m_body.seq}; }

 private:
  friend class foyer::validate::Validator;
  explicit Change(ChangeBody body) : m_body(std::move(body)) {}
  ChangeBody m_body;
};

// foyer.record.v1.Change in wire format.
std::string encodeChange(const ChangeBody& change);
Result<ChangeBody> decodeChange(std::string_view bytes);

struct Version {
  Dot dot;
  uint64_t lamport = 0;
  AuthorKind authorKind = AuthorKind::AUTHOR_KIND_UNSPECIFIED;
  std::string wire;
  Id16 slipId;
  bool isDecision = false;
  int64_t wallMs = 0;
};

struct FieldState {
  uint32_t field = 0;
  std::vector<Version> versions;  // standing ones, by dot
  std::vector<Dot> ended;         // all dots that later writes had seen, sorted
};

struct RecordState {
  Id16 id;
  uint32_t type = 0;
  std::vector<FieldState> fields;  // by number
  bool isErased = false;
  std::vector<std::string> withdrawn = {};  // purposes that the person described here has withdrawn, sorted
  std::vector<uint32_t> purged = {};        // fields that stay empty after a withdrawal, sorted
  const FieldState* field(uint32_t number) const;
};

// Canonical: equal states have equal bytes (versions and dots are sorted).
std::string encodeState(const RecordState& state);
Result<RecordState> decodeState(std::string_view bytes);

// --- one field's wire bytes ---
// Splits a message into its fields, by number; repeated occurrences are joined in order. Unknown fields too.
Result<std::vector<FieldWrite>> sliceFields(std::string_view message);
// The values in them, as raw content: text and bytes as they are, varints as unsigned.
struct WireValue {
  bool isVarint = false;
  uint64_t number = 0;
  std::string_view bytes;
};
Result<std::vector<WireValue>> wireValues(std::string_view wire);
// As text, for people, forms and exports: text as it is, numbers in decimal, enums by name, flags as
// "true"/"false", ids of 16 bytes in UUID form, other bytes in hex.
std::vector<std::string> textValues(const schema::FieldRule& rule, std::string_view wire);
// And back. An empty list gives empty wire bytes (set to nothing). kInvalidArgument for text that cannot be
// such a value (no number, unknown enum name); lengths and formats are validate's business.
Result<std::string> wireFromText(const schema::FieldRule& rule, std::span<const std::string> values);

// The text form of slip codes; the 16-byte id of a slip is seal::slipId(code).
// "7k4m 9qxr-2tda" -> "7K4M9QXR2TDA": Crockford base32, I L -> 1, O -> 0; nothing if not 12 characters.
std::optional<std::string> normaliseSlipCode(std::string_view typed);
// 60 random bits.
std::string newSlipCode(const Random& random);
// "7K4M-9QXR-2TDA"
std::string groupSlipCode(std::string_view code);

}  // namespace foyer::record
