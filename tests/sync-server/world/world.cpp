#include "tests/sync-server/world/world.h"

#include <stdlib.h>

#include <filesystem>
#include <random>

namespace foyer::testworld {

namespace {

Random seeded(uint32_t seed) {
  auto engine = std::make_shared<std::mt19937_64>(seed);
  return [engine](std::span<uint8_t> bytes) {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>((*engine)());
  };
}

schema::Schema builtInAnd(const std::vector<const google::protobuf::Descriptor*>& moreTypes) {
  auto messages = schema::Schema::builtInMessages();
  messages.insert(messages.end(), moreTypes.begin(), moreTypes.end());
  return must(schema::Schema::load(messages));
}

}  // namespace

Status BreakableStore::write(const std::function<Status(store::Writer&)>& work) {
  return m_inner->write([&](store::Writer& writer) -> Status {
    FOYER_TRY(work(writer));
    if (failsCommit) return Error(Code::kResourceExhausted, "The disk is full.");
    return okStatus();
  });
}

World::World(uint32_t seed, std::vector<const google::protobuf::Descriptor*> moreTypes)
    : World(seed, builtInAnd(moreTypes)) {}

World::World(uint32_t seed, schema::Schema schema)
    : m_random(seeded(seed)), m_schema(std::make_unique<schema::Schema>(std::move(schema))) {
  must(seal::start());
  std::string pattern = (std::filesystem::temp_directory_path() / "foyer-world-XXXXXX").string();
  FOYER_ASSERT(::mkdtemp(pattern.data()));
  m_folder = pattern;
  m_keys.push_back(seal::newSealingKeyPair());
  start();
}

World::~World() {
  stop();
  std::filesystem::remove_all(m_folder);
}

void World::start() {
  m_store = std::make_unique<BreakableStore>(must(store::SqliteStore::open(m_folder, store::Opening::kCreate)));
  m_writer = std::make_unique<ingest::WriterThread>(*m_store);
  m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, *m_schema, m_keys, m_clock, m_random);
  must(m_ingest->sweepSeats({}));
  // Done before anything else writes, also what writes without the writer's thread.
  must(m_writer->run([](store::Writer&) { return okStatus(); }));
  m_records = std::make_unique<review::RecordView>(
      *m_schema, [this](const store::Reader& reader, const store::LogRow& row) { return m_ingest->opener().open(reader, row); });
  m_inbox = std::make_unique<review::InboxView>(*m_schema, *m_records);
}

void World::stop() {
  m_kiosks.clear();
  m_inbox.reset();
  m_records.reset();
  m_ingest.reset();
  m_writer.reset();
  m_store.reset();
}

void World::restart() {
  stop();
  start();
}

void World::restartAs(schema::Schema schema) {
  stop();
  *m_schema = std::move(schema);
  start();
}

void World::restartOn(const std::string& databaseFile) {
  stop();
  for (const char* name : {"/foyer.db-wal", "/foyer.db-shm"}) std::filesystem::remove(m_folder + name);
  std::filesystem::copy_file(databaseFile, m_folder + "/foyer.db", std::filesystem::copy_options::overwrite_existing);
  start();
}

Kiosk& World::kiosk(const std::string& name, const std::string& site) {
  seal::SigningKeyPair signing = seal::newSigningKeyPair();
  store::KioskRow row;
  row.device = newUuidV7(m_clock.wallMs(), m_random);
  row.name = name;
  row.site = site;
  row.certificateFingerprint = row.device.hex();
  row.signingPublicKey = signing.publicKey;
  row.enrolledMs = m_clock.wallMs();
  must(m_writer->run([&](store::Writer& writer) { return writer.putKiosk(row); }));
  return m_kiosks.emplace_back(KioskParts{*m_ingest, *m_schema, m_clock, m_random}, row, std::move(signing),
                               m_keys.front().publicKey);
}

Id16 World::account(const std::string& name) {
  store::StaffRow row;
  row.id = newUuidV7(m_clock.wallMs(), m_random);
  row.name = row.nameKey = name;
  row.createdMs = m_clock.wallMs();
  must(m_writer->run([&](store::Writer& writer) { return writer.putStaff(row); }));
  return row.id;
}

Result<ingest::StaffOutcome> World::edit(const Id16& account, const Id16& recordId, const std::string& name,
                                         const std::vector<std::string>& values) {
  std::vector<std::string> seen;
  const api::Field shown = field(recordId, name);
  for (const api::FieldVersion& version : shown.versions()) seen.push_back(version.dot());
  return editHavingSeen(account, recordId, name, values, seen);
}

Result<ingest::StaffOutcome> World::editHavingSeen(const Id16& account, const Id16& recordId, const std::string& name,
                                                   const std::vector<std::string>& values,
                                                   const std::vector<std::string>& seen) {
  api::EditRecordRequest request;
  request.set_record_id(recordId.uuid());
  api::FieldEdit* edit = request.add_edits();
  edit->set_name(name);
  for (const std::string& value : values) edit->add_values(value);
  for (const std::string& dot : seen) edit->add_seen(dot);
  const review::Edits edits(*m_schema);
  auto writes = look([&](const store::Reader& reader) { return edits.edit(reader, request); });
  return m_ingest->applyStaff(account, std::move(writes), ingest::StaffAct::kEdit);
}

Result<ingest::StaffOutcome> World::decide(const Id16& account, const api::GetCaseResponse& shown,
                                           const std::string& value) {
  api::ResolveCaseRequest request;
  request.set_case_id(shown.summary().case_id());
  request.add_values(value);
  for (const api::FieldVersion& version : shown.field().versions()) request.add_seen(version.dot());
  std::vector<record::RecordWrite> writes;
  FOYER_TRY(m_store->read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto row, reader.findCase(*Id16::fromText(shown.summary().case_id())));
    FOYER_ASSIGN(writes, review::Edits(*m_schema).resolve(reader, *row, request));
    return okStatus();
  }));
  return m_ingest->applyStaff(account, std::move(writes), ingest::StaffAct::kDecision);
}

api::GetRecordResponse World::page(const Id16& record) {
  return look([&](const store::Reader& reader) { return m_records->page(reader, record); });
}

api::Field World::field(const Id16& record, const std::string& name) {
  const api::Record shown = look([&](const store::Reader& reader) { return m_records->record(reader, record); });
  for (const api::Field& each : shown.fields())
    if (each.name() == name) return each;
  return {};
}

std::vector<std::string> World::values(const Id16& record, const std::string& name) {
  const api::Field shown = field(record, name);
  return {shown.values().begin(), shown.values().end()};
}

api::ListInboxResponse World::inbox(const api::ListInboxRequest& request) {
  for (bool isBehind = true; isBehind;) {
    must(m_writer->run([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(isBehind, m_inbox->catchUp(writer));
      return okStatus();
    }));
  }
  return look([&](const store::Reader& reader) { return m_inbox->list(reader, request); });
}

std::vector<api::CaseSummary> World::cases(bool withClosed) {
  api::ListCasesRequest request;
  request.set_include_closed(withClosed);
  const auto found = look([&](const store::Reader& reader) { return review::CaseView(*m_records).list(reader, request); });
  return {found.cases().begin(), found.cases().end()};
}

api::GetCaseResponse World::casePage(const std::string& caseId) {
  return look([&](const store::Reader& reader) {
    return review::CaseView(*m_records).page(reader, *Id16::fromText(caseId));
  });
}

store::LogRow World::logRow(const Id16& changeId) {
  const auto row = look([&](const store::Reader& reader) { return reader.findChange(changeId); });
  FOYER_ASSERT(row);
  return *row;
}

uint64_t World::count(const std::string& type) {
  return look([&](const store::Reader& reader) { return reader.countRecords(m_schema->typeNamed(type)->number); });
}

record::RecordState World::state(const Id16& record) {
  return look([&](const store::Reader& reader) { return review::loadState(reader, record); });
}

ingest::RebuildReport World::rebuild() {
  ingest::LogOpener opener(*m_schema, m_keys);
  return must(ingest::rebuild(*m_store, *m_schema, opener));
}

}  // namespace foyer::testworld
