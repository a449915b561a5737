// The inbox: one row a record of an inbox type, made from the merged state by the roles of its fields.
//
// Rows are made when somebody looks, not when records arrive: ingest stays fast, and a burst of changes to one
// record costs one row. `isBehind` says whether there is something to make; `catchUp` makes it, in bounded
// steps, inside the writer.
// Place: behind ListInbox. Ownership: refers to the schema. Threads: isBehind and list any, catchUp the writer
// thread. Errors: those of the store; kInvalidArgument for a bad page token or an unknown record type.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "sync-server/review/record_view.h"

namespace foyer::review {

inline constexpr size_t kCatchUpStep = 500;  // records a transaction, so that the writer is never held for long
inline constexpr uint32_t kPageRowsMax = 200;
inline constexpr uint32_t kPageRowsDefault = 50;
inline constexpr size_t kSearchTextBytesMax = 8'192;  // of one record; the rest of a longer text is not searched

class InboxView {
 public:
  InboxView(const schema::Schema& schema, const RecordView& records) : m_schema(schema), m_records(records) {}

  Result<bool> isBehind(const store::Reader& reader) const;
  // True: there is more to do.
  Result<bool> catchUp(store::Writer& writer) const;
  Result<foyer::staff::v1::ListInboxResponse> list(const store::Reader& reader,
                                                   const foyer::staff::v1::ListInboxRequest& request) const;

 private:
  Result<store::InboxRow> makeRow(const store::Reader& reader, const record::RecordState& state) const;
  Status makeRows(store::Writer& writer, const Id16& id) const;
  Result<store::InboxFilter> filterOf(const foyer::staff::v1::ListInboxRequest& request) const;
  foyer::staff::v1::InboxRow show(const store::InboxRow& row) const;

  const schema::Schema& m_schema;
  const RecordView& m_records;
};

}  // namespace foyer::review
