// A record or change as a line that may be logged: every field whose privacy class is PERSONAL or SPECIAL, and
// every field that the schema does not know, is replaced by what kind of thing it was.
//
// Place: the only way from a record into a log line (invariant 10); one walk protects every new field by its
// declaration. Threads: any. Errors: none. Does not: log.
#pragma once

#include "shared/base/log.h"
#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer::privacy {

// "Enquiry{topics=<special:2> site=library status=REQUEST_STATUS_NEW 99=<unknown:1>}"
Safe redact(const schema::RecordType& type, const std::vector<record::FieldWrite>& fields);
// One field: its value if it may be shown in a log, else "<personal:1>".
std::string redactedValue(const schema::FieldRule& rule, std::string_view wire);

}  // namespace foyer::privacy
