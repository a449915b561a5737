// foyer-golden DIR: makes a small installation with the code of this tree, for the tests of later releases: a server
// with a catalogue and rows of every table, a kiosk that has sent some entries by a stick and holds some that are not sent.
#include <cstdio>
#include <fstream>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/catalogue/seat_book.h"
#include "kiosk/sync/engine_core.h"
#include "shared/schema/schema.h"
#include "sync-server/app/admin.h"
#include "sync-server/app/courier_import.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"
#include "tests/versions/golden_life.h"

namespace foyer::versions {
namespace {

constexpr int kSent = 12;
constexpr int kUnsent = 3;

void confirm(uplink::EngineCore& core, const schema::Schema& schema, const std::string& face) {
  record::ChangeBody body;
  body.id = newUuidV7(SystemClock().wallMs(), systemRandom());
  const schema::RecordType& type = *schema.typeNamed("Feedback");
  record::RecordWrite write;
  write.recordId = newUuidV7(SystemClock().wallMs(), systemRandom());
  write.type = type.number;
  const schema::FieldRule& rule = *type.fieldNamed("face");
  const std::string values[] = {face};
  write.fields.push_back({rule.number, must(record::wireFromText(rule, values)), {}});
  body.records.push_back(std::move(write));
  must(core.store(std::move(body)));
}

// What the feed sends, into the kiosk's copy.
void followCatalogue(const app::Folder& server, const std::string& data) {
  auto copy = must(catalogue::CatalogueCopy::open(data + "/catalogue.db"));
  FOYER_ASSERT(copy.followEpoch(server.epoch).ok());
  FOYER_ASSERT(server.store->read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto rows, reader.catalogueAfter(0, 100'000));
    std::vector<catalogue::v1::Item> items;
    for (const auto& row : rows) FOYER_ASSERT(items.emplace_back().ParseFromString(row.item));
    FOYER_TRY(copy.apply(items, static_cast<uint64_t>(rows.back().sequence), catalogue::Batch::kComplete));
    for (const auto& asset : std::vector(copy.missing())) {
      FOYER_ASSIGN(const std::string bytes, reader.assetBytes(asset.sha256(), 0, asset.size_bytes()));
      FOYER_TRY(copy.shelf().append(asset, bytes));
    }
    return okStatus();
  }).ok());
  FOYER_ASSERT(copy.onAssetArrived().ok() && copy.missing().empty());
}

// Three seats are lent to the kiosk, and one of them is taken.
void takeASeat(AtWork& server, uplink::EngineCore& core, const Id16& device, const std::string& path) {
  const SystemClock clock;
  const auto book = must(catalogue::SeatBook::open(path, clock));
  const auto incarnation = Id16::fromBytes(core.journal().hello().incarnation());
  FOYER_ASSERT(book->apply(server.meet(device, *incarnation, must(book->report()))).ok());
  FOYER_ASSERT(book->left(kSession) == 3 && !must(book->reserve(kSession, 1)).isNil());
}

void write(const fs::path& folder, const std::string& catalogue) {
  const SystemClock clock;
  const schema::Schema schema = must(schema::Schema::loadBuiltIn());
  fs::create_directories(folder / "kiosk/data");
  app::Folder server = must(app::initFolder((folder / "server").string(), {}, clock, systemRandom()));
  const auto writeStore = [&](const auto& work) { return server.store->write(work); };
  app::Invocation load;
  load.verb = app::Verb::kLoadCatalogue;
  load.operands = {catalogue};
  must(app::runAdmin(load, {*server.store, writeStore, server.keysPath(), clock, systemRandom(), {}}));
  const auto keys = must(fleet::loadKeys(server.keysPath()));
  const fleet::Enrolment enrolment{"golden", "pier", "localhost:7443", keys.back().publicKey,
                                   (folder / "kiosk/identity").string()};
  must(fleet::enrolKiosk(enrolment, must(fleet::Authority::open(server.keysPath())), writeStore, clock, systemRandom()));
  followCatalogue(server, (folder / "kiosk/data").string());

  const validate::Validator validator(schema);
  uplink::EngineParts parts{must(uplink::readIdentity(enrolment.folder)), (folder / "kiosk/data/journal.db").string(),
                            "golden", validator, clock, systemRandom(), {}, {}};
  const auto core = must(uplink::EngineCore::open(parts, {}, std::make_shared<uplink::Mailbox>()));
  {
    const ManualClock past;
    AtWork atWork(server, past);
    takeASeat(atWork, *core, parts.identity.device, (folder / "kiosk/data/seats.db").string());
    live(atWork, (folder / "backup.foyer").string());
  }
  for (int i = 0; i < kSent; ++i) confirm(*core, schema, i % 2 ? "good" : "bad");
  fs::create_directories(folder / "stick");
  must(uplink::receiveCourier(core->courierParts(), (folder / "stick").string()));
  must(app::importCourierOffline(server, (folder / "stick").string(), clock));
  must(uplink::takeCourierAnswers(core->courierParts(), (folder / "stick").string()));
  for (int i = 0; i < kUnsent; ++i) confirm(*core, schema, "good");
  must(uplink::writeCourierFile(core->courierParts(), (folder / "stick").string()));
}

}  // namespace
}  // namespace foyer::versions

int main(int argc, char** argv) {
  if (argc != 3 || !foyer::seal::start().ok()) {
    std::fprintf(stderr, "foyer-golden FOLDER CATALOGUE: makes a new installation in the folder.\n");
    return 2;
  }
  foyer::versions::write(argv[1], argv[2]);
  return 0;
}
