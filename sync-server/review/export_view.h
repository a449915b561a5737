// Records of a type as CSV (RFC 4180, with semicolons and a byte order mark, as German Excel expects), one
// column a field of the schema.
//
// Place: behind ExportRecords. Threads: any. Errors: kInvalidArgument for an unknown type,
// kResourceExhausted above the limit. Does not: hide fields; the API's access rules decide who may export.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/store/store.h"

namespace foyer::review {

inline constexpr uint32_t kExportRowsMax = 50'000;  // what a spreadsheet opens and a response holds

Result<foyer::staff::v1::ExportRecordsResponse> exportRecords(const schema::Schema& schema, const store::Reader& reader,
                                                              const std::string& typeName);

// One cell: quoted where needed; a text that a spreadsheet would run as a formula gets a leading apostrophe
// (OWASP, "CSV injection").
std::string csvCell(std::string_view text);

}  // namespace foyer::review
