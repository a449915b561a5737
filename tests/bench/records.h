// The records of the measurements: visits to fairs and open days, each an id and twelve short texts, made as the
// generator of the goals makes them (the same lists of values and the same chances for each field).
//
// Place: every piece of work writes the same ones. Seed 7 gives the same 10,000 everywhere; as JSON they have
// 402 bytes in the mean, as such records have in the field. One visit a second. Values; any thread. Errors: none.
// Does not: know how they are stored or sent.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer::bench {

inline constexpr uint32_t kSeed = 7;
inline constexpr size_t kRecords = 10'000;
inline constexpr int64_t kFirstVisitMs = 1'760'000'000'000;  // wall clock
inline constexpr int64_t kBootedMs = kFirstVisitMs - 40'000'000;
inline constexpr size_t kFields = 12;  // field i + 1 of foyer.bench.v1.Visit

struct Visit {
  Id16 id;
  std::array<std::string, kFields> values;
};

// `first` is the number of the first one: ids go up with it.
std::vector<Visit> makeVisits(size_t count, uint32_t seed, uint64_t first = 0);
// As a web form would send it; what the raw limits store.
std::string asJson(const Visit& visit);
// The built-in record types and Visit.
schema::Schema loadSchema();
// What a kiosk hands to its journal for one visit; author, number and times are still to be filled in.
record::ChangeBody bodyOf(const schema::Schema& schema, const Visit& visit);
// A write to one field of a record, without having seen anything.
record::RecordWrite writeTo(const schema::Schema& schema, const Id16& record, uint32_t field, const std::string& value);

}  // namespace foyer::bench
