// Cases as the console shows them: the list, and one with both values side by side.
//
// Place: behind ListCases and GetCase. Ownership: refers to the record view. Threads: any. Errors: kNotFound,
// kInvalidArgument for a bad token. Does not: decide.
#pragma once

#include "sync-server/review/record_view.h"

namespace foyer::review {

class CaseView {
 public:
  explicit CaseView(const RecordView& records) : m_records(records) {}
  Result<foyer::staff::v1::ListCasesResponse> list(const store::Reader& reader,
                                                   const foyer::staff::v1::ListCasesRequest& request) const;
  Result<foyer::staff::v1::GetCaseResponse> page(const store::Reader& reader, const Id16& id) const;

 private:
  Result<foyer::staff::v1::CaseSummary> summary(const store::Reader& reader, const store::CaseRow& row) const;

  const RecordView& m_records;
};

}  // namespace foyer::review
