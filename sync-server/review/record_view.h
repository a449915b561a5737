// A record as the console shows it: fields by the schema, versions with their origins, history, relatives.
// No field is named here: labels, order and kinds come from the schema (invariant 1).
//
// Place: behind GetRecord, GetCase and the answers of edits. Ownership: refers to schema and to what opens
// log rows; borrows a Reader per call. Threads: any. Errors: kNotFound; those of the store.
// Does not: write, or decide who may see what (the API's access rules do).
#pragma once

#include <functional>
#include <map>

#include "foyer/staff/v1/staff.pb.h"
#include "shared/merge/merge.h"
#include "sync-server/review/people.h"
#include "sync-server/store/store.h"

namespace foyer::review {

inline constexpr size_t kHistoryRowsMax = 500;   // a record that staff edit daily for a year
inline constexpr size_t kRelatedRecordsMax = 100;  // what a person can look through

// Opens a log row to the change in it; see ingest::LogOpener.
using OpenChange = std::function<Result<record::Change>(const store::Reader&, const store::LogRow&)>;

class RecordView {
 public:
  RecordView(const schema::Schema& schema, OpenChange open) : m_schema(schema), m_open(std::move(open)) {}

  Result<foyer::staff::v1::GetRecordResponse> page(const store::Reader& reader, const Id16& id) const;
  // The record alone.
  Result<foyer::staff::v1::Record> record(const store::Reader& reader, const Id16& id) const;
  Result<foyer::staff::v1::Field> field(const store::Reader& reader, const Id16& id, uint32_t field) const;
  // Field 0: of all fields. Oldest first.
  Result<std::vector<foyer::staff::v1::HistoryLine>> history(const store::Reader& reader, const Id16& id, uint32_t field) const;
  // "Who it is about": its title, or that of a record it refers to; empty if nobody is named.
  Result<std::string> title(const store::Reader& reader, const Id16& id) const;
  Result<foyer::staff::v1::CaseSummary> summary(const store::Reader& reader, const store::CaseRow& row) const;

 private:
  using RowsByDot = std::map<record::Dot, store::LogRow>;
  Result<RowsByDot> rowsOf(const store::Reader& reader, const Id16& id) const;
  foyer::staff::v1::Record show(const record::RecordState& state, const RowsByDot& rows, People& people) const;
  foyer::staff::v1::Field show(const record::RecordState& state, const record::FieldState& field,
                               const schema::FieldRule& rule, const RowsByDot& rows, People& people) const;
  Result<std::vector<Id16>> relatives(const store::Reader& reader, const record::RecordState& state) const;

  const schema::Schema& m_schema;
  OpenChange m_open;
};

// The state of a record; kNotFound if there is none.
Result<record::RecordState> loadState(const store::Reader& reader, const Id16& id);
// The records that it refers to now, in the order of its fields.
std::vector<Id16> referencesOf(const schema::Schema& schema, const record::RecordState& state);
// The text values that hold now of the first field with this role; empty if there is none.
std::vector<std::string> valuesWithRole(const schema::Schema& schema, const record::RecordState& state, Role role);

}  // namespace foyer::review
