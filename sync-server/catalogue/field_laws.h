// What a value of a catalogue field must look like, beyond its type.
//
// Place: the filler asks for each field it reads. The table stands in field_laws.cpp, one line a law, by
// "Message.field"; a field without a line has only its type, so that a new catalogue field needs no code.
// Ownership: constants. Errors: an objection is a sentence for the person who edits. Does not: know YAML.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace foyer::catalogue {

enum class Law {
  kRequired,    // must stand in the file
  kDay,         // 2026-12-01
  kTime,        // 17:00
  kLanguage,    // de, pt-BR, de-simple
  kReference,   // id of another item; `target` says of what kind
  kForm,        // a form kind of the record types
  kCodeList,    // name of a code list
  kRecordType,  // name of a record type, or "audit"
  kPhone,       // digits, with + ( ) - / and blanks between
  kEmail,       // something@domain
  kWeb,         // https://... or a bare domain
  kWorkedOut,   // nobody writes it: loading fills it in
};

struct FieldLaw {
  const char* field;
  Law law;
  const char* target = "";
};

// The laws of "Message.field"; for maps they hold for the names, for lists for each element.
std::vector<FieldLaw> lawsOf(const std::string& field);

// Why `value` breaks the law, as a sentence with what to do. References and kRequired are not judged here.
std::optional<std::string> objection(Law law, const std::string& value);

// Why `id` cannot be the id of an item of this kind ("offer", "question" ...).
std::optional<std::string> objectionToId(const std::string& kind, const std::string& id);

}  // namespace foyer::catalogue
