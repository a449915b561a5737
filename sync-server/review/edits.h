// What staff typed, as writes to records: text values by the schema, references, versions seen.
//
// Place: between the staff API and ingest::applyStaff. Ownership: refers to the schema. Threads: any.
// Errors: kInvalidArgument with what to do for unknown names and unreadable values; lengths and formats are
// found by validation later and come back as violations. Does not: write.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "shared/record/record.h"
#include "shared/validate/validate.h"
#include "sync-server/store/store.h"

namespace foyer::review {

class Edits {
 public:
  explicit Edits(const schema::Schema& schema) : m_schema(schema) {}

  Result<std::vector<record::RecordWrite>> edit(const store::Reader& reader,
                                                const foyer::staff::v1::EditRecordRequest& request) const;
  // New records; `newIds` gives the id of each, so that they can refer to each other by "#0", "#1". What has
  // the role of creation time or status and was not given is now, and the first state there is.
  Result<std::vector<record::RecordWrite>> create(const foyer::staff::v1::CreateRecordRequest& request,
                                                  const std::vector<Id16>& newIds, int64_t nowMs) const;
  Result<std::vector<record::RecordWrite>> resolve(const store::Reader& reader, const store::CaseRow& row,
                                                   const foyer::staff::v1::ResolveCaseRequest& request) const;
  foyer::staff::v1::FieldViolation show(const std::vector<record::RecordWrite>& writes,
                                        const validate::Violation& violation) const;

 private:
  Result<record::FieldWrite> fieldWrite(const schema::RecordType& type, const std::string& name,
                                        std::vector<std::string> values,
                                        const google::protobuf::RepeatedPtrField<std::string>& seen) const;
  const schema::Schema& m_schema;
};

}  // namespace foyer::review
