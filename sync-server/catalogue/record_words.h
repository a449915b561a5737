// The words of the record types that a catalogue refers to: which forms, code lists and questions exist.
//
// Place: read once from the schema when files are checked, so that a new field or record type
// needs no line here. Ownership: values. Errors: none. Does not: know a record type by name.
#pragma once

#include <set>
#include <string>

namespace foyer::catalogue {

struct RecordWords {
  // "enquiry", "registration" ...: the form kinds that create a record.
  std::set<std::string> forms;
  // "topic", "reach" ...: the code lists that fields take their values from, and "language".
  std::set<std::string> codeLists;
  // "contact.names" ...: every field that a form asks for.
  std::set<std::string> questions;
  // "contact", "enquiry" ...: the record types.
  std::set<std::string> types;
};

const RecordWords& recordWords();

}  // namespace foyer::catalogue
