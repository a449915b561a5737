#include "tests/pitfalls/centre.h"

#include <algorithm>
#include <future>

#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/fleet/private_file.h"

namespace foyer::pitfalls {

Centre::Centre()
    : m_root(fs::temp_directory_path() / ("foyer-pitfalls-" + newRandomId(systemRandom()).hex())),
      m_schema(must(schema::Schema::loadBuiltIn())) {
  must(seal::start());
  fs::create_directories(m_root);
  must(app::initFolder(data(), {}, m_clock, systemRandom()));
  start();
}

Centre::~Centre() {
  stop();
  fs::remove_all(m_root);
}

void Centre::start() {
  m_folder.emplace(must(app::openFolder(data(), store::Opening::kExisting)));
  m_keys = must(fleet::loadKeys(m_folder->keysPath()));
  m_writer = std::make_unique<ingest::WriterThread>(*m_folder->store);
  m_ingest = std::make_unique<ingest::Ingest>(*m_folder->store, *m_writer, m_schema, m_keys, m_clock, systemRandom());
  rpc::SyncServerOptions options;
  options.port = static_cast<uint16_t>(m_port);
  options.authorityPem = must(fleet::readPrivateFile(m_folder->keysPath() + "/ca.pem"));
  options.certificatePem = must(fleet::readPrivateFile(m_folder->keysPath() + "/sync.pem"));
  options.keyPem = must(fleet::readPrivateFile(m_folder->keysPath() + "/sync.key"));
  const rpc::Parts parts{*m_folder->store, *m_writer, *m_ingest, m_clock, m_keys.back().publicKey, m_folder->epoch};
  // The port of the server before may take a moment to be free.
  FOYER_ASSERT(eventually([&] {
    auto started = rpc::SyncServer::start(options, parts);
    if (started.ok()) m_server = std::move(*started);
    return m_server != nullptr;
  }));
  m_port = m_server->port();
}

void Centre::stop() {
  if (m_server) m_server->stop();
  m_server.reset();
  if (m_writer) m_writer->stop();
  m_ingest.reset();
  m_writer.reset();
  m_folder.reset();
}

std::string Centre::enrol(const std::string& name) {
  const auto authority = must(fleet::Authority::open(m_folder->keysPath()));
  const fleet::Enrolment enrolment{name, "library", "127.0.0.1:" + std::to_string(m_port), m_keys.back().publicKey, file(name)};
  must(fleet::enrolKiosk(enrolment, authority, [&](const auto& work) { return m_writer->run(work); },
                         m_clock, systemRandom()));
  return enrolment.folder;
}

void Centre::publish(const std::string& id, const std::string& name) {
  foyer::catalogue::v1::Item item;
  item.set_id(id);
  (*item.mutable_site()->mutable_name()->mutable_by_language())["de"] = name;
  must(m_writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const int64_t head, writer.catalogueHead());
    item.set_sequence(static_cast<uint64_t>(head) + 1);
    return writer.putCatalogue({id, "site", head + 1, item.SerializeAsString(), false});
  }));
  m_server->announceCatalogue();
}

void Centre::unpublish(const std::string& id) {
  foyer::catalogue::v1::Item item;
  item.set_id(id);
  item.set_deleted(true);
  must(m_writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const int64_t head, writer.catalogueHead());
    item.set_sequence(static_cast<uint64_t>(head) + 1);
    return writer.putCatalogue({id, "site", head + 1, item.SerializeAsString(), true});
  }));
  m_server->announceCatalogue();
}

std::string Centre::backUp(const std::string& name) {
  must(app::backUp(data(), file(name), m_clock));
  return file(name);
}

void Centre::restore(const std::string& backup) {
  FOYER_ASSERT(!isRunning());
  fs::remove_all(data());
  must(app::restore(data(), backup, "", m_clock, systemRandom()));
}

std::vector<Id16> Centre::log() {
  const auto rows = look([](const store::Reader& reader) { return reader.logAfter(0, 1'000'000); });
  std::vector<Id16> ids;
  for (const auto& row : rows) ids.push_back(row.changeId);
  return ids;
}

bool Centre::hasAll(const std::vector<Id16>& changes) {
  const auto all = log();
  const std::set<Id16> here(all.begin(), all.end());
  return std::all_of(changes.begin(), changes.end(), [&](const Id16& id) { return here.count(id) == 1; }) &&
         here.size() == all.size();
}

std::string Centre::rebuiltDigest() {
  FOYER_ASSERT(!isRunning());
  auto folder = must(app::openFolder(data(), store::Opening::kExisting));
  const auto keys = must(fleet::loadKeys(folder.keysPath()));
  ingest::LogOpener opener(m_schema, keys);
  must(ingest::rebuild(*folder.store, m_schema, opener));
  return must(ingest::digest(*folder.store));
}

std::vector<store::IncidentRow> Centre::incidents(const Id16& device) {
  return look([&](const store::Reader& reader) { return reader.incidentsOf(device, 100); });
}

int64_t Centre::flaggedMs(const Id16& device) {
  return look([&](const store::Reader& reader) { return reader.kiosk(device); })->flaggedMs;
}

Machine::Machine(Centre& centre, const std::string& name, const Clock* clock)
    : Machine(centre, centre.enrol(name), centre.file(name + "-disk"), clock) {}

Machine::Machine(Centre& centre, std::string identity, std::string disk, const Clock* clock)
    : m_centre(centre),
      m_clock(clock ? *clock : centre.clock()),
      m_identity(std::move(identity)),
      m_disk(std::move(disk)),
      m_validator(centre.schema()),
      m_device(must(uplink::readIdentity(m_identity)).device) {
  fs::create_directories(m_disk);
}

Machine::~Machine() = default;

Machine Machine::twin(const std::string& name, const std::string& copy) const {
  const std::string disk = m_centre.file(name + "-disk");
  fs::copy(copy, disk, fs::copy_options::recursive);
  return Machine(m_centre, m_identity, disk, &m_clock);
}

void Machine::start() {
  m_copy = std::make_shared<catalogue::CatalogueCopy>(must(catalogue::CatalogueCopy::open(m_disk + "/catalogue.db")));
  const auto show = [this] {
    const std::lock_guard lock(m_shownMutex);
    m_shown = m_copy->snapshot();
    m_storedTo = m_copy->cursor();
  };
  show();
  uplink::CatalogueIntake intake;
  intake.cursor = [copy = m_copy] { return copy->cursor(); };
  intake.onEpoch = [copy = m_copy](const Id16& epoch) { return copy->followEpoch(epoch); };
  intake.onArrived = [copy = m_copy, show](const sync::CatalogueArrived& arrived) -> Status {
    FOYER_TRY(copy->apply(arrived.items, arrived.cursor,
                          arrived.isComplete ? catalogue::Batch::kComplete : catalogue::Batch::kMoreToCome));
    show();
    return okStatus();
  };
  uplink::EngineParts parts{.identity = must(uplink::readIdentity(m_identity)),
                            .journalPath = m_disk + "/journal.db",
                            .programVersion = "test",
                            .validator = m_validator,
                            .clock = m_clock,
                            .random = systemRandom(),
                            .catalogue = std::move(intake)};
  parts.assets.copy = m_copy;
  m_engine = must(uplink::Engine::start(std::move(parts)));
}

record::ChangeBody Machine::feedback(const std::string& face) {
  record::ChangeBody body;
  body.id = newUuidV7(m_clock.wallMs(), systemRandom());
  const schema::RecordType& type = *m_centre.schema().typeNamed("Feedback");
  record::RecordWrite write;
  write.recordId = newUuidV7(m_clock.wallMs(), systemRandom());
  write.type = type.number;
  const schema::FieldRule& rule = *type.fieldNamed("face");
  const std::string values[] = {face};
  write.fields.push_back({rule.number, *record::wireFromText(rule, values), {}});
  body.records.push_back(std::move(write));
  return body;
}

Result<journal::Receipt> Machine::tryConfirm(record::ChangeBody body) {
  auto answer = std::make_shared<std::promise<Result<journal::Receipt>>>();
  auto future = answer->get_future();
  m_engine->confirm(std::move(body), [answer](const Result<journal::Receipt>& receipt) { answer->set_value(receipt); });
  return future.get();
}

Id16 Machine::confirm(const std::string& face) {
  const Id16 id = must(tryConfirm(feedback(face))).changeId;
  confirmed.push_back(id);
  return id;
}

void Machine::confirmMany(int count) {
  for (int i = 0; i < count; ++i) confirm();
}

std::set<std::string> Machine::catalogueIds() {
  const std::lock_guard lock(m_shownMutex);
  std::set<std::string> ids;
  for (const auto* item : m_shown->all(foyer::catalogue::v1::Item::kSite)) ids.insert(item->id());
  return ids;
}

uint64_t Machine::catalogueCursor() {
  const std::lock_guard lock(m_shownMutex);
  return m_storedTo;
}

std::string Machine::copyDisk(const std::string& name) const {
  FOYER_ASSERT(!isRunning());
  const std::string copy = m_centre.file(name);
  fs::remove_all(copy);
  fs::copy(m_disk, copy, fs::copy_options::recursive);
  return copy;
}

void Machine::putDisk(const std::string& copy) {
  FOYER_ASSERT(!isRunning());
  fs::remove_all(m_disk);
  fs::copy(copy, m_disk, fs::copy_options::recursive);
}

std::unique_ptr<journal::Journal> Machine::openJournal() const {
  FOYER_ASSERT(!isRunning());
  auto identity = must(uplink::readIdentity(m_identity));
  return must(journal::Journal::open(m_disk + "/journal.db",
                                     {identity.device, identity.sealingPublicKey, identity.signingSecretKey.copy()},
                                     m_clock, systemRandom()));
}

}  // namespace foyer::pitfalls
