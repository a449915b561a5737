// The merge: the versions of a field, and what they come to.
//
// A field is an observed-remove multi-value register (Shapiro et al. 2011, "A comprehensive study of
// convergent and commutative replicated data types"): a write ends the versions that its author had seen and
// adds its own. Ended dots are remembered, so that applying is commutative, associative and idempotent.
// What the standing versions come to is one pure function per policy of (foyer.rule).
// Place: used by resolve (server), by the simulation and by nobody at the kiosk's user interface.
// Ownership: values, any thread. Errors: none; conflicts are results. Does not: know a clock or a database
// (invariants 3 and 7).
#pragma once

#include <vector>

#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer::merge {

// Adds what `write` of `change` says to `state`, whose id and type the caller has set.
// Fields that the schema does not know are kept and merged as LATEST, until a newer schema knows better.
void apply(record::RecordState& state, const schema::RecordType* type, const record::Change& change,
           const record::RecordWrite& write);

// The join of two states of the same record: as if every change of both had been applied to one.
record::RecordState join(const record::RecordState& a, const record::RecordState& b,
                         const schema::RecordType* type);

// Nothing but the id remains. Whatever is applied or joined afterwards changes nothing: erasure is monotone.
void erase(record::RecordState& state);
// These fields lose their values and stay empty, whatever is applied or joined afterwards. Gives those of them that
// had a value until now.
std::vector<uint32_t> purge(record::RecordState& state, const std::vector<uint32_t>& fields);
// Remembers a withdrawn purpose with the person; false: it was known.
bool addWithdrawn(record::RecordState& state, const std::string& purpose);

// What a field comes to.
struct Resolved {
  std::string wire;                                // what holds now; of a conflict, the version that was first
  std::vector<const record::Version*> standing;    // newest last, by (lamport, author)
  bool isConflict = false;                         // a person must decide
};
Resolved resolve(const record::FieldState& field, const schema::FieldRule& rule);
// For fields the schema does not know.
Resolved resolveUnknown(const record::FieldState& field);

}  // namespace foyer::merge
