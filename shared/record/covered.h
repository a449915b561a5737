// A kiosk's Change without what stands on the cover of its entry anyway.
//
// Place: the journal seals this form, the server's log opens it again. Staff's changes have no cover and stay as
// encodeChange() writes them; so does a kiosk's change with anything that this form cannot say.
//   byte    2 (the format; encodeChange() begins with 0x0a; 1 is read, too)
//   byte    flags: 1 a slip was given, 2 the boot id stands here, 4 a decision
//   varint  Lamport number less seq (zigzag)
//   varint  wall clock less the time in the change id (zigzag); a change id that is no UUIDv7 has some time, too
//   varint  boot clock less (wall clock less what stood between the clocks with the data key) (zigzag); in format 1
//           the boot clock
//   16      slip id, if flagged; then boot id as bytes, if flagged
//   list    records: byte of flags (1 creates, 2 by slip, 4 its id is that of the change); 16 bytes of record id
//           or slip id unless 4; varint type; list of cleared fields; list of (field, list of seen dots (16 bytes
//           of author, varint seq)); then the fields
//   fields  a text (nothing below 32 in it): byte 1 to 14, the number of its field less that of the value before;
//           then the text, up to the next byte below 32 or the end. Any other value: byte 15, then as on the wire.
//           Behind the fields of all but the last record a byte 0. In format 1 all of them as on the wire, as bytes
//           or, of the last record, up to the end
// Texts have no lengths, since an end costs less: most fields follow the one before, and words pack that well.
// Lists and bytes as in state.cpp. Ownership: values. Threads: any. Errors: kInvalidArgument for bytes that are
// not this. Does not: seal, or check values.
#pragma once

#include <string>
#include <string_view>

#include "shared/record/record.h"

namespace foyer::record {

// What stands beside the sealed bytes, or with their data key.
struct Cover {
  Id16 changeId;
  Id16 author;
  uint64_t seq = 0;
  uint32_t schemaVersion = 0;
  std::string_view bootId = {};
  int64_t wallLessBootMs = 0;
};

// What stands with the data key: the id of the boot, and the wall clock less the boot clock.
std::string encodeCovered(const ChangeBody& change, std::string_view bootIdOfKey, int64_t wallLessBootMs);
// Either form.
Result<ChangeBody> decodeCovered(std::string_view bytes, const Cover& cover);

}  // namespace foyer::record
