// Random changes by several authors to one record of any type, made by walking the rule table: what the
// property tests of merging feed on. Authors see each other's versions only now and then, as kiosks without a
// line do.
#pragma once

#include <random>
#include <vector>

#include "shared/merge/merge.h"
#include "shared/record/record.h"
#include "shared/schema/schema.h"
#include "shared/validate/validate.h"
#include "toy.pb.h"

namespace foyer::merge {

// Every record type that exists, and the one of tests/shared/schema/toy.proto.
inline const schema::Schema& allTypes() {
  static const schema::Schema schema = [] {
    auto messages = schema::Schema::builtInMessages();
    messages.push_back(toy::v1::Wish::descriptor());
    return *schema::Schema::load(messages);
  }();
  return schema;
}

inline std::vector<uint32_t> typeNumbers() {
  std::vector<uint32_t> numbers;
  for (const schema::RecordType& type : allTypes().types()) numbers.push_back(type.number);
  return numbers;
}

// Written to a record in each seed.
inline constexpr size_t kChanges = 12;

struct Written {
  record::Change change;
  record::RecordWrite write;
};

class FleetOfWriters {
 public:
  // `wallMs` is what every author's wall clock says.
  FleetOfWriters(const schema::Schema& schema, const schema::RecordType& type, uint32_t seed, int64_t wallMs = 0)
      : m_type(type), m_validator(schema), m_random(seed), m_wallMs(wallMs) {
    m_recordId.bytes[0] = 0x42;
  }

  // `count` changes; each author has applied a random part of the earlier ones.
  std::vector<Written> write(size_t count) {
    constexpr size_t kAuthors = 4;
    std::vector<record::RecordState> views(kAuthors, record::RecordState{m_recordId, m_type.number, {}, false});
    std::vector<uint64_t> seqs(kAuthors, 0);
    std::vector<Written> all;
    while (all.size() < count) {
      const size_t author = pick(kAuthors);
      for (const Written& earlier : all)
        if (pick(3) == 0) apply(views[author], &m_type, earlier.change, earlier.write);
      Written made = one(author, ++seqs[author], views[author]);
      apply(views[author], &m_type, made.change, made.write);
      all.push_back(std::move(made));
    }
    return all;
  }

  record::RecordState fold(const std::vector<Written>& changes) const {
    record::RecordState state{m_recordId, m_type.number, {}, false};
    for (const Written& written : changes) apply(state, &m_type, written.change, written.write);
    return state;
  }

  std::mt19937& random() { return m_random; }

 private:
  size_t pick(size_t below) { return m_random() % below; }

  std::vector<std::string> valuesFor(const schema::FieldRule& rule) {
    const std::string letter(1, static_cast<char>('a' + pick(4)));
    switch (rule.kind) {
      case schema::ValueKind::kEnum:
        return {rule.enumValues[1 + pick(rule.enumValues.size() - 1)].name};
      case schema::ValueKind::kBool: return {pick(2) ? "true" : "false"};
      case schema::ValueKind::kSigned:
      case schema::ValueKind::kUnsigned: return {std::to_string(std::max<int64_t>(rule.min, 1) + static_cast<int64_t>(pick(3)))};
      case schema::ValueKind::kBytes: return {std::string(31, '0') + std::to_string(pick(4))};
      case schema::ValueKind::kText: break;
    }
    if (rule.isRepeated) return {format(rule, letter), format(rule, letter + "b")};
    return {format(rule, letter)};
  }

  static std::string format(const schema::FieldRule& rule, const std::string& letter) {
    switch (rule.format) {
      case FORMAT_PHONE: return "+49 30 12345" + std::to_string(letter[0] - 'a');
      case FORMAT_EMAIL: return letter + "@example.org";
      case FORMAT_URL: return letter + ".example.org";
      case FORMAT_LANGUAGE: return "d" + letter.substr(0, 1);
      case FORMAT_DATE: return "2026-11-1" + std::to_string(letter[0] - 'a');
      default: break;
    }
    std::string text = letter;
    while (text.size() < rule.minLength) text += letter;
    return text;
  }

  Written one(size_t author, uint64_t seq, const record::RecordState& view) {
    record::ChangeBody body;
    body.id = newUuidV7(1'700'000'000'000 + static_cast<int64_t>(pick(1000)), [&](std::span<uint8_t> out) {
      for (uint8_t& byte : out) byte = static_cast<uint8_t>(m_random());
    });
    // Author 3 is the server, which alone may write SERVER fields; 2 is staff; the others are kiosks.
    body.authorKind = author == 3   ? record::AuthorKind::AUTHOR_KIND_SERVER
                      : author == 2 ? record::AuthorKind::AUTHOR_KIND_STAFF
                                    : record::AuthorKind::AUTHOR_KIND_KIOSK;
    if (!m_type.isWrittenByKiosk && author < 2) body.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
    body.author.bytes[0] = static_cast<uint8_t>(author + 1);
    body.seq = seq;
    body.wallMs = m_wallMs * (static_cast<int64_t>(author) - 1);
    body.lamport = 1 + pick(20);
    body.isDecision = author >= 2 && pick(4) == 0;
    if (author < 2 && pick(3) == 0) body.slipId.bytes[0] = static_cast<uint8_t>(0x80 + pick(3));
    record::RecordWrite write;
    write.recordId = m_recordId;
    write.type = m_type.number;
    for (const schema::FieldRule& rule : m_type.fields) {
      const bool mayWrite = rule.merge != MERGE_SERVER || author == 3;
      if (!mayWrite || (!rule.isRequired && pick(3) == 0)) continue;
      record::FieldWrite field{rule.number, {}, {}};
      if (rule.isRequired || pick(6) != 0) field.wire = *record::wireFromText(rule, valuesFor(rule));
      if (const record::FieldState* state = view.field(rule.number))
        for (const record::Version& version : state->versions) field.seen.push_back(version.dot);
      if (pick(8) == 0) {
        Id16 slip;
        slip.bytes[0] = static_cast<uint8_t>(0x80 + pick(3));
        field.seen.push_back({slip, 0});
      }
      write.fields.push_back(std::move(field));
    }
    body.records = {write};
    auto checked = m_validator.check(std::move(body));
    FOYER_ASSERT(std::holds_alternative<record::Change>(checked));
    return {std::get<record::Change>(std::move(checked)), std::move(write)};
  }

  const schema::RecordType& m_type;
  validate::Validator m_validator;
  std::mt19937 m_random;
  int64_t m_wallMs;
  Id16 m_recordId;
};

}  // namespace foyer::merge
