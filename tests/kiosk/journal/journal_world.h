// A kiosk's journal in a folder of its own, its keys, and visits to put into it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "kiosk/journal/journal.h"
#include "shared/record/covered.h"
#include "shared/schema/schema.h"
#include "shared/validate/validate.h"

namespace foyer::journal {

class Folder {
 public:
  Folder()
      : m_path(std::filesystem::temp_directory_path() /
               ("foyer-journal-" + newRandomId(systemRandom()).hex())) {
    std::filesystem::create_directories(m_path);
  }
  ~Folder() { std::filesystem::remove_all(m_path); }
  std::string file(const std::string& name) const { return (m_path / name).string(); }

 private:
  std::filesystem::path m_path;
};

inline const schema::Schema& builtInSchema() {
  static const schema::Schema schema = std::move(*schema::Schema::loadBuiltIn());
  return schema;
}

// A validated Feedback whose text tells it apart.
inline Result<record::Change> feedback(const Id16& id, const record::Dot& dot, uint64_t lamport,
                                       const std::string& text, const Random& random = systemRandom()) {
  static const validate::Validator validator(builtInSchema());
  record::ChangeBody body;
  body.id = id;
  body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
  body.author = dot.author;
  body.seq = dot.seq;
  body.lamport = lamport;
  body.schemaVersion = schema::kSchemaVersion;
  const schema::RecordType& type = *builtInSchema().typeNamed("Feedback");
  record::RecordWrite write;
  write.recordId = newUuidV7(1'700'000'000'000, random);
  write.type = type.number;
  const auto field = [&](const char* name, const std::string& value) {
    const schema::FieldRule& rule = *type.fieldNamed(name);
    const std::string values[] = {value};
    write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
  };
  field("face", "good");
  field("line", text);
  body.records.push_back(std::move(write));
  auto checked = validator.check(std::move(body));
  if (auto* change = std::get_if<record::Change>(&checked)) return std::move(*change);
  return Error(Code::kInvalidArgument, "The feedback of the test is not valid.");
}

struct JournalWorld {
  Id16 device = newRandomId(systemRandom());
  seal::SealingKeyPair organisation = seal::newSealingKeyPair();
  seal::SigningKeyPair signing = seal::newSigningKeyPair();
  ManualClock clock;
  Folder folder;
  uint64_t diskFree = 1'000'000'000;

  Result<std::unique_ptr<Journal>> tryOpen(const std::string& name = "journal.db") {
    return Journal::open(folder.file(name), {device, organisation.publicKey, signing.secretKey.copy()}, clock,
                         systemRandom(), {.vfs = "", .diskFreeBytes = [this] { return diskFree; }});
  }
  std::unique_ptr<Journal> open(const std::string& name = "journal.db") {
    auto journal = tryOpen(name);
    EXPECT_TRUE(journal.ok()) << journal.error().message();
    return journal.ok() ? std::move(*journal) : nullptr;
  }
  Id16 newId() { return newUuidV7(clock.wallMs(), systemRandom()); }
  Result<Receipt> append(Journal& journal, const std::string& text) {
    const Id16 id = newId();
    return journal.append(
        id, [&](const record::Dot& dot, uint64_t lamport) { return feedback(id, dot, lamport, text); });
  }
  // The texts of all entries, opened with the organisation's key, as a server would.
  std::vector<std::string> texts(Journal& journal) {
    std::vector<std::string> found;
    const auto batch = journal.entriesAfter(0, 100'000, 100'000'000);
    EXPECT_TRUE(batch.ok()) << batch.error().message();
    if (!batch.ok()) return found;
    for (const sync::Entry& entry : batch->entries) {
      const auto key = std::find_if(batch->keys.begin(), batch->keys.end(), [&](const sync::Key& k) {
        return k.sealed.id == entry.content.dataKeyId;
      });
      const auto dataKey =
          seal::openDataKey(key->sealed, device, key->incarnation, organisation, signing.publicKey);
      EXPECT_TRUE(dataKey.ok());
      const auto plain =
          seal::openEntry(entry.content, entry.sealedHeader(device, journal.incarnation()), *dataKey);
      EXPECT_TRUE(plain.ok());
      const auto header = entry.sealedHeader(device, journal.incarnation());
      const seal::BesideKey beside = seal::besideKey(*dataKey);
      const auto change = record::decodeCovered(
          *plain, {header.changeId, header.incarnation, header.seq, header.schemaVersion, beside.bootId, beside.wallLessBootMs});
      EXPECT_TRUE(change.ok());
      const schema::RecordType& type = *builtInSchema().typeNamed("Feedback");
      for (const record::FieldWrite& field : change->records.at(0).fields)
        if (field.field == type.fieldNamed("line")->number)
          found.push_back(record::textValues(*type.field(field.field), field.wire).at(0));
    }
    return found;
  }
};

}  // namespace foyer::journal
