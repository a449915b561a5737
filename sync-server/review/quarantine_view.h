// Changes that nobody could apply yet, as the console shows them: what stands in quarantine, what waits for a
// visit that never came; and what staff decide about them.
//
// Place: behind GetCase, ListWaitingChanges and SettleChange. Ownership: refers to the schema and to what reads
// log rows. Threads: any. Errors: kNotFound, kInvalidArgument with what to do. Does not: decide or write.
#pragma once

#include <functional>

#include "foyer/staff/v1/staff.pb.h"
#include "shared/base/clock.h"
#include "shared/record/record.h"
#include "sync-server/store/store.h"

namespace foyer::review {

// What a log row says, read but not judged; see ingest::LogOpener::read.
using ReadChange = std::function<Result<record::ChangeBody>(const store::Reader&, const store::LogRow&)>;

class QuarantineView {
 public:
  QuarantineView(const schema::Schema& schema, ReadChange read) : m_schema(schema), m_read(std::move(read)) {}

  // Adds where the change of this case came from, and as much of it as can be read.
  Status show(const store::Reader& reader, const store::CaseRow& row, foyer::staff::v1::GetCaseResponse& page) const;
  Result<foyer::staff::v1::ListWaitingChangesResponse> waiting(
      const store::Reader& reader, const foyer::staff::v1::ListWaitingChangesRequest& request, int64_t nowMs) const;
  // The change that a request is about.
  Result<record::Settlement> settlement(const store::Reader& reader,
                                        const foyer::staff::v1::SettleChangeRequest& request) const;

 private:
  const schema::Schema& m_schema;
  ReadChange m_read;
};

}  // namespace foyer::review
