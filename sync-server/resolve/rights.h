// What an erasure and a withdrawn consent do to the records (invariant 8). By the rule table alone: who belongs to
// whom is RIGHT_BELONGS_TO, what a purpose holds up is `needs_consent`.
//
// A withdrawal marks the person with its purpose; every record of the person loses the fields that were kept for
// this purpose and for no other that the person agreed to, and a case says what was taken out. The marks stay, so
// that what arrives later is taken out when it is folded. An erased record is a tombstone. Both are remembered by
// marks (store/erased_mark.h), which outlive backups: what is on the list and was lost with a disk is said again.
// Place: the Resolver calls it inside the writer's transaction, at every fold, live and in a rebuild: the same log
// gives the same records. Log rows that hold what was taken out become due for retention, which redacts them.
// Ownership: refers to the schema. Threads: the writer thread. Errors: those of the store.
// Does not: open or change log rows; write the list of erasures (retention).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/record/record.h"
#include "shared/schema/schema.h"
#include "sync-server/resolve/arrival.h"
#include "sync-server/store/store.h"

namespace foyer::resolve {

// Records of one person, each over one other: a consent, a registration, a note on it, with room.
inline constexpr int kBelongingDepthMax = 8;

class Rights {
 public:
  explicit Rights(const schema::Schema& schema) : m_schema(schema) {}

  // The record is a tombstone from now on. Again: what this change wrote to it is taken out too.
  Status erase(store::Writer& writer, const Id16& recordId, const Arrival& arrival) const;
  // A record that is about to be saved takes over what its person has withdrawn.
  Status inherit(store::Writer& writer, record::RecordState& state) const;
  // After all records of a change were saved: if this one is a consent that is withdrawn, its effects.
  Status followWithdrawal(store::Writer& writer, const Id16& recordId, const Id16& changeId, const Arrival& arrival) const;
  // A write that waits for its visit: if it withdraws, that is remembered all the same.
  Status noteWaiting(store::Writer& writer, const record::RecordWrite& write) const;
  // What withdraws this consent again, if its withdrawal is remembered and this server has lost it.
  Result<std::optional<record::RecordWrite>> lostWithdrawal(const store::Reader& reader, const Id16& consentId) const;

 private:
  struct Answer {
    Id16 person;
    uint32_t personType = 0;
    std::string purpose;
    bool agrees = false;
    bool isWithdrawn = false;
    uint32_t field = 0;
    std::vector<Id16> slips;  // by which the visit that asked can be named
  };
  std::optional<Answer> answerOf(const record::RecordState& state) const;
  Result<std::set<std::string>> agreedBy(const store::Reader& reader, const record::RecordState& person) const;
  std::vector<uint32_t> fieldsToPurge(uint32_t type, const std::vector<std::string>& withdrawn,
                                      const std::set<std::string>& agreed) const;
  Status purgeTree(store::Writer& writer, const Id16& recordId, const record::RecordState& person,
                   const std::set<std::string>& agreed, const Arrival& arrival, int depth,
                   std::vector<std::string>& takenOut) const;
  Status purgeRecord(store::Writer& writer, record::RecordState state, const std::vector<uint32_t>& fields,
                     const Arrival& arrival, std::vector<std::string>& takenOut) const;

  const schema::Schema& m_schema;
};

// The records that this one refers to now.
std::vector<Id16> references(const schema::RecordType* type, const record::RecordState& state);
// The one that it belongs to; nil: to none.
Id16 ownerOf(const schema::RecordType* type, const record::RecordState& state);
// The id of the case that `changeId` opens on this field; the same at every fold.
Id16 caseId(const Id16& recordId, uint32_t field, const Id16& changeId);

}  // namespace foyer::resolve
