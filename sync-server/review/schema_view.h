// The schema and the catalogue's words, for whoever shows records: types, fields, labels, code lists.
//
// Place: behind GetSchema. Ownership: refers to the schema; reads the catalogue from the store per call.
// Threads: any. Errors: those of the store.
#pragma once

#include "foyer/staff/v1/staff.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/store/store.h"

namespace foyer::review {

Result<foyer::staff::v1::GetSchemaResponse> showSchema(const schema::Schema& schema, const store::Reader& reader);
// The centre's name in German, or what there is; empty without a catalogue.
Result<std::string> centreName(const store::Reader& reader);

}  // namespace foyer::review
