// A record or change as a line that may be logged: every field whose privacy class is PERSONAL or SPECIAL, and
// every field that the schema does not know, is replaced by what kind of thing it was.
//
// Place: the only way from a record into a log line (invariant 10), as ingest does it with what goes into quarantine;
// one walk protects every new field by its declaration. Nothing is taken on trust: a change that was refused may hold
// anything anywhere, so that only what looks like a code, a number or an id is shown. Threads: any. Errors: none.
// Does not: log.
#pragma once

#include "shared/base/log.h"
#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer::privacy {

inline constexpr size_t kShownBytesMax = 1000;  // a line that somebody reads; a hostile change has more fields than that

// "Contact{names=<personal:1>} Enquiry{status=REQUEST_STATUS_NEW}", cut at kShownBytesMax.
Safe redact(const schema::Schema& schema, const record::ChangeBody& change);
// "Enquiry{topics=<special:2> site=library status=REQUEST_STATUS_NEW 99=<unknown:1>}"
Safe redact(const schema::RecordType& type, const std::vector<record::FieldWrite>& fields);
// One field: its value if it may be shown in a log, else "<personal:1>".
std::string redactedValue(const schema::FieldRule& rule, std::string_view wire);

}  // namespace foyer::privacy
