#include "tests/sim/server_life.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/sqlite/sqlite.h"
#include "tests/sim/disk/chance.h"

namespace foyer::sim {

namespace {

using testworld::must;

constexpr char kFolder[] = "data";
constexpr char kCourse[] = "founding-1";
constexpr uint32_t kSeats = 4;
constexpr uint64_t kFirstBatch = 3, kSecondBatch = 5;

store::CatalogueRow course(int64_t sequence) {
  catalogue::v1::Item item;
  item.set_id(kCourse);
  item.mutable_session()->set_offer("founding");
  item.mutable_session()->set_capacity(kSeats);
  return {kCourse, "session", sequence, item.SerializeAsString(), false};
}

Result<ingest::SubmissionReceipt> submit(const Centre& centre, Serving& serving, uint64_t from, uint64_t until) {
  ingest::Submission submission;
  submission.device = centre.kiosk.device;
  submission.incarnation = centre.incarnation;
  submission.signingPublicKey = centre.kiosk.signingPublicKey;
  for (uint64_t seq = from; seq <= until; ++seq) {
    const testworld::Outgoing& out = centre.entries[seq - 1];
    if (out.key) submission.keys.push_back(*out.key);
    submission.entries.push_back(out.entry);
    submission.chainHead = out.headAfter;
  }
  Result<ingest::SubmissionReceipt> answer = Error(Code::kInternal, "Nobody answered.");
  const Status taken = serving.ingest->submit(std::move(submission), [&](const auto& receipt) { answer = receipt; });
  if (!taken.ok()) return taken.error();
  while (serving.writer->serveQueued()) {
  }
  return answer;
}

bool submitUpTo(const Centre& centre, Serving& serving, Told& told, uint64_t until) {
  const auto receipt = submit(centre, serving, told.acked + 1, until);
  if (receipt.ok()) told.acked = receipt->ackedSeq;
  return receipt.ok();
}

bool noteStaff(const Result<ingest::StaffOutcome>& outcome, Told& told) {
  if (!outcome.ok()) return false;
  const auto* receipt = std::get_if<ingest::StaffReceipt>(&*outcome);
  if (receipt) told.staffChanges.insert(receipt->changeId);
  return receipt != nullptr;
}

// Staff see the phone number as it stands and write another.
bool editPhone(const Centre& centre, Serving& serving, Told& told) {
  const schema::FieldRule& phone = *centre.schema.typeNamed("Contact")->fieldNamed("phone");
  const auto make = [&](const store::Reader& reader) -> Result<std::vector<record::RecordWrite>> {
    FOYER_ASSIGN(const auto row, reader.record(centre.first.contact));
    if (!row) return Error(Code::kNotFound, "There is no such record.");
    FOYER_ASSIGN(const auto state, record::decodeState(row->state));
    record::RecordWrite write;
    write.recordId = state.id;
    write.type = state.type;
    const std::vector<std::string> value{"+49 30 7777777"};
    FOYER_ASSIGN(std::string wire, record::wireFromText(phone, value));
    record::FieldWrite field{phone.number, std::move(wire), {}};
    for (const record::Version& version : state.field(phone.number)->versions) field.seen.push_back(version.dot);
    write.fields.push_back(std::move(field));
    return std::vector{write};
  };
  return noteStaff(serving.ingest->applyStaff(centre.staff, make, ingest::StaffAct::kEdit), told);
}

bool lend(const Centre& centre, Serving& serving, Told& told) {
  if (!serving.ingest->sweepSeats({}).ok()) return false;
  while (serving.writer->serveQueued()) {
  }
  foyer::sync::v1::SeatReport report;
  report.add_wishes()->set_session(kCourse);
  report.mutable_wishes(0)->set_seats(1);
  bool isTold = false;
  const Status taken = serving.ingest->meetSeats({centre.kiosk.device, centre.incarnation, report}, [&](const auto& leases) {
    if (!leases.ok() || leases->leases_size() == 0) return;
    isTold = true;
    for (const auto& lease : leases->leases()) told.lent[*Id16::fromBytes(lease.id())] = lease.granted();
  });
  while (serving.writer->serveQueued()) {
  }
  return taken.ok() && isTold;
}

bool settle(const Centre& centre, Serving& serving, Told& told) {
  const auto outcome = serving.ingest->settleChange(
      centre.staff, {centre.unreadable, record::v1::SETTLEMENT_ACT_DISCARD, "A test of the printer"}, {});
  // Somebody has settled it: this one, whose answer was lost.
  told.isSettled = told.isSettled || noteStaff(outcome, told) ||
                   (!outcome.ok() && outcome.error().code() == Code::kFailedPrecondition &&
                    outcome.error().message().find("settled") != std::string::npos);
  return told.isSettled;
}

bool publish(const Centre&, Serving& serving, Told& told) {
  int64_t sequence = 0;
  const Status done = serving.writer->run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const int64_t head, writer.catalogueHead());
    sequence = head + 1;
    return writer.putCatalogue(course(sequence));
  });
  if (done.ok()) told.catalogue = sequence;
  return done.ok();
}

bool erase(const Centre& centre, Serving& serving, Told& told) {
  if (!serving.ingest->erase(centre.staff, centre.second.contact).ok()) return false;
  told.erased.insert({centre.second.contact, centre.second.enquiry});
  return true;
}

bool again(const Centre& centre, Serving& serving, Told& told) {
  const auto receipt = submit(centre, serving, 1, kSecondBatch);
  if (receipt.ok()) told.acked = std::max(told.acked, receipt->ackedSeq);
  return receipt.ok();
}

bool foldAnew(const Centre& centre, Serving& serving, Told&) {
  ingest::LogOpener opener(centre.schema, centre.keys);
  return ingest::rebuild(*serving.store, centre.schema, opener).ok();
}

schema::Schema builtIn() { return must(schema::Schema::loadBuiltIn()); }

}  // namespace

const std::vector<Step>& serverSteps() {
  static const std::vector<Step> steps = {
      {"visits arrive", [](const Centre& c, Serving& s, Told& t) { return submitUpTo(c, s, t, kFirstBatch); }},
      {"staff edit", editPhone},
      {"a conflict and what nobody can open arrive", [](const Centre& c, Serving& s, Told& t) { return submitUpTo(c, s, t, kSecondBatch); }},
      {"seats are lent", lend},
      {"staff settle a change in quarantine", settle},
      {"the catalogue is published", publish},
      {"a change waits for its visit", [](const Centre& c, Serving& s, Told& t) { return submitUpTo(c, s, t, c.entries.size()); }},
      {"a person is erased", erase},
      {"all comes again", again},
      {"the log is folded anew", foldAnew},
  };
  return steps;
}

Centre::Centre() : schema(builtIn()) {
  useSeed(7);
  must(seal::start());
  keys.push_back(seal::newSealingKeyPair());
  Disk disk("centre", Draw(7));
  auto serving = must(Serving::start(*this, disk, 7));
  // As at the first start of all: the clock of seats begins.
  must(serving->ingest->sweepSeats({}));
  while (serving->writer->serveQueued()) {
  }
  const Random random = Draw(11).random();
  seal::SigningKeyPair signing = seal::newSigningKeyPair();
  kiosk.device = newUuidV7(clock.wallMs(), random);
  kiosk.name = kiosk.certificateFingerprint = "lobby";
  kiosk.site = "library";
  kiosk.signingPublicKey = signing.publicKey;
  staff = newUuidV7(clock.wallMs(), random);
  must(serving->writer->run([&](store::Writer& writer) -> Status {
    FOYER_TRY(writer.putKiosk(kiosk));
    store::StaffRow account;
    account.id = staff;
    account.name = account.nameKey = "mo";
    FOYER_TRY(writer.putStaff(account));
    return writer.putCatalogue(course(1));
  }));
  testworld::Kiosk lobby({*serving->ingest, schema, clock, random}, kiosk, std::move(signing), keys.front().publicKey);
  incarnation = lobby.incarnation();
  first = lobby.visit({.names = "First"});
  second = lobby.visit({.names = "Second"});
  const Id16 contact = newUuidV7(clock.wallMs(), random);
  lobby.write({{"Contact", {{"names", {"Third"}}}, contact, {}},
               {"Registration",
                {{"offer", {"founding"}}, {"session", {kCourse}}, {"seats", {"1"}}, {"state", {"REGISTRATION_STATE_WAITING"}}, {"contact", {contact.uuid()}}},
                newUuidV7(clock.wallMs(), random),
                {}}},
              newRandomId(random));
  lobby.changeBySlip(first.id, "Contact", {{"phone", {"+49 30 3000000"}}});
  lobby.dropDataKey();
  unreadable = lobby.writeBytes("no change");
  // A visit that comes after the change by its slip.
  auto late = lobby.bodyOf({{"Contact", {{"names", {"Late"}}}, newUuidV7(clock.wallMs(), random), {}}}, newRandomId(random));
  lobby.changeBySlip(late.slipId, "Contact", {{"phone", {"+49 30 4000000"}}});
  late.seq = lobby.lastSeq() + 1;
  lobby.write(std::move(late));
  for (uint64_t seq = 1; seq <= lobby.lastSeq(); ++seq) entries.push_back(lobby.outgoing(seq));
  serving.reset();
  enrolled = disk.image();
}

Result<std::unique_ptr<Serving>> Serving::start(const Centre& centre, const Disk& disk, uint64_t seed) {
  auto serving = std::make_unique<Serving>();
  FOYER_ASSIGN(serving->store, store::SqliteStore::open(kFolder, store::Opening::kCreate, {disk.vfs(), {}}));
  serving->writer = std::make_unique<ingest::WriterThread>(*serving->store, ingest::Labour::kCaller);
  serving->ingest = std::make_unique<ingest::Ingest>(*serving->store, *serving->writer, centre.schema, centre.keys, centre.clock,
                                                     Draw(seed).random(), ingest::Labour::kCaller);
  FOYER_TRY(serving->ingest->loaded());
  return serving;
}

std::string Told::words() const {
  std::string words = std::to_string(acked) + " " + std::to_string(catalogue) + " " + std::to_string(isSettled);
  for (const Id16& id : staffChanges) words += " " + id.hex();
  for (const auto& [id, granted] : lent) words += " " + id.hex() + "=" + std::to_string(granted);
  for (const Id16& id : erased) words += " erased " + id.hex();
  return words;
}

namespace {

// Entries up to what the server says that it has, and none beyond: a batch is there whole or not.
Status checkEntries(const Centre& centre, const store::Reader& reader, const Told& told) {
  FOYER_ASSIGN(const auto known, reader.incarnation(centre.incarnation));
  const uint64_t acked = known ? known->ackedSeq : 0;
  EXPECT_GE(acked, told.acked) << "acknowledged, and it is gone";
  FOYER_ASSIGN(const uint64_t rows, reader.countLog(centre.kiosk.device));
  EXPECT_EQ(rows, acked);
  for (const testworld::Outgoing& out : centre.entries) {
    FOYER_ASSIGN(const auto row, reader.findChange(*Id16::fromBytes(out.entry.change_id())));
    EXPECT_EQ(row.has_value(), out.entry.seq() <= acked) << "entry " << out.entry.seq();
  }
  return okStatus();
}

Status checkTold(const Centre& centre, const store::Reader& reader, const Told& told) {
  FOYER_TRY(checkEntries(centre, reader, told));
  for (const Id16& id : told.staffChanges) {
    FOYER_ASSIGN(const auto row, reader.findChange(id));
    EXPECT_TRUE(row) << "staff were told that it is saved";
  }
  for (const auto& [id, granted] : told.lent) {
    FOYER_ASSIGN(const auto lease, reader.seatLease(id));
    EXPECT_TRUE(lease && lease->granted >= granted) << "seats were lent, and the server does not know";
  }
  FOYER_ASSIGN(const int64_t head, reader.catalogueHead());
  EXPECT_GE(head, told.catalogue);
  for (const Id16& id : told.erased) {
    FOYER_ASSIGN(const auto row, reader.record(id));
    EXPECT_TRUE(row);
    if (!row) continue;
    FOYER_ASSIGN(const auto state, record::decodeState(row->state));
    EXPECT_TRUE(state.isErased) << "it was erased, and it can be read";
  }
  if (told.isSettled) {
    FOYER_ASSIGN(const auto row, reader.findChange(centre.unreadable));
    EXPECT_TRUE(row && row->outcome == store::LogOutcome::kDiscarded);
  }
  return seats::checkAll(reader);
}

void expectRebuildsToTheSame(const Centre& centre, Serving& serving) {
  const auto before = ingest::digest(*serving.store);
  ASSERT_TRUE(before.ok()) << before.error().message();
  Told nothing;
  ASSERT_TRUE(foldAnew(centre, serving, nothing));
  const auto after = ingest::digest(*serving.store);
  ASSERT_TRUE(after.ok()) << after.error().message();
  EXPECT_EQ(*before, *after) << "a record is half there";
}

}  // namespace

void judge(const Centre& centre, Disk& disk, const Told& told) {
  {
    auto database = sqlite::Database::open(std::string(kFolder) + "/foyer.db", {.vfs = disk.vfs(), .company = sqlite::Company::kLater});
    ASSERT_TRUE(database.ok()) << database.error().message();
    EXPECT_TRUE(database->checkIntegrity().ok());
  }
  // Ids of its own: no program draws those of another one.
  auto started = Serving::start(centre, disk, 1'000);
  ASSERT_TRUE(started.ok()) << started.error().message();
  Serving& serving = **started;
  const Status looked = serving.store->read([&](const store::Reader& reader) { return checkTold(centre, reader, told); });
  EXPECT_TRUE(looked.ok()) << looked.error().message();
  expectRebuildsToTheSame(centre, serving);
  // What kiosks and staff have not been told is asked for once more.
  Told last = told;
  for (const Step& step : serverSteps()) EXPECT_TRUE(step.act(centre, serving, last)) << step.name << " after all was well again";
  EXPECT_EQ(last.acked, centre.entries.size());
  const Status whole = serving.store->read([&](const store::Reader& reader) { return checkTold(centre, reader, last); });
  EXPECT_TRUE(whole.ok()) << whole.error().message();
  expectRebuildsToTheSame(centre, serving);
}

}  // namespace foyer::sim
