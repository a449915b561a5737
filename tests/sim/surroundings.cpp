#include "tests/sim/surroundings.h"

namespace foyer::sim {

namespace {

schema::Schema loaded() {
  auto schema = schema::Schema::loadBuiltIn();
  FOYER_ASSERT(schema.ok());
  return std::move(*schema);
}

// As an older program might have had them: any text is a phone number or a code.
schema::Schema lax() {
  schema::Schema schema = loaded();
  for (const schema::RecordType& type : schema.types()) {
    for (const schema::FieldRule& rule : type.fields) {
      auto& own = const_cast<schema::FieldRule&>(rule);  // of our own copy
      if (own.format == FORMAT_PHONE || own.format == FORMAT_EMAIL) own.format = FORMAT_TEXT;
    }
  }
  return schema;
}

}  // namespace

Rules::Rules() : schema(loaded()), laxSchema(lax()), validator(schema), laxValidator(laxSchema) {}

const Rules& Rules::get() {
  static const Rules rules;
  return rules;
}

}  // namespace foyer::sim
