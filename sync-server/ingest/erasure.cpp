// Erasing a person, and closing a case that needs no value.
#include <algorithm>

#include "sync-server/ingest/ingest.h"

namespace foyer::ingest {

Result<uint32_t> Ingest::erase(const Id16& account, const Id16& recordId) {
  uint32_t erased = 0;
  FOYER_TRY(m_writer.run([&](store::Writer& writer) -> Status {
    erased = 0;
    FOYER_ASSIGN(const auto person, m_retention.personOf(writer, recordId));
    std::vector<record::RecordWrite> writes;
    for (const store::RecordRow& row : person) {
      // A tombstone has no type.
      if (row.type == 0) continue;
      record::RecordWrite write;
      write.recordId = row.id;
      write.type = row.type;
      write.isErasure = true;
      writes.push_back(std::move(write));
    }
    if (person.empty()) return Error(Code::kNotFound, "There is no such record; go back to the inbox.");
    erased = static_cast<uint32_t>(writes.size());
    // What belongs to somebody goes before them: else its owner could not be found any more.
    std::reverse(writes.begin(), writes.end());
    for (size_t from = 0; from < writes.size(); from += record::kRecordsPerChangeMax) {
      const size_t until = std::min(writes.size(), from + record::kRecordsPerChangeMax);
      record::ChangeBody body;
      body.author = account;
      body.isDecision = true;
      body.records.assign(writes.begin() + static_cast<ptrdiff_t>(from), writes.begin() + static_cast<ptrdiff_t>(until));
      FOYER_ASSIGN(const auto outcome, writeStaff(writer, std::move(body)));
      FOYER_ASSERT(std::holds_alternative<StaffReceipt>(outcome));
    }
    return okStatus();
  }));
  return erased;
}

Status Ingest::closeCase(const Id16& account, const Id16& caseId) {
  return m_writer.run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const auto row, writer.findCase(caseId));
    if (!row) return Error(Code::kNotFound, "There is no such case; go back to the list.");
    if (row->closedMs != 0)
      return Error(Code::kFailedPrecondition, "Somebody has closed this case already; load it again.");
    record::ChangeBody body;
    body.author = account;
    body.isDecision = true;
    body.closesCase = caseId;
    FOYER_ASSIGN(const auto outcome, writeStaff(writer, std::move(body)));
    FOYER_ASSERT(std::holds_alternative<StaffReceipt>(outcome));
    return okStatus();
  });
}

}  // namespace foyer::ingest
