// A date that is promised to more people than it has seats, in numbers, and who is confirmed.
//
// Place: behind ListCases and GetCase. Ownership: a value over the reader and the record view, which outlive it.
// Threads: any. Errors: those of the store. Does not: count seats (seats), decide.
#pragma once

#include "sync-server/review/record_view.h"

namespace foyer::review {

// As many as the console shows in one list.
inline constexpr size_t kConfirmedShownMax = 200;

class CapacityView {
 public:
  explicit CapacityView(const RecordView& records) : m_records(records) {}
  // Adds how it stands now, if the case is such a date and open.
  Status show(const store::Reader& reader, const store::CaseRow& row, foyer::staff::v1::CaseSummary& summary) const;
  // Adds the confirmed registrations of what show() has found.
  Status showConfirmed(const store::Reader& reader, foyer::staff::v1::GetCaseResponse& page) const;

 private:
  const RecordView& m_records;
};

}  // namespace foyer::review
