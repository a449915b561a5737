// What lies behind the records: the rows of the log that still hold what was erased or withdrawn, and the list of
// erasures that outlives backups. (It also holds withdrawals.)
//
//   fold (resolve) --marks rows as due--> sweepAll() --plain rows with less in them--> log
//                                            |-- marks of what was erased or withdrawn --> erased.list
// A row is redacted in the transaction that made it due, so that no commit shows an erased record beside its content;
// the store then overwrites what was there. A change, a record and a slip that were erased are remembered by a
// hash: entries of kiosks that come again, and backups that are restored, bring nothing back.
// Ownership: refers to the schema and to what opens log rows. Threads: the writer thread.
// Errors: those of the store; kUnavailable where the list cannot be written: then the transaction must not commit.
// Does not: fold, or decide who may erase. Copies in backup files stay until they are deleted.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "shared/schema/schema.h"
#include "sync-server/retention/redaction.h"
#include "sync-server/store/erased_list.h"
#include "sync-server/store/store.h"

namespace foyer::retention {

// Rows looked up at a time.
inline constexpr size_t kRedactionsAtOnce = 1'000;
// Records that are erased together: a person with ten years of visits.
inline constexpr size_t kPersonRecordsMax = 1'000;

class Retention {
 public:
  // Opens a log row to the change in it.
  using Open = std::function<Result<record::Change>(const store::Reader&, const store::LogRow&)>;

  Retention(const schema::Schema& schema, Open open) : m_schema(schema), m_open(std::move(open)) {}

  // Where erasures and withdrawals are remembered outside the database; without it only inside.
  void keepList(store::ErasedList list) { m_list = std::move(list); }
  // Redacts what is due, and puts on the list what is not there yet.
  Status sweepAll(store::Writer& writer) const;
  // The record, the one it belongs to, and all that belongs to that one.
  Result<std::vector<store::RecordRow>> personOf(const store::Reader& reader, const Id16& recordId) const;

 private:
  Status redactRow(store::Writer& writer, const store::LogRow& row) const;
  Status redactUnread(store::Writer& writer, const store::LogRow& row) const;
  Status putOnList(store::Writer& writer) const;
  Result<std::vector<Fate>> fatesOf(const store::Reader& reader, const record::RecordWrite& write) const;
  Result<Id16> ownerOf(const store::Reader& reader, const Id16& recordId) const;

  const schema::Schema& m_schema;
  Open m_open;
  std::optional<store::ErasedList> m_list;
};

}  // namespace foyer::retention
