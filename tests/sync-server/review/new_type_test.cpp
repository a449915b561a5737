// A record type that nothing in the server names, through all of it: validated, merged, in the inbox, on the
// record's page, in a case and in the export, by its declaration alone (tests/shared/schema/toy.proto). The kiosk's
// form asks the same one (tests/kiosk/form), and the console's tests show what GetSchema says of it here.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <variant>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/ingest/ingest.h"
#include "sync-server/review/case_view.h"
#include "sync-server/review/edits.h"
#include "sync-server/review/export_view.h"
#include "sync-server/review/inbox_view.h"
#include "sync-server/review/schema_view.h"
#include "sync-server/store/sqlite_store.h"
#include "toy.pb.h"

namespace foyer::review {
namespace {

namespace api = foyer::staff::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class NewType : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-new-type-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    auto messages = schema::Schema::builtInMessages();
    messages.push_back(foyer::toy::v1::Wish::descriptor());
    auto loaded = schema::Schema::load(messages);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message();
    m_schema = std::make_unique<schema::Schema>(std::move(*loaded));
    auto opened = store::SqliteStore::open(m_folder, store::Opening::kCreate);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    m_store = std::move(*opened);
    m_writer = std::make_unique<ingest::WriterThread>(*m_store);
    m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, *m_schema, m_keys, m_clock, systemRandom());
    m_records = std::make_unique<RecordView>(
        *m_schema, [this](const auto& reader, const auto& row) { return m_ingest->opener().open(reader, row); });
  }
  void TearDown() override {
    m_ingest.reset();
    m_writer.reset();
    m_store.reset();
    std::filesystem::remove_all(m_folder);
  }

  template <class T>
  T read(const std::function<Result<T>(const store::Reader&)>& ask) {
    T answer{};
    const Status status = m_store->read([&](const store::Reader& reader) -> Status {
      FOYER_ASSIGN(answer, ask(reader));
      return okStatus();
    });
    EXPECT_TRUE(status.ok()) << status.error().message();
    return answer;
  }

  std::vector<validate::Violation> apply(std::vector<record::RecordWrite> writes, ingest::StaffAct act) {
    const Result<ingest::StaffOutcome> outcome = m_ingest->applyStaff(m_account, std::move(writes), act);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message();
    if (const auto* violations = std::get_if<std::vector<validate::Violation>>(&*outcome)) return *violations;
    return {};
  }

  // A contact and their wish.
  std::vector<validate::Violation> create(const std::string& colour) {
    api::CreateRecordRequest request;
    auto* contact = request.add_records();
    contact->set_type("Contact");
    set(contact->add_fields(), "names", {"Sīla"});
    auto* wish = request.add_records();
    wish->set_type("Wish");
    set(wish->add_fields(), "colour", {colour});
    set(wish->add_fields(), "contact", {"#0"});
    set(wish->add_fields(), "tags", {"soft", "small"});
    set(wish->add_fields(), "verdict", {"VERDICT_GOOD"});
    m_wish = newUuidV7(m_clock.wallMs(), systemRandom());
    const auto writes = m_edits().create(request, {newUuidV7(m_clock.wallMs(), systemRandom()), m_wish}, m_clock.wallMs());
    EXPECT_TRUE(writes.ok()) << writes.error().message();
    return apply(*writes, ingest::StaffAct::kEdit);
  }
  void edit(const std::string& field, const std::string& value, const std::vector<std::string>& seen) {
    api::EditRecordRequest request;
    request.set_record_id(m_wish.uuid());
    set(request.add_edits(), field, {value});
    for (const std::string& dot : seen) request.mutable_edits(0)->add_seen(dot);
    const auto writes = read<std::vector<record::RecordWrite>>(
        [&](const auto& reader) { return m_edits().edit(reader, request); });
    EXPECT_TRUE(apply(writes, ingest::StaffAct::kEdit).empty());
  }
  api::Field field(const std::string& name) {
    return read<api::Field>([&](const auto& reader) {
      return m_records->field(reader, m_wish, m_schema->typeNamed("Wish")->fieldNamed(name)->number);
    });
  }
  static std::vector<std::string> dots(const api::Field& field) {
    std::vector<std::string> all;
    for (const auto& version : field.versions()) all.push_back(version.dot());
    return all;
  }
  static void set(api::FieldEdit* edit, const std::string& name, const std::vector<std::string>& values) {
    edit->set_name(name);
    edit->mutable_values()->Add(values.begin(), values.end());
  }
  Edits m_edits() const { return Edits(*m_schema); }

  std::string m_folder;
  ManualClock m_clock;
  Id16 m_account = newRandomId(systemRandom());
  Id16 m_wish;
  std::vector<seal::SealingKeyPair> m_keys;
  std::unique_ptr<schema::Schema> m_schema;
  std::unique_ptr<store::SqliteStore> m_store;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<RecordView> m_records;
};

// One entry of each kind whose ids are the values of fields.
std::vector<foyer::catalogue::v1::Item> smallCatalogue() {
  std::vector<foyer::catalogue::v1::Item> items;
  const auto add = [&](const char* id) -> foyer::catalogue::v1::Item& {
    items.emplace_back().set_id(id);
    return items.back();
  };
  const auto put = [](foyer::catalogue::v1::Text* text, const char* de, const char* en) {
    (*text->mutable_by_language())["de"] = de;
    (*text->mutable_by_language())["en"] = en;
  };
  put(add("library").mutable_site()->mutable_name(), "Bibliothek", "Library");
  put(add("advice").mutable_offer()->mutable_title(), "Fachberatung", "Advice");
  put(add("advice-1").mutable_session()->mutable_title(), "Termin", "Date");
  put(add("answer").mutable_consent_text()->mutable_title(), "Antworten", "Answer");
  (*add("settings").mutable_settings()->mutable_language_names())["de"] = "Deutsch";
  for (const auto& [id, list] : {std::pair{"large", "size"}, std::pair{"soft", "tag"}}) {
    auto* topic = add(id).mutable_topic();
    topic->set_list(list);
    put(topic->mutable_label(), id, id);
  }
  return items;
}

// Takes out what `golden` does not know, but for the new type: records may grow. Returns how much that was.
int leaveOutNewer(api::GetSchemaResponse& shown, const api::GetSchemaResponse& golden) {
  int newer = 0;
  const auto keep = [&](auto* all, const auto& known, const auto& keyOf) {
    const auto isNew = [&](const auto& one) {
      return std::none_of(known.begin(), known.end(), [&](const auto& other) { return keyOf(one) == keyOf(other); });
    };
    const auto end = std::remove_if(all->begin(), all->end(), isNew);
    newer += static_cast<int>(all->end() - end);
    all->erase(end, all->end());
  };
  const auto name = [](const auto& one) { return one.name(); };
  keep(shown.mutable_types(), golden.types(), name);
  keep(shown.mutable_code_lists(), golden.code_lists(), name);
  for (auto& type : *shown.mutable_types())
    for (const auto& known : golden.types())
      if (type.name() == known.name() && type.name() != "Wish") keep(type.mutable_fields(), known.fields(), name);
  for (auto& list : *shown.mutable_code_lists())
    for (const auto& known : golden.code_lists())
      if (list.name() == known.name()) keep(list.mutable_entries(), known.entries(), [](const auto& one) { return one.id(); });
  return newer;
}

std::string asJson(const api::GetSchemaResponse& shown) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(shown, &json, options).ok());
  return json;
}

// tests/console/described_schema.json is what the console's tests show. FOYER_WRITE_GOLDEN=1 writes it anew.
TEST_F(NewType, IsDescribedAsTheTestsOfTheConsoleShowIt) {
  ASSERT_TRUE(m_writer->run([&](store::Writer& writer) -> Status {
    int64_t sequence = 0;
    for (const auto& item : smallCatalogue())
      FOYER_TRY(writer.putCatalogue({item.id(), "item", ++sequence, item.SerializeAsString(), false}));
    return okStatus();
  }).ok());
  auto shown = read<api::GetSchemaResponse>([&](const auto& reader) { return showSchema(*m_schema, reader); });
  const std::string path = std::string(FOYER_SOURCE_DIR) + "/tests/console/described_schema.json";
  if (std::getenv("FOYER_WRITE_GOLDEN")) std::ofstream(path) << asJson(shown);
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  api::GetSchemaResponse golden;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(text.str(), &golden).ok()) << path;
  const int newer = leaveOutNewer(shown, golden);
  std::cout << "types, fields and values that the console's tests do not show yet: " << newer << "\n";
  std::string differences;
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  EXPECT_TRUE(differencer.Compare(golden, shown)) << differences;
}

TEST_F(NewType, IsDescribedToTheConsoleWithItsFields) {
  const auto shown = read<api::GetSchemaResponse>([&](const auto& reader) { return showSchema(*m_schema, reader); });
  const auto wish = std::find_if(shown.types().begin(), shown.types().end(), [](const auto& type) { return type.name() == "Wish"; });
  ASSERT_NE(wish, shown.types().end());
  EXPECT_EQ(wish->label_de(), "Wunsch");
  EXPECT_TRUE(wish->inbox());
  ASSERT_EQ(static_cast<size_t>(wish->fields_size()), m_schema->typeNamed("Wish")->fields.size());
  EXPECT_EQ(wish->fields(0).label_en(), "Which colour?");
  EXPECT_EQ(wish->fields(0).max_length(), 10u);
  EXPECT_EQ(wish->fields(11).refers_to(), "Contact");
}

TEST_F(NewType, IsValidatedByItsDeclaration) {
  const auto violations = create("a colour with far too many letters");
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations.front().code, validate::ViolationCode::kTooLong);
}

TEST_F(NewType, IsShownWithItsContactAndItsHistory) {
  ASSERT_TRUE(create("green").empty());
  const auto page = read<api::GetRecordResponse>([&](const auto& reader) { return m_records->page(reader, m_wish); });
  EXPECT_EQ(page.record().type(), "Wish");
  ASSERT_EQ(page.related_size(), 1);
  EXPECT_EQ(page.related(0).type(), "Contact");
  EXPECT_FALSE(page.history().empty());
  EXPECT_THAT(field("colour").values(), ElementsAre("green"));
  EXPECT_THAT(field("verdict").values(), ElementsAre("VERDICT_GOOD"));
  EXPECT_THAT(field("tags").values(), UnorderedElementsAre("soft", "small"));
}

TEST_F(NewType, StandsInTheInboxUnderItsTitle) {
  ASSERT_TRUE(create("green").empty());
  const InboxView inbox(*m_schema, *m_records);
  ASSERT_TRUE(m_writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const bool isMore, inbox.catchUp(writer));
    EXPECT_FALSE(isMore);
    return okStatus();
  }).ok());
  api::ListInboxRequest request;
  request.set_search("GREEN");
  const auto rows = read<api::ListInboxResponse>([&](const auto& reader) { return inbox.list(reader, request); });
  ASSERT_EQ(rows.rows_size(), 1);
  EXPECT_EQ(rows.rows(0).type(), "Wish");
  EXPECT_EQ(rows.rows(0).title(), "green");
}

TEST_F(NewType, MergesByThePolicyOfEachFieldAndMakesACaseOfAContradiction) {
  ASSERT_TRUE(create("green").empty());
  const auto seenColour = dots(field("colour"));
  edit("colour", "blue", seenColour);
  edit("colour", "red", seenColour);
  edit("verdict", "VERDICT_BAD", {});
  EXPECT_EQ(field("colour").versions_size(), 2) << "REVIEW keeps both";
  EXPECT_TRUE(field("colour").in_conflict());
  EXPECT_THAT(field("verdict").values(), ElementsAre("VERDICT_BAD")) << "STRICTEST decides by itself";
  EXPECT_FALSE(field("verdict").in_conflict());

  const auto cases = read<api::ListCasesResponse>(
      [&](const auto& reader) { return CaseView(*m_records).list(reader, api::ListCasesRequest()); });
  ASSERT_EQ(cases.cases_size(), 1);
  EXPECT_EQ(cases.cases(0).record_type(), "Wish");
  EXPECT_EQ(cases.cases(0).field(), "colour");
}

TEST_F(NewType, IsExportedWithAColumnForEachField) {
  ASSERT_TRUE(create("green").empty());
  const auto file = read<api::ExportRecordsResponse>(
      [&](const auto& reader) { return exportRecords(*m_schema, reader, "Wish"); });
  EXPECT_EQ(file.count(), 1u);
  EXPECT_THAT(file.csv(), HasSubstr("colour"));
  EXPECT_THAT(file.csv(), HasSubstr("number"));
  EXPECT_THAT(file.csv(), HasSubstr("green"));
}

}  // namespace
}  // namespace foyer::review
