// Runs tests/vectors/merge: each file forwards and backwards.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "shared/merge/merge.h"
#include "shared/validate/validate.h"
#include "tests/shared/vectors.h"

namespace foyer::merge {
namespace {

const schema::Schema& builtIn() {
  static const schema::Schema schema = *schema::Schema::loadBuiltIn();
  return schema;
}

Id16 namedId(const std::string& name) {
  Id16 id;
  std::copy_n(name.begin(), std::min(name.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

std::vector<std::string> splitValues(const std::string& text) {
  std::vector<std::string> values;
  for (size_t from = 0; from <= text.size();) {
    const size_t bar = std::min(text.find(" | ", from), text.size());
    if (bar > from) values.push_back(vectors::unescape(text.substr(from, bar - from)));
    from = bar + 3;
  }
  return values;
}

// "kiosk-a/1" or "slip:S"
record::Dot dotNamed(const std::string& text) {
  if (text.starts_with("slip:")) return {namedId(text), 0};
  const size_t slash = text.find('/');
  return {namedId(text.substr(0, slash)), std::stoull(text.substr(slash + 1))};
}

record::RecordWrite parseWrite(const std::string& line, const schema::RecordType& type, const schema::FieldRule& rule,
                               record::ChangeBody& body) {
  const size_t colon = line.find(" : ");
  std::istringstream words(line.substr(0, colon));
  std::string author, word;
  words >> author >> body.seq;
  body.author = namedId(author);
  body.authorKind = author.starts_with("staff")    ? record::AuthorKind::AUTHOR_KIND_STAFF
                    : author.starts_with("server") ? record::AuthorKind::AUTHOR_KIND_SERVER
                                                   : record::AuthorKind::AUTHOR_KIND_KIOSK;
  body.id = namedId(author + std::to_string(body.seq));
  body.lamport = body.seq;
  record::FieldWrite field{rule.number, {}, {}};
  while (words >> word) {
    if (word == "lamport") words >> body.lamport;
    if (word == "decision") body.isDecision = true;
    if (word == "slip") {
      words >> word;
      body.slipId = namedId("slip:" + word);
    } else if (word.find('/') != std::string::npos || word.starts_with("slip:")) {
      field.seen.push_back(dotNamed(word));
    }
  }
  field.wire = *record::wireFromText(rule, splitValues(colon == std::string::npos ? "" : line.substr(colon + 3)));
  record::RecordWrite write;
  write.recordId = namedId("record");
  write.type = type.number;
  write.fields = {field};
  return write;
}

class MergeVector : public ::testing::TestWithParam<vectors::Vector> {};

TEST_P(MergeVector, HoldsForwardsAndBackwards) {
  const schema::RecordType* type = nullptr;
  const schema::FieldRule* rule = nullptr;
  std::vector<std::pair<record::ChangeBody, record::RecordWrite>> writes;
  std::vector<std::string> expected;
  bool isConflict = false;
  for (const vectors::Line& line : GetParam().lines) {
    if (line.word == "field") {
      type = builtIn().typeNamed(line.rest.substr(0, line.rest.find('.')));
      rule = &vectors::fieldNamed(builtIn(), line.rest);
    } else if (line.word == "write") {
      record::ChangeBody body;
      const auto write = parseWrite(line.rest, *type, *rule, body);
      writes.emplace_back(body, write);
    } else if (line.rest == "conflict" || line.rest == "no conflict") {
      isConflict = line.rest == "conflict";
    } else {
      expected = splitValues(line.rest);
    }
  }
  for (const bool isBackwards : {false, true}) {
    if (isBackwards) std::reverse(writes.begin(), writes.end());
    record::RecordState state{namedId("record"), type->number, {}, false};
    for (auto& [body, write] : writes) {
      // The vectors are about merging alone: a body without records of its own passes as an unknown type's.
      record::ChangeBody envelope = body;
      record::RecordWrite cover = write;
      cover.type = 65'000;
      envelope.schemaVersion = schema::kSchemaVersion + 1;
      envelope.records = {cover};
      auto checked = validate::Validator(builtIn()).check(envelope);
      ASSERT_TRUE(std::holds_alternative<record::Change>(checked));
      apply(state, type, std::get<record::Change>(checked), write);
    }
    const record::FieldState* field = state.field(rule->number);
    const Resolved resolved = field ? resolve(*field, *rule) : Resolved{};
    EXPECT_EQ(record::textValues(*rule, resolved.wire), expected) << (isBackwards ? "backwards" : "forwards");
    EXPECT_EQ(resolved.isConflict, isConflict) << (isBackwards ? "backwards" : "forwards");
  }
}

INSTANTIATE_TEST_SUITE_P(Files, MergeVector, ::testing::ValuesIn(vectors::readFolder("merge")), vectors::nameOf);

}  // namespace
}  // namespace foyer::merge
